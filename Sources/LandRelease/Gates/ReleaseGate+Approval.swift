public import SurveyModel

extension ReleaseGate {
    /// Everything that keeps a report from being approved now.
    ///
    /// Every gate is passed again at the time of approval, with the coverage of that time.
    public static func approvalObjections(
        report id: String, record: SurveyRecord, coverage: [CoverageAccount], by approver: String,
        at: String
    ) -> [Objection] {
        var found = TextRules.name(approver, "the approver's name").map {
            Objection(code: "approver", text: $0.text, cure: $0.cure)
        }
        guard let report = record.report(id) else {
            found.append(
                Objection(
                    code: "report-unknown", text: "there is no report \(TextRules.quoted(id))",
                    cure: "check the report's id"))
            return found
        }
        found += signerObjections(report, approver)
        found += stateObjections(report, at)
        found += newsObjections(report, record, coverage)
        found += findNewsObjections(report, record)
        found += record.sealedSeedObjections(report.fact.segment, report.fact.product)
        let request = ReleaseRequest(
            segment: report.fact.segment, product: report.fact.product,
            author: report.fact.author, at: at, note: report.fact.note,
            ntsDocument: report.fact.ntsDocument)
        return found + objections(to: request, record: record, coverage: coverage)
    }

    private static func signerObjections(
        _ report: ReportRecord, _ approver: String
    ) -> [Objection] {
        let name = FoldedName(approver)
        let isAuthor = [report.fact.author, report.stamp.by].contains { FoldedName($0) == name }
        guard isAuthor, !name.isEmpty else { return [] }
        return [
            Objection(
                code: "own-report",
                text: "\(TextRules.quoted(approver)) wrote report \(report.id) and cannot approve "
                    + "it",
                cure: "another person has to approve it")
        ]
    }

    private static func stateObjections(_ report: ReportRecord, _ at: String) -> [Objection] {
        var found: [Objection] = []
        if report.state != .submitted {
            found.append(
                Objection(
                    code: "report-not-open",
                    text: "report \(report.id) is \(report.state.rawValue)",
                    cure: "submit a new report"))
        }
        if ISOTime.isTimestamp(at), at < report.stamp.at {
            found.append(
                Objection(
                    code: "approval-before-report",
                    text: "the approval of \(at) is earlier than report \(report.id) of "
                        + report.stamp.at,
                    cure: "check the clock of this machine"))
        }
        return found
    }

    /// Whatever came after the report makes it out of date.
    private static func newsObjections(
        _ report: ReportRecord, _ record: SurveyRecord, _ coverage: [CoverageAccount]
    ) -> [Objection] {
        guard let segment = record.segment(report.fact.segment) else { return [] }
        let order = report.stamp.order
        let counted = Set(report.fact.coverage.flatMap(\.sweeps) + coverage.flatMap(\.sweeps))
        let alarms = record.alarms(on: segment.fact)
        let sweeps = record.sweeps.filter {
            $0.fact.segment == segment.id || counted.contains($0.digest)
        }
        let touching = Set(sweeps.map(\.digest) + alarms.map(\.sweep))
        var news = sweeps.filter { $0.stamp.order > order }.map { "sweep \($0.label)" }
        news += record.runs.filter {
            $0.stamp.order > order && touching.contains($0.fact.sweep)
        }.map { "run \($0.number) over sweep \($0.fact.sweep.short)" }
        news += alarms.filter { $0.stamp.order > order }.map { "alarm \($0.id)" }
        news += alarms.filter { ($0.closing?.stamp.order ?? 0) > order }.map {
            "the closing of alarm \($0.id)"
        }
        news += record.settings.flatMap(\.approvals).filter { $0.order > order }.map { _ in
            "an approval of settings"
        }
        if Set(report.fact.coverage) != Set(coverage) { news.append("another coverage") }
        guard !news.isEmpty else { return [] }
        return [
            Objection(
                code: "report-out-of-date",
                text: "report \(report.id) is older than \(list(news))",
                cure: "submit a new report")
        ]
    }
}
