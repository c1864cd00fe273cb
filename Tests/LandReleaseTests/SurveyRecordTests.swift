import SurveyModel
import Testing

@testable import LandRelease

@Suite("SurveyRecord")
struct SurveyRecordTests {
    @Test("An alarm's id is short: eight digits of the sweep, run, running number")
    func namesAlarms() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence(
            "L1", alarms: [SurveyFixture.alarm(101, -4.75), SurveyFixture.alarm(104, -4.75)])
        let short = SurveyFixture.digest("L1").short
        #expect(survey.record.alarms.map(\.id) == ["\(short)-1-1", "\(short)-1-2"])
        #expect(
            survey.record.alarm("\(short.uppercased())-1-2")?.place.position.chainageMetres == 104)
    }

    @Test("Sweeps whose digests begin alike get labels that differ")
    func separatesPrefixes() throws {
        var survey = try GrowingRecord()
        for last in ["0", "1"] {
            var sweep = SurveyFixture.sweep("L" + last)
            sweep.digest = try #require(
                Digest(hexadecimal: "abcdef012" + String(repeating: last, count: 55)))
            survey.add(.sweepRegistered(sweep))
        }
        #expect(survey.record.sweeps.map(\.label) == ["abcdef01", "abcdef012"])
    }

    @Test("A new run never closes an alarm, and the same alarm is not raised twice")
    func keepsAlarms() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence(
            "L1", alarms: [SurveyFixture.alarm(101, -4.75), SurveyFixture.alarm(104, -4.75)])
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], version: "2")))
        let record = survey.record
        #expect(record.alarms.count == 2)
        #expect(record.alarms.map(\.isOpen) == [true, true])
        #expect(record.alarms.map(\.sightings.count) == [1, 2])
        #expect(record.runs.map(\.alarms.count) == [2, 1])
    }

    @Test("Alarms within 25 cm are linked across sweeps, further ones are not")
    func links() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        try survey.addEvidence(
            "L2",
            alarms: [SurveyFixture.alarm(104.25, -4.75), SurveyFixture.alarm(104, -4.49)])
        let record = survey.record
        #expect(record.alarms.map(\.links.count) == [0, 1, 0])
        #expect(record.alarms.map(\.isOpen) == [true, true, true])
    }

    @Test("The same run twice is refused as already recorded")
    func refusesRepeatedRun() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        let found = survey.record.objections(
            to: .detectionRun(try SurveyFixture.run("L1")), by: "A", at: SurveyFixture.morning)
        #expect(found.map(\.code) == ["already-recorded"])
    }

    @Test("A dig answers for an alarm of a later run only where it was near and deep enough")
    func answersByDig() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        let alarm = try #require(survey.record.alarms.first)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: alarm)), by: "Yusuf", at: SurveyFixture.evening)
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1",
                    alarms: [
                        SurveyFixture.alarm(104.1, -4.75),
                        SurveyFixture.alarm(104.1, -4.70, depth: 0.30),
                    ], version: "2")), at: SurveyFixture.nextDay)
        let record = survey.record
        #expect(record.conflicts == [])
        #expect(record.alarms.map(\.isOpen) == [false, false, true])
        #expect(record.alarms[1].answeredBy == record.alarms[0].id)
    }

    @Test("A dig that found an item answers for no other alarm")
    func keepsAlarmsBesideFinds() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        let alarm = try #require(survey.record.alarms.first)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: alarm, result: .item)), by: "Yusuf",
            at: SurveyFixture.evening)
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104.1, -4.75)], version: "2")),
            at: SurveyFixture.nextDay)
        #expect(survey.record.alarms.map(\.isOpen) == [false, true])
    }

    @Test("A file cannot take the path of a registered one")
    func refusesReplacedFile() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        var other = SurveyFixture.sweep("L2")
        other.path = SurveyFixture.sweep("L1").path
        let found = survey.record.objections(
            to: .sweepRegistered(other), by: "A", at: SurveyFixture.morning)
        #expect(found.map(\.code) == ["path-taken"])
    }

    @Test("A sweep after the dig that still shows something raises an open alarm")
    func keepsAlarmsAfterDig() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        let alarm = try #require(survey.record.alarms.first)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: alarm)), by: "Yusuf", at: SurveyFixture.evening)
        survey.add(
            .sweepRegistered(SurveyFixture.sweep("L2", acquiredOn: "2026-03-02")),
            at: SurveyFixture.nextDay)
        survey.add(
            .detectionRun(try SurveyFixture.run("L2", alarms: [SurveyFixture.alarm(104, -4.75)])),
            at: SurveyFixture.nextDay)
        #expect(survey.record.alarms.map(\.isOpen) == [false, true])
    }

    @Test("A new alarm on approved ground opens a review and questions the report")
    func opensReview() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        #expect(survey.record.conflicts == [])
        #expect(survey.record.segment(SurveyFixture.segment)?.product == .reduced)
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], version: "2")),
            at: SurveyFixture.nextDay)
        let record = survey.record
        let segment = try #require(record.segment(SurveyFixture.segment))
        #expect(segment.isUnderReview)
        #expect(record.report("VERGE-1-R1")?.isInQuestion == true)
        #expect(record.areaAccount.underReviewSquareMetres == 20)
        let early = record.objections(
            to: .reviewClosed(ReviewClosed(segment: segment.id, reason: "fine")),
            by: SurveyFixture.approver, at: SurveyFixture.nextDay)
        #expect(early.map(\.code) == ["open-alarms"])
    }

    @Test("Reopening takes the release back and supersedes the report")
    func reopens() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        survey.add(
            .segmentReopened(SegmentReopened(segment: SurveyFixture.segment, reason: "flood")))
        let record = survey.record
        #expect(record.segment(SurveyFixture.segment)?.product == LandProduct.none)
        #expect(record.segment(SurveyFixture.segment)?.workStatus == .workedOn)
        #expect(record.reports.map(\.state) == [.superseded])
    }

    @Test("Areas always add up")
    func addsAreas() throws {
        var survey = try GrowingRecord()
        survey.add(.segmentAdded(SurveyFixture.segmentFact("VERGE-2", from: 120)))
        try survey.release("L1")
        let account = survey.record.areaAccount
        #expect(account.originalSquareMetres == 40)
        #expect(account.reducedSquareMetres == 20)
        #expect(account.remainingSquareMetres == 20)
        #expect(account.isBalanced)
    }

    @Test("The order in which events arrive does not matter")
    func isIndependentOfArrival() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        #expect(SurveyRecord(events: survey.events.reversed()) == survey.record)
    }

    @Test("Segments on the same ground, or with one name in two spellings, are refused")
    func refusesOverlap() throws {
        let survey = try GrowingRecord()
        let overlapping = survey.record.objections(
            to: .segmentAdded(SurveyFixture.segmentFact("OTHER", from: 109)), by: "A",
            at: SurveyFixture.morning)
        #expect(overlapping.map(\.code) == ["overlap"])
        let named = survey.record.objections(
            to: .segmentAdded(SurveyFixture.segmentFact("verge-1", from: 200)), by: "A",
            at: SurveyFixture.morning)
        #expect(named.map(\.code) == ["already-recorded"])
    }

    @Test("Figures far outside their range are refused, all of them, without a trap")
    func refusesFigures() throws {
        let survey = try GrowingRecord()
        for value in [Double.nan, .infinity, -.infinity, 1e300, -1e300] {
            var segment = SurveyFixture.segmentFact("OTHER")
            segment.chainage = MetreRange(low: value, high: value)
            segment.offset = MetreRange(low: value, high: -value)
            segment.depthMetres = value
            segment.areaSquareMetres = value
            let found = survey.record.objections(
                to: .segmentAdded(segment), by: "A", at: SurveyFixture.morning)
            #expect(found.count >= 4)
            var run = try SurveyFixture.run("L1", alarms: [SurveyFixture.alarm(value, value)])
            run.groundRatePerSquareMetre = value
            #expect(
                survey.record.objections(to: .detectionRun(run), by: "A", at: "x").count >= 4)
        }
    }
}
