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
