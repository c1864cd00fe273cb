/// A value in a database cell, with text kept as its exact bytes.
enum SQLValue: Hashable, Sendable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A number.
    case real(Double)
    /// Text in UTF-8; what comes out of a file may be malformed.
    case text([UInt8])
    /// Bytes.
    case blob([UInt8])

    /// Text.
    static func text(_ string: String) -> SQLValue { .text(Array(string.utf8)) }

    /// Text, or nothing.
    static func text(_ string: String?) -> SQLValue { string.map { text($0) } ?? .null }

    /// The text where it is well-formed text.
    var string: String? {
        guard case .text(let bytes) = self else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The whole number where it is one.
    var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The number where it is one.
    var real: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    /// The value made fit to stand in a sentence.
    var shown: String {
        switch self {
        case .null: "nothing"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let bytes): TextRules.quoted(String(decoding: bytes.prefix(400), as: UTF8.self))
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }
}
