internal import SurveyModel

extension ReleaseGate {
    /// Objections to searches around finds that touch the segment and are not ended, and to items that are
    /// still there.
    static func searchObjections(
        _ segment: SegmentRecord, _ product: LandProduct, _ record: SurveyRecord
    ) -> [Objection] {
        guard product == .reduced || product == .cleared else { return [] }
        var found = record.searchObjections(on: segment.fact)
        // Records written before there were searches tell of no disposal.
        let pending = record.finds(on: segment.id).filter { find in
            find.isExplosive && find.search != nil
                && (find.disposal?.method ?? .pending) == .pending
        }.map(\.id)
        if product == .cleared && !pending.isEmpty {
            found.append(
                Objection(
                    code: "find-not-disposed",
                    text: "items found on segment \(segment.id) are not disposed of: "
                        + list(pending),
                    cure: "record what became of them: find add, find dispose"))
        }
        return found
    }

    /// A find recorded after a report makes it out of date.
    static func findNewsObjections(_ report: ReportRecord, _ record: SurveyRecord) -> [Objection] {
        let news = record.finds(on: report.fact.segment).filter {
            $0.details != nil && $0.stamp.order > report.stamp.order
        }.map { "find \($0.id)" }
        guard !news.isEmpty else { return [] }
        return [
            Objection(
                code: "report-out-of-date",
                text: "report \(report.id) is older than \(list(news))",
                cure: "submit a new report")
        ]
    }
}
