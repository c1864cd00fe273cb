internal import SurveyModel

extension SurveyRecord {
    /// Overlap (share of the smaller segment) that two installations may give their segments without
    /// a person looking at it (GICHD geocheck: 0.9 %).
    static let overlapShare = 0.009

    /// Objections to a name the event's installation used for something else than the record does.
    func strangerObjections(_ subjects: FactSubjects) -> [Objection] {
        merging.strangers(subjects).map { subject in
            Self.objection(
                "not-known-there",
                "\(subject.words) on record was made by an installation the writer had not merged",
                "record it again where both are known")
        }
    }

    /// Lists an event without effect, unless another installation had said the same.
    mutating func setAside(
        _ event: Event, _ subjects: FactSubjects, _ stamp: EventStamp, _ found: [Objection]
    ) {
        if let twin = merging.twin(of: event.fact, subjects) {
            merging.repeated[event.name] = twin.name
            merging.remember(event.fact, FactSubjects(made: subjects.made, touched: []), stamp)
            return
        }
        let reasons = found.map(\.text).joined(separator: "; ")
        conflicts.append(
            "event \(event.writer.prefix(8)):\(event.number) (\(event.fact.kind.rawValue)) "
                + "has no effect: \(reasons)")
        merging.void[event.name] = reasons
        let rivals = merging.rivals(
            of: subjects.touched + subjects.named.map { ($0, .edit) })
        raise(kind(ofVoid: event.fact, rivals), event, subjects, stamp, rivals, reasons)
    }

    private func kind(
        ofVoid fact: Fact, _ rivals: [MergeBook.Trace]
    ) -> RecordConflict.Kind {
        guard !rivals.isEmpty else { return .brokenRule }
        let sameKind = rivals.contains { $0.fact.kind == fact.kind }
        switch fact.kind {
        case .reportApproved where sameKind: return .twoApprovals
        case .alarmClosed where sameKind: return .twoClosings
        case .segmentAdded, .reportSubmitted, .roadRegistered, .sweepRegistered, .roadCalibrated:
            return sameKind ? .sameID : .concurrentEdit
        default: return .concurrentEdit
        }
    }

    /// Lists an event in effect that clashes with events its installation did not know of.
    mutating func noteClashes(_ event: Event, _ subjects: FactSubjects, _ stamp: EventStamp) {
        noteAuthorities(event, subjects, stamp)
        if case .segmentAdded(let fact) = event.fact { noteOverlaps(fact, event, subjects, stamp) }
        let rivals = merging.rivals(of: subjects.touched)
        if !rivals.isEmpty {
            let own = Set(subjects.touched.map(\.touch))
            let others = Set(rivals.map(\.touch))
            let isUnawares =
                own.contains(.evidence) && others.contains(.decision)
                || own.contains(.decision) && others.contains(.evidence)
            raise(
                isUnawares ? .decidedUnawares : .concurrentEdit, event, subjects, stamp, rivals, nil
            )
        }
        merging.remember(event.fact, subjects, stamp)
    }

    private mutating func noteOverlaps(
        _ fact: SegmentAdded, _ event: Event, _ subjects: FactSubjects, _ stamp: EventStamp
    ) {
        let others = segments.filter {
            $0.id != fact.id && merging.isUnknown($0.stamp)
                && $0.fact.sharedShare(with: fact) > Self.overlapShare
        }
        guard !others.isEmpty else { return }
        var all = subjects
        all.touched += others.map { (.segment($0.id), .edit) }
        let rivals = others.map {
            MergeBook.Trace(stamp: $0.stamp, touch: .edit, fact: .segmentAdded($0.fact))
        }
        raise(.overlappingLots, event, all, stamp, rivals, nil)
    }

    mutating func raise(
        _ kind: RecordConflict.Kind, _ event: Event, _ subjects: FactSubjects,
        _ stamp: EventStamp, _ rivals: [MergeBook.Trace], _ reasons: String?
    ) {
        let touched = Set(subjects.touched.map(\.subject) + subjects.named)
        let own = RecordConflict.Party(
            name: event.name, kind: event.fact.kind, by: event.by, at: event.at,
            voidBecause: reasons)
        let others = rivals.map {
            RecordConflict.Party(
                name: $0.stamp.name, kind: $0.fact.kind, by: $0.stamp.by, at: $0.stamp.at)
        }
        if reasons == nil, let index = openConflict(kind, touched, others.map(\.name)) {
            let known = Set(merging.conflicts[index].events)
            merging.conflicts[index].parties += (others + [own]).filter {
                !known.contains($0.name)
            }
            return
        }
        let conflict = RecordConflict(
            kind: kind, about: Self.words(kind, subjects), segments: segmentIDs(touched),
            parties: others + [own], settlement: nil, settledBy: nil, subjects: touched)
        merging.conflicts.append(conflict)
        if kind != .brokenRule { openReviews(on: conflict) }
    }

