import SurveyModel
import Testing

@testable import LandRelease

@Suite("The whole procedure, with people and the authority's settings")
struct WholeProcedureTests {
    static let team = OfficeFixture.task("T-C", method: .clearance, asset: "TEAM")

    /// The holder of a role; the inspector works for another organisation than the operator.
    static func name(_ role: Role) -> String {
        role == .inspector ? "Idris" : OfficeFixture.name(role)
    }

    /// Everybody registered, a clearance team accredited and ordered.
    func survey(task: TaskOrdered? = team, accredited until: String = "2026-12-31") throws
        -> GrowingRecord
    {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        survey.addPeople()
        survey.add(
            .personRegistered(
                PersonRegistered(
                    name: "Idris", organisation: "Monitoring body",
                    roles: [RoleTerm(role: .inspector, from: OfficeFixture.since)])),
            by: SurveyFixture.approver)
        survey.add(
            .assetRegistered(.init(id: "TEAM", asset: .manualTeam, team: "T")),
            by: SurveyFixture.approver)
        survey.add(
            .accreditationGranted(
                OfficeFixture.accreditation(
                    "C-1", holder: .init(.asset, "TEAM"), method: .clearance, from: "2026-01-01",
                    until: until)), by: SurveyFixture.approver)
        survey.addAsset()
        if let task { survey.order(task) }
        #expect(survey.record.conflicts == [])
        return survey
    }

    /// The steps from start to hand-over: the fact, the role that takes it, when, and the state after it.
    static let steps: [(fact: Fact, role: Role, at: String, state: String)] = [
        (
            .boxChecked(SurveyFixture.box(.beforeWork, asset: "TEAM")), .siteSupervisor,
            SurveyFixture.evening, "suspected, tasked"
        ),
        (
            start(by: .siteSupervisor), .siteSupervisor, SurveyFixture.evening,
            "suspected, clearance"
        ),
        (
            .boxChecked(SurveyFixture.box(.end, asset: "TEAM")), .siteSupervisor,
            SurveyFixture.evening, "suspected, clearance"
        ),
        (
            claim(by: .operationsManager), .operationsManager, SurveyFixture.evening,
            "suspected, claimed"
        ),
        (
            check(.internal, by: .qualityOfficer), .qualityOfficer, SurveyFixture.evening,
            "suspected, qc-passed"
        ),
        (
            check(.external, by: .inspector), .inspector, SurveyFixture.evening,
            "suspected, qc-passed"
        ),
        (
            report(by: .operationsManager), .operationsManager, SurveyFixture.nextDay,
            "suspected, qc-passed"
        ),
        (
            approval(by: .authority), .authority, SurveyFixture.nextDay,
            "suspected, released, cleared"
        ),
        (
            .handedOver(signed), .operationsManager, GrowingRecord.thirdDay,
            "suspected, handed-over, cleared"
        ),
    ]

    static func start(by role: Role) -> Fact {
        .workStarted(
            SurveyFixture.start(asset: "TEAM", supervisor: Self.name(role)))
    }
    static func claim(by role: Role) -> Fact {
        .clearanceClaimed(SurveyFixture.claim(author: Self.name(role)))
    }
    static func check(_ control: QualityKind, by role: Role) -> Fact {
        .qualityChecked(
            SurveyFixture.check(control, inspector: Self.name(role)))
    }
    static func report(by role: Role) -> Fact {
        var report = GrowingRecord.clearedReport(SurveyFixture.segment)
        report.author = Self.name(role)
        return .reportSubmitted(report)
    }
    static func approval(by role: Role) -> Fact {
        .reportApproved(
            ReportApproved(
                report: "VERGE-1-R1", approver: Self.name(role), coverage: []))
    }
    static var signed: HandedOver {
        var fact = SurveyFixture.handOver()
        for place in fact.signatories.indices {
            fact.signatories[place].name = Self.name(fact.signatories[place].party.role)
        }
        return fact
    }

    @Test("Ordered, started, claimed, checked twice, approved and handed over by their roles")
    func honestPath() throws {
        var survey = try survey()
        for step in Self.steps {
            survey.add(step.fact, by: Self.name(step.role), at: step.at)
            #expect(survey.record.conflicts == [])
            #expect(survey.state == step.state)
        }
    }

