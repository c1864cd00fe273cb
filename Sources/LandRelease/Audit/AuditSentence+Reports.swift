internal import SurveyModel

extension AuditSentence {
    func words(_ fact: ReportSubmitted) -> String {
        "submitted report \(fact.id): segment \(fact.segment) shall become \(fact.product.rawValue), "
            + covered(fact.coverage) + "; evidence \(fact.evidenceDigest.short)"
            + (fact.ntsDocument.map { ", survey document \($0.short)" } ?? "") + note(fact.note)
    }

    func words(_ fact: ReportReturned) -> String {
        "returned report \(fact.report) to its author" + note(fact.reason)
    }

    func words(_ fact: ReportApproved) -> String {
        let report = record.report(fact.report)?.fact
        let effect = report.map {
            ": segment \($0.segment) is \($0.product.rawValue), on evidence "
                + $0.evidenceDigest.short
        }
        return "approved report \(fact.report)\(effect ?? ""), \(covered(fact.coverage))"
    }

    private func covered(_ accounts: [CoverageAccount]) -> String {
        guard !accounts.isEmpty else { return "with no coverage" }
        let parts = accounts.map {
            "\(Figure.rounded($0.coveredSquareMetres, 100)) of "
                + "\(Figure.rounded($0.areaSquareMetres, 100)) m2 covered for "
                + "\($0.coverageClass.rawValue) items by \(count($0.sweeps.count, "sweep"))"
        }
        return parts.joined(separator: ", ")
    }
}
