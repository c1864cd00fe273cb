internal import SurveyModel

/// Takes the records of a table apart, one after the other.
struct CSVScanner {
    /// The bytes of one field, without the quotation marks round it.
    struct Field {
        var start: Int32
        var end: Int32
        /// Whether it stood in quotation marks.
        var isQuoted: Bool
    }

    let bytes: [UInt8]
    let path: String
    private(set) var place: Int
    /// The line of `place`, from 1.
    private(set) var line = 1
    var delimiter: UInt8 = 0x2C
    /// Names of columns, once they are known, for errors.
    var columns: [String] = []
    /// Most fields of a record.
    var most: Int

    init(bytes: [UInt8], path: String, most: Int) {
        self.bytes = bytes
        self.path = path
        self.most = most
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    private static let quote: UInt8 = 0x22
    private static let lineFeed: UInt8 = 10
    private static let carriageReturn: UInt8 = 13

    /// Appends the fields of the next record that is not blank and gives its line; `nil` at the end.
    mutating func next(_ fields: inout [Field]) throws(CSVError) -> Int? {
        while place < bytes.count {
            let first = fields.count
            let start = line
            try record(&fields)
            if fields.count == first + 1, isBlank(fields[first]) {
                fields.removeLast()
                continue
            }
            return start
        }
        return nil
    }

    private mutating func record(_ fields: inout [Field]) throws(CSVError) {
        let start = line
        let first = fields.count
        while true {
            let index = fields.count - first
            guard index < most else {
                throw CSVError(
                    path: path, line: start,
                    columns.isEmpty
                        ? .tooManyColumns(most: most) : .tooManyFields(expected: columns.count))
            }
            let isQuoted = place < bytes.count && bytes[place] == Self.quote
            fields.append(
                isQuoted
                    ? try quoted(index, recordLine: start) : try plain(index, recordLine: start))
            guard place < bytes.count, bytes[place] == delimiter else { break }
            place += 1
        }
        try lineEnd(start)
    }

    /// A field without quotation marks; stops at what ends it.
    private mutating func plain(_ index: Int, recordLine: Int) throws(CSVError) -> Field {
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            guard byte != Self.quote else { throw error(.strayQuote, index, recordLine) }
            place += 1
        }
        return Field(start: Int32(start), end: Int32(place), isQuoted: false)
    }

    /// A field in quotation marks; stops behind the closing one.
    private mutating func quoted(_ index: Int, recordLine: Int) throws(CSVError) -> Field {
        let opened = line
        place += 1
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            if byte == Self.lineFeed { line += 1 }
            guard byte == Self.quote else {
                place += 1
                continue
            }
            if place + 1 < bytes.count, bytes[place + 1] == Self.quote {
                place += 2
                continue
            }
            let field = Field(start: Int32(start), end: Int32(place), isQuoted: true)
            place += 1
            guard place == bytes.count || isEnd(bytes[place]) else {
                throw error(.textAfterQuote, index, recordLine)
            }
            return field
        }
        throw error(.unclosedQuote, index, opened)
    }

    private mutating func lineEnd(_ start: Int) throws(CSVError) {
        guard place < bytes.count else { return }
        if bytes[place] == Self.carriageReturn {
            place += 1
            guard place < bytes.count, bytes[place] == Self.lineFeed else {
                throw CSVError(path: path, line: line, .loneReturn)
            }
        }
        place += 1
        line += 1
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private func isBlank(_ field: Field) -> Bool {
        !field.isQuoted
            && bytes[Int(field.start)..<Int(field.end)].allSatisfy { $0 == 32 || $0 == 9 }
    }

    private func error(_ problem: CSVError.Problem, _ index: Int, _ line: Int) -> CSVError {
        let name = index < columns.count ? columns[index] : nil
        return CSVError(path: path, line: line, column: name, problem)
    }
}
