import SurveyModel
import Testing

@testable import LandRelease

@Suite("ReleaseGate")
struct ReleaseGateTests {
    func codes(_ objections: [Objection]) -> [String] { objections.map(\.code) }

    @Test("A segment with full coverage, an evidence run and no alarm can be reduced")
    func opens() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        #expect(survey.objections(coverage: SurveyFixture.coverage(["L1"])) == [])
        #expect(survey.record.conflicts == [])
    }

    @Test("A request with five faults gets five objections")
    func namesAllFaults() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        survey.add(
            .segmentSuspended(SegmentSuspended(segment: SurveyFixture.segment, reason: "flood")))
        let gap = CoverageGap(
            chainage: MetreRange(low: 103, high: 103.05),
            offset: MetreRange(low: -5.75, high: -3.75))
        let found = ReleaseGate.objections(
            to: ReleaseRequest(
                segment: SurveyFixture.segment, product: .cleared, author: " \u{200B}",
                at: SurveyFixture.evening, note: ""), record: survey.record,
            coverage: SurveyFixture.coverage(["L1"], gaps: [gap], classes: [.antiVehicle])
                + SurveyFixture.coverage(["L1"], classes: [.antiPersonnel]))
        #expect(
            codes(found) == [
                "author", "suspended", "not-accredited", "coverage-gap", "open-alarms",
            ])
        #expect(found.filter { $0.text.isEmpty || $0.cure.isEmpty } == [])
    }

    @Test("GPR alone never gives cleared")
    func refusesCleared() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        let found = survey.objections(.cleared, coverage: SurveyFixture.coverage(["L1"]))
        #expect(codes(found) == ["not-accredited"])
    }

    @Test("A method accredited for nothing supports nothing")
    func refusesUnaccredited() throws {
        var settings = SurveyFixture.settings
        settings.release.gprAccreditedFor = .none
        var survey = try GrowingRecord(settings: settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings)))
        let found = survey.objections(coverage: SurveyFixture.coverage(["L1"]))
        #expect(codes(found) == ["not-accredited"])
    }

    @Test("A gap of 5 cm blocks, and is named with its place and side")
    func refusesGap() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        let gap = CoverageGap(
            chainage: MetreRange(low: 103, high: 103.05),
            offset: MetreRange(low: -4.80, high: -4.75))
        let found = survey.objections(coverage: SurveyFixture.coverage(["L1"], gaps: [gap]))
        #expect(codes(found) == ["coverage-gap", "coverage-gap"])
        #expect(found[0].text.contains("0.05 m"))
        #expect(found[0].text.contains("right"))
        #expect(found[0].text.contains("0+103"))
    }

    @Test("Coverage without a list of gaps but with ground missing blocks")
    func refusesHiddenGap() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        var coverage = SurveyFixture.coverage(["L1"])
        coverage[0].coveredSquareMetres -= 0.0025
        #expect(codes(survey.objections(coverage: coverage)) == ["coverage-gap"])
        coverage[0].coveredSquareMetres = .nan
        #expect(codes(survey.objections(coverage: coverage)) == ["coverage-gap"])
    }

    @Test("Coverage of other ground, too shallow, of no sweep, or of one class only blocks")
    func refusesForeignCoverage() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        var coverage = SurveyFixture.coverage(["L1"], depth: 0.10, classes: [.antiVehicle])
        coverage[0].areaSquareMetres = 10
        coverage[0].coveredSquareMetres = 10
        coverage[0].sweeps = []
        #expect(
            Set(codes(survey.objections(coverage: coverage))) == [
                "coverage-missing", "coverage-not-of-segment", "coverage-without-sweeps",
                "coverage-too-shallow",
            ])
    }

    @Test("A sweep that is no evidence may not be counted as coverage")
    func refusesForeignSweeps() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        let found = survey.objections(coverage: SurveyFixture.coverage(["L1", "never seen"]))
        #expect(codes(found) == ["sweep-unknown"])
    }

    @Test("Nothing but an approved report releases: an untouched segment has every fault")
    func refusesUnswept() throws {
        var survey = try GrowingRecord(settings: nil)
        survey.add(
            .segmentAdded(
                SurveyFixture.segmentFact("VERGE-2", from: 120, classification: .unassessed)))
        let found = ReleaseGate.objections(
            to: ReleaseRequest(
                segment: "VERGE-2", product: .reduced, author: "A", at: SurveyFixture.evening,
                note: ""), record: survey.record, coverage: [])
        #expect(
            codes(found) == [
                "unassessed", "not-accredited", "no-sweeps", "no-settings",
            ])
    }

    @Test("A sweep dated or registered after the report blocks")
    func refusesLaterSweep() throws {
        var survey = try GrowingRecord()
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1", acquiredOn: "2026-03-02")))
        survey.add(.detectionRun(try SurveyFixture.run("L1")))
        #expect(
            codes(survey.objections(coverage: SurveyFixture.coverage(["L1"])))
                == ["sweep-after-report"])
        let early = survey.objections(
            coverage: SurveyFixture.coverage(["L1"]), at: "2026-03-01T07:00:00Z")
        #expect(
            codes(early) == ["sweep-after-report", "sweep-after-report", "run-after-report"])
    }

    @Test("A detector that does not search as deep as the segment blocks")
    func refusesShallowSearch() throws {
        var settings = SurveyFixture.settings
        settings.detection.searchDepthMetres = 0.10
        var survey = try GrowingRecord(settings: settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings)))
        #expect(
            codes(survey.objections(coverage: SurveyFixture.coverage(["L1"])))
                == ["search-too-shallow"])
    }

    @Test("Cancelled needs a survey document and a note")
    func cancels() throws {
        let survey = try GrowingRecord()
        var request = ReleaseRequest(
            segment: SurveyFixture.segment, product: .cancelled, author: "A",
            at: SurveyFixture.evening, note: " ")
        #expect(
            codes(ReleaseGate.objections(to: request, record: survey.record, coverage: []))
                == ["survey-document-missing", "note-missing"])
        request.note = "never mined, records checked"
        request.ntsDocument = SurveyFixture.digest("nts")
        #expect(ReleaseGate.objections(to: request, record: survey.record, coverage: []) == [])
    }

    @Test("Every open alarm is named, up to 20 of them")
    func namesAlarms() throws {
        var survey = try GrowingRecord()
        let alarms = (0..<23).map { SurveyFixture.alarm(100.2 + 0.4 * Double($0), -4.75) }
        try survey.addEvidence("L1", alarms: alarms)
        let found = survey.objections(coverage: SurveyFixture.coverage(["L1"]))
        #expect(codes(found) == ["open-alarms"])
        #expect(found[0].text.hasPrefix("23 alarms are open"))
        #expect(found[0].text.hasSuffix("and 3 more"))
    }

    @Test("An open alarm of a neighbouring lane blocks where its error reaches the segment")
    func countsNeighbours() throws {
        var survey = try GrowingRecord()
        survey.add(.segmentAdded(SurveyFixture.segmentFact("VERGE-2", from: 110)))
        survey.add(.sweepRegistered(SurveyFixture.sweep("N1", segment: "VERGE-2")))
        survey.add(
            .detectionRun(try SurveyFixture.run("N1", alarms: [SurveyFixture.alarm(110.2, -4.75)])))
        try survey.addEvidence("L1")
        #expect(
            codes(survey.objections(coverage: SurveyFixture.coverage(["L1"]))) == ["open-alarms"])
    }
}
