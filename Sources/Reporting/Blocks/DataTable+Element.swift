extension DataTable {
    /// Letters up to which a cell is kept on one line; a longer one is broken on a screen.
    private static let shortLength = 26

    func element(number: Int) -> Element {
        let name = "Table \(number). "
        let words = Element(
            "caption", [:],
            [
                Element(
                    "span", ["class": "caption-words"],
                    [Element("strong", text: name), Element("span", text: caption)])
            ])
        let table = Element("table", [:], [words, head] + groups.map(body))
        var content = [
            Element(
                "div",
                [
                    "class": "scroll", "tabindex": "0", "role": "region",
                    "aria-label": .text(name + caption),
                ], [table])
        ]
        if let remark { content.append(Element("p", ["class": "remark"], text: remark)) }
        return Element("div", ["class": .text("table" + crowding)], content)
    }

    /// Columns of the widest row: a row longer than the head is shown whole.
    private var width: Int {
        max(columns.count, groups.flatMap(\.rows).map(\.count).max() ?? 0)
    }

    /// Tables of many columns are set smaller in print, so that none is cut off.
    private var crowding: String {
        switch width {
        case ...9: ""
        case ...12: " crowded"
        default: " packed"
        }
    }

    private func alignment(_ column: Int) -> String {
        column < columns.count ? columns[column].alignment.rawValue : "words"
    }

    private var head: Element {
        let cells = (0..<width).map { place in
            var cell = Element(
                "th", ["scope": "col", "class": .text(alignment(place))],
                text: place < columns.count ? columns[place].title : "")
            if place < columns.count, let unit = columns[place].unit {
                cell.content.append(.text(" "))
                cell.content.append(.element(Element("span", ["class": "unit"], text: "(\(unit))")))
            }
            return cell
        }
        return Element("thead", [:], [Element("tr", [:], cells)])
    }

    private func body(_ group: Group) -> Element {
        var rows: [Element] = []
        if let title = group.title {
            let cell = Element(
                "th", ["scope": "rowgroup", "colspan": .text("\(max(width, 1))")], text: title)
            rows.append(Element("tr", ["class": "group"], [cell]))
        }
        return Element("tbody", [:], rows + group.rows.map(row))
    }

    private func row(_ cells: [Cell]) -> Element {
        let filled = cells + Array(repeating: "", count: max(0, width - cells.count))
        return Element(
            "tr", [:],
            filled.enumerated().map { place, cell in
                let weight = cell.weight == .plain ? "" : " " + cell.weight.rawValue
                let length = cell.text.count <= Self.shortLength ? " short" : " long"
                let style = Element.Value.text(alignment(place) + length + weight)
                return place == 0
                    ? Element("th", ["scope": "row", "class": style], text: cell.text)
                    : Element("td", ["class": style], text: cell.text)
            })
    }
}
