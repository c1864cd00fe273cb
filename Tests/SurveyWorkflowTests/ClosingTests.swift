import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct ClosingTests {
    private func withAlarm() async throws -> (TestSurvey, AlarmRecord) {
        let survey = try await TestSurvey.worked()
        let alarm = try #require(try survey.record.alarms.first { $0.isOpen })
        return (survey, alarm)
    }

    @Test("Metal detector, shallow digs and digs elsewhere close no alarm and record nothing")
    func refused() async throws {
        let (survey, alarm) = try await withAlarm()
        let head = try survey.head
        func codes(_ body: () throws -> Void) throws -> [String] { try refusal(body) }
        #expect(try codes { try survey.dig(alarm, method: .metalDetector) } == ["method-blind"])
        #expect(
            try codes { try survey.dig(alarm, method: .instrument("second radar")) }
                == ["method-unrated"])
        #expect(try codes { try survey.dig(alarm, shallowerBy: 0.01) } == ["dig-too-shallow"])
        let along = alarm.place.alongErrorMetres + 0.11
        let across = alarm.place.acrossErrorMetres + 0.11
        #expect(try codes { try survey.dig(alarm, along: along) } == ["dig-off-place"])
        #expect(try codes { try survey.dig(alarm, along: -along) } == ["dig-off-place"])
        #expect(try codes { try survey.dig(alarm, across: across) } == ["dig-off-place"])
        #expect(
            try codes {
                try survey.dig(
                    alarm, method: .metalDetector, shallowerBy: 0.05, along: along, across: across)
            } == ["dig-off-place", "dig-off-place", "dig-too-shallow", "method-blind"])
        #expect(try survey.head == head)
        #expect(try survey.record.alarm(alarm.id)?.isOpen == true)
    }

    @Test("A dig at the edge of what is allowed closes the alarm, once")
    func accepted() async throws {
        let (survey, alarm) = try await withAlarm()
        try survey.dig(alarm, along: alarm.place.alongErrorMetres + 0.099)
        #expect(try survey.record.alarm(alarm.id)?.isOpen == false)
        #expect(try refusal { try survey.dig(alarm) } == ["already-recorded"])
    }

    @Test("An item found makes the ground confirmed and keeps it from being reduced")
    func item() async throws {
        let (survey, alarm) = try await withAlarm()
        try survey.dig(alarm, result: .item)
        try survey.digAll()
        let segment = try survey.record.segments[0]
        #expect(segment.classification == .confirmed)
        let codes = try refusal {
            _ = try survey.desk.request(
                .reduced, segment: "S-1", by: TestSurvey.author, note: "done")
        }
        #expect(codes == ["explosive-find", "fade-out-open"])
        try await survey.day()
        let map = survey.path + "/products/status.tif"
        #expect(try pixel(of: map, at: alarm.place.geographic) == 90)
    }

    @Test("A dig before the alarm or in the future, and an alarm nobody knows, are refused")
    func wrongTimesAndNames() async throws {
        let (survey, alarm) = try await withAlarm()
        let plan = AlarmClosingPlan(
            result: .noItem, method: .excavation, depthMetres: 0.5,
            position: alarm.place.position, date: "2026-02-28", note: "", isNotExplosive: false)
        var later = plan
        later.date = "2026-03-02"
        for (plan, code) in [(plan, "closing-before-alarm"), (later, "closing-in-future")] {
            let found = try refusal {
                try AlarmDesk.close(
                    alarm.id, in: try survey.survey, plan: plan, by: "Yusuf",
                    clock: survey.clock.wall)
            }
            #expect(found == [code])
        }
        #expect(throws: WorkflowError.self) {
            try AlarmDesk.close(
                "'; DROP TABLE event; --", in: try survey.survey, plan: plan, by: "Yusuf",
                clock: survey.clock.wall)
        }
    }
}
