internal import Cartography
internal import FileAccess
internal import SurveyModel

/// A table of pegs beside a lane.
struct PegTable {
    /// 95 % error of a peg whose table does not say it (m).
    static let usualErrorMetres = 0.05

    private let table: CSVTable
    private let road: Centreline

    init(_ table: CSVTable, _ road: Centreline) {
        self.table = table
        self.road = road
    }

    func pegs() throws -> [LanePeg] {
        try (0..<table.rowCount).map { row in
            guard let wheel = try figure("wheel_m", row) else {
                throw table.bad(row, "the distance of the wheel (column wheel_m) is not given")
            }
            let name = table.index(of: "peg").map { table.text(row: row, column: $0) } ?? ""
            return LanePeg(
                name: name.isEmpty ? "\(row + 1)" : name, wheelMetres: wheel,
                position: try position(row),
                errorMetres: try figure("error_m", row) ?? Self.usualErrorMetres)
        }
    }

    private func position(_ row: Int) throws -> RoadPosition {
        if let offset = try figure("offset_m", row), let column = table.index(of: "chainage_m") {
            let text = table.text(row: row, column: column)
            guard let chainage = Chainage(parsing: text) else {
                throw table.bad(row, "\"\(text.prefix(20))\" is not a chainage such as 12+310.25")
            }
            return RoadPosition(chainageMetres: chainage.metres, offsetMetres: offset)
        }
        guard let longitude = try figure("longitude", row),
            let latitude = try figure("latitude", row)
        else {
            throw table.bad(
                row, "neither chainage_m and offset_m nor longitude and latitude are given")
        }
        do {
            return try road.roadPosition(
                of: GeographicPosition(longitude: longitude, latitude: latitude))
        } catch {
            throw table.bad(row, error.description)
        }
    }

    private func figure(_ column: String, _ row: Int) throws -> Double? {
        try table.index(of: column).flatMap { try table.number(row: row, column: $0) }
    }
}

extension CSVTable {
    /// That something is wrong with a row, whose line is named.
    func bad(_ row: Int, _ reason: String) -> WorkflowError {
        .impossible(reason: "\(path), line \(line(ofRow: row)): \(reason)", hint: nil)
    }
}
