public import SurveyModel

/// An alarm as the registry's layer shows it.
public struct NearAlarm: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// The segment its sweep was made for.
    public var segment: String?
    /// Its road.
    public var road: String
    /// Along the road (m).
    public var chainageMetres: Double
    /// Across the road, positive to the left (m).
    public var offsetMetres: Double
    /// Left or right of increasing chainage.
    public var side: String
    /// Depth of its top (m).
    public var depthMetres: Double
    /// What its shape suggests.
    public var alarmClass: String
    /// `open` or `closed`.
    public var state: String
    /// 95 % error along the road (m).
    public var alongErrorMetres: Double
    /// 95 % error across the road (m).
    public var acrossErrorMetres: Double
    /// 95 % error of the depth (m).
    public var depthErrorMetres: Double
    /// Monotone in suspicion.
    public var score: Double
    /// Who is charged with it.
    public var assignee: String?
    /// Whether a look at it settled nothing.
    public var needsSecondSensor: Bool
    /// How far it lies from the place asked for (m).
    public var distanceMetres: Double
}

extension Registry {
    /// The alarms within `radius` metres of a place, nearest first, from the layer and its index: no event
    /// is read, so that a record of a million alarms answers at once.
    ///
    /// What the layer shows is checked against the events by `verify`.
    ///
    /// - Throws: `LandReleaseError` where there is no registry, or one of an older version.
    public static func alarms(
        in path: String, road: String, near place: RoadPosition, radiusMetres radius: Double
    ) throws(LandReleaseError) -> [NearAlarm] {
        let connection = try RegistryFile.open(path, readOnly: true)
        let rows = try connection.query(
            "SELECT id, segment, road, chainage_m, offset_m, side, depth_m, class, "
                + "state, along_error_m, across_error_m, depth_error_m, score, assigned_to, "
                + "needs_second_sensor "
                + "FROM alarm WHERE road = ? AND chainage_m BETWEEN ? AND ?",
            [
                .text(road), .real(place.chainageMetres - radius),
                .real(place.chainageMetres + radius),
            ])
        return rows.compactMap { row -> NearAlarm? in
            guard let id = row[0].string, let road = row[2].string, let chainage = row[3].real,
                let offset = row[4].real, let side = row[5].string, let depth = row[6].real,
                let alarmClass = row[7].string, let state = row[8].string,
                let alongError = row[9].real, let acrossError = row[10].real,
                let depthError = row[11].real, let score = row[12].real
            else { return nil }
            let (along, across) = (chainage - place.chainageMetres, offset - place.offsetMetres)
            let distance = (along * along + across * across).squareRoot()
            guard distance <= radius else { return nil }
            return NearAlarm(
                id: id, segment: row[1].string, road: road, chainageMetres: chainage,
                offsetMetres: offset, side: side, depthMetres: depth, alarmClass: alarmClass,
                state: state, alongErrorMetres: alongError, acrossErrorMetres: acrossError,
                depthErrorMetres: depthError, score: score, assignee: row[13].string,
                needsSecondSensor: row[14].integer == 1, distanceMetres: distance)
        }.sorted { ($0.distanceMetres, $0.id) < ($1.distanceMetres, $1.id) }
    }
}

extension Registry {
    /// The centrelines as the layer shows them: id and vertices; no event is read.
    ///
    /// - Throws: `LandReleaseError` where there is no registry, or a line of it was changed.
    public static func centrelines(
        in path: String
    ) throws(LandReleaseError) -> [(id: String, vertices: [GeographicPosition])] {
        let connection = try RegistryFile.open(path, readOnly: true)
        let rows = try connection.query("SELECT id, geom FROM road ORDER BY fid")
        var lines: [(id: String, vertices: [GeographicPosition])] = []
        for row in rows {
            guard let id = row[0].string, case .blob(let bytes) = row[1],
                let vertices = GeoPackageGeometry.vertices(ofLine: bytes)
            else {
                throw .schemaChanged(path: path, findings: ["a line of the layer road"])
            }
            lines.append((id, vertices))
        }
        return lines
    }
}

extension GeoPackageGeometry {
    /// The vertices of a line as `line` writes it; nil for any other bytes.
    static func vertices(ofLine bytes: [UInt8]) -> [GeographicPosition]? {
        // Header of 8 bytes with an envelope of four numbers, byte order, type and count.
        guard bytes.count >= 49, bytes.starts(with: [0x47, 0x50, 0, 0x03]) else { return nil }
        let count = (bytes.count - 49) / 16
        func number(_ place: Int) -> Double {
            let word = bytes[place..<place + 8].reversed().reduce(UInt64(0)) {
                $0 << 8 | UInt64($1)
            }
            return Double(bitPattern: word)
        }
        let vertices = (0..<count).map { index in
            GeographicPosition(
                longitude: number(49 + 16 * index), latitude: number(57 + 16 * index))
        }
        return line(vertices) == bytes ? vertices : nil
    }
}
