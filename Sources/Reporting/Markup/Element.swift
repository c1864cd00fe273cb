/// One element of HTML or SVG with what it holds.
///
/// Markup is made as a tree, so that every text and attribute is escaped and every element closed
/// in one place.
struct Element: Sendable, Hashable {
    /// Value of an attribute.
    enum Value: Sendable, Hashable {
        /// Any text.
        case text(String)
        /// A coordinate or length of a drawing.
        case number(Double)
        /// An id that is unique within the enclosing scope only.
        case localID(String)
        /// A reference to such an id.
        case localReference(String)
    }

    struct Attribute: Sendable, Hashable {
        var name: String
        var value: Value
    }

    enum Content: Sendable, Hashable {
        case element(Element)
        case text(String)
        /// Text that is written as it stands: only for constants of this module.
        case verbatim(StaticText)
    }

    /// Text known when the program was built, never anybody's input.
    struct StaticText: Sendable, Hashable {
        let text: String

        init(_ text: StaticString) { self.text = text.description }
    }

    var name: String
    var attributes: [Attribute]
    var content: [Content]
    /// Prefix of the local ids within, where it differs from that around the element.
    var scope: String?

    init(
        _ name: String, _ attributes: KeyValuePairs<String, Value> = [:], _ children: [Element] = []
    ) {
        self.name = name
        self.attributes = attributes.map { Attribute(name: $0.key, value: $0.value) }
        content = children.map { .element($0) }
    }

    init(_ name: String, _ attributes: KeyValuePairs<String, Value> = [:], text: String) {
        self.init(name, attributes)
        content = [.text(text)]
    }

    /// The element with one attribute more.
    func with(_ name: String, _ value: Value) -> Element {
        var result = self
        result.attributes.append(Attribute(name: name, value: value))
        return result
    }

    /// Its markup.
    var markup: String {
        var result = ""
        write(to: &result, scope: "page")
        return result
    }
}

extension Element.Value: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .text(value) }
}

extension Element {
    /// Elements that never hold anything; all others get an end tag of their own.
    private static let emptyNames: Set<String> = [
        "meta", "br", "img", "col", "line", "path", "rect", "circle", "polyline", "polygon",
        "image", "use",
    ]

    /// Elements after which no line is broken, as space would show or is not worth it.
    private static let inlineNames: Set<String> = [
        "span", "strong", "th", "td", "a", "tspan", "caption", "title", "desc", "dt", "summary",
    ]

    private func write(to result: inout String, scope outer: String) {
        let scope = scope ?? outer
        result += "<" + name
        for attribute in attributes {
            result += " \(attribute.name)=\"\(Self.text(of: attribute.value, scope: scope))\""
        }
        guard !Self.emptyNames.contains(name) else {
            result += "/>\n"
            return
        }
        result += ">"
        for part in content {
            switch part {
            case .element(let child): child.write(to: &result, scope: scope)
            case .text(let text): result += MarkupText.escaped(text)
            case .verbatim(let text): result += text.text
            }
        }
        result += "</" + name + ">"
        if !Self.inlineNames.contains(name) { result += "\n" }
    }

    private static func text(of value: Value, scope: String) -> String {
        switch value {
        case .text(let text): MarkupText.escaped(text)
        case .number(let number): Coordinate.text(number)
        case .localID(let name): MarkupText.escaped("\(scope)-\(name)")
        case .localReference(let name): MarkupText.escaped("#\(scope)-\(name)")
        }
    }
}
