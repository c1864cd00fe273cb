internal import SurveyModel

/// Which objections of the release gate a waiver can take away.
enum Waivable {
    /// The widest gap (m) a waiver can answer for: narrower than the smallest mine on the list.
    static let widestGapMetres = 0.05

    /// The products for which the objection of a code can be waived; none for all codes not named here.
    ///
    /// Waived is only what says that work was ordered or recorded otherwise than it should have been, never
    /// that ground was not searched, not deep enough or with something left in it.
    static func products(of code: String) -> Set<LandProduct> {
        switch code {
        case "no-task-of-method", "work-outside-task": [.reduced, .cleared]
        case "coverage-gap": [.reduced, .cleared]
        case "method-not-accredited", "not-accredited": [.reduced]
        default: []
        }
    }

    /// Codes that can be waived at all.
    static let codes = [
        "coverage-gap", "method-not-accredited", "no-task-of-method", "not-accredited",
        "work-outside-task",
    ]

    /// Why some objections never can.
    static let never: [String: String] = [
        "open-alarms": "an alarm is closed by digging",
        "explosive-find": "ground with explosive items needs clearance",
        "no-sweeps": "ground that was never swept is not known",
        "no-run": "a sweep nobody evaluated may hold an alarm",
        "coverage-missing": "ground without coverage is not known",
        "coverage-too-shallow": "depth is not waived",
        "search-too-shallow": "depth is not waived",
        "task-too-shallow": "depth is not waived",
        "accreditation-too-shallow": "depth is not waived",
        "accreditation-missing": "nobody approves work without accreditation",
        "accreditation-lapsed": "nobody approves work under a lapsed accreditation",
        "rate-too-low": "lowering the alarm rate never releases land",
        "rate-unverified": "lowering the alarm rate never releases land",
        "settings-not-approved": "evidence is bound to approved settings",
        "exploratory": "evidence is bound to approved settings",
        "settings-changed": "evidence is bound to the settings in force",
        "own-report": "nobody approves the own report",
        "own-waiver": "nobody waives for the own report",
        "signature-missing": "the authority's settings ask for it",
        "record-conflict": "a record that breaks its rules is settled first",
        "unregistered": "a waiver is about ground, not about people",
        "role": "a waiver is about ground, not about people",
        "role-lapsed": "a waiver is about ground, not about people",
        "role-not-yet": "a waiver is about ground, not about people",
        "signer": "a waiver is about ground, not about people",
        "unassessed": "the state of a segment changes by events only",
        "suspended": "the state of a segment changes by events only",
        "under-review": "the state of a segment changes by events only",
        "already-released": "the state of a segment changes by events only",
        "report-out-of-date": "a new report takes a moment",
        "survey-document-missing": "without the survey there is nothing to cancel on",
    ]

    /// Whether the gaps of `coverage` are so narrow that a waiver can answer for them.
    static func areNarrow(_ coverage: [CoverageAccount]) -> Bool {
        coverage.allSatisfy { account in
            let gaps = account.gaps.reduce(0) { $0 + $1.areaSquareMetres }
            let missing = account.areaSquareMetres - account.coveredSquareMetres
            return account.gaps.allSatisfy { $0.widthMetres <= widestGapMetres + 1e-9 }
                && missing <= gaps + ReleaseGate.roundingSquareMetres
        }
    }
}
