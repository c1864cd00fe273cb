internal import SurveyModel

extension SurveyRecord {
    /// Takes a step the rules accepted: state, work status and what hangs on them.
    mutating func take(_ step: LandStep, on id: String, _ stamp: EventStamp) {
        guard let segment = segment(id) else { return }
        let met = LandEvidence(met: Set(LandRequirement.allCases))
        let answer = LandStateMachine.transition(
            from: segment.state, step, evidence: met, people: nil,
            rules: landRules(onSegment: id))
        guard case .success(let state) = answer else { return }
        become(state, id, stamp)
    }

    private mutating func become(_ state: LandState, _ id: String, _ stamp: EventStamp) {
        guard let before = segment(id) else { return }
        let hasSweeps = !sweeps(of: id).isEmpty
        let losesRelease = before.product != .none && state.product == .none
        if losesRelease {
            work.versions.append(
                SegmentVersion(segment: before, successors: [id], stamp: stamp))
            work.work[id] = SegmentWork(lots: work.work(on: id).lots)
        } else if state.stage == .rework {
            work.work[id]?.dropClaim()
        }
        update(id) {
            $0.classification = state.classification
            $0.stage = state.stage
            $0.product = state.product
            $0.suspendedFrom = nil
            $0.workStatus = state.workStatus(hasSweeps: hasSweeps)
            if state.isSuspended {
                $0.suspendedFrom = $0.workStatus
                $0.workStatus = .suspended
            }
            if losesRelease {
                $0.review = []
                $0.version += 1
            }
        }
        if losesRelease { supersedeReports(on: id, stamp) }
    }

    mutating func supersedeReports(on segment: String, _ stamp: EventStamp) {
        for place in index.reportsOfSegment[segment] ?? [] {
            let state = reports[place].state
            if state == .approved || state == .submitted {
                reports[place].state = .superseded
                reports[place].decision = stamp
            }
        }
    }

    mutating func classify(_ fact: SegmentClassified, _ stamp: EventStamp) {
        take(.classify(fact.classification), on: fact.segment, stamp)
        for item in fact.evidence ?? [] {
            work.evidence[fact.segment, default: []].append(Stamped(fact: item, stamp: stamp))
        }
    }

    mutating func conclude(_ fact: NoEvidenceConcluded, _ stamp: EventStamp) {
        take(.concludeNoEvidence, on: fact.segment, stamp)
        work.conclusions.append(Stamped(fact: fact, stamp: stamp))
    }

    mutating func start(_ fact: WorkStarted, _ stamp: EventStamp) {
        take(.start(fact.activity), on: fact.segment, stamp)
        work.work[fact.segment, default: SegmentWork()].starts.append(
            Stamped(fact: fact, stamp: stamp))
    }

    mutating func check(_ fact: BoxChecked, _ stamp: EventStamp) {
        let day = WorkBook.BoxDay(
            asset: FoldedName(fact.asset), date: ISOTime.date(of: fact.date))
        work.boxes[day, default: []].append(Stamped(fact: fact, stamp: stamp))
    }

    mutating func claim(_ fact: ClearanceClaimed, _ stamp: EventStamp) {
        take(.claim, on: fact.segment, stamp)
        let claim = Stamped(fact: fact, stamp: stamp)
        work.claims.append(claim)
        work.work[fact.segment, default: SegmentWork()].dropClaim()
        work.work[fact.segment, default: SegmentWork()].claim = claim
        let lot = LotKey.work(
            team: FoldedName(fact.team), asset: FoldedName(fact.asset),
            procedure: FoldedName(fact.procedure))
        // A claim that names another team than the task does not leave the lots of that task.
        let ordered =
            tasks(onGroundOf: fact.segment).isEmpty ? [] : work.work(on: fact.segment).lots
        work.work[fact.segment]?.lots = ordered.union([lot])
    }

