internal import SurveyModel

extension AuditSentence {
    func words(_ fact: NoEvidenceConcluded) -> String {
        "concluded from survey document \(fact.document.short) of \(fact.date) that nothing speaks for "
            + "a hazard on segment \(fact.segment)" + note(fact.note)
    }

    func words(_ fact: WorkStarted) -> String {
        "began \(fact.activity.rawValue) on segment \(fact.segment) on \(fact.date) under "
            + "\(fact.supervisor) with asset \(fact.asset)"
            + (fact.task.map { ", task \($0)" } ?? "")
            + (fact.isMarked ? ", marking in place" : ", marking NOT in place") + note(fact.note)
    }

    func words(_ fact: BoxChecked) -> String {
        "recorded that asset \(fact.asset) \(fact.isPassed ? "passed" : "FAILED") over the test box "
            + "on \(fact.date), \(fact.moment.rawValue), checked by \(fact.checkedBy)"
            + note(fact.note)
    }

    func words(_ fact: ClearanceClaimed) -> String {
        "claimed segment \(fact.segment) cleared on \(fact.completedOn): "
            + "\(Figure.rounded(fact.areaSquareMetres, 100)) m2 to "
            + "\(Figure.metres(fact.depthMetres)) m by \(fact.method.text), team \(fact.team), asset "
            + "\(fact.asset), procedure \(fact.procedure), \(count(fact.itemsDisposed, "item")) "
            + "disposed of" + note(fact.note)
    }

    func words(_ fact: QualityChecked) -> String {
        "recorded the \(fact.control.rawValue) quality check of segment \(fact.segment) on "
            + "\(fact.date): \(Figure.rounded(fact.areaSquareMetres, 100)) m2 looked at by "
            + "\(fact.inspector) of \(fact.organisation) with asset \(fact.asset), "
            + fact.result.rawValue + (fact.nonConformity.map { ", \($0.rawValue)" } ?? "")
            + note(fact.measures)
    }

    func words(_ fact: QualityVisited) -> String {
        "recorded the visit of \(fact.inspector) of \(fact.organisationInspecting) to "
            + "\(fact.activity.rawValue) of \(fact.organisationInspected)"
            + (fact.segment.map { " on segment \($0)" } ?? "")
            + " on \(fact.date): "
            + (fact.nonConformity.map { "\($0.rawValue), \(fact.severity.rawValue)" }
                ?? "nothing found") + note(fact.measures)
    }

    func words(_ fact: AccidentReported) -> String {
        "reported an accident on \(fact.date) at \(Chainage(metres: fact.position.chainageMetres)) of "
            + "\(fact.road), \(Figure.metres(abs(fact.position.offsetMetres))) m "
            + "\(fact.position.side.rawValue): \(fact.victims.rawValue), \(fact.device.rawValue), "
            + "\(fact.injured) hurt, on ground \(fact.ground.rawValue)"
            + note(fact.note)
    }

    func words(_ fact: HandedOver) -> String {
        let signed = fact.signatories.map { "\($0.party.rawValue) \($0.name) on \($0.date)" }
        return "handed segment \(fact.segment) over, signed by \(list(signed)); benchmarks "
            + "\(fact.hasBenchmarks ? "" : "NOT ")handed over; present: "
            + "men \(fact.men), women \(fact.women), boys \(fact.boys), girls \(fact.girls)"
            + note(fact.residualRisk)
    }

    func words(_ fact: LotThawed) -> String {
        "took segment \(fact.segment) out of the freeze" + note(fact.reason)
    }

    func words(_ fact: SegmentSplit) -> String {
        "cut segment \(fact.segment) into \(list(fact.parts.map(\.id)))" + note(fact.reason)
    }

    func words(_ fact: SegmentMerged) -> String {
        "made segments \(list(fact.segments)) one, \(fact.whole.id)" + note(fact.reason)
    }

    func words(_ fact: SegmentReversioned) -> String {
        "gave segment \(fact.geometry.id) version \(fact.version) of its geometry, from "
            + "\(Chainage(metres: fact.geometry.chainage.low)) to "
            + "\(Chainage(metres: fact.geometry.chainage.high)), "
            + "\(Figure.metres(fact.geometry.depthMetres)) m deep" + note(fact.reason)
    }
}
