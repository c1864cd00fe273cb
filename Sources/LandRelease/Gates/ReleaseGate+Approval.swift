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
        found += record.sealedSeedObjections(report.fact.segment, report.fact.product)
        let request = ReleaseRequest(
            segment: report.fact.segment, product: report.fact.product,
            author: report.fact.author, at: at, note: report.fact.note,
            ntsDocument: report.fact.ntsDocument)
        let authors = [
            report.fact.author, report.stamp.by,
            report.fact.product == .cleared
                ? record.work.work(on: report.fact.segment).claim?.fact.author : nil,
        ].compactMap { $0 }.map { record.actor(named: $0, at: at) }
        return found
            + judgement(
                of: request, .approve(report.fact.product), record: record, coverage: coverage,
                people: LandPeople(
                    acting: record.actor(named: approver, at: at), authors: authors),
                news: stateObjections(report, at) + newsObjections(report, record, coverage)
                    + findNewsObjections(report, record)
            ).objections
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
        let own = Set(record.sweeps(of: segment.id).map(\.digest))
        let sweeps = record.sweeps.filter {
            $0.fact.segment == segment.id || own.union(counted).contains($0.digest)
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
        news += record.waivers.waivers(on: segment.id).flatMap {
            [$0.stamp, $0.withdrawal].compactMap { $0 }
        }.filter { $0.order > order }.map { _ in "a waiver" }
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
