import SurveyModel
import Testing

@testable import LandRelease

@Suite("Who may do what")
struct PermissionTests {
    /// The table of the standard, written down a second time.
    static let table: [(Permission.Action, [Role])] = [
        (.registerPerson, [.authority]), (.registerAsset, [.taskOfficer, .authority]),
        (.accredit, [.authority]), (.approveSettings, [.authority]),
        (.orderTask, [.taskOfficer, .authority]), (.closeAlarm, [.teamLead, .siteSupervisor]),
        (.requestRelease, [.operationsManager, .surveyLead]),
        (.checkQuality, [.qualityOfficer, .inspector]), (.approveReport, [.authority]),
        (.returnReport, [.authority]), (.reopen, [.authority]), (.closeReview, [.authority]),
        (.suspend, [.siteSupervisor, .teamLead, .inspector, .authority]),
        (.grantWaiver, [.authority]),
    ]

    enum Standing: CaseIterable { case valid, lapsed, coming, unregistered }

    func actor(_ role: Role, _ standing: Standing) -> Actor {
        var book = PeopleBook()
        let stamp = EventStamp(writer: "a", number: 1, at: "2026-03-01", by: "A", order: 0)
        let term =
            switch standing {
            case .valid, .unregistered:
                RoleTerm(role: role, from: "2026-03-01", until: "2026-03-01")
            case .lapsed: RoleTerm(role: role, from: "2026-01-01", until: "2026-02-28")
            case .coming: RoleTerm(role: role, from: "2026-03-02")
            }
        if standing != .unregistered {
            book.apply(
                PersonRegistered(name: "Aisha", organisation: "O", roles: [term]), stamp,
                isAfterGap: false)
        }
        return book.actor(named: " AISHA", at: "2026-03-01T23:59:59Z")
    }