    @Test("Each step is refused to every other role")
    func asksRoles() throws {
        var survey = try survey()
        let others: [(Int, (Role) -> Fact)] = [
            (1, Self.start), (3, Self.claim), (4, { Self.check(.internal, by: $0) }),
            (5, { Self.check(.external, by: $0) }), (6, Self.report), (7, Self.approval),
        ]
        let allowed: [Int: Set<Role>] = [
            1: [.siteSupervisor], 3: [.operationsManager], 4: [.qualityOfficer],
            5: [.inspector, .authority], 6: [.operationsManager, .surveyLead], 7: [.authority],
        ]
        for (place, step) in Self.steps.enumerated() {
            for (_, fact) in others.filter({ $0.0 == place }) {
                for role in Role.allCases {
                    let found = survey.codes(
                        fact(role), by: Self.name(role), at: step.at)
                    let isAllowed = allowed[place]?.contains(role) == true
                    #expect(found.contains("role") != isAllowed, "\(step.fact.kind) by \(role)")
                }
            }
            survey.add(step.fact, by: Self.name(step.role), at: step.at)
        }
        #expect(survey.record.conflicts == [])
    }

    @Test("No work without its task, its asset and a valid accreditation")
    func asksTask() throws {
        func codes(_ survey: GrowingRecord, asset: String = "TEAM") throws -> [String] {
            var survey = survey
            survey.add(
                .boxChecked(SurveyFixture.box(.beforeWork, asset: asset)),
                by: Self.name(.siteSupervisor), at: SurveyFixture.evening)
            return survey.codes(
                .workStarted(
                    SurveyFixture.start(
                        asset: asset, supervisor: Self.name(.siteSupervisor))),
                by: Self.name(.siteSupervisor), at: SurveyFixture.evening)
        }
        #expect(try codes(try survey()) == [])
        #expect(try codes(try survey(task: nil)) == ["stage", "not-tasked"])
        #expect(try codes(try survey(task: OfficeFixture.task())) == ["not-tasked"])
        #expect(try codes(try survey(), asset: "OTHER") == ["other-asset"])
        var late = Self.team
        late.from = "2026-02-01"
        #expect(
            try codes(try survey(task: late, accredited: "2026-02-28"))
                == ["accreditation-lapsed"])
        late.from = "2026-03-02"
        #expect(try codes(try survey(task: late)) == ["not-tasked"])
    }

    @Test("Reduced needs a technical survey; a reopening its cause; signatures their roles")
    func asksWhole() throws {
        var survey = try survey(task: nil)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: SurveyFixture.strict)))
        let coverage = SurveyFixture.coverage(["L1"])
        #expect(survey.objections(coverage: coverage).map(\.code) == ["stage"])
        survey.events.removeLast(2)
        survey = try self.survey()
        for step in Self.steps.dropLast() {
            survey.add(step.fact, by: Self.name(step.role), at: step.at)
        }
        let manager = Self.name(.operationsManager)
        #expect(
            survey.codes(
                .handedOver(SurveyFixture.handOver()), by: manager, at: GrowingRecord.thirdDay)
                == ["unregistered", "unregistered", "unregistered"])
        let reopening = { (cause: ReopenCause?) -> Fact in
            .segmentReopened(
                SegmentReopened(segment: SurveyFixture.segment, reason: "x", cause: cause))
        }
        #expect(
            survey.codes(
                reopening(nil), by: SurveyFixture.approver, at: GrowingRecord.thirdDay)
                == ["cause-missing"])
        #expect(
            survey.codes(reopening(.flood), by: manager, at: GrowingRecord.thirdDay) == ["role"])
        survey.add(reopening(.flood), by: SurveyFixture.approver, at: GrowingRecord.thirdDay)
        #expect(survey.state == "suspected, open")
        let supervisor = Self.name(.siteSupervisor)
        survey.add(
            .segmentSuspended(SegmentSuspended(segment: SurveyFixture.segment, reason: "storm")),
            by: supervisor, at: GrowingRecord.thirdDay)
        survey.add(reopening(nil), by: supervisor, at: GrowingRecord.thirdDay)
        #expect(survey.record.conflicts == [])
        #expect(survey.state == "suspected, open")
    }

    @Test("Lots are siblings by their last task")
    func freezesByTask() throws {
        var survey = try survey()
        survey.add(.segmentAdded(SurveyFixture.segmentFact("LOT-2", from: 300)))
        survey.order(
            OfficeFixture.task("T-2", segment: "LOT-2", method: .clearance, asset: "TEAM"))
        for step in Self.steps.dropLast() {
            survey.add(step.fact, by: Self.name(step.role), at: step.at)
        }
        survey.add(
            .segmentReopened(
                SegmentReopened(
                    segment: SurveyFixture.segment, reason: "x", cause: .falseRecord)),
            by: SurveyFixture.approver, at: GrowingRecord.thirdDay)
        #expect(survey.record.conflicts == [])
        let lot = try #require(survey.record.segment("LOT-2"))
        #expect(survey.record.freezes(on: lot).map(\.segment) == [SurveyFixture.segment])
    }
}
