public import SurveyModel

/// What is known of the ground of one segment.
public enum SegmentStanding: Sendable, Hashable {
    /// An approved report says *cleared*.
    case cleared
    /// An approved report says *reduced*.
    case reduced
    /// An approved report says *cancelled*.
    case cancelled
    /// A release is in question, or work is suspended.
    case underReview
    /// Nothing is released: the map shows what was swept for the classes the survey requires.
    case open(covered: [CoverageClass: [RoadRectangle]], required: [CoverageClass])

    /// Nothing is released; coverage from `geometry` for the classes `required`.
    public static func open(
        geometry: CoverageGeometry, required: [CoverageClass]
    ) -> SegmentStanding {
        let covered = required.map { ($0, geometry.coveredRectangles(for: $0)) }
        return .open(
            covered: Dictionary(covered, uniquingKeysWith: { first, _ in first }),
            required: required)
    }
}

/// One segment of a status map.
public struct StatusSegment: Sendable, Hashable {
    /// Segment id.
    public var id: String
    /// Road id.
    public var road: String
    /// Its place in the road frame.
    public var rectangle: RoadRectangle
    /// What is known of it.
    public var standing: SegmentStanding
    /// Where its release rests on sweeps, the ground they passed over with valid traces, by required class:
    /// what they left out is shown as not covered, whatever was approved.
    public var releasedOnSweeps: [[RoadRectangle]]?

    /// Segment `id` of `road`.
    public init(
        id: String, road: String, rectangle: RoadRectangle, standing: SegmentStanding,
        releasedOnSweeps: [[RoadRectangle]]? = nil
    ) {
        self.releasedOnSweeps = releasedOnSweeps
        self.id = id
        self.road = road
        self.rectangle = rectangle
        self.standing = standing
    }
}

/// A disc on the ground: an alarm or a find with the uncertainty of its place.
public struct MapDisc: Sendable, Hashable {
    /// Road id.
    public var road: String
    /// Its centre.
    public var position: RoadPosition
    /// Its radius (m).
    public var radiusMetres: Double

    /// A disc of `radiusMetres` around `position` on `road`.
    public init(road: String, position: RoadPosition, radiusMetres: Double) {
        self.road = road
        self.position = position
        self.radiusMetres = radiusMetres
    }
}

/// What a status raster shows; where things overlap, the worse is seen.
public struct StatusMap: Sendable, Hashable {
    /// Segments.
    public var segments: [StatusSegment]
    /// Alarms nobody has closed.
    public var openAlarms: [MapDisc]
    /// Explosive items confirmed.
    public var finds: [MapDisc]

    /// A map of `segments` with discs over them.
    public init(segments: [StatusSegment], openAlarms: [MapDisc] = [], finds: [MapDisc] = []) {
        self.segments = segments
        self.openAlarms = openAlarms
        self.finds = finds
    }
}
