public import Evaluation
internal import SurveyModel

/// What lies in a lane, as a table tells: the columns of truth.csv in any order.
///
/// The table is CSV, or the attributes of the points of a GeoJSON or GeoPackage file.
public enum TruthTable: Sendable {
    /// Columns that must be there.
    public static let columns = [
        "id", "model", "class", "x_m", "y_m", "depth_m", "diameter_m", "height_m", "is_mine",
    ]
    /// Columns that may be there.
    public static let optionalColumns = ["position_error_m"]
    /// Names that may be mapped.
    public static let mappedColumns = columns + optionalColumns

    /// No object lies deeper, is larger or is less well placed (m).
    static let mostExtentMetres = 100.0

    /// The objects in the file at `path`, in its order; none where the lane is blank.
    ///
    /// `places` says in which frame its places are, `layer` which layer of a map file is meant.
    ///
    /// - Throws: `TrialFileError` with file, line and column.
    public static func read(
        _ path: String, columns: ColumnNames = .own, places: PlaceReference = .notSaid,
        layer: String? = nil
    ) throws(TrialFileError) -> [Target] {
        try targets(TrialRowsFile.open(path, layer: layer), columns, places)
    }

    static func targets(
        _ rows: some TrialRows, _ names: ColumnNames, _ places: PlaceReference
    ) throws(TrialFileError) -> [Target] {
        let reader = try TruthReader(rows: rows, names: names, reference: places)
        try rows.checkDistinct(column: reader.id, rows: Array(0..<rows.rowCount))
        var targets: [Target] = []
        targets.reserveCapacity(rows.rowCount)
        for row in 0..<rows.rowCount { targets.append(try reader.target(row)) }
        return targets
    }
}

/// Reads the rows of a truth.
private struct TruthReader<Rows: TrialRows> {
    let rows: Rows
    let id: Int
    private let model: Int
    private let kind: Int
    private let places: LanePlaceReader
    private let depth: Int
    private let diameter: Int
    private let height: Int
    private let isMine: Int
    private let positionError: Int?

    init(rows: Rows, names: ColumnNames, reference: PlaceReference) throws(TrialFileError) {
        self.rows = rows
        id = try rows.neededColumn("id", names)
        model = try rows.neededColumn("model", names)
        kind = try rows.neededColumn("class", names)
        places = try LanePlaceReader(rows, names, reference, crsOption: "--truth-crs")
        depth = try rows.neededColumn("depth_m", names)
        diameter = try rows.neededColumn("diameter_m", names)
        height = try rows.neededColumn("height_m", names)
        isMine = try rows.neededColumn("is_mine", names)
        positionError = try rows.column("position_error_m", names)
    }

    func target(_ row: Int) throws(TrialFileError) -> Target {
        let targetClass = try targetClass(row)
        let point = try places.point(rows, row)
        let target = Target(
            id: rows.word(row: row, column: id), model: rows.word(row: row, column: model),
            targetClass: targetClass, xMetres: point.xMetres, yMetres: point.yMetres,
            depthMetres: try extent(row, depth, mayBeZero: true),
            diameterMetres: try extent(row, diameter, mayBeZero: false),
            heightMetres: try extent(row, height, mayBeZero: true),
            isMine: try rows.isTrue(row: row, column: isMine),
            positionErrorMetres: try positionErrorMetres(row))
        guard target.isMine == (targetClass != .clutter) else {
            throw rows.error(
                row: row, column: isMine,
                "the class is \(targetClass.rawValue), but is_mine says "
                    + (target.isMine ? "it is a mine" : "it is none"),
                hint: "correct the class or is_mine")
        }
        return target
    }

    private func targetClass(_ row: Int) throws(TrialFileError) -> TargetClass {
        let text = rows.word(row: row, column: kind)
        if let known = TargetClass(rawValue: text) { return known }
        let all = TargetClass.allCases.map(\.rawValue)
        let near = NearMiss.suggestion(for: text, among: all)
        throw rows.error(
            row: row, column: kind,
            text.isEmpty ? "the class is missing" : "there is no class `\(text.prefix(40))`",
            hint: near.map { "is `\($0)` meant?" } ?? "there are " + all.joined(separator: ", "))
    }

    private func extent(
        _ row: Int, _ column: Int, mayBeZero: Bool
    ) throws(TrialFileError) -> Double {
        let metres = try rows.needed(row: row, column: column)
        guard metres >= 0, mayBeZero || metres > 0 else {
            throw rows.error(
                row: row, column: column,
                "\(metres) m is " + (metres < 0 ? "negative" : "no size of an object"))
        }
        guard metres <= TruthTable.mostExtentMetres else {
            throw rows.error(
                row: row, column: column,
                "\(metres) m is too large for a buried object; lengths are in metres")
        }
        return metres
    }

    private func positionErrorMetres(_ row: Int) throws(TrialFileError) -> Double {
        guard let positionError, !rows.word(row: row, column: positionError).isEmpty else {
            return 0
        }
        return try extent(row, positionError, mayBeZero: true)
    }
}
