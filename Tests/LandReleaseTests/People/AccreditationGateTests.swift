import SurveyModel
import Testing

@testable import LandRelease

@Suite("Accreditation at the release gate")
struct AccreditationGateTests {
    let coverage = SurveyFixture.coverage(["L1"])

    /// A swept segment with tasks; the sweep is of 1 March.
    func survey(
        _ tasks: [TaskOrdered], grants: [AccreditationGranted] = [OfficeFixture.accreditation()],
        settings: SurveySettings = SurveyFixture.settings
    ) throws -> GrowingRecord {
        var survey = try GrowingRecord(settings: settings)
        survey.addPeople()
        survey.addAsset(grants)
        survey.add(
            .assetRegistered(.init(id: "TEAM", asset: .manualTeam, team: "T")),
            by: SurveyFixture.approver)
        survey.add(
            .accreditationGranted(
                OfficeFixture.accreditation(
                    "C-1", holder: .init(.asset, "TEAM"), method: .clearance)),
            by: SurveyFixture.approver)
        for task in tasks { survey.order(task) }
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings)))
        #expect(survey.record.conflicts == [])
        return survey
    }

    func codes(_ survey: GrowingRecord, _ product: LandProduct = .reduced) -> [String] {
        survey.objections(product, coverage: coverage).map(\.code)
    }

    @Test("Without a task nothing is asked; with a fitting one the gate opens")
    func fits() throws {
        #expect(codes(try survey([])) == [])
        #expect(codes(try survey([OfficeFixture.task()])) == [])
        #expect(codes(try survey([OfficeFixture.task(until: "2026-03-01")])) == [])
    }

    @Test("Work before, after or without a task of the method is refused")
    func misfits() throws {
        #expect(
            codes(try survey([OfficeFixture.task(from: "2026-03-02")])) == ["work-outside-task"])
        #expect(
            codes(try survey([OfficeFixture.task(from: "2026-02-01", until: "2026-02-28")]))
                == ["work-outside-task"])
        let clearance = OfficeFixture.task(method: .clearance, asset: "TEAM")
        #expect(codes(try survey([clearance])) == ["no-task-of-method"])
        #expect(codes(try survey([OfficeFixture.task(depth: 0.10)])) == ["task-too-shallow"])
        #expect(
            codes(try survey([OfficeFixture.task()]), .cleared)
                == [
                    "not-claimed", "internal-qc-missing", "external-qc-missing",
                    "no-task-of-method",
                ])
    }

    @Test(
        "Cleared needs a clearance task whose asset is accredited for it, and a claim of its team")
    func cleared() throws {
        var settings = SurveyFixture.settings
        settings.release.gprAccreditedFor = .clearance
        let task = OfficeFixture.task(method: .clearance, asset: "TEAM")
        let unclaimed = ["not-claimed", "internal-qc-missing", "external-qc-missing"]
        #expect(codes(try survey([task], settings: settings), .cleared) == unclaimed)
        #expect(
            codes(try survey([OfficeFixture.task()], settings: settings), .cleared)
                == unclaimed + ["no-task-of-method"])
    }

    @Test(
        "An accreditation that lapsed or was withdrawn before the sweep or the dig stands in the way"
    )
    func lapsed() throws {
        let started = OfficeFixture.task(from: "2026-02-01")
        let short = OfficeFixture.accreditation(until: "2026-02-28")
        let found = try survey([started], grants: [short])
            .objections(coverage: coverage)
        #expect(found.map(\.code) == ["accreditation-lapsed"])
        #expect(found.first?.text.contains("on 2026-03-01") == true)
        #expect(found.first?.text.contains("2026-02-28") == true)

        var survey = try survey([OfficeFixture.task()])
        survey.add(
            .accreditationWithdrawn(
                .init(number: "ACC-1", on: "2026-03-01", reason: "seed missed")),
            by: SurveyFixture.approver)
        #expect(codes(survey) == ["accreditation-lapsed"])

        // A dig a day after the accreditation ended.
        var dug = try GrowingRecord()
        dug.addPeople()
        dug.addAsset([OfficeFixture.accreditation(until: "2026-03-01")])
        dug.order()
        try dug.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        let alarm = try #require(dug.record.alarms.first)
        dug.add(
            .alarmClosed(SurveyFixture.closing(of: alarm, on: "2026-03-02")),
            by: OfficeFixture.name(.teamLead), at: SurveyFixture.nextDay)
        #expect(dug.record.conflicts == [])
        let late = dug.objections(coverage: coverage, at: SurveyFixture.nextDay)
        #expect(late.map(\.code) == ["accreditation-lapsed"])
        #expect(late.first?.text.contains("on 2026-03-02") == true)
    }

    @Test("A class or depth that came later is asked of the accreditation again")
    func classes() throws {
        var survey = try survey(
            [OfficeFixture.task()], grants: [OfficeFixture.accreditation(depth: 0.15)])
        var settings = SurveyFixture.settings
        settings.release.requiredClasses.append(.smallAntiPersonnel)
        try survey.approve(settings)
        let all = SurveyFixture.coverage(["L1"], classes: CoverageClass.allCases)
        let found = survey.objections(coverage: all)
        #expect(found.map(\.code) == ["method-not-accredited"])
        #expect(found.first?.text.contains("small-anti-personnel") == true)
    }

    @Test("An asset retired before the sweep is named")
    func retired() throws {
        var survey = try survey([OfficeFixture.task()])
        survey.add(
            .assetRetired(.init(id: "GPR-1", on: "2026-02-28", reason: "broken")),
            by: SurveyFixture.approver)
        #expect(codes(survey) == ["asset-retired"])
    }
}
