import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct ApprovalTests {
    /// Names that are the author's, spelled otherwise.
    static let disguises = [
        "Zoë Ahmad", "ZOË AHMAD", "  zoë   ahmad ", "Zoe\u{308} Ahmad", "ZOE\u{308}\u{A0}AHMAD",
        // Full-width letters, a zero-width joiner, a soft hyphen.
        "\u{FF3A}\u{FF4F}\u{EB} \u{FF21}\u{FF48}\u{FF4D}\u{FF41}\u{FF44}", "Zo\u{200D}ë Ahmad",
        "Zoë Ah\u{AD}mad",
        // No accent, a point, spaces, an invisible sign, a Cyrillic letter, a small capital.
        "Zoe Ahmad", "Zoë Ahmad.", "Z o ë Ahmad", "Zoë\u{FFF9} Ahmad", "Z\u{43E}ë Ahmad",
        "Zoë \u{1D00}hmad",
    ]

    @Test("Nobody approves an own report, however the name is spelled; another person does")
    func ownReport() async throws {
        let survey = try await TestSurvey.worked()
        try survey.digAll()
        let report = try survey.desk.request(
            .reduced, segment: "S-1", by: "Zoë Ahmad", note: "technical survey")
        for name in Self.disguises {
            #expect(
                try refusal { try survey.desk.approve(report, by: name) } == ["own-report"],
                "\(name)")
        }
        #expect(try survey.record.segments[0].product == .none)
        try survey.desk.approve(report, by: "Zuhra Ahmad")
        #expect(try survey.record.segments[0].product == .reduced)
    }

    @Test("Nobody approves settings of their own, however the name is spelled")
    func ownSettings() throws {
        let survey = try TestSurvey(isApproved: false)
        for name in ["Salem Ali", "SALEM ALI", " salem  ali", "\u{FF33}alem Ali"] {
            #expect(try refusal { try survey.approve(by: name) } == ["own-settings"], "\(name)")
        }
        try survey.approve()
        #expect(try survey.record.settingsInForce?.digest == survey.survey.settingsDigest)
    }

    @Test("A report is not approved twice, nor after work that is newer than it")
    func outOfDate() async throws {
        let survey = try await TestSurvey.worked()
        try survey.digAll()
        let report = try survey.desk.request(
            .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        try survey.add(
            TinySweep.sweep(seed: 31), named: "later", offset: TestSurvey.lanes[1])
        #expect(
            try refusal { try survey.desk.approve(report, by: TestSurvey.approver) }
                .contains("report-out-of-date"))
        try await survey.day()
        try survey.digAll()
        let second = try survey.desk.request(
            .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        try survey.desk.approve(second, by: TestSurvey.approver)
        #expect(
            try refusal { try survey.desk.approve(second, by: TestSurvey.approver) }
                .contains("report-not-open"))
    }

    @Test("A clock set back before the report is objected to")
    func clockSetBack() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        try survey.addLanes(targets: [])
        try await survey.day()
        try survey.digAll()
        survey.clock.set("2026-02-01T08:00:00Z")
        let codes = try refusal {
            _ = try survey.desk.request(
                .reduced, segment: "S-1", by: TestSurvey.author, note: "")
        }
        #expect(codes.contains("sweep-after-report") && codes.contains("run-after-report"))
    }
}
