internal import Evaluation
internal import SurveyModel

/// Reads the place of a row in the frame of its lane.
struct LanePlaceReader: Sendable {
    /// No lane is longer, and no place of one farther from its start (m).
    static let mostMetres = 1e5

    private let x: Int
    private let y: Int

    init(_ rows: some TrialRows, _ names: ColumnNames) throws(TrialFileError) {
        x = try rows.neededColumn("x_m", names)
        y = try rows.neededColumn("y_m", names)
    }

    func point(_ rows: some TrialRows, _ row: Int) throws(TrialFileError) -> LanePoint {
        LanePoint(
            xMetres: try coordinate(rows, row, x), yMetres: try coordinate(rows, row, y))
    }

    private func coordinate(
        _ rows: some TrialRows, _ row: Int, _ column: Int
    ) throws(TrialFileError) -> Double {
        let metres = try rows.needed(row: row, column: column)
        guard abs(metres) <= Self.mostMetres else {
            throw rows.error(
                row: row, column: column,
                "\(metres) m is too far from the start of a lane",
                hint: "places in a CRS need the frame of the lane")
        }
        return metres
    }
}
