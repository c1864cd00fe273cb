import Foundation
import SurveyModel
import Testing

@testable import LandRelease

@Suite("People on record")
struct PeopleBookTests {
    static func registration(
        _ name: String = "Layla",
        _ terms: [RoleTerm] = [RoleTerm(role: .surveyLead, from: "2026-01-01")],
        key: String? = nil
    ) -> Fact {
        .personRegistered(
            PersonRegistered(name: name, organisation: "O", roles: terms, key: key))
    }

    static let authority = RoleTerm(role: .authority, from: "2026-01-01")

    @Test(
        "The first person registers himself as the authority and nothing else",
        arguments: [
            ("Huda Omar", "Huda Omar", [authority], []),
            ("Huda Omar", "HUDA  OMAR", [authority], []),
            ("Huda Omar", "Mona", [authority], ["first-person"]),
            (
                "Huda Omar", "Huda Omar", [RoleTerm(role: .teamLead, from: "2026-01-01")],
                ["first-person"]
            ),
            (
                "Huda Omar", "Huda Omar",
                [authority, RoleTerm(role: .teamLead, from: "2026-01-01")],
                ["first-person"]
            ),
            (
                "Huda Omar", "Huda Omar",
                [RoleTerm(role: .authority, from: "2026-01-01", until: "2027-01-01")],
                ["first-person"]
            ),
            (
                "Huda Omar", "Huda Omar", [RoleTerm(role: .authority, from: "2027-01-01")],
                ["first-person"]
            ),
            ("Salem Ali", "salem ali", [authority], ["first-person"]),
        ] as [(String, String, [RoleTerm], [String])])
    func first(name: String, by: String, terms: [RoleTerm], expected: [String]) throws {
        let survey = try GrowingRecord()
        #expect(survey.codes(Self.registration(name, terms), by: by) == expected)
    }

