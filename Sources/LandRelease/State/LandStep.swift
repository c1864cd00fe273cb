/// What kind of work is done on a segment.
public enum WorkActivity: String, Sendable, Codable, CaseIterable {
    /// Looking for evidence with technical means.
    case technicalSurvey = "technical-survey"
    /// Removing every item down to the depth.
    case clearance
}

/// Whose quality control it is.
public enum QualityKind: String, Sendable, Codable, CaseIterable {
    /// The operator's own, not by the team that did the work.
    case `internal`
    /// The authority's or an accredited monitoring body's.
    case external
}

/// What quality control found.
public enum QualityResult: String, Sendable, Codable, CaseIterable {
    /// Nothing to object.
    case passed
    /// Something to correct that puts no item in question.
    case minor
    /// An item, a gap, a wrong depth or a missed seed.
    case critical
}

/// Why ground is open again.
public enum ReopenCause: String, Sendable, Codable, CaseIterable {
    /// An item was found on released ground.
    case missedItem = "missed-item"
    /// Somebody was hurt, or something went off.
    case accident
    /// There was fighting again.
    case newConflict = "new-conflict"
    /// Water moved the ground or what lies in it.
    case flood
    /// Wind moved the sand.
    case sandMovement = "sand-movement"
    /// What the record said is not true.
    case falseRecord = "false-record"
    /// A detector did not do what it promised.
    case detectorFault = "detector-fault"
    /// Something else.
    case other

    /// Whether it puts in question what the same team did elsewhere with the same asset and procedure.
    public var freezesSiblings: Bool {
        switch self {
        case .missedItem, .accident, .falseRecord, .detectorFault: true
        case .newConflict, .flood, .sandMovement, .other: false
        }
    }

    /// Whether it is direct evidence of a hazard.
    var confirmsHazard: Bool { self == .missedItem || self == .accident }
}

/// What happens to a segment.
public enum LandStep: Sendable, Hashable {
    /// Survey says what is known of its contamination.
    case classify(Classification)
    /// Survey found nothing that speaks for a hazard.
    case concludeNoEvidence
    /// An explosive item was found on it.
    case meetItem
    /// A task order is given.
    case order
    /// A day of work begins.
    case start(WorkActivity)
    /// The radar passed: evidence, never a release.
    case sweep
    /// The operator claims that clearance is complete.
    case claim
    /// Quality control looked at it.
    case check(QualityKind, QualityResult)
    /// Somebody asks for its release.
    case submit(LandProduct)
    /// Its release is approved.
    case approve(LandProduct)
    /// It is handed over to its users.
    case handOver
    /// It is open again, or stopped work goes on.
    case reopen(ReopenCause?)
    /// There was an accident on it.
    case meetAccident
    /// Work stops.
    case suspend
    /// Its geometry is split, merged or given a new version.
    case reshape

    /// Every step there is.
    public static let all: [LandStep] =
        Classification.allCases.map { .classify($0) } + [.concludeNoEvidence, .meetItem, .order]
        + WorkActivity.allCases.map { .start($0) } + [.sweep, .claim]
        + QualityKind.allCases.flatMap { kind in
            QualityResult.allCases.map { .check(kind, $0) }
        }
        + LandProduct.allCases.map { .submit($0) } + LandProduct.allCases.map { .approve($0) }
        + [.handOver, .reopen(nil)] + ReopenCause.allCases.map { .reopen($0) }
        + [.meetAccident, .suspend, .reshape]
}
