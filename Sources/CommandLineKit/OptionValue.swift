/// A value that can be written on the command line.
public protocol OptionValue: Sendable {
    /// What such a value is, as in "`abc` is not a number".
    static var kindInWords: String { get }
    /// The words it may be, where they can be counted; empty otherwise.
    static var choices: [String] { get }
    /// Reads the value, `nil` where `text` is none.
    init?(commandLineText text: String)
    /// The value as it would be typed.
    var commandLineText: String { get }
}

extension OptionValue {
    /// No fixed list of words.
    public static var choices: [String] { [] }
}

extension String: OptionValue {
    /// Any text will do.
    public static var kindInWords: String { "a text" }
    /// Takes the text as it is.
    public init?(commandLineText text: String) { self = text }
    /// The text itself.
    public var commandLineText: String { self }
}

extension Int: OptionValue {
    /// Digits with an optional sign.
    public static var kindInWords: String { "a whole number" }
    /// Reads decimal digits with an optional sign.
    public init?(commandLineText text: String) { self.init(text, radix: 10) }
    /// Decimal digits.
    public var commandLineText: String { description }
}

extension Double: OptionValue {
    /// A finite decimal number.
    public static var kindInWords: String { "a number" }

    /// Reads a finite decimal number; `nan`, `inf`, hexadecimal and anything too large are refused.
    public init?(commandLineText text: String) {
        let decimal = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || Array("+-.eE".utf8).contains(byte)
        }
        guard decimal, let value = Double(text), value.isFinite else { return nil }
        self = value
    }

    /// The shortest decimal form; whole numbers without `.0`.
    public var commandLineText: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

/// A choice among fixed words: an enumeration with text as raw value.
public protocol EnumValue: OptionValue, CaseIterable, RawRepresentable where RawValue == String {}

extension EnumValue {
    /// Names every word.
    public static var kindInWords: String {
        let words = choices
        guard let last = words.last, words.count > 1 else { return words.first ?? "known" }
        return "one of " + words.dropLast().joined(separator: ", ") + " or " + last
    }
    /// The raw values in order.
    public static var choices: [String] { allCases.map(\.rawValue) }
    /// Reads one of the words exactly.
    public init?(commandLineText text: String) { self.init(rawValue: text) }
    /// The word.
    public var commandLineText: String { rawValue }
}
