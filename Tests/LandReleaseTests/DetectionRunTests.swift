import SurveyModel
import Testing

@testable import LandRelease

/// The rules of detection runs, and what somebody might try to make an alarm go away.
@Suite("DetectionRuns")
struct DetectionRunTests {
    @Test(
        "Alarms within 0.25 m of an earlier one are linked, others are not",
        arguments: [
            (104.25, -4.75, true), (104.0, -4.50, true), (104.17, -4.58, true),
            (104.26, -4.75, false), (104.18, -4.57, false), (104.0, -4.49, false),
        ])
    func links(chainage: Double, offset: Double, isLinked: Bool) throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        try survey.addEvidence("L2", alarms: [SurveyFixture.alarm(chainage, offset)])
        let (first, second) = (survey.record.alarms[0], survey.record.alarms[1])
        #expect(second.links == (isLinked ? [first.id] : []))
        #expect(first.isOpen && second.isOpen)
    }

    @Test("A run without an alarm, of whatever version or settings, closes none")
    func vanishing() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        survey.add(.detectionRun(try SurveyFixture.run("L1", version: "2")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", version: "3", verified: false)))
        try survey.addEvidence("L2")
        let alarm = survey.record.alarms[0]
        #expect(survey.record.conflicts == [] && alarm.isOpen)
        #expect(alarm.sightings.count == 1)
        #expect(
            survey.objections(coverage: SurveyFixture.coverage(["L1"])).map(\.code)
                == ["open-alarms"])
    }

    @Test("An alarm that lies off its sweep's segment blocks both segments")
    func strays() throws {
        var survey = try GrowingRecord()
        survey.add(.segmentAdded(SurveyFixture.segmentFact("NEXT", from: 110)))
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(110.2, -4.75)])
        for segment in survey.record.segments {
            #expect(survey.record.alarms(on: segment.fact).count == 1, "\(segment.id)")
        }
    }

    @Test("An alarm that moves a little in a second run is a new one and the first stays open")
    func moving() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104.02, -4.75)], version: "2")))
        #expect(survey.record.alarms.map(\.isOpen) == [true, true])
        #expect(survey.record.alarms[1].links == [survey.record.alarms[0].id])
        // The same place to the centimetre is the same alarm, seen twice.
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104.005, -4.75)], version: "3")))
        #expect(survey.record.alarms.count == 2)
        #expect(survey.record.alarms[0].sightings.count == 2)
    }

    @Test("A dig before a later sweep does not answer for what that sweep shows")
    func olderDig() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: survey.record.alarms[0])),
            at: SurveyFixture.evening)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L2")), at: SurveyFixture.evening)
        survey.add(
            .detectionRun(
                try SurveyFixture.run("L2", alarms: [SurveyFixture.alarm(104.1, -4.75)])),
            at: SurveyFixture.evening)
        #expect(survey.record.alarms[1].isOpen)
    }

    @Test("A new alarm on approved ground opens a review, also by a run that is no evidence")
    func review() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        #expect(survey.record.segment("VERGE-1")?.product == .reduced)
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], version: "2",
                    verified: false)), at: SurveyFixture.nextDay)
        let segment = try #require(survey.record.segment("VERGE-1"))
        #expect(segment.review == [survey.record.alarms[0].id])
        #expect(survey.record.reports[0].isInQuestion)
        // Closing the review while the alarm is open is refused, and so is its author.
        let fact = Fact.reviewClosed(ReviewClosed(segment: "VERGE-1", reason: "looked"))
        #expect(
            survey.record.objections(
                to: fact, by: SurveyFixture.author, at: SurveyFixture.nextDay
            ).map(\.code) == ["open-alarms", "own-report"])
    }

    @Test("The same run twice, and an alarm without a place, are refused")
    func refuses() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        func codes(_ run: DetectionRun) -> [String] {
            survey.record.objections(
                to: .detectionRun(run), by: "day", at: SurveyFixture.morning
            ).map(\.code)
        }
        #expect(codes(try SurveyFixture.run("L1")) == ["already-recorded"])
        var placeless = SurveyFixture.alarm(104, -4.75)
        placeless.place = nil
        #expect(
            codes(try SurveyFixture.run("L1", alarms: [placeless], version: "2")) == ["place"])
    }
}
