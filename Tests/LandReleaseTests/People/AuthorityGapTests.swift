import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("A record without an authority, and with two")
struct AuthorityGapTests {
    static let huda = SurveyFixture.approver

    static func claim(
        _ name: String, from: String = "2026-08-01", until: String? = nil,
        roles: [Role] = [.authority]
    ) -> Fact {
        .personRegistered(
            PersonRegistered(
                name: name, organisation: "O",
                roles: roles.map { RoleTerm(role: $0, from: from, until: until) }))
    }

    /// Huda made Karim an authority until the end of June and left at the end of May.
    private func lapsed() throws -> GrowingRecord {
        var survey = try GrowingRecord(settings: nil)
        survey.addPeople()
        survey.add(
            .personChanged(
                PersonChanged(
                    name: "Karim",
                    given: [RoleTerm(role: .authority, from: "2026-03-01", until: "2026-06-30")])),
            by: Self.huda)
        survey.add(
            .personChanged(
                PersonChanged(
                    name: Self.huda, ended: [RoleEnd(role: .authority, on: "2026-05-31")])),
            by: Self.huda)
        #expect(survey.record.conflicts == [])
        return survey
    }

    struct Row: Sendable {
        var fact: Fact
        var by = "New"
        var at = "2026-08-01T08:00:00Z"
        var code: String?
    }

    @Test(
        "Once every term has ended somebody new takes the role on, and nobody before or otherwise",
        arguments: [
            Row(fact: claim("New")),
            Row(
                fact: claim("New", from: "2026-06-30"), at: "2026-06-30T23:59:59Z", code: "own-role"
            ),
            Row(fact: claim("New", from: "2026-07-01"), at: "2026-07-01T00:00:00Z"),
            // A clock set back before anybody's term.
            Row(
                fact: claim("New", from: "2020-01-01"), at: "2020-01-01T08:00:00Z", code: "own-role"
            ),
            Row(fact: claim("New", from: "2026-07-15"), code: "no-authority"),
            Row(fact: claim("New", from: "2026-08-02"), code: "no-authority"),
            Row(fact: claim("New", until: "2027-01-01"), code: "no-authority"),
            Row(fact: claim("New", roles: [.authority, .teamLead]), code: "no-authority"),
            Row(fact: claim("New", roles: [.teamLead]), code: "no-authority"),
            Row(fact: claim("Other"), code: "no-authority"),
            Row(fact: claim("Yusuf"), by: "Yusuf", code: "already-recorded"),
            Row(fact: claim("huda  omar"), by: Self.huda, code: "already-recorded"),
            Row(
                fact: .personChanged(
                    PersonChanged(
                        name: Self.huda, given: [RoleTerm(role: .authority, from: "2026-08-01")])),
                by: Self.huda, code: "role-lapsed"),
        ])
    func gap(row: Row) throws {
        let found = try lapsed().record.objections(to: row.fact, by: row.by, at: row.at)
        #expect(row.code.map { code in found.contains { $0.code == code } } ?? found.isEmpty)
    }

    @Test("Who proposed the settings in force cannot take the role on")
    func proposer() throws {
        var survey = try lapsed()
        try survey.approve(SurveyFixture.settings)
        let found = survey.record.objections(
            to: Self.claim(SurveyFixture.author), by: SurveyFixture.author,
            at: "2026-08-01T08:00:00Z")
        #expect(found.contains { $0.code == "first-person" || $0.code == "already-recorded" })
    }

    @Test("It is named by the notes of a verification and by the audit; the first authority is not")
    func named() throws {
        var survey = try lapsed()
        #expect(survey.record.authorityNotes == [])
        survey.add(Self.claim("New"), by: "New", at: "2026-08-01T08:00:00Z")
        let record = survey.record
        #expect(record.conflicts == [])
        #expect(record.authorityNotes.count == 1)
        #expect(
            record.authorityNotes[0].contains("registered as authority while none was in force"))
        #expect(record.actor(named: "New", at: "2026-08-01").roles == [.authority])
        let story = try AuditStory.lines(of: survey.events)
        #expect(story.count { $0.contains("no authority was in force then") } == 1)
        #expect(
            record.objections(
                to: Self.claim("Third"), by: "Third", at: "2026-08-02T08:00:00Z"
            ).contains { $0.code == "own-role" })
    }

    @Test("No order of registrations gives the role to anybody but by an authority, or over a gap")
    func property() throws {
        var random = SplitMix(seed: 20260801)
        var gaps = 0
        for _ in 0..<40 {
            var survey = try GrowingRecord(settings: nil)
            survey.addAuthority()
            var record = survey.record
            for _ in 0..<120 {
                let names = ["A", "B", "C", "D", "E", "F", Self.huda]
                let (name, by) = (random.pick(names), random.pick(names))
                let day =
                    "2026-\(random.pick(["03", "05", "07", "09"]))-\(random.pick(["01", "15"]))"
                let at = day + "T08:00:00Z"
                let until =
                    name == by ? nil : random.pick(["2026-04-30", "2026-06-30"] as [String?])
                let role = random.pick([Role.authority, .authority, .teamLead])
                let fact: Fact =
                    switch random.pick([0, 1, 2]) {
                    case 0:
                        Self.claim(
                            name, from: random.pick([day, "2026-03-01"]), until: until,
                            roles: [role])
                    case 1:
                        .personChanged(
                            PersonChanged(
                                name: name,
                                given: [RoleTerm(role: role, from: day, until: until)]))
                    default:
                        .personChanged(
                            PersonChanged(name: name, ended: [RoleEnd(role: role, on: day)]))
                    }
                guard record.objections(to: fact, by: by, at: at).isEmpty else { continue }
                let before = record
                survey.add(fact, by: by, at: at)
                record.apply(try #require(survey.events.last))
                let held = before.actor(named: by, at: at).roles.contains(.authority)
                let stood = before.people.persons.contains { person in
                    person.roles.contains {
                        $0.role == .authority && ($0.until.map { $0 >= day } ?? true)
                    }
                }
                if !held {
                    gaps += 1
                    #expect(!stood && name == by && before.people.person(named: name) == nil)
                }
                if held, !fact.given.isEmpty { #expect(name != by) }
            }
            #expect(survey.record == record)
        }
        #expect(gaps > 3)
    }
}

extension Fact {
    /// Roles it gives.
    fileprivate var given: [RoleTerm] {
        switch self {
        case .personRegistered(let fact): fact.roles
        case .personChanged(let fact): fact.given
        default: []
        }
    }
}

private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func pick<Item>(_ items: [Item]) -> Item {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return items[Int(z % UInt64(items.count))]
    }
}
