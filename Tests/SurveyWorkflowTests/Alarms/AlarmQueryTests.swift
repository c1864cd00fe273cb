import LandRelease
import SurveyModel
import Testing

@testable import SurveyWorkflow

@Suite struct AlarmQueryTests {
    @Test(
        "A place is latitude and longitude, or a chainage with a plus sign and an offset",
        arguments: [
            (
                "32.1,23.9",
                NearPlace.geographic(GeographicPosition(longitude: 23.9, latitude: 32.1))
            ),
            (
                " -32.1 , -23.9",
                .geographic(GeographicPosition(longitude: -23.9, latitude: -32.1))
            ),
            (
                "12+310.5,-4.7",
                .road(RoadPosition(chainageMetres: 12_310.5, offsetMetres: -4.7))
            ),
            ("91,0", nil), ("0,181", nil), ("1+1000,0", nil), ("1,2,3", nil), ("", nil),
            ("nan,0", nil), ("12+310", nil),
        ] as [(String, NearPlace?)])
    func places(text: String, place: NearPlace?) {
        #expect(NearPlace(parsing: text) == place)
    }

    @Test("Distances agree with geodesics")
    func distances() {
        // Vincenty (1975) on WGS 84, iterated to 1e-13 rad: 109.4695 m and 58,196.387 m.
        let one = GeographicPosition(longitude: 23.5, latitude: 32.1)
        let near = GeographicPosition(longitude: 23.501, latitude: 32.1005)
        let far = GeographicPosition(longitude: 23.9, latitude: 32.5)
        #expect(abs(LocalDistance.metres(one, near) - 109.4695) < 0.001)
        #expect(abs(LocalDistance.metres(one, far) - 58_196.387) < 58)
        #expect(LocalDistance.metres(one, one) == 0)
    }

    @Test("Alarms are chosen by segment, standing and distance")
    func query() async throws {
        let survey = try await TestSurvey.worked()
        let folder = try survey.survey
        let alarm = try #require(try survey.record.alarms.first { $0.isOpen })
        func ids(_ query: AlarmQuery, at time: String = TestSurvey.morning) throws -> [String] {
            try query.alarms(
                in: try survey.record, of: folder, clock: WallClock { time }
            ).map(\.id)
        }
        let all = try survey.record.alarms.map(\.id)
        #expect(try ids(AlarmQuery()) == all)
        #expect(try ids(AlarmQuery(segment: "S-1", standing: .open)).contains(alarm.id))
        #expect(try ids(AlarmQuery(standing: .overdue)) == [])
        #expect(
            try ids(AlarmQuery(standing: .overdue), at: "2026-04-01T00:00:00Z").contains(alarm.id))
        #expect(try ids(AlarmQuery(standing: .assigned)) == [])
        try AlarmDesk.assign(
            [alarm.id], in: folder, to: "Team 2", by: "Salem", clock: survey.clock.wall)
        #expect(try ids(AlarmQuery(standing: .assigned)) == [alarm.id])
        let place = alarm.place
        for near in [
            NearPlace.geographic(place.geographic), .road(place.position),
        ] {
            let query = AlarmQuery(near: AlarmQuery.Near(near, radiusMetres: 0.05))
            #expect(try ids(query).first == alarm.id)
            let quick = try AlarmsNear(survey: folder).alarms(
                near, radiusMetres: 0.05, standing: .assigned)
            #expect(quick.map(\.id) == [alarm.id])
            #expect(quick.allSatisfy { $0.distanceMetres < 0.001 })
        }
        let far = NearPlace.road(
            RoadPosition(
                chainageMetres: place.position.chainageMetres + 30,
                offsetMetres: place.position.offsetMetres))
        #expect(try ids(AlarmQuery(near: AlarmQuery.Near(far, radiusMetres: 20))) == [])
        #expect(try !ids(AlarmQuery(near: AlarmQuery.Near(far, radiusMetres: 30.1))).isEmpty)
        #expect(throws: WorkflowError.self) {
            try AlarmsNear(survey: folder).alarms(
                .geographic(GeographicPosition(longitude: 0, latitude: 0)), radiusMetres: 1)
        }
        try survey.dig(alarm)
        #expect(try ids(AlarmQuery(standing: .closed)).contains(alarm.id))
        #expect(throws: WorkflowError.self) { try ids(AlarmQuery(segment: "NONE")) }
    }
}
