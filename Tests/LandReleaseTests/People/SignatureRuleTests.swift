import SurveyModel
import Testing

@testable import LandRelease

@Suite("Signatures on approvals, by the rules of the record")
struct SignatureRuleTests {
    let coverage = SurveyFixture.coverage(["L1"])

    /// A submitted report in a survey whose authority has a key.
    func survey(_ use: SurveySettings.SignatureUse?, key: String? = SSHFixture.ed25519) throws
        -> GrowingRecord
    {
        var settings = SurveyFixture.settings
        settings.authority = use.map { SurveySettings.Authority(seedsPerLot: 0, signatures: $0) }
        var survey = try GrowingRecord(settings: settings)
        survey.addAuthority(key: key)
        survey.addPerson(SurveyFixture.author, .operationsManager)
        survey.addPerson(OfficeFixture.name(.taskOfficer), .taskOfficer)
        survey.addPerson(OfficeFixture.name(.siteSupervisor), .siteSupervisor)
        survey.beginSurvey()
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings)))
        survey.add(
            .reportSubmitted(SurveyFixture.report(coverage: coverage)), at: SurveyFixture.evening)
        #expect(survey.record.conflicts == [])
        return survey
    }

    func approval(signed: Bool, key: String = SSHFixture.ed25519) -> ReportApproved {
        var fact = ReportApproved(
            report: "VERGE-1-R1", approver: SurveyFixture.approver, coverage: coverage)
        guard signed else { return fact }
        fact.signature = SSHFixture.signature
        fact.key = key
        fact.signedHead = "head"
        fact.signedAt = SurveyFixture.nextDay
        return fact
    }

    func codes(_ survey: GrowingRecord, _ fact: ReportApproved) -> [String] {
        survey.codes(.reportApproved(fact), by: fact.approver, at: SurveyFixture.nextDay)
    }

    @Test("Where they are required no unsigned approval stands, elsewhere it does")
    func required() throws {
        #expect(codes(try survey(.required), approval(signed: false)) == ["signature-missing"])
        #expect(codes(try survey(.required), approval(signed: true)) == [])
        for use in [.optional, nil] as [SurveySettings.SignatureUse?] {
            #expect(codes(try survey(use), approval(signed: false)) == [])
            #expect(codes(try survey(use), approval(signed: true)) == [])
        }
    }

    @Test("A foreign key, no key and a signature of another key are refused")
    func keys() throws {
        #expect(
            codes(try survey(.optional, key: SSHFixture.ecdsa), approval(signed: true))
                == ["foreign-key"])
        #expect(
            codes(try survey(.optional, key: nil), approval(signed: true)) == ["foreign-key"])
        #expect(
            codes(try survey(.optional), approval(signed: true, key: SSHFixture.ecdsa))
                == ["signature"])
        var fact = approval(signed: true)
        fact.signedHead = nil
        #expect(codes(try survey(.optional), fact) == ["signature"])
        fact = approval(signed: true)
        fact.signature = "rubbish"
        #expect(codes(try survey(.optional), fact) == ["signature"])
    }

    @Test("The statement names what is approved, and changes with each part of it")
    func statement() throws {
        let record = try survey(nil).record
        let fact = approval(signed: false)
        let statement = try #require(
            ApprovalStatement(of: fact, in: record, head: "H", at: SurveyFixture.nextDay))
        let text = String(decoding: try #require(statement.bytes), as: UTF8.self)
        for part in [
            "\"survey\":\"Coast\"", "\"report\":\"VERGE-1-R1\"", "\"segment\":\"VERGE-1\"",
            "\"product\":\"reduced\"", "\"depthMetres\":0.15", "\"head\":\"H\"",
            "\"approver\":\"Huda Omar\"", SurveyFixture.digest("evidence").hexadecimal,
        ] { #expect(text.contains(part), "\(part) in \(text)") }
        var other = fact
        other.coverage = SurveyFixture.coverage(["L2"])
        let changed = ApprovalStatement(of: other, in: record, head: "H", at: SurveyFixture.nextDay)
        #expect(changed != statement)
        #expect(
            ApprovalStatement(
                of: ReportApproved(report: "X", approver: "A", coverage: []), in: record,
                head: "H", at: SurveyFixture.nextDay) == nil)
    }

    @Test("Approvals written before signatures fold as before and are written the same")
    func old() throws {
        let body = try Event(
            writer: String(repeating: "a", count: 32), number: 1, clock: 1,
            at: SurveyFixture.morning, by: "A", tool: "t", inputs: [], previous: Event.origin,
            fact: .reportApproved(approval(signed: false))
        ).body()
        let text = String(decoding: body, as: UTF8.self)
        for key in ["signature", "signedHead", "signedAt", "\"key\""] {
            #expect(!text.contains(key))
        }
    }
}
