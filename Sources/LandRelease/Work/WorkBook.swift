/// A fact with the event that recorded it.
public struct Stamped<Content: Sendable & Equatable>: Sendable, Equatable {
    /// What was recorded.
    public var fact: Content
    /// The event that recorded it.
    public var stamp: EventStamp
}

/// What was done on a segment since it was last opened.
public struct SegmentWork: Sendable, Equatable {
    /// The days of work, in order of recording.
    public internal(set) var starts: [Stamped<WorkStarted>] = []
    /// The completion claim that stands.
    public internal(set) var claim: Stamped<ClearanceClaimed>?
    /// The passed internal quality control of that claim.
    public internal(set) var internalCheck: Stamped<QualityChecked>?
    /// The passed external quality control of that claim.
    public internal(set) var externalCheck: Stamped<QualityChecked>?
    /// Teams, assets and procedures of the last claim or task: what makes two lots siblings.
    public internal(set) var lots: Set<LotKey> = []

    /// A claim falls, with the checks of it.
    mutating func dropClaim() {
        claim = nil
        internalCheck = nil
        externalCheck = nil
    }
}

/// By what lots are siblings.
public enum LotKey: Sendable, Hashable {
    /// The team, the asset and the procedure of a task or a completion claim.
    case work(team: FoldedName, asset: FoldedName, procedure: FoldedName)
    /// Who drove or pushed the radar, where no such work is on record.
    case radar(operatorName: FoldedName)
    /// The radar itself, where a sweep names it and no such work is on record.
    case radarAsset(FoldedName)
}

/// Lots that are frozen because a lot of the same team, asset and procedure was found wanting.
public struct LotFreeze: Sendable, Equatable {
    /// The segment that was reopened.
    public var segment: String
    /// Why.
    public var cause: ReopenCause
    /// What its siblings share with it.
    public var lots: Set<LotKey>
    /// Segments the authority thawed since.
    public internal(set) var thawed: Set<String> = []
    /// The event that froze them.
    public var stamp: EventStamp
}

/// A version of a segment that is no longer the current one.
public struct SegmentVersion: Sendable, Equatable {
    /// The segment as it was.
    public var segment: SegmentRecord
    /// What took its place: the ids of its parts, of the whole, or its own.
    public var successors: [String]
    /// The event that replaced it.
    public var stamp: EventStamp
}

/// Work, quality control, hand-over and freezing of segments, and their versions.
public struct WorkBook: Sendable, Equatable {
    /// The evidence of hazards, by segment.
    public internal(set) var evidence: [String: [Stamped<EvidenceItem>]] = [:]
    /// What was done on each segment since it was last opened.
    public internal(set) var work: [String: SegmentWork] = [:]
    /// Test-box checks by folded asset and day.
    var boxes: [BoxDay: [Stamped<BoxChecked>]] = [:]
    /// Every completion claim.
    public internal(set) var claims: [Stamped<ClearanceClaimed>] = []
    /// Every quality control.
    public internal(set) var checks: [Stamped<QualityChecked>] = []
    /// Every visit of quality assurance.
    public internal(set) var visits: [Stamped<QualityVisited>] = []
    /// Every accident.
    public internal(set) var accidents: [Stamped<AccidentReported>] = []
    /// Every hand-over.
    public internal(set) var handOvers: [Stamped<HandedOver>] = []
    /// Every conclusion that ground never was a hazard.
    public internal(set) var conclusions: [Stamped<NoEvidenceConcluded>] = []
    /// Every freeze.
    public internal(set) var freezes: [LotFreeze] = []
    /// Versions of segments that something took the place of, in that order.
    public internal(set) var versions: [SegmentVersion] = []

    struct BoxDay: Hashable {
        var asset: FoldedName
        var date: String
    }

    /// The work on a segment since it was last opened.
    public func work(on segment: String) -> SegmentWork { work[segment] ?? SegmentWork() }

    /// The checks of an asset on a day, in order of recording.
    public func boxChecks(of asset: String, on date: String) -> [Stamped<BoxChecked>] {
        boxes[BoxDay(asset: FoldedName(asset), date: ISOTime.date(of: date))] ?? []
    }

    /// The segments a segment was made from, by splits and mergers.
    func ancestors(of id: String) -> Set<String> {
        Set(
            versions.map(\.segment.id).filter {
                $0 != id && retired($0) != nil && descendants(of: $0).contains(id)
            })
    }

    /// The current segments that came from a split or merged one.
    func descendants(of id: String) -> Set<String> {
        guard let retired = retired(id) else { return [id] }
        return retired.successors.reduce(into: []) { $0.formUnion(descendants(of: $1)) }
    }

    /// The last state of a segment that was split or merged.
    public func retired(_ id: String) -> SegmentVersion? {
        versions.last { $0.segment.id == id && !$0.successors.contains(id) }
    }
}
