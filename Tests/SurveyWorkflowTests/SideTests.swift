import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// A wrong sign sends a deminer to the wrong side of the road.
@Suite struct SideTests {
    /// 2 cm in degrees of latitude, and a little less than 2 cm in degrees of longitude there.
    static let tolerance = 0.02 / 111_320

    /// Computed by pyproj 3.7.2 (PROJ 9.5.1), not by this program.
    ///
    /// A calculation in the plane of UTM 34N, scaled to the road's length, agrees to 0.2 mm.
    ///
    ///     g = pyproj.Geod(ellps="WGS84"); a = (23.5000, 32.1000); b = (23.5040, 32.1030)
    ///     azimuth, _, _ = g.inv(*a, *b); lon, lat, back = g.fwd(*a, azimuth, 101.0)
    ///     g.fwd(lon, lat, back + 180 - 90, -4.675)
    ///
    /// The lane starts at 100 m with its middle 4.775 m right of the road; the target lies 1 m along
    /// it and 0.1 m to the left of travel.
    static let expected = GeographicPosition(longitude: 23.500835577, latitude: 32.100570519)

    private func strongest(_ direction: TravelDirection) async throws -> Alarm {
        let survey = try TestSurvey()
        let up = TinySweep.sweep(seed: 11, targets: [TestSurvey.target])
        switch direction {
        case .up: try survey.add(up, named: "lane", start: 100, offset: -4.775)
        case .down:
            try survey.add(
                TinySweep.mirrored(up), named: "lane", start: 103, offset: -4.775,
                direction: .down)
        }
        try await survey.day()
        let alarms = try survey.record.alarms.map(\.alarm)
        return try #require(alarms.max { $0.score < $1.score })
    }

    @Test(
        "An alarm lies where an independent calculation puts it, whichever way the lane was swept",
        arguments: TravelDirection.allCases)
    func place(direction: TravelDirection) async throws {
        let alarm = try await strongest(direction)
        let place = try #require(alarm.place)
        #expect(abs(place.position.chainageMetres - 101) <= 0.02)
        #expect(abs(place.position.offsetMetres - -4.675) <= 0.02)
        #expect(place.position.side == .right)
        #expect(abs(place.geographic.longitude - Self.expected.longitude) <= Self.tolerance)
        #expect(abs(place.geographic.latitude - Self.expected.latitude) <= Self.tolerance)
    }

    @Test("In the lane frame the same alarm lies on the other side of a lane swept back")
    func laneFrame() async throws {
        let up = try await strongest(.up)
        let down = try await strongest(.down)
        #expect(abs(up.xMetres - 1) <= 0.02 && abs(up.yMetres - 0.1) <= 0.02)
        #expect(abs(down.xMetres - 2) <= 0.02 && abs(down.yMetres + 0.1) <= 0.02)
    }
}
