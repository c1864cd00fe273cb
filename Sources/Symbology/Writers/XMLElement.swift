/// An element of an XML text.
package struct XMLElement: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its attributes in order.
    package var attributes: [Attribute]
    /// The elements in it, in order.
    package var children: [XMLElement]
    /// The text in it, in place of elements.
    package var text: String?

    /// An attribute.
    package struct Attribute: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// Its value.
        package var value: String

        /// An attribute of that name and value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An element of that name.
    package init(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ children: [XMLElement] = [], text: String? = nil
    ) {
        self.name = name
        self.attributes = attributes.map { Attribute($0.key, $0.value) }
        self.children = children
        self.text = text
    }

    /// The element as text, children on lines of their own.
    package func write(to output: inout String, indent: Int = 0) {
        let margin = String(repeating: " ", count: indent)
        output += "\(margin)<\(name)"
        for attribute in attributes {
            output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
        }
        if let text {
            output += ">\(Self.escaped(text))</\(name)>\n"
        } else if children.isEmpty {
            output += "/>\n"
        } else {
            output += ">\n"
            for child in children { child.write(to: &output, indent: indent + 1) }
            output += "\(margin)</\(name)>\n"
        }
    }

    /// Text fit to stand in XML; characters XML has no place for become U+FFFD.
    package static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\n": output += "&#10;"
            case "\t": output += "&#9;"
            case "\r": output += "&#13;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
