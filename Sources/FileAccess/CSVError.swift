public import SurveyModel

/// Why a table of comma-separated values cannot be used, with the place in the file.
public struct CSVError: ExplainedError, Equatable {
    /// What is wrong.
    public enum Problem: Sendable, Equatable {
        /// The disk refused, or the file is larger than such a table may be.
        case file(FileError)
        /// There is not even a header.
        case empty
        /// It holds NUL bytes, as UTF-16 and binary files do.
        case notText
        /// It holds bytes that are no UTF-8.
        case notUTF8
        /// The header has more columns than any table.
        case tooManyColumns(most: Int)
        /// A quoted field is not closed before the file ends.
        case unclosedQuote
        /// A quotation mark stands inside a field that does not begin with one.
        case strayQuote
        /// A quoted field goes on after its closing mark.
        case textAfterQuote
        /// A carriage return without a line feed.
        case loneReturn
        /// Two columns have the same name.
        case duplicateColumn
        /// A column that is needed is not there; `near` is a name that may be meant.
        case missingColumn(near: String?)
        /// A row has fewer fields than the header.
        case tooFewFields(found: Int, expected: Int)
        /// A row has more fields than the header.
        case tooManyFields(expected: Int)
        /// A field that is needed is empty.
        case missingValue
        /// A field is none of the words that may stand there.
        case unknownWord(String)
        /// A field is no decimal number.
        case notANumber(String)
        /// A field is a number with a comma where the point belongs.
        case decimalComma(String)
    }

    /// The file.
    public var path: String
    /// The line of the file where the record begins, from 1.
    public var line: Int?
    /// The name of the column.
    public var column: String?
    /// What is wrong there.
    public var problem: Problem

    /// `problem` at `line` and `column` of `path`.
    public init(path: String, line: Int? = nil, column: String? = nil, _ problem: Problem) {
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem
    }

    /// One sentence with file, line and column.
    public var description: String {
        if case .file(let cause) = problem { return cause.description }
        let lineWords = line.map { ", line \($0)" } ?? ""
        let columnWords = column.map { ", column \($0)" } ?? ""
        return "\(path)\(lineWords)\(columnWords): \(reason)"
    }

    /// What is wrong, without the place.
    public var reason: String {
        switch problem {
        case .file(let cause): cause.description
        case .empty: "the file is empty, a header with the names of columns is needed"
        case .notText: "the file holds NUL bytes: it is UTF-16 or no text at all"
        case .notUTF8: "the text is not UTF-8"
        case .tooManyColumns(let most): "the header has more than \(most) columns"
        case .unclosedQuote: "a quoted field that begins here is never closed"
        case .strayQuote: "a quotation mark stands inside a field that does not begin with one"
        case .textAfterQuote: "text follows the closing quotation mark of a field"
        case .loneReturn: "a carriage return stands without a line feed"
        case .duplicateColumn: "the header names this column twice"
        case .missingColumn: "this column is missing"
        case .tooFewFields(let found, let expected):
            "the row has \(found) fields, the header has \(expected)"
        case .tooManyFields(let expected):
            "the row has more fields than the \(expected) of the header"
        case .missingValue: "a number is missing"
        case .unknownWord(let text): "`\(text.prefix(40))` is none of the words of this column"
        case .notANumber(let text): "`\(text)` is not a decimal number"
        case .decimalComma(let text): "`\(text)` has a decimal comma, a point is needed"
        }
    }

    /// What to do.
    public var hint: String? {
        switch problem {
        case .file(let cause): cause.hint
        case .notText, .notUTF8: "save the table as CSV in UTF-8"
        case .loneReturn: "save the table with the line ends LF or CRLF"
        case .unclosedQuote, .strayQuote, .textAfterQuote:
            "put the whole field in quotation marks and double those inside it (RFC 4180)"
        case .missingColumn(let near): near.map { "is `\($0)` meant?" }
        case .tooManyFields: "put fields that hold a comma in quotation marks, write 0.5 not 0,5"
        case .decimalComma: "save the table with decimal points"
        default: nil
        }
    }
}
