import FileAccess
import Fingerprint
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("Merging registries")
struct MergeTests {
    @Test(
        "Two and five registries merged in every order: same events, layers and bytes of the story",
        arguments: [2, 5])
    func everyOrder(laptops: Int) throws {
        let fixture = try MergeFixture()
        try fixture.workApart(laptops)
        let bundles = try (0..<laptops).map { try fixture.bundle($0) }
        var expected: [String]?
        for (place, order) in permutations(Array(0..<laptops)).enumerated() {
            let path = fixture.folder.file("order-\(place).gpkg")
            try Registry.create(at: path)
            for laptop in order {
                _ = try Registry.merge([bundles[laptop]], into: path)
            }
            #expect(try Registry.merge(bundles, into: path).added == 0)
            let content = try fixture.content(path)
            if expected == nil { expected = content }
            #expect(content == expected, "\(order)")
            try Folder.remove(path)
        }
        // Merged into each other they agree too, and nothing of anybody is lost.
        for laptop in 0..<laptops {
            _ = try Registry.merge(bundles, into: fixture.path(laptop))
            #expect(try fixture.content(fixture.path(laptop)) == expected)
            let connection = try SQLiteConnection.open(fixture.path(laptop), .readOnly)
            let chain = try EventChain.read(from: connection)
            #expect(chain.findings == [])
            for event in bundles.flatMap(\.events) {
                #expect(chain.hashes[event.name.description] == event.hash)
            }
        }
        let kinds = Set(try fixture.record(0).merging.conflicts.map(\.kind))
        #expect(kinds == (laptops == 2 ? [.concurrentEdit] : [.concurrentEdit, .sameID]))
    }

