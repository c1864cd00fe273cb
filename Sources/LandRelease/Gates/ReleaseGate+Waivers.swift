public import SurveyModel

extension ReleaseGate {
    /// What the gate says to a request once waivers are taken into account.
    struct Judgement {
        /// What is left in the way.
        var objections: [Objection]
        /// The waivers without which more would be.
        var waivers: [WaiverCited]
    }

    /// The waivers a request rests on: those that take an objection away.
    public static func waivers(
        behind request: ReleaseRequest, record: SurveyRecord, coverage: [CoverageAccount]
    ) -> [WaiverCited] {
        judgement(of: request, record: record, coverage: coverage).waivers
    }

    /// Takes away what is waived on the segment, on the day of the request, for its product.
    static func waived(
        _ found: [Objection], _ request: ReleaseRequest, _ record: SurveyRecord,
        _ coverage: [CoverageAccount]
    ) -> Judgement {
        let standing = record.waivers.inForce(
            on: request.segment, day: ISOTime.date(of: request.at))
        guard !standing.isEmpty, !found.isEmpty else {
            return Judgement(objections: found, waivers: [])
        }
        var left: [Objection] = []
        var used: [WaiverCited] = []
        for objection in found {
            let waiver = standing.first { $0.fact.code == objection.code }
            guard let waiver, Waivable.products(of: objection.code).contains(request.product),
                objection.code != "coverage-gap" || Waivable.areNarrow(coverage)
            else {
                left.append(objection)
                continue
            }
            if !used.contains(waiver.cited) { used.append(waiver.cited) }
        }
        return Judgement(objections: left + ownWaivers(used, request), waivers: used)
    }

    private static func ownWaivers(
        _ used: [WaiverCited], _ request: ReleaseRequest
    ) -> [Objection] {
        used.filter { FoldedName($0.name) == FoldedName(request.author) }.map {
            Objection(
                code: "own-waiver",
                text: "\(TextRules.quoted(request.author)) waived \($0.code) and cannot write the "
                    + "report that rests on it", cure: "another person has to write the report")
        }
    }
}
