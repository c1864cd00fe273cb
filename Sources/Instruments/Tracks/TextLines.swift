/// The lines of a text file of any encoding, with any line ends.
///
/// Lines end with `\n`, `\r\n`, `\r\r\n` or `\r`; empty lines are given too, but not those that only
/// a doubled line end makes. A line that is no UTF-8 is read as Latin-1; NUL bytes count as blanks.
struct TextLines: Sequence {
    private let bytes: [UInt8]

    /// The lines of `bytes`; a byte order mark in front is left out, UTF-16 is read by its mark.
    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            self.bytes = Array(bytes.dropFirst(3))
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self.bytes = Self.utf8(fromUTF16: bytes)
        } else {
            self.bytes = bytes
        }
    }

    func makeIterator() -> Iterator { Iterator(slices: slices.makeIterator()) }

    /// The same lines as bytes, NUL bytes as blanks.
    var slices: Slices { Slices(bytes: bytes) }

    struct Iterator: IteratorProtocol {
        fileprivate var slices: Slices

        mutating func next() -> String? { slices.next().map { TextLines.text($0) } }
    }

    struct Slices: Sequence, IteratorProtocol {
        fileprivate let bytes: [UInt8]
        private var place = 0

        fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> ArraySlice<UInt8>? {
            guard place < bytes.count else { return nil }
            var end = place
            while end < bytes.count && bytes[end] != 10 && bytes[end] != 13 { end += 1 }
            let line = TextLines.withoutNull(bytes[place..<end])
            // All carriage returns before one line feed belong to it.
            while end < bytes.count && bytes[end] == 13 { end += 1 }
            if end < bytes.count && bytes[end] == 10 { end += 1 }
            place = end
            return line
        }
    }

    /// `bytes` as UTF-8, or where they are none as Latin-1.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let clean = withoutNull(bytes)
        return String(validating: clean, as: UTF8.self)
            ?? String(String.UnicodeScalarView(clean.map { Unicode.Scalar($0) }))
    }

    private static func withoutNull(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.contains(0) ? ArraySlice(bytes.map { $0 == 0 ? 32 : $0 }) : bytes
    }

    private static func utf8(fromUTF16 bytes: [UInt8]) -> [UInt8] {
        let isLittle = bytes.first == 0xFF
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
            let pair = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? pair.1 << 8 | pair.0 : pair.0 << 8 | pair.1
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

extension ArraySlice<UInt8> {
    /// The bytes without blanks at their ends.
    var trimmingBlanks: ArraySlice<UInt8> {
        var text = self
        while text.first == 32 { text.removeFirst() }
        while text.last == 32 { text.removeLast() }
        return text
    }

    /// Whether the bytes begin with `mark`, of capital letters and signs, in letters of any case.
    func begins(with mark: String) -> Bool {
        guard count >= mark.utf8.count else { return false }
        return zip(self, mark.utf8).allSatisfy { own, letter in
            letter == ((97...122).contains(own) ? own - 32 : own)
        }
    }
}

/// Numbers as people and instruments write them.
enum TextNumber {
    /// The number `text` is, without blanks round it, with one comma in place of the point where
    /// `decimalComma` says so; `nil` for anything else, also for "nan", "inf" and hexadecimals.
    static func parse(_ text: some StringProtocol, decimalComma: Bool = false) -> Double? {
        parse(Array(text.utf8.prefix(100))[...], decimalComma: decimalComma)
    }

    /// The same for bytes.
    static func parse(_ bytes: ArraySlice<UInt8>, decimalComma: Bool = false) -> Double? {
        var plain = bytes.prefix(100)
        while let first = plain.first, first == 32 || first == 9 { plain.removeFirst() }
        while let last = plain.last, last == 32 || last == 9 { plain.removeLast() }
        guard !plain.isEmpty, plain.count <= 64 else { return nil }
        if let short = short(plain, decimalComma: decimalComma) { return short }
        var letters: [UInt8] = []
        for letter in plain {
            switch letter {
            case 48...57, 43, 45, 46, 69, 101: letters.append(letter)
            case 44 where decimalComma: letters.append(46)
            default: return nil
            }
        }
        guard let number = Double(String(decoding: letters, as: UTF8.self)), number.isFinite
        else { return nil }
        return number
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// A number of at most 15 digits without exponent.
    ///
    /// Its digits and the power of ten are exact, so that their quotient is the nearest number (Clinger,
    /// How to Read Floating Point Numbers Accurately, 1990).
    private static func short(_ plain: ArraySlice<UInt8>, decimalComma: Bool) -> Double? {
        guard plain.count <= 17, let first = plain.first else { return nil }
        let isSigned = first == 43 || first == 45
        var whole = 0
        var digits = 0
        var decimals: Int?
        for letter in isSigned ? plain.dropFirst() : plain {
            switch letter {
            case 48...57:
                whole = whole * 10 + Int(letter - 48)
                digits += 1
                decimals = decimals.map { $0 + 1 }
            case 46 where decimals == nil, 44 where decimals == nil && decimalComma: decimals = 0
            default: return nil
            }
        }
        guard (1...15).contains(digits) else { return nil }
        let size = Double(whole) / powersOfTen[decimals ?? 0]
        return first == 45 ? -size : size
    }

    /// The whole number `text` is.
    static func whole(_ text: some StringProtocol) -> Int? {
        whole(Array(text.utf8.prefix(100))[...])
    }

    /// The same for bytes.
    static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let number = parse(bytes), abs(number) < 1e15, number == number.rounded() else {
            return nil
        }
        return Int(number)
    }
}
