public import SurveyModel

/// Whether a sweep counts as evidence, and why not.
public enum EvidenceStanding: Sendable, Equatable {
    /// This run over it is evidence.
    case evidence(run: RunKey)
    /// It is not, for the reason in the objection.
    case not(Objection)

    /// Whether it counts.
    public var isEvidence: Bool {
        if case .evidence = self { true } else { false }
    }

    /// Why it does not count.
    public var objection: Objection? {
        if case .not(let objection) = self { objection } else { nil }
    }
}

extension SurveyRecord {
    /// Whether the sweep of `digest` counts as evidence at the operating point in force.
    ///
    /// The run must have been made with the settings that were approved and in force when the sweep
    /// was registered, and the operating point must still be in force.
    public func standing(ofSweep digest: Digest) -> EvidenceStanding {
        guard let sweep = sweep(digest) else {
            return refuse(
                "sweep-unknown", "sweep \(digest.short) is not on record", "register the sweep")
        }
        let name = "sweep \(sweep.label)"
        guard !sweep.fact.isBlank else {
            return refuse(
                "sweep-blank", "\(name) was registered as blank ground and covers nothing",
                "sweep the segment")
        }
        if let objection = seedObjection(to: sweep) { return .not(objection) }
        let runs = runs(of: digest)
        guard !runs.isEmpty else {
            return refuse("no-run", "no detection was run over \(name)", "run the day's work")
        }
        guard let approved = sweep.settingsInForce.flatMap({ settings($0) }) else {
            return refuse(
                "settings-not-approved",
                "no settings had been approved when \(name) was registered",
                "have the settings approved, then sweep again")
        }
        guard let run = runs.last(where: { $0.fact.settingsDigest == approved.digest }) else {
            return standingWithoutRun(name, runs, approved)
        }
        return standing(name, runs, run, approved)
    }

    private func standing(
        _ name: String, _ runs: [RunRecord], _ run: RunRecord, _ approved: SettingsRecord
    ) -> EvidenceStanding {
        let rate = approved.settings.detection.groundRatePerSquareMetre
        guard run.fact.groundRatePerSquareMetre >= rate,
            rate >= SurveySettings.lowestEvidenceGroundRate
        else {
            return rateTooLow(name, run.fact.groundRatePerSquareMetre)
        }
        guard approved.settings.detection == settingsInForce?.settings.detection else {
            return refuse(
                "settings-changed",
                "the detection settings were changed after \(name) was registered",
                "sweep the ground again under the settings in force")
        }
        let same = runs.filter { $0.fact.settingsDigest == approved.digest }
        guard let verified = same.last(where: { $0.fact.rateVerified }) else {
            return refuse(
                "rate-unverified",
                "no blank ground supports the alarm rate of the run over \(name)",
                "register sweeps of blank ground, then run the detection again")
        }
        return .evidence(run: verified.fact.key)
    }

    private func standingWithoutRun(
        _ name: String, _ runs: [RunRecord], _ approved: SettingsRecord
    ) -> EvidenceStanding {
        let rate = approved.settings.detection.groundRatePerSquareMetre
        let known = runs.compactMap { settings($0.fact.settingsDigest) }
        if known.contains(where: { !$0.approvals.isEmpty }) {
            return refuse(
                "settings-changed",
                "\(name) was evaluated with settings approved after it was registered",
                "run the detection with the settings in force when it was registered")
        }
        if let low = runs.first(where: { $0.fact.groundRatePerSquareMetre < rate }) {
            return rateTooLow(name, low.fact.groundRatePerSquareMetre)
        }
        return refuse(
            "exploratory", "\(name) was evaluated only with settings that nobody approved",
            "run the detection with the approved settings")
    }

    private func rateTooLow(_ name: String, _ rate: Double) -> EvidenceStanding {
        refuse(
            "rate-too-low",
            "\(name) was evaluated at a ground rate of \(rate) per m2, too low to be evidence",
            "run the detection with the approved settings")
    }

    private func refuse(_ code: String, _ text: String, _ cure: String) -> EvidenceStanding {
        .not(Objection(code: code, text: text, cure: cure))
    }

    /// The release rules that bind a sweep: the stricter of those in force now and then.
    ///
    /// Without approved settings the strictest rules hold.
    public func releaseRules(for sweep: Digest) -> SurveySettings.Release {
        let then = self.sweep(sweep)?.settingsInForce.flatMap { settings($0) }
        return releaseRules([then, settingsInForce].compactMap { $0?.settings.release })
    }

    /// The release rules that bind a segment: the strictest of those in force now and when its
    /// sweeps were registered.
    public func releaseRules(onSegment id: String) -> SurveySettings.Release {
        let then = Set(sweeps(of: id).compactMap(\.settingsInForce)).compactMap { settings($0) }
        return releaseRules(
            (then + [settingsInForce].compactMap { $0 }).map(\.settings.release))
    }

    private func releaseRules(_ all: [SurveySettings.Release]) -> SurveySettings.Release {
        guard let first = all.first else {
            return SurveySettings.Release(
                requiredClasses: CoverageClass.allCases, gprAccreditedFor: .none,
                metalDetectorSees: [], digPositionMarginMetres: 0)
        }
        return all.dropFirst().reduce(first) { $0.stricter(with: $1) }
    }
}

extension SurveySettings.Release {
    fileprivate func stricter(with other: Self) -> Self {
        let both = Set(requiredClasses).union(other.requiredClasses)
        return Self(
            requiredClasses: CoverageClass.allCases.filter { both.contains($0) },
            gprAccreditedFor: gprAccreditedFor.rank < other.gprAccreditedFor.rank
                ? gprAccreditedFor : other.gprAccreditedFor,
            metalDetectorSees: metalDetectorSees.filter { other.metalDetectorSees.contains($0) },
            digPositionMarginMetres: min(digPositionMarginMetres, other.digPositionMarginMetres))
    }
}

extension SurveySettings.Accreditation {
    fileprivate var rank: Int {
        switch self {
        case .none: 0
        case .technicalSurvey: 1
        case .clearance: 2
        }
    }
}
