import SurveyModel
import Testing

@Suite struct RoadReferenceTests {
    @Test(arguments: [
        ("12+310", 12310.0), ("0+000", 0), ("12310", 12310), ("190+004.25", 190_004.25),
    ])
    func `Chainage is read and written back`(text: String, metres: Double) throws {
        let chainage = try #require(Chainage(parsing: text))
        #expect(chainage.metres == metres)
        #expect(Chainage(parsing: chainage.description) == chainage)
    }

    @Test(arguments: ["", "12+", "+5", "12+1000", "1+2+3", "-5", "1e3", "nan", "twelve", "12 + 3"])
    func `Other words are not a chainage`(text: String) {
        #expect(Chainage(parsing: text) == nil)
    }

    private func lane(_ direction: TravelDirection) -> LanePlacement {
        LanePlacement(
            road: "R", startChainageMetres: 1000, offsetMetres: -4.5, direction: direction,
            alongErrorMetres: 0, acrossErrorMetres: 0)
    }

    @Test func `Travelling up, left of travel is left of the road`() {
        let place = lane(.up).roadPosition(xMetres: 3, yMetres: 0.2)
        #expect(place.chainageMetres == 1003)
        #expect(abs(place.offsetMetres - -4.3) < 1e-12)
        #expect(place.side == .right)
    }

    @Test func `Travelling down, both signs turn`() {
        let place = lane(.down).roadPosition(xMetres: 3, yMetres: 0.2)
        #expect(place.chainageMetres == 997)
        #expect(abs(place.offsetMetres - -4.7) < 1e-12)
    }

    @Test(arguments: TravelDirection.allCases)
    func `Lane and road frames undo each other`(direction: TravelDirection) {
        let lane = lane(direction)
        let back = lane.lanePoint(of: lane.roadPosition(xMetres: 7.25, yMetres: -0.15))
        #expect(abs(back.xMetres - 7.25) < 1e-9 && abs(back.yMetres + 0.15) < 1e-9)
    }

    @Test func `Sides are said in words`() {
        #expect(Side(offsetMetres: 2) == .left)
        #expect(Side(offsetMetres: -2) == .right)
        #expect(Side(offsetMetres: 0.001) == .centre)
    }

    @Test func `Default settings have no problems and wild ones name each`() {
        var settings = SurveySettings(name: "x", crs: "EPSG:32634")
        #expect(settings.problems.isEmpty)
        settings.detection.groundRatePerSquareMetre = .nan
        settings.release.digPositionMarginMetres = 3
        settings.bands["pavement"] = MetreRange(low: 0, high: 1)
        #expect(settings.problems.count == 3)
    }
}
