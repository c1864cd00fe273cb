public import LandRelease
internal import SurveyModel

/// A segment and what stands in the way of its becoming *reduced*, or *cleared* once clearance began.
public struct SegmentStatus: Sendable, Hashable, Codable {
    /// The segment's id.
    public var id: String
    /// What is known of its hazard.
    public var classification: Classification
    /// How far work on it is.
    public var workStatus: WorkStatus
    /// Where it stands in the procedure.
    public var stage: LandStage
    /// What it was released as.
    public var product: LandProduct
    /// Whether its release is in question.
    public var isUnderReview: Bool
    /// How often its geometry was changed, from 1.
    public var version: Int
    /// Covered share of the class least covered (0...100).
    public var coveragePercent: Double
    /// Alarms on it nobody closed.
    public var openAlarms: Int
    /// Everything in the way; empty where nothing is, or where it is released.
    public var objections: [Objection]
    /// The waivers on it, and those its report rests on.
    public var waivers: [WaiverCited]
    /// The segments whose reopening froze it; empty where none did.
    public var frozenBecauseOf: [String]

    /// The status of every segment of `record` at the time `now` (UTC).
    static func all(in record: SurveyRecord, at now: String) throws -> [SegmentStatus] {
        let evidence = EvidenceCoverage(record: record)
        return try record.segments.map { segment in
            let coverage = try evidence.accounts(of: segment)
            let request = ReleaseRequest(
                segment: segment.id, product: aim(segment.stage), author: "status", at: now,
                note: "")
            return SegmentStatus(
                id: segment.id, classification: segment.classification,
                workStatus: segment.workStatus, stage: segment.stage, product: segment.product,
                isUnderReview: segment.isUnderReview, version: segment.version,
                coveragePercent: coverage.map(\.percent).min() ?? 0,
                openAlarms: record.alarms(on: segment.fact).count(where: \.isOpen),
                objections: segment.product == .none
                    ? ReleaseGate.objections(to: request, record: record, coverage: coverage) : [],
                waivers: record.shownWaivers(on: segment.id),
                frozenBecauseOf: record.freezes(on: segment).map(\.segment))
        }
    }

    private static func aim(_ stage: LandStage) -> LandProduct {
        switch stage {
        case .clearance, .claimed, .qcPassed: .cleared
        default: .reduced
        }
    }
}
