internal import Cartography
internal import FileAccess
public import SurveyModel

/// What is wrong in a file of a trial, with the place where it is.
public struct TrialFileError: ExplainedError, Equatable {
    /// Where in a file something stands.
    public enum Place: Sendable, Hashable, CustomStringConvertible {
        /// A line of a text, from 1.
        case line(Int)
        /// A feature of a map file, from 1.
        case feature(Int)

        /// In words, such as `line 12`.
        public var description: String {
            switch self {
            case .line(let number): "line \(number)"
            case .feature(let number): "feature \(number)"
            }
        }
    }

    /// The file, or the words that were given instead of one.
    public var path: String
    /// Where in it.
    public var place: Place?
    /// The column or attribute as the file names it.
    public var column: String?
    /// What is wrong there, in words.
    public var reason: String
    /// What to do.
    public var hint: String?

    /// `reason` at `place` and `column` of `path`.
    public init(
        _ path: String, at place: Place? = nil, column: String? = nil, _ reason: String,
        hint: String? = nil
    ) {
        self.path = path
        self.place = place
        self.column = column
        self.reason = reason
        self.hint = hint
    }

    /// The same as an error of a table.
    init(_ error: CSVError) {
        self.init(
            error.path, at: error.line.map { .line($0) }, column: error.column, error.reason,
            hint: error.hint)
    }

    /// The same as any error about the file at `path`.
    init(_ path: String, _ error: any ExplainedError) {
        if case CartographyError.unusableFeatures(_, let feature?, let reason) = error {
            self.init(path, at: .feature(feature), reason)
            return
        }
        self.init(path, Self.words(error.description, without: path), hint: error.hint)
    }

    /// One sentence with file, place and column.
    public var description: String {
        let placeWords = place.map { ", \($0)" } ?? ""
        let columnWords = column.map { ", column \($0)" } ?? ""
        return reason.hasPrefix(path + ":")
            ? reason : "\(path)\(placeWords)\(columnWords): \(reason)"
    }

    private static func words(_ text: String, without path: String) -> String {
        text.hasPrefix(path + ": ") ? String(text.dropFirst(path.count + 2)) : text
    }
}
