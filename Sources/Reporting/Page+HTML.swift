extension Page {
    /// What a browser may load for the page: nothing but the page itself and the pictures in it.
    static let contentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        + "form-action 'none'"

    /// The whole page; it is well-formed XML too.
    public var html: String {
        var numbering = PageNumbering()
        let opening = summary.map { $0.element(&numbering) }
        let parts = sections.map { $0.part(level: 2, &numbering) }
        // The stamp heads a table whose one cell is the page: print repeats such a head, with room
        // of its own, on every sheet.
        let body = Element(
            "body", [:],
            stampElements + [
                Element(
                    "div", ["class": "page"],
                    [
                        header,
                        Element("main", [:], opening + [contents(parts)] + parts.map(\.element)),
                        footerElement,
                    ]
                )
            ])
        return "<!DOCTYPE html>\n"
            + Element("html", ["lang": .text(language)], [head, body]).markup
    }

    private var head: Element {
        var style = Element("style")
        style.content = [.verbatim(StyleSheet.text)]
        return Element(
            "head", [:],
            [
                Element("meta", ["charset": "utf-8"]),
                Element(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": .text(Self.contentPolicy),
                    ]),
                Element(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                Element("meta", ["name": "color-scheme", "content": "light"]),
                Element("title", text: title),
                style,
            ])
    }

    private var stampElements: [Element] {
        guard let stamp else { return [] }
        return [
            Element(
                "div", ["class": "stamp"],
                [Element("p", ["role": "note"], [Element("strong", text: stamp)])])
        ]
    }

    private var header: Element {
        let words = subtitle.isEmpty ? [] : [Element("p", ["class": "subtitle"], text: subtitle)]
        return Element("header", [:], [Element("h1", text: title)] + words)
    }

    private func contents(_ parts: [Part]) -> Element {
        Element(
            "nav", ["aria-label": .text("Contents"), "class": "contents"],
            [
                Element(
                    "ol", [:],
                    parts.map { part in
                        Element(
                            "li", [:],
                            [Element("a", ["href": .text("#" + part.anchor)], text: part.title)])
                    })
            ])
    }

    private var footerElement: Element {
        let list = footer.isEmpty ? [] : [Block.definitionList(footer)]
        return Element("footer", [:], list)
    }
}

/// A section made into markup, with what the table of contents needs of it.
struct Part {
    var title: String
    var anchor: String
    var element: Element
}

extension Page.Section {
    /// The section with its heading at `level`.
    fileprivate func part(level: Int, _ numbering: inout PageNumbering) -> Part {
        let anchor = numbering.anchor(id)
        let heading = Element("h\(min(level, 6))", ["id": .text(anchor)], text: title)
        var content = [heading]
        for block in blocks { content.append(block.element(&numbering)) }
        for section in sections {
            content.append(section.part(level: level + 1, &numbering).element)
        }
        return Part(
            title: title, anchor: anchor,
            element: Element("section", ["aria-labelledby": .text(anchor)], content))
    }
}
