internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: AlarmAssigned, at: String) -> [Objection] {
        var found = TextRules.name(fact.assignee, "the name of who gets the alarm")
        found += TextRules.note(fact.note, "the note")
        guard let index = alarmPlace(fact.alarm) else { return found + [Self.alarmUnknown] }
        let alarm = alarms[index]
        if !alarm.isOpen {
            found.append(
                Self.objection(
                    "not-open", "alarm \(alarm.id) is closed", "only an open alarm is assigned"))
        }
        if let last = alarmBook.assignments[index]?.fact,
            FoldedName(last.assignee) == FoldedName(fact.assignee)
        {
            found.append(
                Self.objection(
                    "already-recorded",
                    "alarm \(alarm.id) is assigned to \(TextRules.quoted(last.assignee)) already",
                    "nothing to do"))
        }
        return found
            + Self.dayObjections(
                fact.assignedOn, "the assignment", notBefore: alarm.stamp.at,
                of: "alarm \(alarm.id)", at: at)
    }

    func objections(to fact: AlarmInspected, at: String) -> [Objection] {
        guard let index = alarmPlace(fact.look.alarm) else { return [Self.alarmUnknown] }
        let alarm = alarms[index]
        var found = AlarmClosing.lookObjections(
            alarm: alarm, look: fact.look, rules: releaseRules(for: alarm.sweep),
            sweptOn: sweep(alarm.sweep)?.fact.acquiredOn ?? "", at: at)
        if !alarm.isOpen || looks(at: alarm).contains(where: { $0.fact == fact.look }) {
            found.append(
                Self.objection(
                    "already-recorded",
                    alarm.isOpen
                        ? "this look at alarm \(alarm.id) is on record already"
                        : "alarm \(alarm.id) is closed already", "nothing to do"))
        }
        if !fact.look.geographic.isOnEarth {
            found.append(
                Self.objection(
                    "geometry", "the look has no place in degrees", "compute it from the road"))
        }
        return found
    }

    static var alarmUnknown: Objection {
        objection("alarm-unknown", "there is no such alarm on record", "check the alarm's id")
    }

    /// Objections to a day or time of something that came after something else and before now.
    static func dayObjections(
        _ when: String, _ what: String, notBefore: String, of other: String, at: String
    ) -> [Objection] {
        guard ISOTime.isDate(when) || ISOTime.isTimestamp(when) else {
            return [
                objection(
                    "date", "\(TextRules.quoted(when)) is not a date such as 2026-03-01",
                    "say when it was")
            ]
        }
        var found: [Objection] = []
        if ISOTime.date(of: when) < ISOTime.date(of: notBefore) {
            found.append(
                objection(
                    "date-too-early",
                    "\(what) is dated \(when), \(other) is of \(ISOTime.date(of: notBefore))",
                    "check the date"))
        }
        if ISOTime.isTimestamp(at), ISOTime.isAfter(when, at) {
            found.append(
                objection(
                    "date-in-future", "\(what) is dated \(when), now is \(at)",
                    "check the date and the clock of this machine"))
        }
        return found
    }

    /// What each fact of a batch is refused for, checked one after the other as if those before it were
    /// recorded; nothing is recorded.
    public func objections(
        toBatch facts: [Fact], by: String, at: String
    ) -> [[Objection]] {
        var next = self
        return facts.map { fact in
            let found = next.objections(to: fact, by: by, at: at)
            // What is refused has no effect on what comes after it.
            if found.isEmpty { next.tryOut(fact, by: by, at: at) }
            return found
        }
    }

    private mutating func tryOut(_ fact: Fact, by: String, at: String) {
        apply(
            Event(
                writer: String(repeating: "0", count: 32), number: eventCount + 1,
                clock: clock + 1, at: at, by: by, tool: "", inputs: [], previous: Event.origin,
                fact: fact))
    }
}

extension AlarmClosing {
    /// Everything that keeps a look that settles nothing from being recorded: it may be shallow and with any
    /// instrument, but it is at the place, of a person and of a time.
    static func lookObjections(
        alarm: AlarmRecord, look: AlarmClosed, rules: SurveySettings.Release, sweptOn: String,
        at: String
    ) -> [Objection] {
        var closing = look
        closing.result = .noItem
        closing.method = .excavation
        closing.depthMetres = max(
            look.depthMetres, alarm.alarm.depthMetres + alarm.place.depthErrorMetres)
        closing.isNotExplosive = false
        return objections(
            alarm: alarm, closing: closing, rules: rules, sweptOn: sweptOn, at: at)
            + TextRules.name(look.method.text, "the instrument")
            + SurveyRecord.check("the depth of the look", look.depthMetres, 0...10, "m")
    }
}
