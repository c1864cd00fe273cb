internal import Cartography
public import LandRelease
public import SurveyModel

/// What a person gives to add a segment.
public struct SegmentPlan: Sendable {
    /// Segment id.
    public var id: String
    /// Road id.
    public var road: String
    /// Chainages it spans (m).
    public var chainage: MetreRange
    /// Lateral band.
    public var band: LateralBand
    /// Depth below the original surface (m).
    public var depthMetres: Double
    /// Classification it starts with.
    public var classification: Classification

    /// A segment of `band` between two chainages.
    public init(
        id: String, road: String, chainage: MetreRange, band: LateralBand, depthMetres: Double,
        classification: Classification
    ) {
        self.id = id
        self.road = road
        self.chainage = chainage
        self.band = band
        self.depthMetres = depthMetres
        self.classification = classification
    }
}

/// Adds segments to a survey.
public enum SegmentDesk: Sendable {
    /// Adds a segment with its outline and geodesic area.
    ///
    /// - Returns: what is doubtful about the outline, as sentences.
    /// - Throws: `WorkflowError` for an unknown road or band, a range off the road, or a refusal.
    @discardableResult
    public static func add(
        _ plan: SegmentPlan, to survey: SurveyFolder, by author: String,
        clock: WallClock = .system
    ) throws -> [String] {
        var registry = try survey.registry()
        let record = registry.record
        let lines = try survey.centrelines(record)
        guard let offsets = survey.layout(record).offsets(of: plan.band) else {
            throw WorkflowError.unknown(
                kind: "band", name: plan.band.rawValue,
                known: survey.layout(record).bands.keys.sorted())
        }
        let fact = try fact(plan, offset: offsets, lines)
        try check(
            RingCheck.objections(to: fact.outline, of: fact.id, closure: .required),
            "segment \(plan.id)")
        try checkOtherRoads(fact, record, lines)
        try registry.record(
            [.segmentAdded(fact)], what: "segment \(plan.id)", by: author, at: clock.now())
        return warnings(about: fact, record)
    }

    /// Refuses `what` where an outline has anything against it.
    static func check(_ objections: [Objection], _ what: String) throws {
        guard objections.isEmpty else {
            throw WorkflowError.refused(what: what, objections: objections)
        }
    }

    /// A segment of a plan with its outline and geodesic area.
    static func fact(
        _ plan: SegmentPlan, offset: MetreRange, _ lines: [String: Centreline]
    ) throws -> SegmentAdded {
        guard let line = lines[plan.road] else {
            throw WorkflowError.unknown(
                kind: "road", name: plan.road, known: lines.keys.sorted())
        }
        guard plan.chainage.low < plan.chainage.high else {
            throw WorkflowError.impossible(
                reason: "segment \(plan.id) ends before it starts",
                hint: "--from must be smaller than --to")
        }
        let ring = try line.outline(of: RoadRectangle(chainage: plan.chainage, offset: offset))
        return SegmentAdded(
            id: plan.id, road: plan.road, chainage: plan.chainage, band: plan.band,
            offset: offset, depthMetres: plan.depthMetres, classification: plan.classification,
            outline: ring, areaSquareMetres: try GeodesicArea.squareMetres(ring),
            areaMethod: GeodesicArea.method)
    }

    /// What is doubtful about an outline; a survey whose road lies outside Libya is elsewhere.
    static func warnings(about fact: SegmentAdded, _ record: SurveyRecord) -> [String] {
        let road = record.roads.first { $0.id == fact.road }?.vertices ?? []
        let isElsewhere = road.contains {
            !RingCheck.isInLibya($0)
                && !RingCheck.isInLibya(
                    GeographicPosition(longitude: $0.latitude, latitude: $0.longitude))
        }
        return RingCheck.warnings(about: fact.outline, of: fact.id, isElsewhere: isElsewhere)
    }

    /// Refuses ground that a segment of another road holds already.
    static func checkOtherRoads(
        _ fact: SegmentAdded, _ record: SurveyRecord, _ lines: [String: Centreline]
    ) throws {
        guard let line = lines[fact.road] else { return }
        for other in record.segments where other.fact.road != fact.road {
            guard let otherLine = lines[other.fact.road],
                try overlap(fact, on: line, other.fact, on: otherLine)
                    || overlap(other.fact, on: otherLine, fact, on: line)
                    || RingCheck.overlap(of: fact.outline, with: other.fact.outline)
                        > RingCheck.overlapShare
            else { continue }
            throw WorkflowError.impossible(
                reason: "segment \(fact.id) lies on the ground of segment \(other.id) of road "
                    + other.fact.road,
                hint: "one piece of ground belongs to one segment")
        }
    }

    /// Whether any of a grid of points of `segment`, at most 5 m apart along it, lies in `other`.
    private static func overlap(
        _ segment: SegmentAdded, on line: Centreline, _ other: SegmentAdded,
        on otherLine: Centreline
    ) throws -> Bool {
        let steps = min(2000, max(4, Int((segment.chainage.length / 5).rounded(.up))))
        for i in 0...steps {
            let share = Double(i) / Double(steps)
            for across in [0.02, 0.5, 0.98] {
                let point = try line.geographic(
                    of: RoadPosition(
                        chainageMetres: segment.chainage.low + share * segment.chainage.length,
                        offsetMetres: segment.offset.low + across * segment.offset.length))
                guard let place = try? otherLine.roadPosition(of: point) else { continue }
                if other.chainage.contains(place.chainageMetres)
                    && other.offset.contains(place.offsetMetres)
                {
                    return true
                }
            }
        }
        return false
    }
}
