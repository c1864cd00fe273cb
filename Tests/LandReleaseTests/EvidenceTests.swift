import SurveyModel
import Testing

@testable import LandRelease

@Suite("Evidence at the operating point")
struct EvidenceTests {
    func code(_ survey: GrowingRecord, _ sweep: String = "L1") -> String? {
        survey.record.standing(ofSweep: SurveyFixture.digest(sweep)).objection?.code
    }

    func settings(rate: Double) -> SurveySettings {
        var settings = SurveyFixture.settings
        settings.detection.groundRatePerSquareMetre = rate
        return settings
    }

    @Test("A rate so low that no alarm remains cannot be approved and gives no evidence")
    func refusesLowRate() throws {
        let low = settings(rate: 0.0001)
        var survey = try GrowingRecord()
        try survey.approve(low)
        #expect(survey.record.conflicts.count == 1)
        #expect(survey.record.settingsInForce?.settings == SurveyFixture.settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: low)))
        #expect(code(survey) == "rate-too-low")
        let found = survey.objections(coverage: SurveyFixture.coverage(["L1"]))
        #expect(found.map(\.code) == ["record-conflict", "rate-too-low"])
    }

    @Test("A rate lower than one approved before cannot be approved")
    func refusesLowering() throws {
        var survey = try GrowingRecord(settings: settings(rate: 0.5))
        let digest = try SurveyFixture.digest(of: SurveyFixture.settings)
        survey.add(
            .settingsProposed(SettingsProposed(settings: SurveyFixture.settings, digest: digest)))
        let found = survey.record.objections(
            to: .settingsApproved(SettingsApproved(digest: digest)), by: SurveyFixture.approver,
            at: SurveyFixture.morning)
        #expect(found.map(\.code) == ["rate-lowered"])
    }

    @Test("Settings changed after the sweep are no longer its operating point")
    func refusesChange() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        #expect(code(survey) == nil)
        try survey.approve(settings(rate: 0.5))
        #expect(survey.record.conflicts == [])
        #expect(code(survey) == "settings-changed")
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings(rate: 0.5))))
        #expect(code(survey) == "settings-changed")
    }

    @Test("Rules loosened after the sweep do not loosen its gate")
    func keepsStricterRules() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        var loose = SurveyFixture.settings
        loose.release.requiredClasses = [.antiVehicle]
        loose.release.gprAccreditedFor = .clearance
        try survey.approve(loose)
        let coverage = SurveyFixture.coverage(["L1"], classes: [.antiVehicle])
        #expect(
            survey.objections(.cleared, coverage: coverage).map(\.code)
                == ["not-accredited", "coverage-missing"])
    }

    @Test("A sweep made before any settings were approved is no evidence")
    func refusesUnapproved() throws {
        var survey = try GrowingRecord(settings: nil)
        try survey.addEvidence("L1")
        try survey.approve(SurveyFixture.settings)
        #expect(code(survey) == "settings-not-approved")
    }

    @Test("Runs with other settings, without blank ground, or none at all are told apart")
    func tellsReasons() throws {
        var survey = try GrowingRecord()
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        #expect(code(survey) == "no-run")
        var other = SurveyFixture.settings
        other.detection.permittivity = 6
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: other)))
        #expect(code(survey) == "exploratory")
        survey.add(.detectionRun(try SurveyFixture.run("L1", verified: false)))
        #expect(code(survey) == "rate-unverified")
        survey.add(.detectionRun(try SurveyFixture.run("L1")))
        #expect(code(survey) == nil)
        #expect(survey.record.conflicts == [])
    }

    @Test("The author cannot approve the settings under another spelling")
    func refusesOwnSettings() throws {
        var survey = try GrowingRecord(settings: nil)
        let digest = try SurveyFixture.digest(of: SurveyFixture.settings)
        survey.add(
            .settingsProposed(SettingsProposed(settings: SurveyFixture.settings, digest: digest)))
        let found = survey.record.objections(
            to: .settingsApproved(SettingsApproved(digest: digest)), by: "SALEM  ali ",
            at: SurveyFixture.morning)
        #expect(found.map(\.code) == ["own-settings"])
    }

    @Test("An exploratory run's alarms stay open all the same")
    func keepsExploratoryAlarms() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        var other = SurveyFixture.settings
        other.detection.groundRatePerSquareMetre = 2
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(105, -4.75)], settings: other)))
        #expect(
            survey.objections(coverage: SurveyFixture.coverage(["L1"])).map(\.code)
                == ["open-alarms"])
    }
}
