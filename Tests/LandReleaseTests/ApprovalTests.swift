import SurveyModel
import Testing

@testable import LandRelease

@Suite("Approval of reports")
struct ApprovalTests {
    let coverage = SurveyFixture.coverage(["L1"])

    func submitted() throws -> GrowingRecord {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        survey.add(
            .reportSubmitted(SurveyFixture.report(coverage: coverage)), at: SurveyFixture.evening)
        #expect(survey.record.conflicts == [])
        return survey
    }

    func codes(
        _ survey: GrowingRecord, by approver: String = SurveyFixture.approver,
        coverage: [CoverageAccount]? = nil, at: String = SurveyFixture.nextDay
    ) -> [String] {
        ReleaseGate.approvalObjections(
            report: "VERGE-1-R1", record: survey.record, coverage: coverage ?? self.coverage,
            by: approver, at: at
        ).map(\.code)
    }

    @Test("Another person approves a report that still holds")
    func approves() throws {
        #expect(codes(try submitted()) == [])
    }

    @Test(
        "The author cannot approve in other capitals, spaces or Unicode forms",
        arguments: ["Salem Ali", "SALEM ALI", " salem   ali", "Sa\u{200D}lem Ali", "Ｓalem Ali"])
    func refusesAuthor(name: String) throws {
        #expect(codes(try submitted(), by: name) == ["own-report"])
    }

    @Test("A report is out of date once a sweep, run, alarm or setting is newer")
    func refusesStale() throws {
        var survey = try submitted()
        survey.add(.sweepRegistered(SurveyFixture.sweep("L2")), at: SurveyFixture.evening)
        #expect(codes(survey) == ["report-out-of-date", "no-run"])
        survey = try submitted()
        survey.add(
            .detectionRun(
                try SurveyFixture.run("L1", alarms: [SurveyFixture.alarm(104, -4.75)], version: "2")
            ),
            at: SurveyFixture.evening)
        #expect(codes(survey) == ["report-out-of-date", "open-alarms"])
    }

    @Test("Coverage is checked again at approval, and must be that of the report")
    func checksCoverageAgain() throws {
        let gap = CoverageGap(
            chainage: MetreRange(low: 103, high: 103.05), offset: MetreRange(low: -5, high: -4))
        let found = codes(try submitted(), coverage: SurveyFixture.coverage(["L1"], gaps: [gap]))
        #expect(found == ["report-out-of-date", "coverage-gap", "coverage-gap"])
    }

    @Test("A returned report, an unknown one and an approval before its report are refused")
    func refusesWrongState() throws {
        var survey = try submitted()
        #expect(codes(survey, at: SurveyFixture.morning).contains("approval-before-report"))
        survey.add(.reportReturned(ReportReturned(report: "VERGE-1-R1", reason: "photos missing")))
        #expect(codes(survey) == ["report-not-open"])
        #expect(
            ReleaseGate.approvalObjections(
                report: "nope", record: survey.record, coverage: [], by: "B",
                at: SurveyFixture.nextDay
            ).map(\.code) == ["report-unknown"])
    }

    @Test("Who records a decision is who makes it")
    func bindsSigner() throws {
        let survey = try submitted()
        let found = survey.record.objections(
            to: .reportApproved(
                ReportApproved(
                    report: "VERGE-1-R1", approver: SurveyFixture.approver, coverage: coverage)),
            by: SurveyFixture.author, at: SurveyFixture.nextDay)
        #expect(found.map(\.code) == ["signer"])
    }

    @Test("A forged approval in the chain has no effect and is listed")
    func ignoresForgery() throws {
        var survey = try submitted()
        survey.add(
            .reportApproved(
                ReportApproved(
                    report: "VERGE-1-R1", approver: "salem ali", coverage: coverage)),
            at: SurveyFixture.nextDay)
        #expect(survey.record.segment(SurveyFixture.segment)?.product == LandProduct.none)
        #expect(survey.record.conflicts.count == 1)
    }
}
