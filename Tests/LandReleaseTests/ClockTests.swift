import SurveyModel
import Testing

@testable import LandRelease

@Suite("The clock of a machine beside the record")
struct ClockTests {
    private func record(fix: String?, eventAt: String = SurveyFixture.evening) throws
        -> SurveyRecord
    {
        var survey = try GrowingRecord()
        var sweep = SurveyFixture.sweep("L1")
        sweep.newestFixAt = fix
        survey.add(.sweepRegistered(sweep), at: eventAt)
        return survey.record
    }

    @Test(
        "A clock before the last event or the newest fix is named, one far ahead is not",
        arguments: [
            ("2026-03-01T17:30:00Z", []), ("2026-03-01T17:29:59Z", ["clock-before-record"]),
            ("2031-01-01T00:00:00Z", []),
            ("1970-01-01T00:00:12Z", ["clock-before-record", "clock-before-fix"]),
            ("2026-03-01T09:00:00Z", ["clock-before-record", "clock-before-fix"]),
            ("no time", []),
        ] as [(String, [String])])
    func names(at: String, codes: [String]) throws {
        let record = try record(fix: "2026-03-01T10:00:00Z")
        #expect(record.clockWarnings(at: at).map(\.code) == codes)
        let said = record.clockWarnings(at: at).map(\.text)
        #expect(said.allSatisfy { $0.contains(at) && $0.contains("2026-03-01T1") })
    }

    @Test("A later event written with an earlier time does not hide the latest one")
    func keepsLatest() throws {
        var survey = try GrowingRecord()
        survey.add(.sweepRegistered(SurveyFixture.sweep("A")), at: SurveyFixture.nextDay)
        survey.add(.sweepRegistered(SurveyFixture.sweep("B")), at: SurveyFixture.morning)
        #expect(survey.record.lastAt == SurveyFixture.morning)
        #expect(
            survey.record.clockWarnings(at: SurveyFixture.evening).map(\.code)
                == ["clock-before-record"])
    }

    @Test("The fixes of what is about to be recorded count, also where the record is older")
    func countsComing() throws {
        var sweep = SurveyFixture.sweep("L2")
        sweep.newestFixAt = "2026-03-05T10:00:00Z"
        let record = try record(fix: nil)
        let at = "2026-03-05T09:59:59Z"
        #expect(record.clockWarnings(at: at).isEmpty)
        #expect(
            record.clockWarnings(at: at, recording: [.sweepRegistered(sweep)]).map(\.code)
                == ["clock-before-fix"])
    }

    @Test("A fix time that is none is refused; a sweep without one has no such key")
    func checksFix() throws {
        let survey = try GrowingRecord()
        var sweep = SurveyFixture.sweep("L1")
        let plain = Event(
            writer: String(repeating: "a", count: 32), number: 1, clock: 1,
            at: SurveyFixture.morning, by: "A", tool: "t", inputs: [], previous: Event.origin,
            fact: .sweepRegistered(sweep))
        #expect(try !String(decoding: plain.body(), as: UTF8.self).contains("newestFixAt"))
        sweep.newestFixAt = "10:00:00"
        let found = survey.record.objections(
            to: .sweepRegistered(sweep), by: "A", at: SurveyFixture.morning)
        #expect(found.map(\.code) == ["fix-time"])
    }
}
