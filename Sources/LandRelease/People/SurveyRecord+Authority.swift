internal import SurveyModel

extension SurveyRecord {
    /// Whether there is an authority at a time, as far as the installation knew whose event is read.
    func authorityStanding(at: String) -> AuthorityStanding {
        let isKnown = { (stamp: EventStamp) in !merging.isUnknown(stamp) }
        if people.hasAuthority(from: ISOTime.date(of: at), isKnown) { return .inForce }
        let hadOne = people.persons.contains { $0.authority.map { isKnown($0.stamp) } ?? false }
        return hadOne ? .ended : .never
    }

    mutating func register(_ fact: PersonRegistered, _ stamp: EventStamp) {
        let isAfterGap = authorityStanding(at: stamp.at) == .ended
        people.apply(fact, stamp, isAfterGap: isAfterGap)
    }

    /// Registrations of an authority while none was in force, one sentence each, for whoever checks the
    /// record.
    public var authorityNotes: [String] {
        people.claims.filter(\.isAfterGap).map {
            "event \($0.stamp.name.short): \(TextRules.quoted($0.name)) registered as authority "
                + "while none was in force (\($0.stamp.at))"
        }
    }

    /// While two people stand on record as the authority, neither decides anything but which of them is.
    func disputeObjections(to kind: Fact.Kind) -> [Objection] {
        guard kind != .conflictSettled, kind.action.roles == [.authority] else { return [] }
        let dispute = merging.conflicts.last { conflict in
            conflict.kind == .twoAuthorities && conflict.settlement == nil
                && conflict.events.allSatisfy { !merging.isUnknown($0) }
        }
        guard let dispute else { return [] }
        return [
            Self.objection(
                "conflict-unsettled",
                "\(dispute.about), so nobody may \(kind.action.rawValue)",
                "have one of them settle with `clearroad survey settle` that the other stands")
        ]
    }

    /// Notes that two installations, which did not know of each other, each registered an authority.
    mutating func noteAuthorities(
        _ fact: PersonRegistered, _ event: Event, _ subjects: FactSubjects, _ stamp: EventStamp
    ) {
        guard FoldedName(fact.name) == FoldedName(event.by),
            fact.roles.contains(where: { $0.role == .authority })
        else { return }
        let others = people.claims.filter {
            FoldedName($0.name) != FoldedName(fact.name) && merging.isUnknown($0.stamp)
        }
        guard !others.isEmpty else { return }
        var all = subjects
        all.touched += others.map {
            (.other(kind: "person", name: FoldedName($0.name).text), .edit)
        }
        let rivals = others.map {
            MergeBook.Trace(stamp: $0.stamp, touch: .edit, fact: .personRegistered(fact))
        }
        raise(.twoAuthorities, event, all, stamp, rivals, nil)
        guard let dispute = merging.conflicts.last(where: { $0.kind == .twoAuthorities }) else {
            return
        }
        // What any of them released is in question until it is known who stands.
        for id in segmentsReleased(by: { $0 != nil }) {
            update(id) {
                if $0.product != .none, !$0.review.contains(dispute.reviewName) {
                    $0.review.append(dispute.reviewName)
                }
            }
        }
    }

    /// Segments whose last approved report was approved by somebody of a line of appointments.
    private func segmentsReleased(by isWanted: (FoldedName?) -> Bool) -> [String] {
        segments.map(\.id).filter { id in
            let report = reports.last { $0.fact.segment == id && $0.state == .approved }
            return report?.approver.map { isWanted(people.authorityRoot(of: $0)) } ?? false
        }
    }

    /// Everything in the choice of the event that keeps a dispute over the authority from being settled so.
    func disputeObjections(to fact: ConflictSettled, by: String) -> [Objection] {
        let seen = Set(fact.events)
        let dispute = merging.conflicts.last {
            $0.kind == .twoAuthorities && $0.settlement == nil && seen.isSuperset(of: $0.events)
        }
        guard let dispute else { return [] }
        guard let claim = people.claims.first(where: { $0.stamp.name == fact.stands }),
            dispute.events.contains(fact.stands)
        else {
            return [
                Self.objection(
                    "two-authorities",
                    "event \(fact.stands.short) registered none of the authorities in question",
                    "name one of \(ReleaseGate.list(dispute.events.map(\.short)))")
            ]
        }
        guard people.authorityRoot(of: by) == FoldedName(claim.name) else { return [] }
        return [
            Self.objection(
                "own-authority",
                "\(TextRules.quoted(by)) holds the role from \(TextRules.quoted(claim.name)) and "
                    + "cannot say that this one stands",
                "the one who gives way has to say so, or somebody he or she appointed")
        ]
    }

    /// Of two authorities the one that stands keeps the role, the other and whom he or she made one lose it;
    /// what those released stays under review until a person has looked at it.
    mutating func settleAuthorities(
        _ conflict: RecordConflict, _ fact: ConflictSettled, _ stamp: EventStamp
    ) {
        guard let standing = people.claims.first(where: { $0.stamp.name == fact.stands }) else {
            return
        }
        let root = FoldedName(standing.name)
        for id in segmentsReleased(by: { $0 == root }) {
            update(id) { segment in segment.review.removeAll { $0 == conflict.reviewName } }
        }
        for claim in people.claims
        where conflict.events.contains(claim.stamp.name) && claim.stamp != standing.stamp {
            people.endAuthority(of: FoldedName(claim.name), from: ISOTime.date(of: stamp.at))
        }
    }
}
