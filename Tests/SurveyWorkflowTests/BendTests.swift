import Cartography
import LandRelease
import SurveyModel
import Testing

@testable import SurveyWorkflow

@Suite struct BendTests {
    @Test(
        "Parts of a segment lie in it at every bend of a road, wherever it is cut",
        arguments: [0.0, 5, 15, 30])
    func parts(degrees: Double) throws {
        // Two legs of 100 m; the second turns left.
        let angle = degrees / 180
        let turn = GeographicPosition(longitude: 23 + 100 / 94_300, latitude: 32)
        let end = GeographicPosition(
            longitude: turn.longitude + 100 * (1 - angle) / 94_300,
            latitude: 32 + 100 * angle / 110_900)
        let line = try Centreline(
            road: "B", vertices: [GeographicPosition(longitude: 23, latitude: 32), turn, end])
        func segment(_ low: Double, _ high: Double) throws -> SegmentAdded {
            try SegmentDesk.fact(
                SegmentPlan(
                    id: "\(low)", road: "B", chainage: MetreRange(low: low, high: high),
                    band: .rightVerge, depthMetres: 0.25, classification: .suspected),
                offset: MetreRange(low: -10, high: -5.75), ["B": line])
        }
        let whole = try segment(60, 140)
        for cut in [70, 99, 99.9, 100, 100.1, 101, 130] as [Double] {
            let parts = [try segment(60, cut), try segment(cut, 140)]
            #expect(RingCheck.objections(toParts: parts, of: whole).isEmpty, "\(cut)")
        }
        let strayed = try segment(50, 100)
        #expect(
            RingCheck.objections(toParts: [strayed], of: whole).map(\.code) == ["part-outside"])
    }
}
