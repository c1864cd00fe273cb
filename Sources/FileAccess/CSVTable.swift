internal import SurveyModel

/// A table of comma-separated values (RFC 4180) with a header, read whole.
///
/// UTF-8 with or without a byte order mark, lines ended by LF or CRLF, fields in quotation marks
/// with commas, doubled quotation marks and line ends in them. Where the header has no comma outside
/// quotation marks but semicolons, or else tabs, those part the fields. Blank lines are skipped. Every
/// row has as many fields as the header.
///
/// - Complexity: one pass over the bytes; 12 bytes of memory per field beside them.
public struct CSVTable: Sendable {
    /// Largest table (bytes).
    public static let mostBytes = 64 << 20
    /// Most columns.
    static let mostColumns = 4096

    /// The file, as named in errors.
    public let path: String
    /// Names of the columns in order, without blanks round them.
    public let columns: [String]
    /// The line of the header, from 1.
    public let headerLine: Int

    private let bytes: [UInt8]
    private let fields: [CSVScanner.Field]
    private let lines: [Int32]
    /// The byte that parts the fields: a comma, a semicolon or a tab.
    public let delimiter: UInt8

    /// Reads the file at `path`.
    ///
    /// - Throws: `CSVError` with the line, and the column where one is concerned.
    public init(path: String, limit: Int = mostBytes) throws(CSVError) {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: min(limit, Int(Int32.max) - 1))
        } catch {
            throw CSVError(path: path, .file(error))
        }
        try self.init(bytes: bytes, path: path)
    }

    /// Reads `bytes`, named `path` in errors; fewer than 2 GiB.
    ///
    /// - Throws: `CSVError`.
    public init(bytes: [UInt8], path: String) throws(CSVError) {
        try Self.checkText(bytes, path)
        var scanner = CSVScanner(bytes: bytes, path: path, most: Self.mostColumns)
        scanner.delimiter = Self.delimiter(bytes, from: scanner.place)
        var header: [CSVScanner.Field] = []
        guard let headerLine = try scanner.next(&header) else {
            throw CSVError(path: path, .empty)
        }
        columns = header.map { field in
            String(decoding: Self.trimmed(Self.slice(bytes, field)), as: UTF8.self)
        }
        try Self.checkNames(columns, path, headerLine)
        scanner.columns = columns
        scanner.most = columns.count
        var fields: [CSVScanner.Field] = []
        var lines: [Int32] = []
        while let line = try scanner.next(&fields) {
            lines.append(Int32(line))
            guard fields.count == lines.count * columns.count else {
                let found = fields.count - (lines.count - 1) * columns.count
                throw CSVError(
                    path: path, line: line, .tooFewFields(found: found, expected: columns.count))
            }
        }
        self.path = path
        self.headerLine = headerLine
        self.bytes = bytes
        self.fields = fields
        self.lines = lines
        delimiter = scanner.delimiter
    }

    /// Count of rows under the header.
    public var rowCount: Int { lines.count }

    /// The place of the column `name`; `nil` where there is none.
    public func index(of name: String) -> Int? { name.isEmpty ? nil : columns.firstIndex(of: name) }

    /// The line of the file where row `row` begins, from 1.
    public func line(ofRow row: Int) -> Int { Int(lines[row]) }

    /// The field as written, without the quotation marks round it.
    public func text(row: Int, column: Int) -> String {
        let field = fields[row * columns.count + column]
        let written = Self.slice(bytes, field)
        guard field.isQuoted, written.contains(0x22) else {
            return String(decoding: written, as: UTF8.self)
        }
        // Quotation marks stand in pairs there: the second of each is left out.
        var isFirst = false
        let plain = written.filter { byte in
            isFirst = byte == 0x22 && !isFirst
            return byte != 0x22 || isFirst
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// The field as a decimal number, blanks round it left out; `nil` where it is empty.
    ///
    /// No locale is asked; words for infinity and for no number, and hexadecimals, are refused.
    ///
    /// - Throws: `CSVError` with line and column for anything that is no finite decimal number.
    public func number(row: Int, column: Int) throws(CSVError) -> Double? {
        let field = Self.trimmed(Self.slice(bytes, fields[row * columns.count + column]))
        guard !field.isEmpty else { return nil }
        if let number = TextNumber.parse(field) { return number }
        let text = String(decoding: field.prefix(40), as: UTF8.self)
        let isComma = field.contains(0x2C) && TextNumber.parse(field, decimalComma: true) != nil
        throw CSVError(
            path: path, line: line(ofRow: row), column: columns[column],
            isComma ? .decimalComma(text) : .notANumber(text))
    }

    private static func slice(_ bytes: [UInt8], _ field: CSVScanner.Field) -> ArraySlice<UInt8> {
        bytes[Int(field.start)..<Int(field.end)]
    }

    private static func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = slice
        while let first = slice.first, first == 32 || first == 9 { slice.removeFirst() }
        while let last = slice.last, last == 32 || last == 9 { slice.removeLast() }
        return slice
    }
}

extension CSVTable {
    private static func checkText(_ bytes: [UInt8], _ path: String) throws(CSVError) {
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if isWide { throw CSVError(path: path, .notText) }
        if let zero = bytes.firstIndex(of: 0) {
            throw CSVError(path: path, line: line(of: zero, bytes), .notText)
        }
        guard bytes.contains(where: { $0 >= 0x80 }), String(validating: bytes, as: UTF8.self) == nil
        else { return }
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        throw CSVError(path: path, line: bad.map { $0 + 1 }, .notUTF8)
    }

    private static func line(of place: Int, _ bytes: [UInt8]) -> Int {
        bytes[..<place].count { $0 == 10 } + 1
    }

    private static func checkNames(
        _ names: [String], _ path: String, _ line: Int
    ) throws(CSVError) {
        var met: Set<String> = []
        // Tables of data frames have a nameless first column, and a comma may end every line.
        for name in names where !name.isEmpty && !met.insert(name).inserted {
            throw CSVError(path: path, line: line, column: name, .duplicateColumn)
        }
    }

    /// What parts the fields of the first line that is not blank.
    private static func delimiter(_ bytes: [UInt8], from start: Int) -> UInt8 {
        var isQuoted = false
        var met: Set<UInt8> = []
        var hasText = false
        for byte in bytes[start...] {
            if byte == 0x22 { isQuoted.toggle() }
            if byte == 10 && hasText && !isQuoted { break }
            hasText = hasText || byte > 32
            if !isQuoted, byte == 0x2C || byte == 0x3B || byte == 9 { met.insert(byte) }
        }
        return [0x2C, 0x3B, 9].first(where: met.contains) ?? 0x2C
    }
}