    @Test("Who wrote a report cannot become the first authority")
    func firstAuthor() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        survey.add(
            .reportSubmitted(
                SurveyFixture.report(coverage: SurveyFixture.coverage(["L1"]), by: "Rami")),
            by: "Rami", at: SurveyFixture.evening)
        #expect(survey.record.reports.count == 1)
        let found = survey.codes(
            Self.registration("Rami", [Self.authority]), by: "Rami", at: SurveyFixture.nextDay)
        #expect(found == ["first-person"])
    }

    @Test(
        "Names, terms and keys are checked, all at once",
        arguments: [
            ("Layla", [RoleTerm(role: .surveyLead, from: "2026-01-01")], nil, []),
            ("Layla", [], nil, ["role-missing"]),
            (
                "huda  OMAR", [RoleTerm(role: .teamLead, from: "2026-01-01")], nil,
                ["already-recorded", "own-role"]
            ),
            (
                "\u{41D}uda Omar", [RoleTerm(role: .teamLead, from: "2026-01-01")], nil,
                ["already-recorded", "own-role"]
            ),
            (
                " ", [RoleTerm(role: .teamLead, from: "yesterday", until: "2026-02-30")], "rubbish",
                ["text", "date", "date", "dates", "key"]
            ),
            (
                "Layla",
                [
                    RoleTerm(role: .teamLead, from: "2026-01-01", until: "2026-06-30"),
                    RoleTerm(role: .teamLead, from: "2026-06-30"),
                ], nil, ["role-held"]
            ),
            (
                "Layla",
                [
                    RoleTerm(role: .teamLead, from: "2026-01-01", until: "2026-06-30"),
                    RoleTerm(role: .teamLead, from: "2026-07-01"),
                ], nil, []
            ),
        ] as [(String, [RoleTerm], String?, [String])])
    func registration(name: String, terms: [RoleTerm], key: String?, expected: [String]) throws {
        var survey = try GrowingRecord()
        survey.addAuthority()
        let fact = Self.registration(name, terms, key: key)
        #expect(survey.codes(fact, by: SurveyFixture.approver) == expected)
    }

    @Test("Nobody gives a role to himself; the last authority stays; a role ends on its day")
    func change() throws {
        var survey = try GrowingRecord()
        survey.addPeople()
        #expect(survey.record.conflicts == [])
        func codes(_ change: PersonChanged, by: String = SurveyFixture.approver) -> [String] {
            survey.codes(.personChanged(change), by: by)
        }
        let more = [RoleTerm(role: .operationsManager, from: "2026-03-01")]
        #expect(codes(.init(name: "huda omar", given: more)) == ["own-role"])
        #expect(codes(.init(name: "Yusuf", given: more)) == [])
        #expect(codes(.init(name: "Yusuf", given: more), by: "Salem Ali") == ["role"])
        #expect(codes(.init(name: "Yusuf")) == ["no-change"])
        #expect(codes(.init(name: "Nobody", given: more)) == ["unregistered"])
        let end = [RoleEnd(role: .authority, on: "2026-03-01")]
        #expect(codes(.init(name: "Huda Omar", ended: end)) == ["last-authority"])
        #expect(
            codes(.init(name: "Yusuf", ended: [RoleEnd(role: .inspector, on: "2026-03-01")]))
                == ["role-not-held"])
        survey.add(
            .personChanged(
                .init(name: "Yusuf", ended: [RoleEnd(role: .teamLead, on: "2026-03-01")])),
            by: SurveyFixture.approver)
        let record = survey.record
        #expect(record.actor(named: "YUSUF", at: "2026-03-01T23:00:00Z").roles == [.teamLead])
        let after = record.actor(named: "Yusuf", at: "2026-03-02T00:00:00Z")
        #expect(after.roles == [] && after.endedRoles == [.teamLead: "2026-03-01"])
        #expect(record.people.persons.count == 9)
        // A second authority may see the first one go.
        survey.add(
            .personChanged(.init(name: "Layla", given: [Self.authority])),
            by: SurveyFixture.approver)
        #expect(
            survey.codes(.personChanged(.init(name: "Huda Omar", ended: end)), by: "Layla") == [])
    }

    @Test("A key belongs to one person, once; nobody replaces the own one")
    func keys() throws {
        var survey = try GrowingRecord()
        survey.addAuthority(key: SSHFixture.ed25519)
        survey.addPerson("Layla", .authority)
        #expect(survey.record.conflicts == [])
        func codes(_ name: String, _ key: String, by: String) -> [String] {
            survey.codes(.personChanged(.init(name: name, key: key)), by: by)
        }
        #expect(codes("Layla", SSHFixture.ed25519, by: "Huda Omar") == ["key-taken"])
        #expect(codes("Layla", SSHFixture.ecdsa, by: "Layla") == [])
        #expect(codes("Huda Omar", SSHFixture.ecdsa, by: "Huda Omar") == ["own-key"])
        #expect(codes("Huda Omar", SSHFixture.ecdsa + " comment", by: "Layla") == ["key"])
        survey.add(
            .personChanged(.init(name: "Huda Omar", key: SSHFixture.ecdsa)), by: "Layla")
        let huda = try #require(survey.record.people.person(named: "Huda Omar"))
        #expect(huda.keys.count == 2 && huda.key?.text == SSHFixture.ecdsa)
        #expect(huda.key(at: huda.keys[1].stamp.order)?.text == SSHFixture.ed25519)
        #expect(codes("Layla", SSHFixture.ed25519, by: "Huda Omar") == ["key-taken"])
    }

    @Test("People, assets, tasks and waivers survive being written and read")
    func coding() throws {
        for kind in Fact.Kind.allCases {
            guard let fact = PermissionTests.fact(kind) else { continue }
            let event = Event(
                writer: String(repeating: "a", count: 32), number: 1, clock: 1,
                at: SurveyFixture.morning, by: "A", tool: "t", inputs: [], previous: Event.origin,
                fact: fact)
            let read = try JSONDecoder().decode(Event.self, from: Data(event.body()))
            #expect(read == event, "\(kind)")
        }
    }
}
