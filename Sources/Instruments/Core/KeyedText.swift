internal import FileAccess

/// A text header of lines `KEY: value`, as MALA and ImpulseRadar write it.
///
/// Keys are found in any letter case, with blanks or underscores; the first of equal keys counts.
/// Text is UTF-8, UTF-16 with its mark, or else Latin-1.
struct KeyedText: Sendable {
    private struct Line {
        var value: String
        var byte: Int
    }

    let path: String
    private var lines: [String: Line] = [:]
    /// Keys that come again with another value, in order.
    private(set) var repeatedKeys: [String] = []

    static let largestByteCount = 1 << 20

    /// Reads a header file whole.
    ///
    /// - Throws: `InstrumentError.damaged` where it is larger than any header.
    init(_ file: SourceFile) throws(InstrumentError) {
        self.init(bytes: try file.allBytes(limit: Self.largestByteCount), path: file.path)
    }

    /// Reads a header in memory.
    init(bytes: [UInt8], path: String) {
        self.path = path
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            for line in TextLines(bytes) { take(line, at: 0) }
            return
        }
        // The mark of UTF-8 is no letter of the first key.
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
            if end > start { take(TextLines.text(bytes[start..<end]), at: start) }
            start = end + 1
        }
    }

    private mutating func take(_ line: String, at byte: Int) {
        let text = String(line.map { $0 == "\t" ? " " : $0 })
        guard let colon = text.firstIndex(of: ":") else { return }
        let key = Self.normal(String(text[..<colon]))
        guard !key.isEmpty else { return }
        let value = String(text[text.index(after: colon)...]).trimmingBlanks
        if let known = lines[key] {
            if known.value != value && !repeatedKeys.contains(key) { repeatedKeys.append(key) }
        } else {
            lines[key] = Line(value: value, byte: byte)
        }
    }

    /// Whether nothing in it looks like `KEY: value`.
    var isEmpty: Bool { lines.isEmpty }

    /// Whether all of `keys` are there.
    func holds(_ keys: String...) -> Bool { keys.allSatisfy { lines[Self.normal($0)] != nil } }

    /// Offset of the line of `key`; 0 where it is missing.
    func byte(of key: String) -> Int { lines[Self.normal(key)]?.byte ?? 0 }

    /// The value of `key` as written; `nil` where it is missing, empty or a placeholder.
    func text(_ key: String) -> String? {
        guard let value = lines[Self.normal(key)]?.value, !value.isEmpty, value != "_",
            value.uppercased() != "NOT VALID FIELD"
        else { return nil }
        return value
    }

    /// The number of `key` in the base unit of `units`; a number alone is in that unit.
    func number(_ key: String, in units: [String: Double] = [:]) -> Double? {
        guard let value = text(key) else { return nil }
        var number = value[...]
        while let last = number.last, last.isLetter || last == " " { number.removeLast() }
        let unit = String(value[number.endIndex...]).trimmingBlanks.lowercased()
        guard let plain = TextNumber.parse(number, decimalComma: true) else { return nil }
        guard !unit.isEmpty else { return plain }
        let scaled = units[unit].map { plain * $0 }
        return scaled.flatMap { $0.isFinite ? $0 : nil }
    }

    /// The whole number of `key`, as 512 or 512.000; `nil` for anything else or beyond 2^53.
    func count(_ key: String) -> Int? {
        guard let value = number(key), value.rounded() == value, abs(value) < 9e15 else {
            return nil
        }
        return Int(value)
    }

    /// The numbers of `key`, separated by blanks, semicolons or commas; `nil` where one is none.
    func numbers(_ key: String) -> [Double]? {
        guard let value = text(key) else { return nil }
        var parts = value.split { $0 == " " || $0 == ";" }.map(String.init)
        // A comma is a decimal sign only where each number has at most one and no point.
        let separates = parts.contains { part in
            let commas = part.count { $0 == "," }
            return commas > 1 || (commas == 1 && (part.contains(".") || part.hasSuffix(",")))
        }
        if separates { parts = value.split { " ;,".contains($0) }.map(String.init) }
        var found: [Double] = []
        for part in parts {
            guard let number = TextNumber.parse(part, decimalComma: true) else { return nil }
            found.append(number)
        }
        return found.isEmpty ? nil : found
    }

    /// Upper case, with one blank for blanks and underscores.
    private static func normal(_ key: String) -> String {
        key.uppercased().split { $0 == " " || $0 == "_" }.joined(separator: " ")
    }

    static let frequencies = ["mhz": 1, "ghz": 1000, "khz": 1e-3, "hz": 1e-6]
    static let times = ["ns": 1, "us": 1000, "ps": 1e-3]
    static let lengths = ["m": 1, "cm": 0.01, "mm": 0.001, "ft": 0.3048]
}
