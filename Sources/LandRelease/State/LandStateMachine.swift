/// Why a step is refused: every objection at once, each with its cure.
public struct LandRefusal: Error, Equatable {
    /// The objections, at least one.
    public var objections: [Objection]

    /// A refusal for `objections`.
    public init(objections: [Objection]) { self.objections = objections }
}

/// The steps from one state of a segment to the next, after IMAS 07.11 and 09.10.
///
/// One pure function of state, evidence, people and settings; it knows no other way to a product than an
/// approved report.
public enum LandStateMachine: Sendable {
    /// The state after `step`, or everything that keeps it from being taken.
    ///
    /// - Parameters:
    ///   - state: where the segment is.
    ///   - step: what happens.
    ///   - evidence: which requirements hold.
    ///   - people: who takes the step and whose work it judges; `nil` asks only what else stands in the way.
    ///   - rules: what settings and the register of people ask.
    ///   - name: how sentences call the segment.
    /// - Returns: the new state, or the refusal with every objection.
    public static func transition(
        from state: LandState, _ step: LandStep, evidence: LandEvidence, people: LandPeople?,
        rules: LandRules, name: String = "the segment"
    ) -> Result<LandState, LandRefusal> {
        let found =
            (people?.objections(to: step, from: state, rules) ?? [])
            + LandStepStates(state: state, rules: rules, name: name).objections(to: step)
            + requirements(of: step, from: state, rules).flatMap { evidence.objections(to: $0) }
        return found.isEmpty
            ? .success(target(of: step, from: state)) : .failure(LandRefusal(objections: found))
    }

    /// What has to hold before `step`, in the order in which it is said.
    public static func requirements(
        of step: LandStep, from state: LandState, _ rules: LandRules
    ) -> [LandRequirement] {
        let box = rules.boxCheckRequired
        switch step {
        case .classify(.suspected) where !rules.isShort: return [.indirectEvidence, .dates]
        case .classify(.confirmed) where !rules.isShort: return [.locatedEvidence, .dates]
        case .classify, .reopen, .meetAccident: return [.dates]
        case .concludeNoEvidence: return [.surveyDocument, .alarmsClosed, .noItem, .dates]
        case .order: return [.completeTask, .accreditation, .dates]
        case .start:
            return (rules.peopleInForce ? [.taskedWork, .accreditation] : []) + [.marking]
                + (box ? [.boxBeforeWork] : []) + [.dates]
        case .claim:
            return [
                .accreditation, .coverage, .depth, .sweepsRead, .alarmsClosed, .itemsDisposed,
            ] + (box ? [.boxEveryDay] : []) + [.dates]
        case .check(.internal, let result) where result != .critical:
            return [.checkedShare, .dates]
        case .check: return [.dates]
        case .submit(let product): return [.noReview] + release(product, state, rules)
        case .approve(let product):
            return [.currentReport, .noReview] + release(product, state, rules)
        case .handOver:
            return [.signatures, .benchmarks, .residualRisk, .noReview, .notFrozen, .dates]
        case .reshape: return [.notFrozen]
        case .meetItem, .sweep, .suspend: return []
        }
    }

    private static func release(
        _ product: LandProduct, _ state: LandState, _ rules: LandRules
    ) -> [LandRequirement] {
        switch product {
        case .none: return []
        case .cancelled:
            return [.surveyDocument, .sweepsRead, .alarmsClosed, .noItem, .dates, .notFrozen]
        case .reduced:
            return [
                .accreditation, .sweepEvidence, .coverage, .alarmsClosed, .noItem, .dates,
                .notFrozen,
            ]
        case .cleared where clearsByReportAlone(state, rules):
            return [
                .accreditation, .sweepEvidence, .coverage, .alarmsClosed, .dates, .notFrozen,
            ]
        case .cleared:
            // Where a stage is missing its record is too: that is said once, by the stage.
            let claim: [LandRequirement] =
                hasClaim(state) ? [.claim, .accreditation, .coverage, .depth] : []
            let quality: [LandRequirement] =
                state.stage == .qcPassed ? [.internalCheck, .externalCheck] : []
            return claim + quality + [.sweepsRead, .alarmsClosed, .itemsDisposed]
                + (rules.boxCheckRequired ? [.boxEveryDay] : []) + [.dates, .notFrozen]
        }
    }

    /// Whether the short procedure holds: no people, no authority's settings and no work on record.
    static func clearsByReportAlone(_ state: LandState, _ rules: LandRules) -> Bool {
        rules.isShort && state.stage == .open
    }

    static func hasClaim(_ state: LandState) -> Bool {
        state.stage == .claimed || state.stage == .qcPassed
    }

    private static func target(of step: LandStep, from state: LandState) -> LandState {
        switch step {
        case .classify(let classification):
            let confirmed = classification == .confirmed
            return state.with(
                state.stage == .noEvidence || (confirmed && state.stage == .technicalSurvey)
                    ? .open : nil, classification: classification)
        case .concludeNoEvidence: return state.with(.noEvidence)
        case .meetItem: return afterHazard(state)
        case .order: return state.with(.tasked)
        case .start(.technicalSurvey): return state.with(.technicalSurvey)
        case .start(.clearance): return state.with(.clearance)
        case .claim: return state.with(.claimed)
        case .check(_, .critical): return state.with(.rework, product: LandProduct.none)
        case .check(.internal, _): return state.with(.qcPassed)
        case .check, .sweep, .submit, .reshape: return state
        case .approve(let product): return state.with(.released, product: product)
        case .handOver: return state.with(.handedOver)
        case .reopen(let cause): return reopened(state, cause)
        case .meetAccident:
            let isClosed = state.isReleased || state.stage == .noEvidence
            return isClosed
                ? state.with(.open, classification: .confirmed, product: LandProduct.none)
                : afterHazard(state)
        case .suspend: return state.with(isSuspended: true)
        }
    }

    /// An item or an accident confirms the hazard, so that a survey ends and a claim was wrong.
    ///
    /// Released ground stays as it is, under review.
    private static func afterHazard(_ state: LandState) -> LandState {
        switch state.stage {
        case .technicalSurvey, .noEvidence: state.with(.open, classification: .confirmed)
        case .claimed, .qcPassed: state.with(.rework, classification: .confirmed)
        default: state.with(classification: .confirmed)
        }
    }

    private static func reopened(_ state: LandState, _ cause: ReopenCause?) -> LandState {
        let known = state.classification
        let wasClosed = state.isReleased || state.stage == .noEvidence
        let classification: Classification =
            cause?.confirmsHazard == true
            ? .confirmed : known == .unassessed && wasClosed ? .suspected : known
        return state.with(
            wasClosed ? .open : nil, classification: classification, isSuspended: false,
            product: LandProduct.none)
    }
}
