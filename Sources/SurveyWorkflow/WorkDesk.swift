internal import Cartography
public import LandRelease

/// Work on segments and what is looked at of it: every fact is checked by the record's rules.
public struct WorkDesk: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// The time.
    public let clock: WallClock

    /// The desk of `survey`.
    public init(survey: SurveyFolder, clock: WallClock = .system) {
        self.survey = survey
        self.clock = clock
    }

    /// The date now, `YYYY-MM-DD`, for what is dated today.
    public var today: String { clock.today }

    /// Records one fact.
    ///
    /// - Returns: what it changed of the segments: their ids with the new state in words.
    /// - Throws: `WorkflowError.refused` with all objections; nothing is recorded then.
    @discardableResult
    public func record(_ fact: Fact, what: String, by person: String) throws -> [String] {
        var registry = try survey.registry()
        let before = registry.record
        try registry.record([fact], what: what, by: person, at: clock.now())
        return registry.record.segments.compactMap { segment in
            let isFrozen = !registry.record.freezes(on: segment).isEmpty
            let old = before.segment(segment.id)
            let wasFrozen = old.map { !before.freezes(on: $0).isEmpty } ?? false
            guard old?.state != segment.state || wasFrozen != isFrozen else { return nil }
            return "segment \(segment.id) is \(segment.state)"
                + (isFrozen ? ", frozen" : wasFrozen ? ", no longer frozen" : "")
        }
    }

    /// Records an accident at a place on a road; released ground there is open again by itself.
    public func report(
        _ accident: AccidentReported, by person: String
    ) throws -> [String] {
        let registry = try survey.registry(readOnly: true)
        let lines = try survey.centrelines(registry.record)
        guard let line = lines[accident.road] else {
            throw WorkflowError.unknown(
                kind: "road", name: accident.road, known: lines.keys.sorted())
        }
        var placed = accident
        placed.geographic = try line.geographic(of: accident.position)
        return try record(.accidentReported(placed), what: "the accident", by: person)
    }

    /// Records a hand-over, with the signed certificate where one is handed in.
    public func handOver(
        _ fact: HandedOver, certificate path: String?, by person: String
    ) throws -> [String] {
        var signed = fact
        signed.certificate = try path.map {
            try EvidenceStore.store(document: $0, inSurvey: survey.path)
        }
        return try record(
            .handedOver(signed), what: "handing over segment \(fact.segment)", by: person)
    }
}
