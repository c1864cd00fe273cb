internal import SurveyModel

extension SurveyRecord {
    /// Everything that keeps a task from being ordered, but for who orders it.
    func objections(to fact: TaskOrdered) -> [Objection] {
        var found = TextRules.identifier(fact.id, "the task's id")
        found += TextRules.name(fact.team, "the team")
        found += TextRules.name(fact.procedure, "the operating procedure")
        found += TextRules.name(fact.organisation, "the organisation")
        if tasks.task(fact.id) != nil {
            found.append(
                Self.objection(
                    "already-recorded", "task \(TextRules.quoted(fact.id)) is on record already",
                    "give another id"))
        }
        found += Self.check("the depth of the task", fact.depthMetres, 0.01...5, "m")
        found += dateObjections(fact)
        found += groundObjections(fact)
        return found
            + assets.objections(
                toWorkOf: fact, classes: releaseRules(onSegment: fact.segment).requiredClasses,
                depthMetres: fact.depthMetres, on: [fact.from])
    }

    private func dateObjections(_ fact: TaskOrdered) -> [Objection] {
        let days = [fact.from, fact.until].compactMap { $0 }
        var found = days.filter { !ISOTime.isDate($0) }.map(PeopleBook.noDate)
        if let until = fact.until, until < fact.from {
            found.append(
                Self.objection(
                    "dates", "the task ends on \(until), before it begins on \(fact.from)",
                    "check the dates"))
        }
        return found
    }

    private func groundObjections(_ fact: TaskOrdered) -> [Objection] {
        guard let segment = segment(fact.segment) else { return [unknown(fact.segment)] }
        var found: [Objection] = []
        if segment.classification == .unassessed && fact.method != .nonTechnicalSurvey {
            found.append(
                Self.objection(
                    "unassessed", "segment \(segment.id) was never assessed",
                    "order a non-technical survey first"))
        }
        if segment.product != .none && fact.method != .qualityControl {
            found.append(
                Self.objection(
                    "already-released",
                    "segment \(segment.id) is \(segment.product.rawValue) already",
                    "reopen it first if that is in question"))
        }
        let rival = tasks.tasks(on: segment.id).first {
            $0.isOpen && $0.fact.method == fact.method
                && $0.fact.from <= (fact.until ?? "9999-12-31")
                && fact.from <= ($0.lastDay ?? "9999-12-31")
        }
        if let rival {
            found.append(
                Self.objection(
                    "task-overlap",
                    "task \(rival.id) for \(rival.fact.method.rawValue) on segment \(segment.id) "
                        + "is open on some of those days", "close it first, or choose other days"))
        }
        return found
    }

    /// Everything that keeps a task from being closed, but for who closes it.
    func objections(to fact: TaskClosed, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let task = tasks.task(fact.task) else {
            found.append(
                Self.objection(
                    "task-unknown", "there is no task \(TextRules.quoted(fact.task))",
                    "check the task's id"))
            return found
        }
        if let closed = task.closed {
            found.append(
                Self.objection(
                    "task-closed", "task \(task.id) was closed on \(closed.on) already",
                    "nothing to do"))
        }
        if !ISOTime.isDate(fact.on) {
            found.append(PeopleBook.noDate(fact.on))
        } else if fact.on < task.fact.from {
            found.append(
                Self.objection(
                    "dates",
                    "task \(task.id) cannot end on \(fact.on), it begins on "
                        + task.fact.from, "check the date"))
        } else if ISOTime.isAfter(fact.on, at) {
            found.append(
                Self.objection(
                    "dates", "task \(task.id) cannot end on \(fact.on), now is \(at)",
                    "check the date and the clock of this machine"))
        }
        return found
    }
}
