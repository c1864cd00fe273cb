import SurveyModel
import Testing

@testable import Cartography

@Suite struct GapReasonTests {
    /// A lane of two channels 8 cm apart, up the road from chainage 0, its middle at offset 0.
    private func pass(
        from: Double, to: Double, reach: Double = 0.5, assured: [AssuredStretch]? = nil
    ) -> PlacedSweep {
        PlacedSweep(
            digest: CartographyTests.digest("a"),
            placement: LanePlacement(
                road: "R", startChainageMetres: 0, offsetMetres: 0, direction: .up,
                alongErrorMetres: 0.01, acrossErrorMetres: 0.01),
            stretches: [-0.04, 0.04].enumerated().map { index, offset in
                ValidStretch(
                    channel: index + 1, lateralOffsetMetres: offset, fromMetres: from,
                    toMetres: to, depthReachMetres: reach, traceStepMetres: 0.02)
            }, assurance: assured)
    }

    private func gap(_ from: Double, _ to: Double, _ low: Double, _ high: Double) -> CoverageGap {
        CoverageGap(
            chainage: MetreRange(low: from, high: to), offset: MetreRange(low: low, high: high))
    }

    private func reasons(
        evidence: [PlacedSweep], passes: [PlacedSweep]? = nil,
        _ coverageClass: CoverageClass = .antiVehicle
    ) -> GapReasons {
        GapReasons(
            road: "R", for: coverageClass, depthMetres: 0.2, evidence: evidence,
            passes: passes ?? evidence,
            lanes: [
                RoadRectangle(
                    chainage: MetreRange(low: 0, high: 20),
                    offset: MetreRange(low: -0.09, high: 0.09))
            ])
    }

    @Test func `Beside the lane nothing was swept`() {
        let all = reasons(evidence: [pass(from: 0, to: 10)])
        #expect(all.reason(of: gap(0, 10, 0.1, 0.4)) == .notSwept)
        #expect(all.reason(of: gap(30, 31, -0.05, 0.05)) == .notSwept)
    }

    @Test func `On the lane without valid traces the traces are not valid`() {
        let all = reasons(evidence: [pass(from: 0, to: 10)])
        #expect(all.reason(of: gap(10.5, 19, -0.08, 0.08)) == .notValid)
    }

    @Test func `Valid traces that reach less deep, or were not assured, did not see deep enough`() {
        #expect(
            reasons(evidence: [pass(from: 0, to: 10, reach: 0.1)])
                .reason(of: gap(2, 8, -0.08, 0.08)) == .notDeepEnough)
        #expect(
            reasons(evidence: [pass(from: 0, to: 10, assured: [])])
                .reason(of: gap(2, 8, -0.08, 0.08)) == .notDeepEnough)
    }

    @Test func `A sweep that is no evidence is named as such`() {
        #expect(
            reasons(evidence: [], passes: [pass(from: 0, to: 10)])
                .reason(of: gap(2, 8, -0.08, 0.08)) == .notEvidence)
    }

    @Test func `Channels too far apart, the error of the place and mixtures are told apart`() {
        let far = reasons(evidence: [pass(from: 0, to: 10)], .smallAntiPersonnel)
        #expect(far.reason(of: gap(2, 8, -0.02, 0.02)) == .spacing)
        let all = reasons(evidence: [pass(from: 0, to: 10)])
        #expect(all.reason(of: gap(0, 10, 0.081, 0.09)) == .position)
        // Half on the lane, half beside it.
        #expect(all.reason(of: gap(11, 19, -0.09, 0.27)) == .notCovered)
    }
}
