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

    /// Notes that two installations, which did not know of each other, each made somebody the authority and
    /// one of the two did so for himself or herself.
    mutating func noteAuthorities(
        _ event: Event, _ subjects: FactSubjects, _ stamp: EventStamp
    ) {
        guard let root = people.authorityRoots[event.name] else { return }
        let isClaim = people.claims.contains { $0.stamp.name == event.name }
        let day = ISOTime.date(of: event.at)
        let others = people.persons.filter { person in
            guard let grant = person.authority, merging.isUnknown(grant.stamp),
                FoldedName(grant.root) != FoldedName(root),
                isClaim || people.claims.contains(where: { $0.stamp == grant.stamp })
            else { return false }
            return person.roles.contains {
                $0.role == .authority && ($0.until.map { $0 >= day } ?? true)
            }
        }
        guard !others.isEmpty else { return }
        var all = subjects
        all.touched += others.map {
            (.other(kind: "person", name: FoldedName($0.name).text), .edit)
        }
        let rivals = others.compactMap(\.authority).map {
            MergeBook.Trace(stamp: $0.stamp, touch: .edit, fact: event.fact)
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
        guard let standing = people.authorityRoots[fact.stands],
            dispute.events.contains(fact.stands)
        else {
            return [
                Self.objection(
                    "two-authorities",
                    "event \(fact.stands.short) registered none of the authorities in question",
                    "name one of \(ReleaseGate.list(dispute.events.map(\.short)))")
            ]
        }
        guard people.authorityRoot(of: by) == FoldedName(standing) else { return [] }
        return [
            Self.objection(
                "own-authority",
                "\(TextRules.quoted(by)) holds the role from \(TextRules.quoted(standing)) and "
                    + "cannot say that this one stands",
                "the one who gives way has to say so, or somebody he or she appointed")
        ]
    }

    /// Of two authorities the one that stands keeps the role, the other and whom he or she made one lose it;
    /// what those released stays under review until a person has looked at it.
    mutating func settleAuthorities(
        _ conflict: RecordConflict, _ fact: ConflictSettled, _ stamp: EventStamp
    ) {
        guard let standing = people.authorityRoots[fact.stands].map({ FoldedName($0) }) else {
            return
        }
        for id in segmentsReleased(by: { $0 == standing }) {
            update(id) { segment in segment.review.removeAll { $0 == conflict.reviewName } }
        }
        let roots = Set(
            conflict.events.compactMap { people.authorityRoots[$0] }.map { FoldedName($0) })
        for root in roots where root != standing {
            people.endAuthority(of: root, from: ISOTime.date(of: stamp.at))
        }
    }
}