    mutating func check(_ fact: QualityChecked, _ stamp: EventStamp) {
        let before = segment(fact.segment)
        let check = Stamped(fact: fact, stamp: stamp)
        work.checks.append(check)
        take(.check(fact.control, fact.result), on: fact.segment, stamp)
        if fact.result == .critical {
            freezeSiblings(of: before, cause: fact.nonConformity?.reopening, stamp)
        } else if fact.control == .internal {
            work.work[fact.segment]?.internalCheck = check
        } else if before?.stage == .qcPassed {
            work.work[fact.segment]?.externalCheck = check
        }
    }

    mutating func visit(_ fact: QualityVisited, _ stamp: EventStamp) {
        work.visits.append(Stamped(fact: fact, stamp: stamp))
        guard fact.severity == .critical, let id = fact.segment else { return }
        let before = segment(id)
        take(.check(.external, .critical), on: id, stamp)
        freezeSiblings(of: before, cause: fact.nonConformity?.reopening, stamp)
    }

    mutating func handOver(_ fact: HandedOver, _ stamp: EventStamp) {
        take(.handOver, on: fact.segment, stamp)
        work.handOvers.append(Stamped(fact: fact, stamp: stamp))
    }

    mutating func reopen(_ fact: SegmentReopened, _ stamp: EventStamp) {
        let before = segment(fact.segment)
        take(.reopen(fact.cause), on: fact.segment, stamp)
        // Also a suspended segment's report falls: it was written before the stop.
        supersedeReports(on: fact.segment, stamp)
        update(fact.segment) { $0.review = [] }
        freezeSiblings(of: before, cause: fact.cause, stamp)
    }

    mutating func meetAccident(_ fact: AccidentReported, _ stamp: EventStamp) {
        work.accidents.append(Stamped(fact: fact, stamp: stamp))
        let hit = segments.filter {
            $0.fact.holds(
                fact.position, on: fact.road, along: fact.placeErrorMetres,
                across: fact.placeErrorMetres)
        }
        for segment in hit {
            take(.meetAccident, on: segment.id, stamp)
            freezeSiblings(of: segment, cause: .accident, stamp)
        }
    }

    /// An explosive find on ground confirms it and ends a survey or a claim.
    mutating func meetItems(_ items: ArraySlice<FindRecord>, _ stamp: EventStamp) {
        for id in items.filter(\.isExplosive).flatMap(\.segments) {
            take(.meetItem, on: id, stamp)
        }
    }

    mutating func thaw(_ fact: LotThawed) {
        guard let segment = segment(fact.segment) else { return }
        let lots = lots(of: segment)
        for index in work.freezes.indices where !work.freezes[index].lots.isDisjoint(with: lots) {
            work.freezes[index].thawed.insert(segment.id)
        }
    }

    /// Freezes what the same team did elsewhere, where released ground was found wanting.
    private mutating func freezeSiblings(
        of segment: SegmentRecord?, cause: ReopenCause?, _ stamp: EventStamp
    ) {
        guard let segment, segment.product != .none, let cause, cause.freezesSiblings else {
            return
        }
        let lots = lots(of: segment)
        guard !lots.isEmpty else { return }
        work.freezes.append(
            LotFreeze(segment: segment.id, cause: cause, lots: lots, stamp: stamp))
    }
}

extension NonConformity {
    /// What it means for released ground.
    fileprivate var reopening: ReopenCause {
        switch self {
        case .missedItem, .missedSeed: .missedItem
        case .documentation: .falseRecord
        case .gap, .wrongDepth: .falseRecord
        case .marking, .safety, .other: .other
        }
    }
}

extension LandState {
    /// The work status that follows from it, apart from a suspension.
    func workStatus(hasSweeps: Bool) -> WorkStatus {
        switch stage {
        case .open, .tasked: hasSweeps ? .workedOn : .open
        case .technicalSurvey, .clearance, .claimed, .qcPassed, .rework: .workedOn
        case .released, .handedOver, .noEvidence: .closed
        }
    }
}
