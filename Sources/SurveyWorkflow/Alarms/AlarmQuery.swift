internal import Cartography
internal import Foundation
public import LandRelease
public import SurveyModel

/// Which alarms somebody wants to see.
public struct AlarmQuery: Sendable {
    /// Where an alarm stands, as asked for.
    public enum Standing: String, Sendable, CaseIterable {
        /// Not closed, whoever is charged with it.
        case open
        /// Somebody is charged with it and has not closed it.
        case assigned
        /// A look settled nothing.
        case needsSecondSensor = "needs-second-sensor"
        /// Open for too long.
        case overdue
        /// Closed.
        case closed
    }

    /// A place and how far from it.
    public struct Near: Sendable {
        /// Where.
        public var place: NearPlace
        /// How far (m).
        public var radiusMetres: Double

        /// Within `radiusMetres` of `place`.
        public init(_ place: NearPlace, radiusMetres: Double) {
            self.place = place
            self.radiusMetres = radiusMetres
        }
    }

    /// Only on this segment.
    public var segment: String?
    /// Only so standing; all where it is nil.
    public var standing: Standing?
    /// Only near a place.
    public var near: Near?

    /// Alarms with all that is given.
    public init(segment: String? = nil, standing: Standing? = nil, near: Near? = nil) {
        self.segment = segment
        self.standing = standing
        self.near = near
    }

    /// The alarms in the order of the record, or nearest first where a place is given.
    ///
    /// - Throws: `WorkflowError.unknown` for a segment that is not on record; `.impossible` where the
    ///   place lies on no road.
    public func alarms(
        in record: SurveyRecord, of survey: SurveyFolder, clock: WallClock = .system
    ) throws -> [AlarmRecord] {
        var found = Self.alarms(standing, in: record, at: clock.now())
        if let segment {
            let fact = try record.requiredSegment(segment).fact
            found = found.filter { fact.contains($0) }
        }
        guard let near else { return found }
        let centre = try near.place.geographic(in: record, of: survey)
        return found.map { ($0, LocalDistance.metres(centre, $0.place.geographic)) }
            .filter { $0.1 <= near.radiusMetres }
            .sorted { $0.1 < $1.1 }
            .map(\.0)
    }

    private static func alarms(
        _ standing: Standing?, in record: SurveyRecord, at now: String
    ) -> [AlarmRecord] {
        switch standing {
        case nil: return record.alarms
        case .open: return record.alarms.filter(\.isOpen)
        case .assigned: return record.assignedAlarms.filter(\.isOpen)
        case .needsSecondSensor: return record.alarmsInNeedOfSecondSensor
        case .closed: return record.alarms.filter { !$0.isOpen }
        case .overdue:
            guard let limit = record.overdueLimit(at: now) else { return [] }
            return record.alarms.filter { $0.isOpen && $0.stamp.at < limit }
        }
    }
}

/// A place as a person types it: `LAT,LON` in degrees, or `CHAINAGE,OFFSET` with a chainage such as 12+310.
public enum NearPlace: Sendable, Equatable {
    /// On the ellipsoid.
    case geographic(GeographicPosition)
    /// By the road.
    case road(RoadPosition)

    /// Reads `32.1,23.9` or `12+310,-4.7`; anything else is nil.
    public init?(parsing text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let words = parts.map { $0.filter { $0 != " " } }
        guard let second = Double(words[1]), second.isFinite else { return nil }
        if words[0].dropFirst().contains("+") {
            guard let chainage = Chainage(parsing: words[0]) else { return nil }
            self = .road(RoadPosition(chainageMetres: chainage.metres, offsetMetres: second))
            return
        }
        guard let first = Double(words[0]), (-90...90).contains(first),
            (-180...180).contains(second)
        else { return nil }
        self = .geographic(GeographicPosition(longitude: second, latitude: first))
    }

    /// Where it is on the ellipsoid.
    func geographic(
        in record: SurveyRecord, of survey: SurveyFolder
    ) throws -> GeographicPosition {
        switch self {
        case .geographic(let place): return place
        case .road(let position):
            let lines = try survey.centrelines(record)
            guard lines.count == 1, let line = lines.values.first else {
                throw WorkflowError.impossible(
                    reason: "the survey has \(lines.count) roads, a chainage alone names no place",
                    hint: "give LAT,LON")
            }
            return try line.geographic(of: position)
        }
    }
}

/// Distances of a few kilometres.
enum LocalDistance {
    /// The distance (m) on the plane that touches WGS 84 half-way; a thousandth off at 50 km.
    static func metres(_ one: GeographicPosition, _ other: GeographicPosition) -> Double {
        let middle = (one.latitude + other.latitude) / 2 * .pi / 180
        let (equator, eccentricity) = (6_378_137.0, 0.006_694_379_990_14)
        let root = 1 - eccentricity * sin(middle) * sin(middle)
        let normal = equator / root.squareRoot()
        let meridian = normal * (1 - eccentricity) / root
        let north = (other.latitude - one.latitude) * .pi / 180 * meridian
        let east = (other.longitude - one.longitude) * .pi / 180 * normal * cos(middle)
        return (north * north + east * east).squareRoot()
    }
}