    @Test("What one installation had merged is not concurrent: no conflict")
    func knows() throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        try fixture.add(
            0,
            .segmentSuspended(
                SegmentSuspended(segment: SurveyFixture.segment, reason: "flood")))
        try fixture.send(0, to: 1)
        try fixture.add(
            1,
            .segmentReopened(
                SegmentReopened(segment: SurveyFixture.segment, reason: "dry")))
        try fixture.send(1, to: 0)
        for laptop in 0...1 {
            let record = try fixture.record(laptop)
            #expect(record.merging.conflicts == [] && record.conflicts == [])
            #expect(record.segments[0].workStatus == .workedOn)
        }
        let event = try #require(try Registry(path: fixture.path(1)).events().last)
        #expect(event.knows?.map(\.number) == [8])
    }

    @Test("A fork is refused and its first event named; nothing is written")
    func fork() throws {
        let fixture = try MergeFixture()
        let copy = fixture.folder.file("copy.gpkg")
        try Folder.copy(fixture.path(0), to: copy)
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A")))
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A2")))
        var other = try Registry(path: copy)
        try other.append(
            [.sweepRegistered(SurveyFixture.sweep("B"))], by: "Mona", at: SurveyFixture.evening)
        try other.append(
            [.sweepRegistered(SurveyFixture.sweep("B2"))], by: "Mona", at: SurveyFixture.evening)
        let before = try fixture.content(fixture.path(0))
        let writer = try Registry(path: copy).writer.prefix(8)
        #expect(throws: LandReleaseError.forked(events: ["\(writer):8"])) {
            _ = try Registry.merge([try other.bundle()], into: fixture.path(0))
        }
        #expect(try fixture.content(fixture.path(0)) == before)
        // A part that starts after the fork is found by the head it starts from.
        #expect(throws: LandReleaseError.forked(events: ["\(writer):8"])) {
            let since = try #require(
                try other.bundle().events.first { $0.name.number == 8 })
            _ = try Registry.merge(
                [
                    try other.bundle(since: [
                        RegistryHead(writer: since.name.writer, number: 8, hash: since.hash)
                    ])
                ], into: fixture.path(0))
        }
    }

    @Test("An adopted copy goes on as an installation of its own and merges")
    func adopt() throws {
        let fixture = try MergeFixture()
        let copy = fixture.path(1)
        try Folder.copy(fixture.path(0), to: copy)
        let old = try Registry(path: copy).writer
        let new = try Registry.adopt(copy)
        #expect(new != old)
        #expect(try Registry(path: copy).writer == new)
        try fixture.add(1, .sweepRegistered(SurveyFixture.sweep("B")))
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A")))
        #expect(try fixture.send(1, to: 0).added == 1)
        #expect(try fixture.send(0, to: 1).added == 1)
        #expect(
            try fixture.content(fixture.path(0)) == (try fixture.content(copy)))
        #expect(try fixture.record(0).merging.conflicts == [])
    }

    @Test("A registry of another machine, or out of a backup, takes nothing until it is adopted")
    func machine() throws {
        let fixture = try MergeFixture()
        let restored = fixture.path(1)
        let heads = try Registry.backup(fixture.path(0), to: restored)
        #expect(heads == (try Registry(path: fixture.path(0)).heads()))
        #expect(throws: LandReleaseError.notOfThisMachine(path: restored)) {
            try fixture.add(1, .sweepRegistered(SurveyFixture.sweep("B")))
        }
        #expect(throws: LandReleaseError.alreadyExists(path: restored)) {
            _ = try Registry.backup(fixture.path(0), to: restored)
        }
        _ = try Registry.adopt(restored)
        try fixture.add(1, .sweepRegistered(SurveyFixture.sweep("B")))
        try fixture.base.tamper("DELETE FROM clearroad_meta WHERE key = 'machine'")
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A")))
        #expect(fixture.base.verify().filter { !$0.contains("no such file") } == [])
        try fixture.base.tamper("UPDATE clearroad_meta SET value = 'x' WHERE key = 'machine'")
        #expect(throws: LandReleaseError.notOfThisMachine(path: fixture.path(0))) {
            try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A3")))
        }
    }

    @Test(
        "A part of a record merges where what it starts after is there, else what is missing is named"
    )
    func parts() throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        try fixture.join(2)
        let heads = try Registry(path: fixture.path(1)).heads()
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A")))
        let middle = try Registry(path: fixture.path(0)).heads()
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("B")))
        let late = try fixture.bundle(0, since: middle)
        #expect(late.events.count == 1 && late.base == middle)
        #expect(
            throws: LandReleaseError.bundleMisses(
                heads: ["events \(middle[0].writer.prefix(8)):8 to 8 are not here"])
        ) { _ = try Registry.merge([late], into: fixture.path(1)) }
        let early = try fixture.bundle(0, since: heads)
        #expect(try Registry.merge([early], into: fixture.path(1)).added == 2)
        #expect(try Registry.merge([late], into: fixture.path(1)).added == 0)
        #expect(throws: LandReleaseError.self) {
            _ = try fixture.bundle(
                1,
                since: [
                    RegistryHead(writer: heads[0].writer, number: 99, hash: heads[0].hash)
                ])
        }
    }

    @Test("News since a head are the events after it, of every installation")
    func news() throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        let heads = try Registry(path: fixture.path(0)).heads()
        try fixture.add(1, .sweepRegistered(SurveyFixture.sweep("B")))
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A")))
        try fixture.send(1, to: 0)
        let registry = try Registry(path: fixture.path(0))
        let news = try registry.news(since: heads)
        #expect(news.events.map(\.event.fact.kind) == [.sweepRegistered, .sweepRegistered])
        #expect(try registry.news(since: news.heads).events.isEmpty)
        #expect(try registry.news(since: []).events.count == 9)
        let wrong = RegistryHead(
            writer: heads[0].writer, number: heads[0].number, hash: SurveyFixture.digest("x"))
        #expect(throws: LandReleaseError.self) { _ = try registry.news(since: [wrong]) }
    }

    /// What could happen to a bundle on its way.
    static let damages: [(name: String, change: @Sendable (inout EventBundle) -> Void)] = [
        ("an edited body", { $0.events[5].body[20] ^= 1 }),
        (
            "an edited body with its hash",
            {
                let text = String(decoding: $0.events[8].body, as: UTF8.self)
                    .replacing("flood", with: "storm")
                $0.events[8].body = Array(text.utf8)
                $0.events[8].hash = Digest(of: $0.events[8].body)
            }
        ),
        ("an event left out", { $0.events.remove(at: 8) }),
        ("its last event left out", { $0.events.removeLast() }),
        (
            "white space in an event",
            {
                $0.events[8].body.append(32)
                $0.events[8].hash = Digest(of: $0.events[8].body)
            }
        ),
        ("a wrong writer", { $0.events[8].name.writer = String(repeating: "0", count: 32) }),
        ("a number beyond all", { $0.events[8].name.number = .max }),
        ("no text", { $0.events[8].body = [0xFF, 0xFE] }),
    ]

    @Test("A bundle changed on the way is refused, and nothing is written", arguments: 0..<8)
    func damaged(place: Int) throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        for note in ["flood", "rain", "wind"] {
            try fixture.add(
                1,
                .segmentSuspended(
                    SegmentSuspended(segment: SurveyFixture.segment, reason: note)))
            try fixture.add(
                1,
                .segmentReopened(
                    SegmentReopened(segment: SurveyFixture.segment, reason: note)))
        }
        var bundle = try fixture.bundle(1)
        // The new installation's events stand before or after those of laptop 0, by chance.
        let own = try Registry(path: fixture.path(1)).writer
        bundle.events.sort {
            ($0.name.writer == own ? 1 : 0, $0.name.number) < (
                $1.name.writer == own ? 1 : 0, $1.name.number
            )
        }
        let before = try fixture.content(fixture.path(0))
        Self.damages[place].change(&bundle)
        #expect(throws: LandReleaseError.self, "\(Self.damages[place].name)") {
            _ = try Registry.merge([bundle], into: fixture.path(0))
        }
        #expect(try fixture.content(fixture.path(0)) == before)
        #expect(try fixture.send(1, to: 0).added == 6)
    }

    @Test("A record of another survey is refused")
    func otherSurvey() throws {
        let fixture = try MergeFixture()
        let other = try MergeFixture()
        #expect(throws: LandReleaseError.otherSurvey(path: fixture.path(0))) {
            _ = try Registry.merge([try other.bundle(0)], into: fixture.path(0))
        }
    }

    @Test("A cut tail of another installation is found by what was known of it")
    func cutTail() throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        try fixture.add(1, .sweepRegistered(SurveyFixture.sweep("B")))
        try fixture.send(1, to: 0)
        try fixture.add(0, .sweepRegistered(SurveyFixture.sweep("A")))
        let writer = try Registry(path: fixture.path(1)).writer
        try fixture.base.tamper(
            RegistryFixture.dropTriggers, "DELETE FROM event WHERE writer = '\(writer)'")
        #expect(
            fixture.base.verify().contains {
                $0.contains("event \(writer.prefix(8)):1 is missing, though event")
            })
    }

    @Test(
        "Another machine's name, or another installation's, is found wherever it is verified",
        arguments: ["machine", "writer"])
    func findsChangedBinding(key: String) throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        #expect(fixture.verify().isEmpty)
        try fixture.tamper(
            "UPDATE clearroad_meta SET value = CASE substr(value, 1, 1) WHEN 'a' THEN 'b' ELSE 'a' END "
                + "|| substr(value, 2) WHERE key = '\(key)'")
        #expect(fixture.verify().contains("clearroad_meta: machine or writer was changed"))
    }
}
