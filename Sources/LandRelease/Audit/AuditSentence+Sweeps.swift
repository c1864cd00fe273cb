internal import SurveyModel

extension AuditSentence {
    func words(_ fact: SweepRegistered) -> String {
        let label = record.sweep(fact.digest)?.label ?? fact.digest.short
        let what = fact.isBlank ? "a sweep of blank ground" : "a sweep"
        var text =
            "registered \(what) \(label) (\(fact.name)) of \(fact.acquiredOn), "
            + "\(Figure.metres(fact.lengthMetres)) m long, \(count(fact.channels, "channel"))"
        if let segment = fact.segment { text += ", for segment \(segment)" }
        if let lane = fact.placement {
            text +=
                ", from \(Chainage(metres: lane.startChainageMetres)) at offset "
                + "\(Figure.metres(lane.offsetMetres)) m \(lane.direction.rawValue)"
            if let path = lane.path {
                text +=
                    ", placed by \(path.method.rawValue) with a misclosure of "
                    + "\(Figure.metres(path.misclosureMetres)) m"
            }
        }
        if let name = fact.operatorName { text += ", operated by \(name)" }
        if let asset = fact.asset { text += ", with asset \(asset)" }
        if !fact.warnings.isEmpty { text += ", with \(count(fact.warnings.count, "warning"))" }
        return text + "; raw file digest \(fact.digest.short)"
    }

    func words(_ fact: DetectionRun) -> String {
        let label = record.sweep(fact.sweep)?.label ?? fact.sweep.short
        let run = record.runs(of: fact.sweep).last { $0.fact.key == fact.key }
        let new = run.map { run in
            run.alarms.filter { id in record.alarm(id)?.key.run == fact.key }
        }
        var text =
            "ran detector \(fact.algorithmVersion) over sweep \(label) with settings "
            + "\(fact.settingsDigest.short) at a ground rate of \(fact.groundRatePerSquareMetre) per "
            + "m2 (\(fact.rateVerified ? "supported by blank ground" : "not verified")): "
            + count(fact.alarms.count, "alarm")
        if let new, !new.isEmpty { text += ", new: \(list(new))" }
        if !fact.warnings.isEmpty { text += ", with \(count(fact.warnings.count, "warning"))" }
        return text + "; candidates digest \(fact.candidatesDigest.short)"
    }

    func words(_ fact: AlarmClosed) -> String {
        let name = name(of: fact.alarm)
        let result =
            switch fact.result {
            case .item:
                fact.isNotExplosive ? "an item, not explosive" : "an item, taken as explosive"
            case .noItem: "nothing"
            case .infrastructure: "infrastructure"
            }
        return "closed alarm \(name): \(fact.closedBy) found \(result) by \(fact.method.text), "
            + "\(Figure.metres(fact.depthMetres)) m deep at "
            + "\(Chainage(metres: fact.position.chainageMetres)), "
            + "\(Figure.metres(abs(fact.position.offsetMetres))) m \(fact.position.side.rawValue), on "
            + fact.closedOn + note(fact.note)
    }
}
