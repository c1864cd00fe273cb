import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Ways to get ground released that must not work.
@Suite struct CheatTests {
    private func request(
        _ product: LandProduct = .reduced, of survey: TestSurvey
    ) throws -> [String] {
        try refusal {
            _ = try survey.desk.request(
                product, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        }
    }

    @Test("A rate so low that no alarm remains releases nothing")
    func lowRate() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        try survey.edit { $0.detection.groundRatePerSquareMetre = 1e-6 }
        let report = try await survey.day()
        #expect(report.sweeps.allSatisfy { $0.standing?.isEvidence == false })
        #expect(
            try refusal { try survey.approve(proposedBy: TestSurvey.author) } == [
                "rate-too-low", "rate-lowered",
            ])
        #expect(try request(of: survey).contains("rate-too-low"))
        #expect(try survey.record.segments[0].product == .none)
    }

    @Test("A survey that begins with such a rate never gets its settings approved")
    func lowRateFromTheStart() async throws {
        var settings = TestSurvey.settings
        settings.detection.groundRatePerSquareMetre = 1e-6
        let survey = try TestSurvey(settings, isApproved: false)
        try survey.addBlanks()
        try survey.addLanes()
        #expect(try refusal { try survey.approve() } == ["rate-too-low"])
        let report = try await survey.day()
        #expect(report.sweeps.allSatisfy { $0.standing?.isEvidence == false })
        let objections = try request(of: survey)
        #expect(objections.contains("settings-not-approved"))
        #expect(objections.contains("no-settings"))
    }

    @Test("Alarms of the honest run stay open when the rate is lowered afterwards")
    func alarmsStay() async throws {
        let survey = try await TestSurvey.worked()
        let open = try survey.record.alarms.filter(\.isOpen).map(\.id)
        #expect(!open.isEmpty)
        try survey.edit { $0.detection.groundRatePerSquareMetre = 1e-6 }
        try await survey.day()
        #expect(try survey.record.alarms.filter(\.isOpen).map(\.id) == open)
        #expect(try request(of: survey).contains("open-alarms"))
    }

    @Test("Settings changed and approved after the sweep make it no evidence")
    func settingsChanged() async throws {
        let survey = try await TestSurvey.worked()
        try survey.digAll()
        #expect(try request(of: survey) == [])
        try survey.edit { $0.detection.permittivity = 3 }
        try survey.approve(proposedBy: TestSurvey.author)
        try await survey.day()
        try survey.digAll()
        #expect(try request(of: survey).contains("settings-changed"))
        let report = try #require(try survey.record.reports.last)
        let late = try refusal { try survey.desk.approve(report.id, by: TestSurvey.approver) }
        #expect(late.contains("report-out-of-date") && late.contains("settings-changed"))
    }

    @Test("GPR alone never gives cleared")
    func cleared() async throws {
        let survey = try await TestSurvey.worked()
        try survey.digAll()
        #expect(try request(.cleared, of: survey) == ["not-accredited"])
    }

    @Test("A gap of 5 cm between two lanes is named with its place")
    func gap() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        // Each lane surely covers 0.24 m to either side: -4.56 to -4.51 is left.
        try survey.addLanes(targets: [], offsets: [-4.80, -4.27])
        try await survey.day()
        try survey.digAll()
        #expect(try request(of: survey) == ["coverage-gap"])
        let segment = try #require(try survey.record.segment("S-1"))
        let account = try #require(
            try SurveyViews.coverage(of: segment, in: try survey.record).first)
        #expect(account.gaps.count == 1)
        #expect(abs(account.gaps[0].offset.low - -4.56) < 1e-6)
        #expect(abs(account.gaps[0].widthMetres - 0.05) < 1e-6)
        #expect(account.percent < 95 && account.percent > 94)
    }

    @Test("A sweep dated after the report stands in its way")
    func sweepFromTheFuture() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        try survey.addLanes(targets: [], offsets: [TestSurvey.lanes[0]])
        try survey.add(
            TinySweep.sweep(seed: 12), named: "tomorrow", offset: TestSurvey.lanes[1],
            on: "2026-03-02")
        try await survey.day()
        #expect(try request(of: survey).filter { $0 != "open-alarms" } == ["sweep-after-report"])
    }

    @Test("A rate no blank ground supports is no evidence, and becomes so once it is swept")
    func unverified() async throws {
        let survey = try TestSurvey()
        try survey.addLanes()
        let report = try await survey.day()
        #expect(!report.isRateVerified)
        #expect(try request(of: survey).contains("rate-unverified"))
        try survey.addBlanks()
        let again = try await survey.day()
        #expect(again.isRateVerified && again.sweeps.allSatisfy(\.isNew))
        try survey.digAll()
        #expect(try request(of: survey) == [])
    }

    @Test("Release rules edited into survey.json that nobody approved change nothing")
    func rulesEdited() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        try survey.edit {
            $0.release.gprAccreditedFor = .clearance
            $0.release.metalDetectorSees = ["plastic_AT", "plastic_AP", "metal_AT", "metal_AP"]
        }
        try await survey.day()
        let codes = try request(.cleared, of: survey)
        #expect(codes.contains("not-accredited") && codes.contains("exploratory"))
        let alarm = try #require(try survey.record.alarms.first)
        #expect(
            try refusal { try survey.dig(alarm, method: .metalDetector) } == ["method-blind"])
    }

    @Test("A lane typed in on the wrong side of the road is refused")
    func laneOffTheSegment() throws {
        let survey = try TestSurvey()
        #expect(throws: WorkflowError.self) {
            try survey.add(TinySweep.sweep(seed: 1), named: "left", offset: 4.775)
        }
        #expect(try survey.record.sweeps.isEmpty)
    }

    @Test("Ground full of targets, registered as blank, must not silence a lane's alarm")
    func spoiltBlank() async throws {
        let honest = try await TestSurvey.worked()
        #expect(try honest.record.alarms.contains(where: \.isOpen))
        let survey = try TestSurvey()
        let buried = TinySweep.wideChannels.map {
            TinySweep.Target(x: 1.5, y: $0, delay: 1, strength: 40)
        }
        try survey.addBlanks(targets: buried)
        try survey.addLanes()
        try await survey.day()
        let objections = try request(of: survey)
        #expect(objections.contains("rate-unverified") || objections.contains("open-alarms"))
        #expect(try survey.record.alarms.contains(where: \.isOpen))
    }
}
