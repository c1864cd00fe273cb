import SurveyModel

@testable import LandRelease

/// What must hold after every command, told from the events alone and from what the record shows, not from the
/// rules under test.
struct InvariantWatch {
    private var claims: [String: ClearanceClaimed] = [:]
    private var checks: [String: [QualityChecked]] = [:]
    private var starts: [String: [WorkStarted]] = [:]
    private var boxes: [BoxChecked] = []
    /// A freeze with the segments it does not bind: the one that caused it, those thawed, their parts.
    private var freezes: [(team: String, segment: String, free: Set<String>)] = []
    private var ids: Set<String> = []

    mutating func faults(
        after event: Event, before: SurveyRecord, _ record: SurveyRecord
    ) -> [String] {
        var found = standingFaults(record)
        switch event.fact {
        case .segmentAdded(let fact): ids.insert(fact.id)
        case .segmentSplit(let fact):
            ids.formUnion(fact.parts.map(\.id))
            inherit([fact.segment], fact.parts.map(\.id))
            found += areaFaults(before, record)
        case .segmentMerged(let fact):
            ids.insert(fact.whole.id)
            inherit(fact.segments, [fact.whole.id])
            found += areaFaults(before, record)
        case .workStarted(let fact): starts[fact.segment, default: []].append(fact)
        case .boxChecked(let fact): boxes.append(fact)
        case .clearanceClaimed(let fact):
            claims[fact.segment] = fact
            checks[fact.segment] = []
        case .qualityChecked(let fact): checks[fact.segment, default: []].append(fact)
        case .lotThawed(let fact):
            for place in freezes.indices
            where claims[fact.segment].map({ $0.team == freezes[place].team }) ?? true {
                freezes[place].free.insert(fact.segment)
            }
        case .segmentReopened(let fact) where fact.cause?.freezesSiblings == true:
            freeze(fact.segment, before)
        case .accidentReported:
            for segment in before.segments
            where record.segment(segment.id)?.product == LandProduct.none {
                freeze(segment.id, before)
            }
        case .reportApproved(let fact): found += approvalFaults(fact, event, before, record)
        case .handedOver(let fact):
            if before.segment(fact.segment)?.product == LandProduct.none {
                found.append("hand-over of ground that is not released")
            }
            found += frozenFaults(fact.segment)
        default: break
        }
        for id in ids where record.anySegment(id) == nil { found.append("segment \(id) is gone") }
        for segment in record.segments {
            if let old = before.segment(segment.id),
                segment.classification.rank < old.classification.rank
            {
                found.append("suspicion about \(segment.id) was taken away")
            }
            if segment.product != .none, before.segment(segment.id)?.product == LandProduct.none,
                event.fact.kind != .reportApproved
            {
                found.append("\(event.fact.kind) released \(segment.id)")
            }
        }
        return found
    }

    private func standingFaults(_ record: SurveyRecord) -> [String] {
        var found: [String] = []
        if !record.conflicts.isEmpty { found.append("conflicts: \(record.conflicts)") }
        var sums: [LandProduct: Double] = [:]
        for segment in record.segments {
            if !LandState.all.contains(segment.state) {
                found.append("\(segment.id) is in no state: \(segment.state)")
            }
            if segment.stage != .noEvidence {
                sums[segment.product, default: 0] += segment.fact.areaSquareMetres
            }
            let ground = segment.fact
            let open = record.alarms.contains { alarm in
                let place = alarm.place.position
                return alarm.closing == nil && alarm.answeredBy == nil
                    && ground.chainage.contains(place.chainageMetres)
                    && ground.offset.contains(place.offsetMetres)
            }
            if segment.product != .none && open && segment.review.isEmpty {
                found.append("\(segment.id) is \(segment.product) with an open alarm")
            }
            if (segment.product == .none) != (segment.workStatus != .closed)
                && segment.stage != .noEvidence && segment.workStatus != .suspended
            {
                found.append("\(segment.id) is \(segment.product) and \(segment.workStatus)")
            }
        }
        let account = record.areaAccount
        let parts = [
            (account.reducedSquareMetres, sums[.reduced]),
            (account.clearedSquareMetres, sums[.cleared]),
            (account.cancelledSquareMetres, sums[.cancelled]),
            (account.remainingSquareMetres, sums[LandProduct.none]),
            (account.originalSquareMetres, sums.values.reduce(0, +)),
        ]
        if !account.isBalanced || parts.contains(where: { abs($0.0 - ($0.1 ?? 0)) > 1e-6 }) {
            found.append("the account does not close: \(account)")
        }
        return found
    }

