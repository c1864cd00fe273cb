internal import Cartography
internal import LandRelease
internal import SurveyModel

/// Ground that sweeps passed over, evidence or not, near each segment.
struct GapGround: Sendable {
    private let evidence: EvidenceCoverage
    private let passes: PassIndex
    private let lanes: [String: [RoadRectangle]]

    init(_ record: SurveyRecord, _ evidence: EvidenceCoverage, _ lines: [String: Centreline]) {
        self.evidence = evidence
        passes = PassIndex(evidence.allPasses)
        var lanes: [String: [RoadRectangle]] = [:]
        for sweep in record.sweeps where !sweep.fact.isBlank {
            guard let road = sweep.fact.placement?.road, let line = lines[road] else { continue }
            // A corner off the road tells nothing of the lane; the others do.
            let corners = sweep.fact.outline.compactMap { try? line.roadPosition(of: $0) }
            let along = corners.map(\.chainageMetres)
            let across = corners.map(\.offsetMetres)
            guard let from = along.min(), let to = along.max(), let low = across.min(),
                let high = across.max()
            else { continue }
            lanes[road, default: []].append(
                RoadRectangle(
                    chainage: MetreRange(low: from, high: to),
                    offset: MetreRange(low: low, high: high)))
        }
        self.lanes = lanes
    }

    func reasons(_ account: CoverageAccount, on segment: SegmentAdded) -> GapReasons {
        GapReasons(
            road: segment.road, for: account.coverageClass, depthMetres: account.depthMetres,
            evidence: evidence.passes(near: segment),
            passes: passes.passes(on: segment.road, along: segment.chainage),
            lanes: (lanes[segment.road] ?? []).filter {
                $0.chainage.low <= segment.chainage.high && $0.chainage.high >= segment.chainage.low
            })
    }
}
