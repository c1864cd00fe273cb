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

    func makeIterator() -> Iterator { Iterator(bytes: bytes) }

    struct Iterator: IteratorProtocol {
        fileprivate let bytes: [UInt8]
        private var place = 0

        fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> String? {
            guard place < bytes.count else { return nil }
            var end = place
            while end < bytes.count && bytes[end] != 10 && bytes[end] != 13 { end += 1 }
            let line = TextLines.text(bytes[place..<end])
            // All carriage returns before one line feed belong to it.
            while end < bytes.count && bytes[end] == 13 { end += 1 }
            if end < bytes.count && bytes[end] == 10 { end += 1 }
            place = end
            return line
        }
    }

    /// `bytes` as UTF-8, or where they are none as Latin-1.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let clean = bytes.contains(0) ? ArraySlice(bytes.map { $0 == 0 ? 32 : $0 }) : bytes
        return String(validating: clean, as: UTF8.self)
            ?? String(String.UnicodeScalarView(clean.map { Unicode.Scalar($0) }))
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

/// Numbers as people and instruments write them.
enum TextNumber {
    /// The number `text` is, without blanks round it, with one comma in place of the point where
    /// `decimalComma` says so; `nil` for anything else, also for "nan", "inf" and hexadecimals.
    static func parse(_ text: some StringProtocol, decimalComma: Bool = false) -> Double? {
        var plain = Array(text.utf8.prefix(100))[...]
        while let first = plain.first, first == 32 || first == 9 { plain.removeFirst() }
        while let last = plain.last, last == 32 || last == 9 { plain.removeLast() }
        guard !plain.isEmpty, plain.count <= 64 else { return nil }
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

    /// The whole number `text` is.
    static func whole(_ text: some StringProtocol) -> Int? {
        guard let number = parse(text), abs(number) < 1e15, number == number.rounded() else {
            return nil
        }
        return Int(number)
    }
}
