import SurveyModel
import Testing

@testable import LandRelease

@Suite("Parts of a segment")
struct RingFamilyTests {
    private func segment(_ id: String, _ low: Double, _ high: Double, width: Double = 4)
        -> SegmentAdded
    {
        var fact = SurveyFixture.segmentFact(id)
        fact.outline = RingCheckTests.ring([(low, 0), (high, 0), (high, width), (low, width)])
        fact.areaSquareMetres = (high - low) * width
        return fact
    }

    @Test(
        "A part may lie outside its whole by a square metre or 0.9 %, and no more",
        arguments: [
            // Whole: 100 to 200 m, 4 m wide. Outside: nothing, 0.8 m2, 1.2 m2 of 41 and of 201.
            (100.0, 200.0, true), (99.8, 110, true), (99.7, 110, false), (99.7, 150, true),
            (90, 110, false), (300, 310, false), (100, 200.8, true), (100, 203, false),
        ])
    func inside(low: Double, high: Double, isInside: Bool) {
        let whole = segment("S", 100, 200)
        let found = RingCheck.objections(toParts: [segment("S-1", low, high)], of: whole)
        #expect(found.isEmpty == isInside)
        #expect(found.allSatisfy { $0.code == "part-outside" && $0.text.contains("S-1") })
    }

    @Test("Every part outside is named; what is no ring lies outside")
    func namesAll() {
        let whole = segment("S", 100, 200)
        var broken = segment("C", 100, 110)
        broken.outline = []
        let found = RingCheck.objections(
            toParts: [segment("A", 0, 10), segment("B", 110, 120), broken], of: whole)
        #expect(found.map(\.code) == ["part-outside", "part-outside"])
        #expect(found.map { $0.text.contains("C") } == [false, true])
    }
}
