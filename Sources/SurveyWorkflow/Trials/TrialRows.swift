internal import Cartography
internal import FileAccess
internal import SurveyModel

/// Rows with named values, of a CSV table or of the features of a map file.
protocol TrialRows: Sendable {
    /// The file, as named in errors.
    var path: String { get }
    /// Names of the columns.
    var columns: [String] { get }
    /// Count of rows.
    var rowCount: Int { get }

    /// Where the names of the columns stand; `nil` where they stand in no one place.
    var headerPlace: TrialFileError.Place? { get }
    /// Where a row stands in the file.
    func place(ofRow row: Int) -> TrialFileError.Place
    /// A value as text, as it is written; empty where there is none.
    func text(row: Int, column: Int) -> String
    /// A value as a finite number; `nil` where there is none.
    func number(row: Int, column: Int) throws(TrialFileError) -> Double?
    /// Whether rows have shapes.
    var hasShapes: Bool { get }
    /// The coordinates of a row's shape, which must be a point.
    func coordinates(ofRow row: Int) throws(TrialFileError) -> (Double, Double)
    /// What the file says of the CRS of its shapes.
    var crs: FeatureFile.CRS { get }
}

/// The rows of a CSV table.
struct CSVRows: TrialRows {
    private let table: CSVTable

    init(_ path: String) throws(TrialFileError) {
        do throws(CSVError) {
            table = try CSVTable(path: path)
        } catch {
            throw TrialFileError(error)
        }
    }

    var path: String { table.path }
    var columns: [String] { table.columns }
    var rowCount: Int { table.rowCount }
    var hasShapes: Bool { false }
    var crs: FeatureFile.CRS { .notSaid }

    var headerPlace: TrialFileError.Place? { .line(table.headerLine) }

    func place(ofRow row: Int) -> TrialFileError.Place { .line(table.line(ofRow: row)) }

    func text(row: Int, column: Int) -> String { table.text(row: row, column: column) }

    func number(row: Int, column: Int) throws(TrialFileError) -> Double? {
        do throws(CSVError) {
            return try table.number(row: row, column: column)
        } catch {
            throw TrialFileError(error)
        }
    }

    func coordinates(ofRow row: Int) throws(TrialFileError) -> (Double, Double) {
        throw TrialFileError(path, at: place(ofRow: row), "a row of a table has no shape")
    }
}

extension TrialRows {
    /// The column of what is called `name` here; `nil` where there is none.
    ///
    /// - Throws: `TrialFileError` where `names` says what it is called and there is no such column.
    func column(_ name: String, _ names: ColumnNames) throws(TrialFileError) -> Int? {
        if let index = columns.firstIndex(of: names.name(name)) { return index }
        guard names.names[name] != nil else { return nil }
        throw missing(name, names)
    }

    /// The column of what is called `name` here.
    ///
    /// - Throws: `TrialFileError` where there is none.
    func neededColumn(_ name: String, _ names: ColumnNames) throws(TrialFileError) -> Int {
        guard let index = try column(name, names) else { throw missing(name, names) }
        return index
    }

    private func missing(_ name: String, _ names: ColumnNames) -> TrialFileError {
        let wanted = names.name(name)
        // A column that is something else already is not meant.
        let used = Set(names.names.values).union(TruthTable.mappedColumns)
            .union(AlarmListFile.mappedColumns)
        let near = NearMiss.suggestion(
            for: wanted, among: columns.filter { !used.contains($0) })
        let hint =
            near.map { "it has a column `\($0)`; if that is meant: --columns \(name)=\($0)" }
            ?? "it has the columns \(columns.prefix(30).joined(separator: ", "))"
        return TrialFileError(
            path, at: headerPlace, column: wanted, "this column is missing", hint: hint)
    }

    /// An error about a value.
    func error(
        row: Int, column: Int, _ reason: String, hint: String? = nil
    ) -> TrialFileError {
        TrialFileError(path, at: place(ofRow: row), column: columns[column], reason, hint: hint)
    }

    /// A number that must be there.
    func needed(row: Int, column: Int) throws(TrialFileError) -> Double {
        guard let number = try number(row: row, column: column) else {
            throw error(row: row, column: column, "a number is missing")
        }
        return number
    }

    /// A text without blanks round it.
    func word(row: Int, column: Int) -> String {
        let text = text(row: row, column: column)
        guard text.utf8.first == 32 || text.utf8.last == 32 else { return text }
        return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// A yes or no: `1`, `0`, `true`, `false`, `True` or `False`.
    func isTrue(row: Int, column: Int) throws(TrialFileError) -> Bool {
        switch word(row: row, column: column) {
        case "1", "true", "True": return true
        case "0", "false", "False": return false
        case let text:
            throw error(
                row: row, column: column,
                text.isEmpty ? "a 1 or 0 is missing" : "`\(text.prefix(40))` is neither 1 nor 0",
                hint: "write 1 or true, 0 or false")
        }
    }

    /// Throws where the word of `column` stands in two of `rows`, or nowhere in one.
    func checkDistinct(column: Int, rows: [Int]) throws(TrialFileError) {
        var met: [String: Int] = [:]
        for row in rows {
            let id = word(row: row, column: column)
            guard !id.isEmpty else { throw error(row: row, column: column, "the id is empty") }
            if let first = met.updateValue(row, forKey: id) {
                throw error(
                    row: row, column: column,
                    "the id `\(id.prefix(40))` stands in \(place(ofRow: first)) already",
                    hint: "give every row an id of its own")
            }
        }
    }
}