    private func areaFaults(_ before: SurveyRecord, _ record: SurveyRecord) -> [String] {
        let old = before.areaAccount.originalSquareMetres
        let new = record.areaAccount.originalSquareMetres
        return abs(old - new) <= max(1, old * 1e-3) ? [] : ["\(old) m2 became \(new) m2"]
    }

    private mutating func inherit(_ old: [String], _ new: [String]) {
        for place in freezes.indices where freezes[place].free.isSuperset(of: old) {
            freezes[place].free.formUnion(new)
        }
    }

    private mutating func freeze(_ id: String, _ before: SurveyRecord) {
        guard before.segment(id)?.product == .cleared, let claim = claims[id] else { return }
        freezes.append((claim.team, id, [id]))
    }

    private func frozenFaults(_ id: String) -> [String] {
        guard let team = claims[id]?.team else { return [] }
        return freezes.filter {
            $0.team == team && !$0.free.contains(id)
        }.map { "\(id) went on though frozen with \($0.segment)" }
    }

    private func approvalFaults(
        _ fact: ReportApproved, _ event: Event, _ before: SurveyRecord, _ record: SurveyRecord
    ) -> [String] {
        guard let report = before.report(fact.report)?.fact,
            let segment = record.segment(report.segment)
        else { return ["an approval of nothing"] }
        func same(_ one: String, _ other: String) -> Bool {
            one.lowercased().filter(\.isLetter) == other.lowercased().filter(\.isLetter)
        }
        var found: [String] = []
        if same(report.author, fact.approver) { found.append("self-approval") }
        if segment.product != report.product { found.append("approved, but not released") }
        switch report.product {
        case .reduced:
            let isCovered =
                fact.coverage.count == 2
                && fact.coverage.allSatisfy {
                    $0.coveredSquareMetres == $0.areaSquareMetres && $0.gaps.isEmpty
                        && $0.depthMetres >= segment.fact.depthMetres && !$0.sweeps.isEmpty
                }
            if !isCovered { found.append("reduced with uncovered ground or missing depth") }
            if record.finds.contains(where: { $0.segments.contains(segment.id) }) {
                found.append("reduced with an item found")
            }
        case .cleared: found += clearedFaults(segment, fact, record)
        case .cancelled:
            if report.ntsDocument == nil { found.append("cancelled without a survey") }
        case .none: found.append("approved for nothing")
        }
        return found
    }

    private func clearedFaults(
        _ segment: SegmentRecord, _ fact: ReportApproved, _ record: SurveyRecord
    ) -> [String] {
        guard let claim = claims[segment.id] else { return ["cleared without a claim"] }
        var found = frozenFaults(segment.id)
        let area = segment.fact.areaSquareMetres
        if abs(claim.areaSquareMetres - area) > area * 1e-3 { found.append("cleared in part") }
        if claim.depthMetres < segment.fact.depthMetres { found.append("cleared too shallow") }
        if claim.method != .excavation { found.append("cleared by \(claim.method)") }
        let passed = checks[segment.id, default: []]
        let inside = passed.first { $0.control == .internal && $0.result != .critical }
        let outside = passed.first { $0.control == .external && $0.result != .critical }
        if inside == nil || outside == nil { found.append("cleared without quality control") }
        if passed.contains(where: { $0.result == .critical }) {
            found.append("cleared though critical")
        }
        if let inside, inside.inspector == outside?.inspector {
            found.append("one inspector twice")
        }
        if inside?.inspector == claim.author { found.append("checked by who claimed") }
        guard let authority = record.settingsInForce?.settings.authority else { return found }
        if (inside?.areaSquareMetres ?? 0) < area * authority.qcShare {
            found.append("small share")
        }
        for start in starts[segment.id, default: []] {
            let day = boxes.filter { $0.asset == start.asset && $0.date == start.date }
            let isSound =
                day.last { $0.moment == .beforeWork }?.isPassed == true
                && day.contains { $0.moment == .end }
                && day.allSatisfy { $0.isPassed || $0.moment == .beforeWork }
            if !isSound { found.append("cleared without box checks on \(start.date)") }
        }
        return found
    }
}
