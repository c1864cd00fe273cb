import SurveyModel
import Testing

@testable import LandRelease

@Suite("NearAlarms")
struct NearAlarmTests {
    @Test("Alarms near a place, nearest first, with what is known of them")
    func near() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare(alarms: [
            SurveyFixture.alarm(104, -4.75), SurveyFixture.alarm(101, -4.75),
            SurveyFixture.alarm(104.3, -4.35),
        ])
        var registry = try Registry(path: fixture.path)
        let all = registry.record.alarms
        try registry.append(
            [
                .alarmAssigned(
                    AlarmAssigned(
                        alarm: all[2].key, assignee: "Team 2", assignedOn: "2026-03-01")),
                .alarmInspected(
                    AlarmInspected(look: SurveyFixture.closing(of: all[0], depth: 0))),
            ], by: "Salem", at: SurveyFixture.evening)
        func near(_ radius: Double) throws -> [NearAlarm] {
            try Registry.alarms(
                in: fixture.path, road: "CR-1",
                near: RoadPosition(chainageMetres: 104, offsetMetres: -4.75), radiusMetres: radius)
        }
        #expect(try near(0.49).map(\.id) == [all[0].id])
        let two = try near(0.51)
        #expect(two.map(\.id) == [all[0].id, all[2].id])
        #expect(abs(two[1].distanceMetres - 0.5) < 1e-9)
        #expect(two.map(\.assignee) == [nil, "Team 2"])
        #expect(two.map(\.needsSecondSensor) == [true, false])
        #expect(two[0].alongErrorMetres == 0.25 && two[0].score == 9)
        #expect(try near(10).count == 3)
        // The layers followed event by event what they would be at once.
        #expect(fixture.verify() == [])
    }

    @Test("Centrelines are read from the layer to the bit, and a changed one is named")
    func lines() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        let lines = try Registry.centrelines(in: fixture.path)
        #expect(lines.map(\.id) == ["CR-1"])
        #expect(lines[0].vertices == GrowingRecord.road.vertices)
        try fixture.tamper("UPDATE road SET geom = x'475000030000'")
        #expect(throws: LandReleaseError.self) { try Registry.centrelines(in: fixture.path) }
        #expect(GeoPackageGeometry.vertices(ofLine: []) == nil)
    }
}
