internal import Cartography
public import LandRelease
public import SurveyModel

extension SegmentDesk {
    /// Cuts a segment at chainages in metres; parts without names are called `ID-1`, `ID-2` and so on.
    ///
    /// - Returns: the ids of the parts.
    /// - Throws: `WorkflowError.refused` with every reason, or why the parts cannot be laid.
    public static func split(
        _ id: String, at places: [Double], names: [String] = [], reason: String,
        in survey: SurveyFolder, by person: String, clock: WallClock = .system
    ) throws -> [String] {
        var registry = try survey.registry()
        let segment = try registry.record.requiredSegment(id)
        let lines = try survey.centrelines(registry.record)
        let range = segment.fact.chainage
        guard !places.isEmpty, places.allSatisfy({ range.low < $0 && $0 < range.high }) else {
            throw WorkflowError.impossible(
                reason: "segment \(id) is cut only between its ends",
                hint: "give chainages above \(Chainage(metres: range.low)) and below "
                    + "\(Chainage(metres: range.high))")
        }
        let ends = [segment.fact.chainage.low] + places.sorted() + [segment.fact.chainage.high]
        guard names.isEmpty || names.count == ends.count - 1 else {
            throw WorkflowError.impossible(
                reason: "\(ends.count - 1) parts need as many ids, \(names.count) are given",
                hint: "give one --id for each part, or none")
        }
        let parts = try (0..<(ends.count - 1)).map { place in
            try fact(
                plan(
                    names.isEmpty ? "\(id)-\(place + 1)" : names[place], segment,
                    MetreRange(low: ends[place], high: ends[place + 1])),
                offset: segment.fact.offset, lines)
        }
        try check(
            RingCheck.objections(toParts: parts, of: segment.fact), "splitting segment \(id)")
        try registry.record(
            [.segmentSplit(SegmentSplit(segment: id, parts: parts, reason: reason))],
            what: "splitting segment \(id)", by: person, at: clock.now())
        return parts.map(\.id)
    }

    /// Joins segments beside each other.
    public static func merge(
        _ ids: [String], into id: String, reason: String, in survey: SurveyFolder,
        by person: String, clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        let parts = try ids.map { try registry.record.requiredSegment($0) }
        guard let first = parts.first, let low = parts.map(\.fact.chainage.low).min(),
            let high = parts.map(\.fact.chainage.high).max()
        else { throw WorkflowError.impossible(reason: "no segment is named", hint: nil) }
        let whole = try fact(
            plan(id, first, MetreRange(low: low, high: high)), offset: first.fact.offset,
            survey.centrelines(registry.record))
        try check(
            RingCheck.objections(toParts: parts.map(\.fact), of: whole),
            "merging into segment \(id)")
        try registry.record(
            [.segmentMerged(SegmentMerged(segments: ids, whole: whole, reason: reason))],
            what: "merging into segment \(id)", by: person, at: clock.now())
    }

    /// Gives a segment a new geometry that holds the old one.
    ///
    /// - Returns: the number of the new version.
    public static func reversion(
        _ id: String, chainage: MetreRange, depthMetres: Double?, reason: String,
        in survey: SurveyFolder, by person: String, clock: WallClock = .system
    ) throws -> Int {
        var registry = try survey.registry()
        let segment = try registry.record.requiredSegment(id)
        let lines = try survey.centrelines(registry.record)
        var plan = plan(id, segment, chainage)
        plan.depthMetres = depthMetres ?? plan.depthMetres
        let geometry = try fact(plan, offset: segment.fact.offset, lines)
        // One that shrinks along the road is refused by its rules, in words of chainage.
        if chainage.low <= segment.fact.chainage.low, chainage.high >= segment.fact.chainage.high {
            try check(
                RingCheck.objections(toParts: [segment.fact], of: geometry),
                "a new version of segment \(id)")
        }
        try checkOtherRoads(geometry, registry.record, lines)
        try registry.record(
            [
                .segmentReversioned(
                    SegmentReversioned(
                        version: segment.version + 1, geometry: geometry, reason: reason))
            ], what: "a new version of segment \(id)", by: person, at: clock.now())
        return segment.version + 1
    }

    private static func plan(
        _ id: String, _ segment: SegmentRecord, _ chainage: MetreRange
    ) -> SegmentPlan {
        SegmentPlan(
            id: id, road: segment.fact.road, chainage: chainage, band: segment.fact.band,
            depthMetres: segment.fact.depthMetres, classification: segment.classification)
    }

    /// Raises a segment's classification with the evidence for it, whose places on the ellipsoid are computed
    /// here.
    ///
    /// - Throws: `WorkflowError.refused` with every reason, or why a place cannot be computed.
    public static func classify(
        _ id: String, as classification: Classification, note: String, evidence: [EvidenceItem],
        in survey: SurveyFolder, by person: String, clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        let segment = try registry.record.requiredSegment(id)
        let line = try survey.centrelines(registry.record)[segment.fact.road]
        let items = try evidence.map { item in
            var placed = item
            placed.geographic = try item.position.flatMap { try line?.geographic(of: $0) }
            if placed.date.isEmpty { placed.date = clock.today }
            return placed
        }
        try registry.record(
            [
                .segmentClassified(
                    SegmentClassified(
                        segment: id, classification: classification, note: note,
                        evidence: items.isEmpty ? nil : items))
            ], what: "classifying segment \(id)", by: person, at: clock.now())
    }

    /// Records that survey of ground nobody had assessed found nothing that speaks for a hazard.
    public static func concludeNoEvidence(
        _ id: String, document path: String, date: String?, note: String, in survey: SurveyFolder,
        by person: String, clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        _ = try registry.record.requiredSegment(id)
        let document = try EvidenceStore.store(document: path, inSurvey: survey.path)
        try registry.record(
            [
                .noEvidenceConcluded(
                    NoEvidenceConcluded(
                        segment: id, document: document, date: date ?? clock.today, note: note))
            ], what: "the conclusion about segment \(id)", by: person, at: clock.now(),
            inputs: [document])
    }
}
