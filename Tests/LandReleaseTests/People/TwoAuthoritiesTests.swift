import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("Two laptops that each registered an authority")
struct TwoAuthoritiesTests {
    static let march = "2026-03-05T08:00:00Z"

    private static func first(_ name: String) -> Fact {
        AuthorityGapTests.claim(name, from: "2026-03-01")
    }

    private static func deputy(_ name: String) -> Fact {
        AuthorityGapTests.claim(name, from: "2026-03-01")
    }

    /// Huda on laptop 0, Rami on laptop 1, each with a deputy; then each has what the other has.
    private func fixture() throws -> MergeFixture {
        let fixture = try MergeFixture()
        try fixture.join(1)
        for (laptop, name, deputy) in [(0, "Huda", "Hana"), (1, "Rami", "Rana")] {
            try fixture.add(laptop, Self.first(name), by: name)
            try fixture.add(laptop, Self.deputy(deputy), by: name)
        }
        try fixture.send(0, to: 1)
        try fixture.send(1, to: 0)
        return fixture
    }

    private func codes(
        _ record: SurveyRecord, _ fact: Fact, by: String
    ) -> [String] {
        record.objections(to: fact, by: by, at: Self.march).map(\.code)
    }

    @Test("Both stand, nobody decides anything, and the record is the same on both laptops")
    func disputed() throws {
        let fixture = try fixture()
        #expect(try fixture.content(fixture.path(0)) == fixture.content(fixture.path(1)))
        let record = try fixture.record(0)
        #expect(record.conflicts == [])
        #expect(record.merging.unsettled.map(\.kind) == [.twoAuthorities])
        #expect(record.merging.objections(toReleaseOf: SurveyFixture.segment).count == 1)
        for by in ["Huda", "Rami", "Hana", "Rana"] {
            #expect(record.actor(named: by, at: Self.march).roles == [.authority])
            #expect(
                codes(record, AuthorityGapTests.claim("X", roles: [.teamLead]), by: by)
                    == ["conflict-unsettled"])
        }
        #expect(record.authorityNotes == [])
    }

    @Test("Whoever gives way settles it; nobody settles it for himself or his own")
    func settled() throws {
        let fixture = try fixture()
        let record = try fixture.record(0)
        let conflict = try #require(record.merging.unsettled.first)
        let claims = record.people.claims
        let huda = try #require(claims.first { $0.name == "Huda" }).stamp.name
        let rami = try #require(claims.first { $0.name == "Rami" }).stamp.name
        func settle(_ stands: EventName) -> Fact {
            .conflictSettled(
                ConflictSettled(
                    events: conflict.events, stands: stands, reason: "appointed by decree")
            )
        }
        for (stands, by, code) in [
            (huda, "Huda", "own-authority"), (huda, "Hana", "own-authority"),
            (rami, "Rami", "own-authority"), (rami, "Rana", "own-authority"),
            (huda, "Nobody", "unregistered"),
            (EventName(writer: huda.writer, number: 1), "Rami", "two-authorities"),
        ] {
            #expect(codes(record, settle(stands), by: by).contains(code), "\(stands) \(by)")
        }
        #expect(codes(record, settle(huda), by: "Rana") == [])
        try fixture.add(1, settle(huda), by: "Rami", at: Self.march)
        try fixture.send(1, to: 0)
        #expect(try fixture.content(fixture.path(0)) == fixture.content(fixture.path(1)))
        let after = try fixture.record(0)
        #expect(after.merging.unsettled.isEmpty && after.conflicts == [])
        for (name, holds) in [("Huda", true), ("Hana", true), ("Rami", false), ("Rana", false)] {
            #expect(
                after.actor(named: name, at: Self.march).roles.contains(.authority) == holds,
                "\(name)")
        }
        #expect(codes(after, AuthorityGapTests.claim("X", roles: [.teamLead]), by: "Huda") == [])
    }

    @Test(
        "A laptop that knew of the authority registers none of its own; an early clock gains nothing"
    )
    func known() throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        for number in 0..<5 {
            try fixture.add(
                0,
                .segmentAdded(
                    SurveyFixture.segmentFact("X\(number)", from: 300 + 20 * Double(number))))
        }
        try fixture.add(0, Self.first("Huda"), by: "Huda")
        // Rami's event has the smaller clock and is read first.
        try fixture.add(1, Self.first("Rami"), by: "Rami")
        try fixture.send(1, to: 0)
        let record = try fixture.record(0)
        #expect(record.people.claims.map(\.name) == ["Rami", "Huda"])
        #expect(record.actor(named: "Huda", at: Self.march).roles == [.authority])
        #expect(record.merging.unsettled.map(\.kind) == [.twoAuthorities])
        #expect(
            codes(
                record,
                .personChanged(
                    PersonChanged(
                        name: "Huda", ended: [RoleEnd(role: .authority, on: "2026-03-05")])),
                by: "Rami"
            ).contains("conflict-unsettled"))
        try fixture.join(2)
        #expect(try codes(fixture.record(2), Self.first("Third"), by: "Third").contains("own-role"))
    }

    @Test(
        "Who takes the role on while another laptop had prolonged it is in dispute, whoever is read first",
        arguments: [0, 6])
    func gapOrNot(more: Int) throws {
        let fixture = try MergeFixture()
        try fixture.add(0, Self.first("Huda"), by: "Huda")
        try fixture.add(
            0, AuthorityGapTests.claim("Karim", from: "2026-03-01", until: "2026-06-30"), by: "Huda"
        )
        try fixture.add(
            0,
            .personChanged(
                PersonChanged(
                    name: "Huda", ended: [RoleEnd(role: .authority, on: "2026-05-31")])), by: "Huda"
        )
        try fixture.join(1)
        for number in 0..<more {
            try fixture.add(
                0,
                .segmentAdded(
                    SurveyFixture.segmentFact("X\(number)", from: 300 + 20 * Double(number))))
        }
        try fixture.add(
            0, AuthorityGapTests.claim("Amal", from: "2026-06-01"), by: "Karim",
            at: "2026-06-20T08:00:00Z")
        try fixture.add(
            1, AuthorityGapTests.claim("New", from: "2026-07-15"), by: "New",
            at: "2026-07-15T08:00:00Z")
        try fixture.send(0, to: 1)
        try fixture.send(1, to: 0)
        #expect(try fixture.content(fixture.path(0)) == fixture.content(fixture.path(1)))
        let record = try fixture.record(0)
        #expect(record.conflicts == [] && record.authorityNotes.count == 1)
        #expect(record.merging.unsettled.map(\.kind) == [.twoAuthorities])
        let conflict = try #require(record.merging.unsettled.first)
        let amal = try #require(record.people.person(named: "Amal")?.authority).stamp.name
        let late = "2026-07-20T08:00:00Z"
        let settle = Fact.conflictSettled(
            ConflictSettled(events: conflict.events, stands: amal, reason: "decree"))
        #expect(
            record.objections(to: settle, by: "Amal", at: late).map(\.code) == ["own-authority"])
        try fixture.add(1, settle, by: "New", at: late)
        let after = try fixture.record(1)
        #expect(after.actor(named: "New", at: late).roles == [])
        #expect(after.actor(named: "Amal", at: late).roles == [.authority])
    }
}
