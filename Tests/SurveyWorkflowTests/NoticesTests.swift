import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct NoticesTests {
    @Test("A clock that went back is named once per command, and what it records stands")
    func clockWentBack() async throws {
        let survey = try TestSurvey()
        let notices = Notices()
        survey.clock.set("2026-02-28T08:00:00Z")
        try Notices.$current.withValue(notices) {
            try survey.addBlanks()
            try survey.addLanes()
        }
        #expect(notices.all.map(\.code) == ["clock-before-record"])
        #expect(try survey.record.sweeps.count == 4)
        let later = Notices()
        survey.clock.set("2030-01-01T00:00:00Z")
        _ = try await Notices.$current.withValue(later) { try await survey.day() }
        #expect(later.all.isEmpty)
    }

    @Test(
        "The newest fix with a date is kept to the second; a time of day tells no day",
        arguments: [
            (["2026-03-01T10:00:00.75Z", "2026-03-01T09:59:59Z"], "2026-03-01T10:00:00Z"),
            (["10:00:00", "11:00:00.2"], nil), (["2026-02-30T10:00:00Z"], nil), ([nil], nil),
            (["2026-03-01T10:00:00+02:00"], nil),
        ] as [([String?], String?)])
    func newestFix(times: [String?], expected: String?) {
        let place = TrackFix.Place(latitude: 32, longitude: 23)
        let track = Track(fixes: times.map { TrackFix(place: place, utc: $0) })
        #expect(track.newestFixAt == expected)
        #expect(Track(fixes: times.map { TrackFix(utc: $0) }).newestFixAt == nil)
    }
}
