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
            "SELECT id, segment, road, chainage_m, offset_m, side, depth_m, class, state "
                + "FROM alarm WHERE road = ? AND chainage_m BETWEEN ? AND ?",
            [
                .text(road), .real(place.chainageMetres - radius),
                .real(place.chainageMetres + radius),
            ])
        return rows.compactMap { row -> NearAlarm? in
            guard let id = row[0].string, let road = row[2].string, let chainage = row[3].real,
                let offset = row[4].real, let side = row[5].string, let depth = row[6].real,
                let alarmClass = row[7].string, let state = row[8].string
            else { return nil }
            let (along, across) = (chainage - place.chainageMetres, offset - place.offsetMetres)
            let distance = (along * along + across * across).squareRoot()
            guard distance <= radius else { return nil }
            return NearAlarm(
                id: id, segment: row[1].string, road: road, chainageMetres: chainage,
                offsetMetres: offset, side: side, depthMetres: depth, alarmClass: alarmClass,
                state: state, distanceMetres: distance)
        }.sorted { ($0.distanceMetres, $0.id) < ($1.distanceMetres, $1.id) }
    }
}
