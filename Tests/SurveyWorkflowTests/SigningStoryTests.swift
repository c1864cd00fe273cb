import FileAccess
import Fingerprint
import Foundation
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Approvals of a whole survey, signed with real keys.
@Suite(.enabled(if: SSHKeygen() != nil, "ssh-keygen is not installed"))
struct SigningStoryTests {
    /// A survey with people in which `Huda Omar` has a key, dug and ready for a report.
    static func survey() async throws -> TestSurvey {
        let survey = try await TestSurvey.worked()
        for name in ["huda", "mona"] {
            #expect(
                try CommandRun.run([
                    "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", survey.folder.file(name),
                ]).status == 0)
        }
        let desk = OfficeDesk(survey: try survey.survey, clock: survey.clock.wall)
        let key = try OfficeDesk.publicKey(in: survey.folder.file("huda.pub"))
        for (name, role, key) in [
            (TestSurvey.approver, .authority, key),
            (TestSurvey.author, .operationsManager, nil), ("Yusuf", .teamLead, nil),
        ] as [(String, Role, String?)] {
            try desk.record(
                .personRegistered(
                    PersonRegistered(
                        name: name, organisation: "O",
                        roles: [RoleTerm(role: role, from: "2026-01-01")], key: key)),
                what: "person", by: TestSurvey.approver)
        }
        try survey.digAll()
        return survey
    }

    /// An ordered technical survey on the segment, as people and the authority's settings ask for together.
    static func begin(_ survey: TestSurvey) throws {
        let desk = OfficeDesk(survey: try survey.survey, clock: survey.clock.wall)
        let facts: [Fact] = [
            .personRegistered(
                PersonRegistered(
                    name: "Omar", organisation: "O",
                    roles: [RoleTerm(role: .siteSupervisor, from: "2026-01-01")])),
            .assetRegistered(
                AssetRegistered(
                    id: "GPR-1", asset: .gpr, maker: "M", model: "Array", serial: "7",
                    team: "Team 1")),
            .accreditationGranted(
                AccreditationGranted(
                    number: "A-1", holder: AccreditationHolder(.asset, "GPR-1"),
                    method: .technicalSurvey, classes: [.antiVehicle], depthMetres: 0.3,
                    from: "2026-01-01", until: "2026-12-31")),
            .taskOrdered(
                TaskOrdered(
                    id: "T-1", segment: "S-1", depthMetres: 0.15, method: .technicalSurvey,
                    team: "Team 1", asset: "GPR-1", procedure: "SOP 4", organisation: "O",
                    from: "2026-03-01")),
            .workStarted(
                WorkStarted(
                    segment: "S-1", activity: .technicalSurvey, task: "T-1", supervisor: "Omar",
                    asset: "GPR-1", isMarked: true, date: "2026-03-01")),
        ]
        for fact in facts {
            try desk.record(fact, what: "\(fact.kind)", by: TestSurvey.approver)
        }
    }

    static func request(_ survey: TestSurvey) throws -> String {
        try survey.desk.request(
            .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
    }

    static func audit(_ events: [Event]) -> (record: SurveyRecord, audit: SignatureAudit) {
        let record = SurveyRecord(events: events)
        return (record, SignatureAudit(events: events, record: record))
    }

    @Test("A signed approval is proven, an unsigned one asserted, and verify says so")
    func proven() async throws {
        let survey = try await Self.survey()
        let report = try Self.request(survey)
        let key = survey.folder.file("huda")
        let signer = try survey.desk.approve(report, by: "huda OMAR", signingWith: key)
        #expect(signer?.hasPrefix("SHA256:") == true)
        let result = try SurveyViews.verify(survey.path, expectedHead: nil)
        #expect(result.isSound, "\(result.findings)")
        #expect(
            result.approvals == [
                "approval of report S-1-R1 by huda OMAR: signed by \(signer ?? "") of Huda Omar"
            ])

        let plain = try await Self.survey()
        let second = try Self.request(plain)
        #expect(try plain.desk.approve(second, by: TestSurvey.approver) == nil)
        let asserted = try SurveyViews.verify(plain.path, expectedHead: nil)
        #expect(asserted.isSound)
        #expect(
            asserted.approvals == [
                "approval of report S-1-R1 by Huda Omar: identity asserted, not proven"
            ])
    }

    @Test("The key of another person signs nothing, and nothing is recorded")
    func foreign() async throws {
        let survey = try await Self.survey()
        let report = try Self.request(survey)
        let head = try survey.head
        #expect(
            try refusal {
                try survey.desk.approve(
                    report, by: TestSurvey.approver, signingWith: survey.folder.file("mona"))
            } == ["foreign-key"])
        #expect(throws: WorkflowError.self) {
            try survey.desk.approve(
                report, by: TestSurvey.approver, signingWith: survey.folder.file("none"))
        }
        #expect(try survey.head == head)
    }

    @Test("Where signatures are required an unsigned approval is refused")
    func required() async throws {
        let survey = try await Self.survey()
        try survey.edit {
            $0.authority = SurveySettings.Authority(
                boxCheckRequired: false, seedsPerLot: 0, signatures: .required)
        }
        try survey.approve(by: TestSurvey.approver, proposedBy: TestSurvey.author)
        try Self.begin(survey)
        let report = try Self.request(survey)
        #expect(
            try refusal { try survey.desk.approve(report, by: TestSurvey.approver) }
                == ["signature-missing"])
        try survey.desk.approve(
            report, by: TestSurvey.approver, signingWith: survey.folder.file("huda"))
        #expect(try SurveyViews.verify(survey.path, expectedHead: nil).isSound)
    }

    @Test("Whatever is changed of what was signed is a finding; so is a signature nobody can check")
    func tampered() async throws {
        let survey = try await Self.survey()
        let report = try Self.request(survey)
        try survey.desk.approve(
            report, by: TestSurvey.approver, signingWith: survey.folder.file("huda"))
        let events = try SurveyViews.events(of: try survey.survey)
        #expect(Self.audit(events).audit.findings == [])

        func findings(
            approval change: (inout ReportApproved) -> Void = { _ in },
            report other: (inout ReportSubmitted) -> Void = { _ in },
            survey name: String? = nil
        ) -> [String] {
            let changed = events.map { event in
                var event = event
                switch event.fact {
                case .reportApproved(var fact):
                    change(&fact)
                    event.fact = .reportApproved(fact)
                case .reportSubmitted(var fact):
                    other(&fact)
                    event.fact = .reportSubmitted(fact)
                case .surveyCreated(var fact):
                    fact.name = name ?? fact.name
                    event.fact = .surveyCreated(fact)
                default: break
                }
                return event
            }
            let (record, audit) = Self.audit(changed)
            // The rules alone do not see it: the forged approval still releases the segment.
            #expect(record.conflicts == [])
            return audit.findings
        }
        #expect(findings(survey: "Another").count == 1)
        #expect(findings(report: { $0.evidenceDigest = Digest(zeros: ()) }).count == 1)
        #expect(findings(approval: { $0.signedAt = "2026-02-28T08:00:00Z" }).count == 1)
        #expect(findings(approval: { $0.signedAt = "2027-01-01T08:00:00Z" }).count == 1)
        let other = try SurveyViews.record(of: try survey.survey).head
        #expect(findings(approval: { $0.signedHead = other }).count == 1)
        #expect(findings(approval: { $0.signedHead = "nonsense" }).count == 1)

        let record = SurveyRecord(events: events)
        let unchecked = SignatureAudit(events: events, record: record, tool: nil)
        #expect(unchecked.findings.count == 1)
        #expect(unchecked.findings.first?.contains("ssh-keygen is not installed") == true)
    }
}

extension Digest {
    fileprivate init(zeros: Void) {
        self = Digest(hexadecimal: String(repeating: "0", count: 64)) ?? Digest(of: "")
    }
}
