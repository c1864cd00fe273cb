/// From which states a step leads on, and what is said of the others.
struct LandStepStates {
    let state: LandState
    let rules: LandRules
    let name: String

    func objections(to step: LandStep) -> [Objection] {
        switch step {
        case .classify(let classification): classify(classification)
        case .concludeNoEvidence: concludeNoEvidence
        case .order: stopped + unassessed + among(Self.underWork, "a task order")
        case .start(let activity): start(activity)
        case .claim: stopped + unassessed + among([.clearance], "a completion claim")
        case .check(let kind, let result): check(kind, result)
        case .submit(let product), .approve(let product): release(product)
        case .handOver: handOver
        case .reopen(let cause): reopen(cause)
        case .suspend: suspend
        case .reshape: reshape
        case .meetItem, .sweep, .meetAccident: []
        }
    }

    private static let underWork: [LandStage] = [
        .open, .tasked, .technicalSurvey, .clearance, .rework,
    ]

    private func said(_ code: String, _ text: String, _ cure: String) -> [Objection] {
        [Objection(code: code, text: text, cure: cure)]
    }

    private var stopped: [Objection] {
        state.isSuspended
            ? said("suspended", "work on \(name) is suspended", "reopen it first") : []
    }

    private var unassessed: [Objection] {
        guard state.classification == .unassessed else { return [] }
        return said(
            "unassessed", "\(name) was never assessed",
            "classify it as suspected or confirmed by a survey first")
    }

    private func among(_ stages: [LandStage], _ what: String) -> [Objection] {
        guard !stages.contains(state.stage) else { return [] }
        let names = stages.map(\.rawValue).joined(separator: " or ")
        return said(
            "stage", "\(what) needs \(name) in the stage \(names), it is \(state.stage.rawValue)",
            state.isReleased ? "reopen it first" : "take the steps in between first")
    }

    private func classify(_ classification: Classification) -> [Objection] {
        var found: [Objection] = []
        if classification.rank <= state.classification.rank {
            found += said(
                "classification",
                "\(name) is \(state.classification.rawValue) and cannot become "
                    + classification.rawValue,
                "only an approved report takes suspicion away")
        }
        if rules.isStrict && state.isReleased {
            found += said(
                "released", "\(name) is \(state.product.rawValue)",
                "reopen it, which says that its release no longer stands")
        }
        return found
    }

    private var concludeNoEvidence: [Objection] {
        var found = stopped
        if state.classification != .unassessed {
            found += said(
                "assessed",
                "\(name) is \(state.classification.rawValue): a hazard cannot be found never to have been",
                "ask for cancelled")
        } else if state.stage == .noEvidence {
            found += said(
                "already-recorded", "\(name) is without evidence already", "nothing to do")
        }
        return found
    }

    private func start(_ activity: WorkActivity) -> [Objection] {
        var stages: [LandStage] = [.tasked, .technicalSurvey, .rework]
        if activity == .clearance { stages.append(.clearance) }
        if !rules.peopleInForce { stages.insert(.open, at: 0) }
        return stopped + unassessed + among(stages, activity.rawValue)
    }

    private func check(_ kind: QualityKind, _ result: QualityResult) -> [Objection] {
        switch (kind, result) {
        case (_, .critical):
            return among(
                [
                    .technicalSurvey, .clearance, .claimed, .qcPassed, .rework, .released,
                    .handedOver,
                ], "quality control")
        case (.internal, _):
            return stopped + among([.claimed], "internal quality control")
        case (.external, _) where state.stage == .claimed:
            return stopped + [LandRequirement.internalCheck.objection]
        case (.external, _):
            return stopped
                + among([.qcPassed, .released, .handedOver], "external quality control")
        }
    }

    private func release(_ product: LandProduct) -> [Objection] {
        var found: [Objection] = []
        if product == .none {
            found += said(
                "product", "\"none\" is not a product of land release",
                "ask for reduced, cleared or cancelled")
        }
        found += unassessed + stopped
        if state.isReleased {
            return found
                + said(
                    "already-released", "\(name) is \(state.product.rawValue) already",
                    "reopen it first if that is in question")
        }
        return found + stages(before: product)
    }

    private func stages(before product: LandProduct) -> [Objection] {
        switch product {
        case .none: []
        case .cancelled: among([.open, .tasked], "cancelled")
        case .reduced:
            among(
                rules.isStrict ? [.technicalSurvey] : [.open, .tasked, .technicalSurvey], "reduced")
        case .cleared where LandStateMachine.clearsByReportAlone(state, rules): []
        case .cleared:
            (LandStateMachine.hasClaim(state) ? [] : [LandRequirement.claim.objection])
                + (state.stage == .qcPassed
                    ? []
                    : [
                        LandRequirement.internalCheck.objection,
                        LandRequirement.externalCheck.objection,
                    ])
        }
    }

    private var handOver: [Objection] {
        var found = stopped
        if state.stage == .handedOver {
            found += said("already-recorded", "\(name) is handed over already", "nothing to do")
        } else if !state.isReleased {
            found += said(
                "not-released", "\(name) is not released, only released ground is handed over",
                "have its release approved first")
        }
        return found
    }

    private func reopen(_ cause: ReopenCause?) -> [Objection] {
        let isClosed = state.isReleased || state.stage == .noEvidence
        guard isClosed || state.isSuspended else {
            return said("open", "\(name) is open", "only a suspended or released one reopens")
        }
        guard rules.isStrict, state.isReleased, cause == nil else { return [] }
        return said("cause-missing", "no cause is given for reopening \(name)", "give the cause")
    }

    private var suspend: [Objection] {
        if state.isSuspended {
            return said("suspended", "work on \(name) is suspended already", "reopen it to go on")
        }
        let isClosed =
            state.stage == .handedOver || state.stage == .noEvidence
            || (rules.isStrict && state.isReleased)
        return isClosed
            ? said(
                "closed", "\(name) is \(state.stage.rawValue), no work is in progress on it",
                "reopen it, where it is in question") : []
    }

    private var reshape: [Objection] {
        guard !state.isReleased, state.stage != .noEvidence else {
            return said(
                "approved-geometry",
                "an approved geometry is never edited, \(name) is "
                    + state.stage.rawValue, "reopen it first")
        }
        return stopped + among(Self.underWork, "a new geometry")
    }
}

extension Classification {
    var rank: Int {
        switch self {
        case .unassessed: 0
        case .suspected: 1
        case .confirmed: 2
        }
    }
}
