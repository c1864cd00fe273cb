internal import SurveyModel

extension AuditSentence {
    func words(_ fact: PersonRegistered) -> String {
        let isAfterGap = record.people.claims.contains {
            $0.isAfterGap && $0.stamp.name == event.name
        }
        return "registered \(fact.name) of \(fact.organisation)" + terms(fact.roles)
            + (fact.key == nil ? "" : ", with a key to sign by")
            + (isAfterGap ? "; no authority was in force then" : "")
    }

    func words(_ fact: PersonChanged) -> String {
        let ended = fact.ended.map { "\($0.role.rawValue) until \($0.on)" }
        return "changed what is on record of \(fact.name)" + terms(fact.given)
            + (ended.isEmpty ? "" : "; ended: \(list(ended))")
            + (fact.organisation.map { "; now of \($0)" } ?? "")
            + (fact.key == nil ? "" : "; another key to sign by") + note(fact.reason)
    }

    private func terms(_ roles: [RoleTerm]) -> String {
        guard !roles.isEmpty else { return "" }
        return " as "
            + list(
                roles.map { term in
                    "\(term.role.rawValue) from \(term.from)"
                        + (term.until.map { " to \($0)" } ?? "")
                })
    }

    func words(_ fact: AssetRegistered) -> String {
        "registered asset \(fact.id): \(fact.asset.rawValue), \(fact.maker) \(fact.model), serial "
            + "\(fact.serial), of team \(fact.team)"
    }

    func words(_ fact: AssetRetired) -> String {
        "retired asset \(fact.id) on \(fact.on)" + note(fact.reason)
    }

    func words(_ fact: AccreditationGranted) -> String {
        "accredited \(fact.holder.holder.rawValue) \(fact.holder.name) for "
            + "\(fact.method.rawValue) of \(list(fact.classes.map(\.rawValue))) items to "
            + "\(Figure.metres(fact.depthMetres)) m, number \(fact.number), from \(fact.from) to "
            + fact.until
    }

    func words(_ fact: AccreditationWithdrawn) -> String {
        "withdrew accreditation \(fact.number) on \(fact.on)" + note(fact.reason)
    }

    func words(_ fact: TaskOrdered) -> String {
        "ordered task \(fact.id): \(fact.method.rawValue) of segment \(fact.segment) to "
            + "\(Figure.metres(fact.depthMetres)) m by team \(fact.team) of \(fact.organisation) with "
            + "asset \(fact.asset) after procedure \(fact.procedure), from \(fact.from)"
            + (fact.until.map { " to \($0)" } ?? "")
    }

    func words(_ fact: TaskClosed) -> String {
        "closed task \(fact.task) on \(fact.on)" + note(fact.reason)
    }

    func words(_ fact: WaiverGranted) -> String {
        "waived \(fact.code) on segment \(fact.segment) as \(fact.role.rawValue)"
            + (fact.until.map { " until \($0)" } ?? "") + note(fact.reason)
    }

    func words(_ fact: WaiverWithdrawn) -> String {
        "withdrew the waiver of \(fact.code) on segment \(fact.segment)" + note(fact.reason)
    }
}
