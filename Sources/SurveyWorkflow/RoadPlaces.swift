internal import Cartography
public import LandRelease
public import SurveyModel

/// A place beside a road in every way it can be said.
public struct RoadPlace: Sendable {
    /// Road id.
    public var road: String
    /// Chainage and offset.
    public var position: RoadPosition
    /// Its side in words, on a divided road with the median.
    public var side: String
    /// WGS 84 longitude and latitude.
    public var geographic: GeographicPosition
    /// The reading of the kilometre posts, with the version of the calibration.
    public var posts: (reading: PostReading, version: Int)?
    /// East and north, or longitude and latitude, in another CRS, with its accuracy to WGS 84 (m).
    public var other: (crs: String, x: Double, y: Double, accuracyMetres: Double)?
}

extension RoadDesk {
    /// How a place is given.
    public enum Place: Sendable {
        /// Longitude and latitude, or east and north of the other CRS.
        case point(x: Double, y: Double)
        /// Chainage and offset.
        case road(RoadPosition)
        /// Metres past a kilometre post, and an offset.
        case post(PostReading, offsetMetres: Double)
    }

    /// Where `place` lies on `road`.
    ///
    /// - Throws: `WorkflowError`, `CartographyError` or `CalibrationError`.
    public static func locate(
        _ place: Place, on road: String, of survey: SurveyFolder, crs: String? = nil,
        version: Int? = nil
    ) throws -> RoadPlace {
        let record = try survey.registry(readOnly: true).record
        let line = try centreline(road, survey, record)
        let calibration = record.calibration(ofRoad: road, version: version)
        if let version, calibration == nil {
            throw WorkflowError.unknown(
                kind: "calibration", name: "\(version)",
                known: record.calibrations(ofRoad: road).map { "\($0.version)" })
        }
        let other = try crs.map { try GroundTransformation(crs: $0, near: line.vertices[0]) }
        let position: RoadPosition
        switch place {
        case .road(let given): position = given
        case .post(let reading, let offset):
            guard let calibration else {
                throw WorkflowError.impossible(
                    reason: "road \(road) has no kilometre posts on record",
                    hint: "record them with `clearroad road calibrate`")
            }
            position = RoadPosition(
                chainageMetres: try calibration.calibration.chainage(of: reading),
                offsetMetres: offset)
        case .point(let x, let y):
            let point = try other?.geographic(FeatureFile.Point(x: x, y: y))
            position = try line.roadPosition(
                of: point ?? GeographicPosition(longitude: x, latitude: y))
        }
        var found = RoadPlace(
            road: road, position: position,
            side: CarriagewaySide(
                offsetMetres: position.offsetMetres, lie: try lie(of: road, survey, record)
            ).words,
            geographic: try line.geographic(of: position))
        if let calibration {
            let reading = try calibration.calibration.reading(
                ofChainage: position.chainageMetres)
            found.posts = (reading, calibration.version)
        }
        if let other {
            let point = try other.point(at: found.geographic)
            found.other = (other.crs, point.x, point.y, other.accuracyMetres)
        }
        return found
    }

    /// Where a carriageway lies to the other one of its road; `nil` where there is no other.
    public static func lie(
        of road: String, _ survey: SurveyFolder, _ record: SurveyRecord
    ) throws -> CarriagewaySide.Lie? {
        guard let fact = record.roads.first(where: { $0.id == road }), let name = fact.partOf,
            let carriageway = fact.carriageway
        else { return nil }
        let lines = try survey.centrelines(record)
        guard let line = lines[road], let other = lines[carriageway.other.lineID(of: name)] else {
            return nil
        }
        return try CarriagewayPair(line, beside: other).lie
    }
}
