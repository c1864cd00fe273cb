internal import Cartography
internal import LandRelease
internal import SurveyModel

/// What the maps of some segments show, whole or on a stretch of road.
struct MapContents: Sendable {
    let record: SurveyRecord
    let segments: [SegmentRecord]
    /// Alarms and finds, which every layer's frame goes round.
    let discs: [MapDisc]
    private let evidence: EvidenceCoverage
    private let swept: PassIndex
    private let assured: PassIndex
    private let alarms: [MapDisc]
    /// Where the open alarms lie.
    private let alarmPlaces: [AlarmPlace]
    private let finds: [MapDisc]

    init(record: SurveyRecord, segments: [SegmentRecord]) {
        self.record = record
        self.segments = segments
        evidence = EvidenceCoverage(record: record)
        swept = PassIndex(evidence.sweptPasses)
        // A run that never assessed it assures nothing.
        assured = PassIndex(
            evidence.allPasses.map { pass in
                var own = pass
                own.assurance = pass.assurance ?? []
                return own
            })
        var seen: Set<String> = []
        let open = segments.flatMap { record.alarms(on: $0.fact) }
            .filter { $0.isOpen && seen.insert($0.id).inserted }
        alarms = open.map { alarm in
            MapDisc(
                road: alarm.place.road, position: alarm.place.position,
                radiusMetres: max(alarm.place.alongErrorMetres, alarm.place.acrossErrorMetres))
        }
        alarmPlaces = open.map(\.place)
        let shown = Set(segments.map(\.id))
        finds = record.finds.compactMap { find in
            guard find.isExplosive, !shown.isDisjoint(with: find.segments), let road = find.road,
                let position = find.position
            else { return nil }
            return MapDisc(road: road, position: position, radiusMetres: 0.5)
        }
        discs = alarms + finds
    }

    /// Refuses layers there is nothing for, and those `SliceMap` draws.
    func check(_ layer: MapLayer) throws {
        switch layer {
        case .status, .coverage, .detectability, .alarmDensity: return
        case .depthSlice:
            throw WorkflowError.impossible(
                reason:
                    "depth slices are drawn as one raster in the survey's CRS, not as tiles or as a "
                    + "strip: no map is written",
                hint: "give --out F.tif, with --segment ID on a long road")
        case .residualRisk:
            throw WorkflowError.impossible(
                reason:
                    "the risk that remains is not computed yet: no map is written, as an empty one "
                    + "would look like ground without risk",
                hint: "the layers status, coverage and detectability show what is known")
        }
    }

    /// What `layer` shows on `stretch`, or everywhere.
    func content(_ layer: MapLayer, on stretch: RoadTile.Stretch?) throws -> MapContent {
        try check(layer)
        let parts = segments.compactMap {
            segment -> (segment: SegmentRecord, fact: SegmentAdded)? in
            guard let stretch else { return (segment, segment.fact) }
            guard segment.fact.road == stretch.road,
                let chainage = Self.part(of: segment.fact.chainage, on: stretch.chainage)
            else { return nil }
            var fact = segment.fact
            fact.chainage = chainage
            return (segment, fact)
        }
        switch layer {
        case .coverage:
            return .coverage(
                try parts.map { segment, fact in
                    CoverageSegment(
                        id: segment.id,
                        geometry: try EvidenceCoverage.geometry(
                            of: fact, passes: swept.passes(on: fact.road, along: fact.chainage)),
                        isReleasedWithoutSweeps: isReleased(segment) && !restsOnSweeps(segment))
                })
        case .detectability:
            return .detectability(
                parts.map { _, fact in
                    DetectabilitySegment(
                        road: fact.road, rectangle: EvidenceCoverage.rectangle(of: fact),
                        passes: assured.passes(on: fact.road, along: fact.chainage))
                })
        case .alarmDensity:
            return .alarmDensity(
                AlarmDensityMap(
                    segments: try parts.map { try shown($0.segment, $0.fact) },
                    openAlarms: Self.within(alarms, stretch, AlarmDensityMap.defaultRadiusMetres)
                        .map {
                            AlarmDensityMap.RoadPlace(road: $0.road, position: $0.position)
                        }))
        case .status, .depthSlice, .residualRisk:
            return .status(
                StatusMap(
                    segments: try parts.map { try shown($0.segment, $0.fact) },
                    openAlarms: marks(on: stretch),
                    finds: Self.within(finds, stretch, 0)))
        }
    }

    /// Where the open alarms may lie, see `AlarmMark`.
    private func marks(on stretch: RoadTile.Stretch?) -> [MapDisc] {
        let near = alarmPlaces.filter { place in
            guard let stretch else { return true }
            // No disc of an alarm reaches further along than this.
            let far = place.alongErrorMetres + 2 * place.acrossErrorMetres + 1
            return place.road == stretch.road
                && place.position.chainageMetres >= stretch.chainage.low - far
                && place.position.chainageMetres <= stretch.chainage.high + far
        }
        return Self.within(near.flatMap(AlarmMark.discs), stretch, 0)
    }

    private static func within(
        _ discs: [MapDisc], _ stretch: RoadTile.Stretch?, _ reach: Double
    ) -> [MapDisc] {
        guard let stretch else { return discs }
        return discs.filter { disc in
            let far = max(reach, disc.radiusMetres)
            return disc.road == stretch.road
                && disc.position.chainageMetres >= stretch.chainage.low - far
                && disc.position.chainageMetres <= stretch.chainage.high + far
        }
    }

    /// The part of `whole` within `wanted`, no shorter than a segment may be.
    private static func part(of whole: MetreRange, on wanted: MetreRange) -> MetreRange? {
        let shortest = 0.02
        var low = max(whole.low, wanted.low)
        var high = min(whole.high, wanted.high)
        guard low < high else { return nil }
        if high - low < shortest { low = max(whole.low, high - shortest) }
        if high - low < shortest { high = min(whole.high, low + shortest) }
        return MetreRange(low: low, high: high)
    }

    private func isReleased(_ segment: SegmentRecord) -> Bool {
        segment.product != .none && !segment.isUnderReview && segment.workStatus != .suspended
    }

    /// Whether an approved release of `segment` rests on sweeps, not on a claim of other work or on none.
    private func restsOnSweeps(_ segment: SegmentRecord) -> Bool {
        switch segment.product {
        case .reduced: true
        case .cleared: record.work.work(on: segment.id).claim == nil
        case .cancelled, .none: false
        }
    }

    private func shown(_ segment: SegmentRecord, _ fact: SegmentAdded) throws -> StatusSegment {
        let required = record.releaseRules(onSegment: segment.id).requiredClasses
        var result = StatusSegment(
            id: segment.id, road: fact.road, rectangle: EvidenceCoverage.rectangle(of: fact),
            standing: .underReview)
        if segment.isUnderReview || segment.workStatus == .suspended { return result }
        switch segment.product {
        case .reduced: result.standing = .reduced
        case .cleared: result.standing = .cleared
        case .cancelled: result.standing = .cancelled
        case .none:
            result.standing = .open(
                geometry: try EvidenceCoverage.geometry(
                    of: fact, passes: evidence.passes(on: fact.road, along: fact.chainage)),
                required: required)
            return result
        }
        if restsOnSweeps(segment) {
            let geometry = try EvidenceCoverage.geometry(
                of: fact, passes: swept.passes(on: fact.road, along: fact.chainage))
            result.releasedOnSweeps = required.map { geometry.coveredRectangles(for: $0) }
        }
        return result
    }
}
