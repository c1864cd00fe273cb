internal import Cartography
internal import LandRelease
internal import SurveyModel

/// Computes the coverage of reports again from the stretches on record.
enum CoverageAudit {
    /// Where a report that stands says more is covered than its sweeps covered.
    static func findings(_ record: SurveyRecord) -> [String] {
        record.reports.filter { $0.state == .submitted || $0.state == .approved }.flatMap {
            report -> [String] in
            guard let segment = record.segment(report.fact.segment) else { return [] }
            return report.fact.coverage.compactMap { stated in
                let passes = stated.sweeps.compactMap { pass($0, record, before: report) }
                guard
                    let geometry = try? EvidenceCoverage.geometry(
                        of: segment.fact, passes: passes)
                else { return "report \(report.id): its coverage cannot be computed again" }
                let found = geometry.account(for: stated.coverageClass)
                guard stated.coveredSquareMetres > found.coveredSquareMetres + 0.001 else {
                    return nil
                }
                return "report \(report.id) says \(decimal(stated.coveredSquareMetres, 2)) m2 are "
                    + "covered for \(stated.coverageClass.rawValue) items, its sweeps cover "
                    + "\(decimal(found.coveredSquareMetres, 2)) m2"
            }
        }
    }

    /// A cited sweep with the stretches of its last run before the report.
    private static func pass(
        _ digest: Digest, _ record: SurveyRecord, before report: ReportRecord
    ) -> PlacedSweep? {
        guard let sweep = record.sweep(digest), let lane = sweep.fact.placement,
            let run = record.runs(of: digest).last(where: {
                $0.stamp.order < report.stamp.order
                    && $0.fact.settingsDigest == sweep.settingsInForce
            })
        else { return nil }
        return EvidenceCoverage.placed(digest, lane, run, record)
    }
}
