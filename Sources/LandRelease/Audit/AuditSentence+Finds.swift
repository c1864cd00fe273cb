internal import SurveyModel

extension AuditSentence {
    /// The name of an alarm, or what is known of one that is not on record.
    func name(of key: AlarmKey) -> String {
        record.alarmPlace(key).map { record.alarms[$0].id }
            ?? "\(key.number) of sweep \(key.run.sweep.short)"
    }

    func words(_ fact: AlarmAssigned) -> String {
        "charged \(fact.assignee) with alarm \(name(of: fact.alarm)) on \(fact.assignedOn)"
            + note(fact.note)
    }

    func words(_ fact: AlarmInspected) -> String {
        "looked at alarm \(name(of: fact.look.alarm)): \(fact.look.closedBy) found nothing by "
            + "\(fact.look.method.text), \(Figure.metres(fact.look.depthMetres)) m deep, on "
            + "\(fact.look.closedOn); it needs a second sensor" + note(fact.look.note)
    }

    func words(_ fact: FindRecorded) -> String {
        let item = fact.item
        let place =
            fact.place.position.map { position in
                " at \(Chainage(metres: position.chainageMetres)), "
                    + "\(Figure.metres(abs(position.offsetMetres))) m \(position.side.rawValue)"
            } ?? ""
        return "recorded find \(fact.id)"
            + (fact.alarm.map { " at alarm \(name(of: $0))" } ?? "")
            + ": \(item.quantity) x \(item.category)/\(item.subcategory), model \(item.model), "
            + "\(item.condition), \(Figure.metres(fact.depthMetres)) m deep\(place) "
            + "(\(fact.place.method.rawValue)), found by \(fact.foundBy) with \(fact.sensor) on "
            + "\(fact.foundOn), \(words(fact.disposal))" + note(fact.note)
    }

    func words(_ fact: FindDisposed) -> String {
        "recorded of find \(fact.find): \(words(fact.disposal))" + note(fact.note)
    }

    private func words(_ disposal: FindDisposal) -> String {
        disposal.method.rawValue + (disposal.on.map { " on \($0)" } ?? "")
    }

    func words(_ fact: SearchClosed) -> String {
        let dig = fact.dig.map {
            "dug \(Figure.metres($0.depthMetres)) m deep by \($0.dugBy) on \($0.dugOn)"
        }
        return "ended the search around find \(fact.find), \(dig ?? "swept")" + note(fact.reason)
    }

    func words(_ fact: SeedsSealed) -> String {
        "sealed \(count(fact.count, "blind seed")) in segment \(fact.segment), buried on "
            + "\(fact.buriedOn), commitment \(fact.commitment.short)"
    }

    func words(_ fact: SeedsUnsealed) -> String {
        "unsealed the \(count(fact.sheet.seeds.count, "blind seed")) of segment "
            + "\(fact.sheet.segment), commitment \(fact.commitment.short)"
    }
}
