public import Evaluation
internal import SurveyModel

/// A list of alarms of any radar and detector, as a file: CSV, or points of GeoJSON or a GeoPackage.
///
/// Needed are a place and a score; `id`, `depth_m`, `selected`, `probability` and a column that names
/// the lane may be there.
public enum AlarmListFile: Sendable {
    /// Columns that must be there.
    public static let columns = ["x_m", "y_m", "score"]
    /// Columns that may be there; the lane is looked for under `lane`, then `sweep`.
    public static let optionalColumns = ["id", "depth_m", "selected", "probability", "lane"]
    /// Names that may be mapped.
    public static let mappedColumns = columns + optionalColumns

    /// What a list holds.
    public struct Contents: Sendable, Equatable {
        /// The alarms in the order of the file.
        public var alarms: [ScoredAlarm]
        /// Whether the list says which of its rows the detector calls alarms.
        public var saysSelected: Bool
        /// Whether the ids were made from the numbers of the rows, as the list has none.
        public var hasMadeIDs: Bool
        /// The names of lanes in the whole list, sorted; empty where it names none.
        public var laneNames: [String]

        /// Whether at least one alarm carries a probability.
        public var saysProbability: Bool { alarms.contains { $0.probability != nil } }
    }

    /// The alarms in the file at `path`; with `lane`, those of the rows that name this lane.
    ///
    /// A lane that the list does not name has no alarms; whether that is a slip of the pen is told by
    /// `Contents.laneNames`. Without `selected` all rows are alarms.
    ///
    /// `places` says in which frame its places are, `layer` which layer of a map file is meant.
    ///
    /// - Throws: `TrialFileError` with file, line and column.
    public static func read(
        _ path: String, columns: ColumnNames = .own, lane: String? = nil,
        places: PlaceReference = .notSaid, layer: String? = nil
    ) throws(TrialFileError) -> Contents {
        try contents(TrialRowsFile.open(path, layer: layer), columns, places, lane: lane)
    }

    static func contents(
        _ rows: some TrialRows, _ names: ColumnNames, _ places: PlaceReference,
        lane: String?
    ) throws(TrialFileError) -> Contents {
        let reader = try AlarmListReader(rows: rows, names: names, reference: places)
        let kept = try reader.rows(of: lane)
        if let id = reader.id { try rows.checkDistinct(column: id, rows: kept) }
        var alarms: [ScoredAlarm] = []
        alarms.reserveCapacity(kept.count)
        for row in kept { alarms.append(try reader.alarm(row)) }
        return Contents(
            alarms: alarms, saysSelected: reader.selected != nil, hasMadeIDs: reader.id == nil,
            laneNames: reader.laneNames())
    }
}

/// Reads the rows of a list of alarms.
private struct AlarmListReader<Rows: TrialRows> {
    let rows: Rows
    let id: Int?
    let selected: Int?
    private let places: LanePlaceReader
    private let score: Int
    private let depth: Int?
    private let probability: Int?
    private let lane: Int?

    init(rows: Rows, names: ColumnNames, reference: PlaceReference) throws(TrialFileError) {
        self.rows = rows
        places = try LanePlaceReader(rows, names, reference, crsOption: "--alarms-crs")
        do throws(TrialFileError) {
            score = try rows.neededColumn("score", names)
        } catch {
            throw TrialFileError(
                error.path, at: error.place, column: error.column,
                "the alarms have no scores: " + error.reason,
                hint: error.hint)
        }
        id = try rows.column("id", names)
        selected = try rows.column("selected", names)
        depth = try rows.column("depth_m", names)
        probability = try rows.column("probability", names)
        let named = try rows.column("lane", names)
        let sweep = try rows.column("sweep", .own)
        lane = named ?? sweep
    }

    func laneNames() -> [String] {
        guard let lane else { return [] }
        return Set((0..<rows.rowCount).map { rows.word(row: $0, column: lane) }).sorted()
    }

    /// The rows that name the lane `name`; all where there is none to look for.
    func rows(of name: String?) throws(TrialFileError) -> [Int] {
        let all = Array(0..<rows.rowCount)
        guard let name else { return all }
        guard let lane else {
            throw TrialFileError(
                rows.path, column: "lane",
                "the list does not say which of its alarms lie in lane \(name)",
                hint: "name the column with --columns lane=NAME, or give one list per lane")
        }
        return all.filter { rows.word(row: $0, column: lane) == name }
    }

    func alarm(_ row: Int) throws(TrialFileError) -> ScoredAlarm {
        guard let score = try rows.number(row: row, column: score) else {
            throw rows.error(row: row, column: self.score, "the alarm has no score")
        }
        let point = try places.point(rows, row)
        return ScoredAlarm(
            id: id.map { rows.word(row: row, column: $0) } ?? "row-\(row + 1)",
            xMetres: point.xMetres, yMetres: point.yMetres, depthMetres: try depth(row),
            score: score,
            isSelected: try isSelected(row),
            probability: try probability(row))
    }

    private func isSelected(_ row: Int) throws(TrialFileError) -> Bool {
        guard let selected else { return true }
        return try rows.isTrue(row: row, column: selected)
    }

    private func depth(_ row: Int) throws(TrialFileError) -> Double? {
        guard let depth, let metres = try rows.number(row: row, column: depth) else { return nil }
        guard abs(metres) <= TruthTable.mostExtentMetres else {
            throw rows.error(row: row, column: depth, "\(metres) m is no depth of an alarm")
        }
        return metres
    }

    private func probability(_ row: Int) throws(TrialFileError) -> Double? {
        guard let probability, let chance = try rows.number(row: row, column: probability) else {
            return nil
        }
        guard (0...1).contains(chance) else {
            throw rows.error(
                row: row, column: probability, "\(chance) is no probability",
                hint: "probabilities lie between 0 and 1")
        }
        return chance
    }
}
