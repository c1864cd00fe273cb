internal import Cartography
internal import Evaluation
internal import SurveyModel

/// Reads the place of a row in the frame of its lane.
struct LanePlaceReader: Sendable {
    /// No lane is longer, and no place of one farther from its start (m).
    static let mostMetres = 1e5

    /// The columns of both coordinates; `nil` where they are those of the row's shape.
    private let columns: (x: Int, y: Int)?
    /// What leads to lane metres; `nil` where they are that.
    private let converter: LaneMapConverter?

    /// `crsOption` is the option that names the CRS of such a file.
    init(
        _ rows: some TrialRows, _ names: ColumnNames, _ reference: PlaceReference,
        crsOption: String
    ) throws(TrialFileError) {
        let own = try Self.pair(rows, names, "x_m", "y_m")
        switch reference {
        case .notSaid:
            guard own != nil || !rows.hasShapes else {
                throw TrialFileError(
                    rows.path, "it is not said how its places lie in the lane",
                    hint: "give the frame of the lane, or say that they are lane metres")
            }
            columns = if let own { own } else { try Self.needed(rows, names) }
            converter = nil
        case .ofLane(let map):
            let isShape = own == nil && rows.hasShapes
            columns = if own != nil || isShape { own } else { try Self.needed(rows, names) }
            converter =
                isShape
                ? try Self.converter(rows.crs, rows.path, of: map, option: crsOption) : nil
        case .onMap(let map, let crs):
            let isMapped = names.names["x_m"] != nil || names.names["y_m"] != nil
            if rows.hasShapes, !isMapped {
                columns = nil
                converter = try map.converter(
                    from: Self.crs(rows.crs, rows.path, said: crs, crsOption), path: rows.path)
            } else if crs == nil, !isMapped,
                let world = try Self.pair(rows, .own, "longitude", "latitude")
            {
                columns = world
                converter = try map.converter(from: LaneMap.world, path: rows.path)
            } else {
                columns = try Self.needed(rows, names)
                converter = try map.converter(
                    from: Self.crs(said: crs, rows.path, crsOption), path: rows.path)
            }
        }
    }

    func point(_ rows: some TrialRows, _ row: Int) throws(TrialFileError) -> LanePoint {
        let (x, y) = try coordinates(rows, row)
        guard let converter else { return try near(LanePoint(xMetres: x, yMetres: y), rows, row) }
        let point: LanePoint
        do throws(CartographyError) {
            point = try converter.lanePoint(x, y)
        } catch {
            throw TrialFileError(
                rows.path, at: rows.place(ofRow: row), error.description, hint: error.hint)
        }
        return try near(point, rows, row)
    }

    private func coordinates(
        _ rows: some TrialRows, _ row: Int
    ) throws(TrialFileError) -> (Double, Double) {
        if let columns {
            return (
                try rows.needed(row: row, column: columns.x),
                try rows.needed(row: row, column: columns.y)
            )
        }
        return try rows.coordinates(ofRow: row)
    }

    private func near(
        _ point: LanePoint, _ rows: some TrialRows, _ row: Int
    ) throws(TrialFileError) -> LanePoint {
        guard abs(point.xMetres) <= Self.mostMetres, abs(point.yMetres) <= Self.mostMetres else {
            let far = abs(point.xMetres) > Self.mostMetres ? point.xMetres : point.yMetres
            let isX = abs(point.xMetres) > Self.mostMetres
            let name = columns.map { rows.columns[isX ? $0.x : $0.y] }
            throw TrialFileError(
                rows.path, at: rows.place(ofRow: row), column: name,
                "\(far) m is too far from the start of a lane",
                hint: converter == nil
                    ? "places in a CRS need the frame of the lane"
                    : "check the frame of the lane and the CRS")
        }
        return point
    }

    private static func pair(
        _ rows: some TrialRows, _ names: ColumnNames, _ x: String, _ y: String
    ) throws(TrialFileError) -> (x: Int, y: Int)? {
        guard let x = try rows.column(x, names), let y = try rows.column(y, names) else {
            return nil
        }
        return (x, y)
    }

    private static func needed(
        _ rows: some TrialRows, _ names: ColumnNames
    ) throws(TrialFileError) -> (x: Int, y: Int) {
        (try rows.neededColumn("x_m", names), try rows.neededColumn("y_m", names))
    }

    /// What leads from the shapes of a file to the lane `map`, or from lane metres where it is `nil`.
    static func converter(
        _ crs: FeatureFile.CRS, _ path: String, of map: LaneMap?, option: String
    ) throws(TrialFileError) -> LaneMapConverter? {
        if let map {
            let named = try Self.crs(crs, path, said: nil, option)
            return try map.converter(from: named, path: path)
        }
        guard case .named(let name) = crs else { return nil }
        throw TrialFileError(
            path, "its places are in \(name.prefix(40)), not in lane metres",
            hint: "give the frame of the lane")
    }

    /// The CRS of shapes: what is said must not contradict the file.
    static func crs(
        _ named: FeatureFile.CRS, _ path: String, said: String?, _ option: String
    ) throws(TrialFileError) -> String {
        switch named {
        case .notSaid: return try crs(said: said, path, option)
        case .impliedWGS84: return said ?? LaneMap.world
        case .named(let name):
            guard let said, said.uppercased() != name.uppercased() else { return name }
            throw TrialFileError(
                path, "the file says that it is in \(name.prefix(40)), not in \(said)",
                hint: "leave \(option) out, or correct the file")
        }
    }

    private static func crs(
        said: String?, _ path: String, _ option: String
    ) throws(TrialFileError) -> String {
        if let said { return said }
        throw TrialFileError(
            path, "it does not say in which CRS its places are",
            hint: "name it with \(option), such as EPSG:32634 or EPSG:4326")
    }
}
