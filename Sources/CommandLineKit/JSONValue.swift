/// A JSON value whose keys keep their order, for `--json` results.
///
/// Numbers that are not finite are written as `null`: JSON has no word for them.
public indirect enum JSONValue: Sendable, Equatable {
    /// Keys and values in the order written.
    case object([Member])
    /// Values in order.
    case array([JSONValue])
    /// A text.
    case string(String)
    /// A number.
    case number(Double)
    /// A whole number.
    case integer(Int)
    /// True or false.
    case boolean(Bool)
    /// Nothing known.
    case null

    /// One key with its value.
    public struct Member: Sendable, Equatable {
        /// The key.
        public var key: String
        /// Its value.
        public var value: JSONValue

        /// `key` with `value`.
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// A text, `null` where it is `nil`.
    public static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// A number, `null` where it is `nil`.
    public static func number(orNull number: Double?) -> JSONValue {
        number.map { .number($0) } ?? .null
    }

    /// The value as text, indented by two spaces, without a line feed at the end.
    public var text: String {
        var result = ""
        write(to: &result, indent: "")
        return result
    }

    private func write(to out: inout String, indent: String) {
        switch self {
        case .object(let members):
            let rows = members.map { member in
                Self.quoted(member.key) + ": " + member.value.nested(indent)
            }
            Self.write(rows, "{", "}", to: &out, indent: indent)
        case .array(let values):
            Self.write(values.map { $0.nested(indent) }, "[", "]", to: &out, indent: indent)
        case .string(let text): out += Self.quoted(text)
        case .number(let number): out += number.isFinite ? number.commandLineText : "null"
        case .integer(let number): out += "\(number)"
        case .boolean(let truth): out += truth ? "true" : "false"
        case .null: out += "null"
        }
    }

    private func nested(_ indent: String) -> String {
        var result = ""
        write(to: &result, indent: indent + "  ")
        return result
    }

    private static func write(
        _ rows: [String], _ open: String, _ close: String, to out: inout String, indent: String
    ) {
        guard !rows.isEmpty else {
            out += open + close
            return
        }
        let inner = "\n" + indent + "  "
        out += open + inner + rows.joined(separator: "," + inner) + "\n" + indent + close
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.isControl || scalar.turnsText:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// Values in order.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Keys and values in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0, $1) })
    }
}
