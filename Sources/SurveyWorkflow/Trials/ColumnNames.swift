internal import FileAccess
internal import SurveyModel

/// How a table names its columns, where it does not use the names of truth.csv and alarms.csv.
public struct ColumnNames: Sendable, Hashable {
    /// The names as they are.
    public static let own = ColumnNames([:])

    /// The name in the table by the name it stands for, such as `easting` by `x_m`.
    public let names: [String: String]

    /// The mapping `names`.
    public init(_ names: [String: String]) { self.names = names }

    /// Reads `x_m=easting,score=conf`; only `known` names may stand on the left.
    ///
    /// - Throws: `TrialFileError` for text of another form, unknown names and names given twice.
    public init(_ text: String, known: [String]) throws(TrialFileError) {
        var names: [String: String] = [:]
        for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: "=", maxSplits: 1).map(Self.trimmed)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw Self.error("`\(pair)` is not of the form NAME=COLUMN", nil)
            }
            guard known.contains(parts[0]) else {
                let near = NearMiss.suggestion(for: parts[0], among: known)
                throw Self.error(
                    "there is no `\(parts[0])`",
                    near.map { "is `\($0)` meant?" } ?? "there are " + known.joined(separator: ", ")
                )
            }
            guard names.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw Self.error("`\(parts[0])` is given twice", nil)
            }
        }
        self.names = names
    }

    /// The name in the table of what is called `name` here.
    func name(_ name: String) -> String { names[name] ?? name }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func error(_ reason: String, _ hint: String?) -> TrialFileError {
        TrialFileError("names of columns", reason, hint: hint)
    }
}