    @Test("Every action is in the table or open to anybody with a name")
    func table() {
        #expect(
            Set(Self.table.map(\.0)) == Set(Permission.Action.allCases).subtracting([.recordWork]))
    }

    @Test("Every action by every role, valid, lapsed, not yet begun and unregistered")
    func matrix() {
        var rows = 0
        for (action, allowed) in Self.table {
            for role in Role.allCases {
                for standing in Standing.allCases {
                    let found = Permission.objections(to: action, by: actor(role, standing))
                    let fits = allowed.contains(role)
                    let expected: [String] =
                        switch standing {
                        case .valid: fits ? [] : ["role"]
                        case .lapsed: [fits ? "role-lapsed" : "role"]
                        case .coming: [fits ? "role-not-yet" : "role"]
                        case .unregistered: ["unregistered"]
                        }
                    #expect(found.map(\.code) == expected, "\(action) \(role) \(standing)")
                    #expect(found.allSatisfy { $0.text.contains("AISHA") && !$0.cure.isEmpty })
                    if expected == ["role-lapsed"] {
                        #expect(found.first?.text.contains("until 2026-02-28") == true)
                    }
                    rows += 1
                }
            }
        }
        #expect(rows == 14 * 9 * 4)
    }

    @Test("Anybody with a name may record work", arguments: Role.allCases)
    func open(role: Role) {
        for standing in Standing.allCases {
            #expect(Permission.objections(to: .recordWork, by: actor(role, standing)) == [])
        }
    }

    /// Somebody's look at an alarm nobody knows.
    private static let look = AlarmClosed(
        alarm: AlarmKey(
            run: RunKey(
                sweep: SurveyFixture.digest("x"), algorithmVersion: "1",
                settingsDigest: SurveyFixture.digest("x"), rateVerified: true), number: 1),
        result: .noItem, position: RoadPosition(chainageMetres: 1, offsetMetres: 1),
        geographic: SurveyFixture.place(1, 1), depthMetres: 1, closedBy: "X",
        closedOn: "2026-03-01")

    /// A fact of each kind that needs a role; whether it is sound otherwise does not matter here.
    static func fact(_ kind: Fact.Kind) -> Fact? {
        let coverage: [CoverageAccount] = []
        return switch kind {
        case .surveyCreated, .settingsProposed, .roadRegistered, .segmentAdded,
            .segmentClassified, .sweepRegistered, .detectionRun, .segmentReopened,
            .noEvidenceConcluded, .workStarted, .boxChecked, .clearanceClaimed, .qualityChecked,
            .qaVisited, .accidentReported, .handedOver, .lotThawed, .segmentSplit, .segmentMerged,
            .segmentReversioned, .findRecorded, .roadCalibrated:
            nil
        case .settingsApproved: .settingsApproved(.init(digest: SurveyFixture.digest("x")))
        case .alarmClosed: .alarmClosed(look)
        case .alarmInspected: .alarmInspected(.init(look: look))
        case .alarmAssigned:
            .alarmAssigned(.init(alarm: look.alarm, assignee: "x", assignedOn: "2026-03-01"))
        case .findDisposed: .findDisposed(.init(find: "x", disposal: .init(.pending)))
        case .searchClosed: .searchClosed(.init(find: "x", coverage: [], dig: nil, reason: "x"))
        case .seedsSealed:
            .seedsSealed(
                .init(
                    segment: "x", commitment: SurveyFixture.digest("x"), count: 1,
                    buriedOn: "2026-03-01"))
        case .seedsUnsealed:
            .seedsUnsealed(
                .init(
                    commitment: SurveyFixture.digest("x"), nonce: "x",
                    sheet: .init(segment: "x", road: "x", seeds: [])))
        case .conflictSettled:
            .conflictSettled(
                .init(
                    events: [],
                    stands: EventName(writer: String(repeating: "a", count: 32), number: 1),
                    reason: "x"))
        case .reportSubmitted: .reportSubmitted(SurveyFixture.report(coverage: coverage))
        case .reportReturned: .reportReturned(.init(report: "x", reason: "x"))
        case .reportApproved:
            .reportApproved(.init(report: "x", approver: "x", coverage: coverage))
        case .segmentSuspended: .segmentSuspended(.init(segment: "x", reason: "x"))
        case .reviewClosed: .reviewClosed(.init(segment: "x", reason: "x"))
        case .personRegistered:
            .personRegistered(.init(name: "N", organisation: "O", roles: []))
        case .personChanged: .personChanged(.init(name: "N"))
        case .assetRegistered: .assetRegistered(OfficeFixture.asset)
        case .assetRetired: .assetRetired(.init(id: "x", on: "2026-03-01", reason: "x"))
        case .accreditationGranted: .accreditationGranted(OfficeFixture.accreditation())
        case .accreditationWithdrawn:
            .accreditationWithdrawn(.init(number: "x", on: "2026-03-01", reason: "x"))
        case .taskOrdered: .taskOrdered(OfficeFixture.task())
        case .taskClosed: .taskClosed(.init(task: "x", on: "2026-03-01", reason: "x"))
        case .waiverGranted:
            .waiverGranted(
                .init(segment: "x", code: "x", name: "x", role: .authority, reason: "x"))
        case .waiverWithdrawn: .waiverWithdrawn(.init(segment: "x", code: "x", reason: "x"))
        }
    }

    @Test(
        "The rules of the record ask every kind of fact for its role", arguments: Fact.Kind.allCases
    )
    func wired(kind: Fact.Kind) throws {
        guard let fact = Self.fact(kind) else {
            #expect(kind.action == .recordWork)
            return
        }
        #expect(fact.kind == kind)
        let allowed = try #require(Self.table.first { $0.0 == kind.action }).1
        let peopleCodes: Set<String> = ["role", "role-lapsed", "role-not-yet", "unregistered"]
        for (from, until, stale) in [
            ("2026-01-01", nil, nil), ("2026-01-01", "2026-02-28", "role-lapsed"),
            ("2026-04-01", nil, "role-not-yet"),
        ] as [(String, String?, String?)] {
            var survey = try GrowingRecord()
            survey.addPeople(until: until, from: from)
            for role in Role.allCases {
                let name = OfficeFixture.name(role)
                let isStale = stale != nil && role != .authority
                let found = survey.record.objections(
                    to: fact, by: name, at: SurveyFixture.evening
                ).filter {
                    peopleCodes.contains($0.code) && $0.text.contains("only a person with the role")
                }
                let expected =
                    allowed.contains(role) ? (isStale ? [stale ?? ""] : []) : ["role"]
                #expect(found.map(\.code) == expected, "\(kind) \(role) \(until ?? "-")")
            }
            let stranger = survey.record.objections(
                to: fact, by: "Stranger", at: SurveyFixture.evening)
            #expect(
                stranger.contains { $0.code == "unregistered" && $0.cure.contains("person add") })
        }
    }

    @Test(
        "As long as nobody is registered names are asserted only, and what needs people is refused")
    func before() throws {
        let survey = try GrowingRecord()
        for kind in Fact.Kind.allCases {
            guard let fact = Self.fact(kind) else { continue }
            let found = Set(survey.codes(fact, by: SurveyFixture.author))
            // The person to be changed is not registered either.
            let people: Set = ["role-lapsed", kind == .personChanged ? "" : "unregistered"]
            #expect(found.isDisjoint(with: people), "\(kind)")
            let isNew = [
                .personChanged, .assetRegistered, .assetRetired, .accreditationGranted,
                .accreditationWithdrawn, .taskOrdered, .taskClosed, .waiverGranted,
                .waiverWithdrawn,
            ].contains(kind)
            #expect(found.contains("no-people") == isNew, "\(kind)")
        }
    }
}
