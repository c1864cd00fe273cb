import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct HonestPathTests {
    /// A strip swept without a gap on a verified rate, every alarm dug.
    private func swept() async throws -> TestSurvey {
        let survey = try await TestSurvey.worked()
        #expect(try survey.record.alarms.contains(where: \.isOpen))
        try survey.digAll()
        return survey
    }

    @Test("Ground swept whole, on a verified rate, with every alarm dug becomes reduced")
    func reduced() async throws {
        let survey = try await swept()
        let before = try survey.record
        #expect(before.segments[0].product == .none)
        #expect(before.segments[0].workStatus == .workedOn)
        let report = try survey.desk.request(
            .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        #expect(try survey.record.segments[0].product == .none, "a request releases nothing")
        try survey.desk.approve(report, by: TestSurvey.approver)
        let segment = try survey.record.segments[0]
        #expect(segment.product == .reduced && segment.workStatus == .closed)
        #expect(segment.review == [])
        let account = try survey.record.areaAccount
        #expect(account.isBalanced && account.reducedSquareMetres > 2.3)
        let result = try SurveyViews.verify(survey.path, expectedHead: try survey.head)
        #expect(result.findings == [])
    }

    @Test("A new alarm on approved ground opens a review, shown in status and on the map")
    func review() async throws {
        let survey = try await swept()
        let report = try survey.desk.request(
            .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        try survey.desk.approve(report, by: TestSurvey.approver)
        try await survey.day()
        let map = survey.path + "/products/status.tif"
        // pyproj as in SideTests: chainage 102.5, offset -4.4.
        let released = GeographicPosition(longitude: 23.500845574, latitude: 32.100581323)
        #expect(try pixel(of: map, at: released) == 20)

        survey.clock.set("2026-03-02T08:00:00Z")
        let target = TinySweep.Target(x: 2, y: 0, delay: 1, strength: 12)
        try survey.add(
            TinySweep.sweep(seed: 21, targets: [target]), named: "again", offset: -4.775,
            on: "2026-03-02")
        try await survey.day()
        let segment = try survey.record.segments[0]
        #expect(segment.isUnderReview && segment.product == .reduced)
        let alarm = try #require(try survey.record.alarms.last)
        #expect(segment.review.contains(alarm.id) && alarm.isOpen)
        #expect(try pixel(of: map, at: released) == 70)
        #expect(try pixel(of: map, at: alarm.place.geographic) == 80)
        #expect(try survey.record.areaAccount.underReviewSquareMetres > 2.3)
    }
}
