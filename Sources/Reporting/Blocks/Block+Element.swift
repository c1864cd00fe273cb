extension Block {
    func element(_ numbering: inout PageNumbering) -> Element {
        switch self {
        case .paragraph(let text): return Element("p", text: text)
        case .note(let note): return note.element
        case .list(let items):
            return Element("ul", [:], items.map { Element("li", text: $0) })
        case .numberedList(let items):
            return Element("ol", [:], items.map { Element("li", text: $0) })
        case .definitions(let definitions): return Self.definitionList(definitions)
        case .table(let table): return table.element(number: numbering.nextTable())
        case .figure(let figure): return figure.element(&numbering)
        case .details(let summary, let blocks):
            var content = [Element("summary", text: summary)]
            for block in blocks { content.append(block.element(&numbering)) }
            return Element("details", [:], content)
        }
    }

    static func definitionList(_ definitions: [Definition]) -> Element {
        Element(
            "dl", [:],
            definitions.map {
                Element("div", [:], [Element("dt", text: $0.term), Element("dd", text: $0.detail)])
            })
    }
}

extension Note {
    fileprivate var element: Element {
        let kindName = kind == .warning ? "warning" : "information"
        let list =
            points.isEmpty ? [] : [Element("ul", [:], points.map { Element("li", text: $0) })]
        let heading = Element("p", ["class": "note-title"], [Element("strong", text: title)])
        return Element(
            "div", ["class": .text("note \(kindName)"), "role": "note"],
            [heading] + paragraphs.map { Element("p", text: $0) } + list)
    }
}

extension Figure {
    fileprivate func element(_ numbering: inout PageNumbering) -> Element {
        let number = numbering.nextFigure()
        var element = Element(
            "figure", ["class": .text(isStacked ? "stacked" : "row")],
            [
                Element("div", ["class": "drawings"], illustrations.map(\.element)),
                Element(
                    "figcaption", [:],
                    [Element("strong", text: "Figure \(number). "), Element("span", text: caption)]),
            ])
        element.scope = numbering.anchor("figure-\(number)")
        return element
    }
}