    private func openConflict(
        _ kind: RecordConflict.Kind, _ subjects: Set<Subject>, _ events: [EventName]
    ) -> Int? {
        merging.conflicts.lastIndex {
            $0.kind == kind && $0.settlement == nil && !$0.subjects.isDisjoint(with: subjects)
                && !Set($0.events).isDisjoint(with: events)
        }
    }

    /// Ground that was released is in question while a conflict on it is.
    private mutating func openReviews(on conflict: RecordConflict) {
        for id in conflict.segments {
            update(id) {
                if $0.product != .none, !$0.review.contains(conflict.reviewName) {
                    $0.review.append(conflict.reviewName)
                }
            }
        }
    }

    private func segmentIDs(_ subjects: Set<Subject>) -> [String] {
        subjects.compactMap { subject in
            switch subject {
            case .segment(let id): id
            case .report(let id): report(id)?.fact.segment
            case .sweep(let digest): sweep(digest)?.fact.segment
            case .alarm(let key): alarmPlace(key).flatMap { alarms[$0].segment }
            default: nil
            }
        }.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    private static func words(_ kind: RecordConflict.Kind, _ subjects: FactSubjects) -> String {
        let names = subjects.touched.map(\.subject.words).joined(separator: " and ")
        return switch kind {
        case .brokenRule: "\(names) was touched against a rule"
        case .sameID: "\(names) was made twice"
        case .twoApprovals: "\(names) was decided on twice"
        case .twoClosings: "\(names) was closed twice"
        case .overlappingLots: "\(names) share ground"
        case .concurrentEdit:
            "\(names) was changed by installations that did not know of each other"
        case .decidedUnawares: "\(names) was decided on without knowing all the evidence"
        case .twoAuthorities: "\(names) each registered as the authority"
        }
    }
}

extension SurveyRecord {
    func objections(to fact: ConflictSettled, by: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        found += disputeObjections(to: fact, by: by)
        let events = Set(fact.events)
        let touched = merging.conflicts.filter { !events.isDisjoint(with: $0.events) }
        if touched.isEmpty {
            found.append(
                Self.objection(
                    "conflict-unknown", "there is no such conflict on record",
                    "list them with `clearroad survey conflicts`"))
        } else if touched.allSatisfy({ $0.settlement != nil }) {
            found.append(
                Self.objection(
                    "already-recorded", "the conflict is settled already", "nothing to do"))
        }
        if fact.stands.number > merging.knowledge.last[fact.stands.writer] ?? 0 {
            found.append(
                Self.objection(
                    "event-unknown", "event \(fact.stands.short) is not on record",
                    "name an event of the conflict, or a later one"))
        } else if merging.void[fact.stands] != nil {
            found.append(
                Self.objection(
                    "event-void",
                    "event \(fact.stands.short) has no effect in the record and cannot stand",
                    "record again what it said, then say that the new event stands"))
        }
        return found
    }

    /// A conflict is settled where the person saw all of it.
    mutating func settle(_ fact: ConflictSettled, _ stamp: EventStamp) {
        let seen = Set(fact.events)
        for index in merging.conflicts.indices
        where merging.conflicts[index].settlement == nil
            && seen.isSuperset(of: merging.conflicts[index].events)
        {
            merging.conflicts[index].settlement = fact
            merging.conflicts[index].settledBy = stamp
            let conflict = merging.conflicts[index]
            for id in conflict.segments {
                update(id) { segment in segment.review.removeAll { $0 == conflict.reviewName } }
            }
            if conflict.kind == .twoAuthorities { settleAuthorities(conflict, fact, stamp) }
            for party in conflict.parties where party.voidBecause != nil {
                let start = "event \(party.name.short) ("
                conflicts.removeAll { $0.hasPrefix(start) }
            }
        }
    }
}

extension SegmentAdded {
    /// The part of the smaller of two segments that lies on both (0...1), in the road frame.
    func sharedShare(with other: SegmentAdded) -> Double {
        guard road == other.road else { return 0 }
        let along =
            min(chainage.high, other.chainage.high) - max(chainage.low, other.chainage.low)
        let across = min(offset.high, other.offset.high) - max(offset.low, other.offset.low)
        let smaller = min(
            chainage.length * offset.length, other.chainage.length * other.offset.length)
        guard along > 0, across > 0, smaller > 0 else { return 0 }
        return along * across / smaller
    }
}

extension Subject {
    /// What it is, for people.
    var words: String {
        switch self {
        case .survey: "the survey"
        case .settings: "the settings in force"
        case .proposal(let digest): "the proposal of settings \(digest.short)"
        case .road(let id): "road \(TextRules.quoted(id))"
        case .segment(let id): "segment \(TextRules.quoted(id))"
        case .sweep(let digest): "sweep \(digest.short)"
        case .run(let key): "the run over sweep \(key.sweep.short)"
        case .alarm(let key): "alarm \(key.number) of sweep \(key.run.sweep.short)"
        case .report(let id): "report \(TextRules.quoted(id))"
        case .other(let kind, let name): "\(kind) \(TextRules.quoted(name))"
        }
    }
}
