import FileAccess
import Fingerprint
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("Conflicts of merged records")
struct MergeConflictTests {
    typealias Kind = RecordConflict.Kind

    struct Row: Sendable {
        var name: String
        var first: @Sendable (MergeFixture) throws -> Void
        var second: @Sendable (MergeFixture) throws -> Void
        var kinds: [Kind]
        var segments: [String] = [SurveyFixture.segment]
    }

    static func suspend(_ laptop: Int, _ segment: String = SurveyFixture.segment)
        -> @Sendable (MergeFixture) throws -> Void
    {
        { try $0.add(laptop, .segmentSuspended(SegmentSuspended(segment: segment, reason: "x"))) }
    }

    static func sweep(_ laptop: Int, _ name: String) -> @Sendable (MergeFixture) throws -> Void {
        { try $0.add(laptop, .sweepRegistered(SurveyFixture.sweep(name))) }
    }

    static func lot(_ laptop: Int, _ id: String, from: Double)
        -> @Sendable (MergeFixture) throws -> Void
    {
        { try $0.add(laptop, .segmentAdded(SurveyFixture.segmentFact(id, from: from))) }
    }

    static func report(_ laptop: Int, _ note: String = "done")
        -> @Sendable (MergeFixture) throws -> Void
    {
        {
            var report = SurveyFixture.report(coverage: SurveyFixture.coverage(["L1"]))
            report.note = note
            try $0.add(laptop, .reportSubmitted(report))
        }
    }

    static func approve(_ laptop: Int, by: String = SurveyFixture.approver)
        -> @Sendable (MergeFixture) throws -> Void
    {
        {
            try $0.add(
                laptop,
                .reportApproved(
                    ReportApproved(
                        report: SurveyFixture.segment + "-R1", approver: by,
                        coverage: SurveyFixture.coverage(["L1"]))), by: by,
                at: SurveyFixture.nextDay)
        }
    }

    static let rows: [Row] = [
        Row(name: "both suspend", first: suspend(0), second: suspend(1), kinds: [.concurrentEdit]),
        Row(
            name: "one classifies, one suspends",
            first: {
                try $0.add(
                    0,
                    .segmentClassified(
                        SegmentClassified(
                            segment: SurveyFixture.segment, classification: .confirmed, note: "find"
                        )))
            }, second: suspend(1), kinds: [.concurrentEdit]),
        Row(name: "two sweeps", first: sweep(0, "A"), second: sweep(1, "B"), kinds: []),
        Row(name: "the same sweep", first: sweep(0, "A"), second: sweep(1, "A"), kinds: []),
        Row(name: "sweep beside an edit", first: sweep(0, "A"), second: suspend(1), kinds: []),
        Row(
            name: "lots far apart", first: lot(0, "X", from: 300), second: lot(1, "Y", from: 400),
            kinds: []),
        Row(
            name: "lots that share a half", first: lot(0, "X", from: 300),
            second: lot(1, "Y", from: 305), kinds: [.overlappingLots], segments: ["X", "Y"]),
        Row(
            name: "lots that share 1 %", first: lot(0, "X", from: 300),
            second: lot(1, "Y", from: 309.9), kinds: [.overlappingLots], segments: ["X", "Y"]),
        Row(
            name: "lots that share 0.8 %", first: lot(0, "X", from: 300),
            second: lot(1, "Y", from: 309.92), kinds: []),
        Row(
            name: "one id for two lots", first: lot(0, "X", from: 300),
            second: lot(1, "X", from: 400), kinds: [.sameID], segments: ["X"]),
        Row(
            name: "the same lot", first: lot(0, "X", from: 300), second: lot(1, "X", from: 300),
            kinds: []),
        Row(
            name: "two reports", first: report(0), second: report(1, "also done"),
            kinds: [.sameID, .concurrentEdit]),
    ]

    @Test("Each pair of events gives the conflicts it should, whoever merges", arguments: 0..<12)
    func pairs(place: Int) throws {
        let row = Self.rows[place]
        let fixture = try MergeFixture()
        try fixture.join(1)
        try row.first(fixture)
        try row.second(fixture)
        try fixture.send(1, to: 0)
        try fixture.send(0, to: 1)
        let record = try fixture.record(0)
        #expect(
            Set(record.merging.unsettled.map(\.kind)).isSubset(of: Set(row.kinds)),
            "\(row.name): \(record.merging.unsettled.map(\.text))")
        #expect(record.merging.unsettled.isEmpty == row.kinds.isEmpty, "\(row.name)")
        if !row.kinds.isEmpty {
            #expect(
                record.merging.unsettled.allSatisfy { $0.segments == row.segments }, "\(row.name)")
            for id in row.segments {
                #expect(
                    record.merging.objections(toReleaseOf: id).map(\.code).contains(
                        "conflict-unsettled"))
            }
            #expect(record.merging.objections(toReleaseOf: "another").isEmpty)
        } else {
            #expect(record.conflicts == [], "\(row.name)")
        }
        #expect(
            try fixture.content(fixture.path(0)) == (try fixture.content(fixture.path(1))))
    }

    @Test("Two approvals of one report: one stands, the other is named, a person settles it")
    func approvals() throws {
        let fixture = try MergeFixture()
        try Self.report(0)(fixture)
        try fixture.join(1)
        try Self.approve(0)(fixture)
        try Self.approve(1, by: "Nadia Khalil")(fixture)
        try fixture.send(1, to: 0)
        var record = try fixture.record(0)
        let conflict = try #require(record.merging.unsettled.first)
        #expect(record.merging.unsettled.map(\.kind) == [.twoApprovals])
        #expect(record.segments[0].product == .reduced && record.segments[0].isUnderReview)
        #expect(record.conflicts.count == 1)

        let standing = try #require(conflict.parties.first { $0.voidBecause == nil })
        let void = try #require(conflict.parties.first { $0.voidBecause != nil })
        func settle(_ stands: EventName, _ reason: String) -> Fact {
            .conflictSettled(
                ConflictSettled(events: conflict.events, stands: stands, reason: reason))
        }
        for (fact, code) in [
            (settle(void.name, "x"), "event-void"), (settle(standing.name, ""), "text"),
            (settle(EventName(writer: void.name.writer, number: 99), "x"), "event-unknown"),
            (
                Fact.conflictSettled(
                    ConflictSettled(events: [], stands: standing.name, reason: "x")),
                "conflict-unknown"
            ),
        ] {
            let found = record.objections(to: fact, by: "Huda", at: SurveyFixture.nextDay)
            #expect(found.map(\.code) == [code])
        }
        try fixture.add(0, settle(standing.name, "the first counts"), at: SurveyFixture.nextDay)
        record = try fixture.record(0)
        #expect(record.merging.unsettled.isEmpty && record.conflicts == [])
        #expect(!record.segments[0].isUnderReview)
        #expect(fixture.base.verify().filter { !$0.contains("evidence") } == [])
        #expect(
            record.objections(to: settle(standing.name, "x"), by: "Huda", at: SurveyFixture.nextDay)
                .map(\.code) == ["already-recorded"])
    }

    @Test("An approval is of the report its installation knew, not of another with the same id")
    func otherReport() throws {
        let fixture = try MergeFixture()
        try fixture.join(1)
        try Self.report(0)(fixture)
        try Self.report(1, "another report")(fixture)
        let writers = try (0...1).map { try Registry(path: fixture.path($0)).writer }
        // The installation that comes second in the record approves its own report.
        let second = writers[0] < writers[1] ? 1 : 0
        try Self.approve(second)(fixture)
        try fixture.send(1, to: 0)
        let record = try fixture.record(0)
        #expect(record.reports.count == 1 && record.segments[0].product == .none)
        #expect(record.reports[0].state == .submitted)
        #expect(record.conflicts.contains { $0.contains("had not merged") })
    }

    @Test("A suspension nobody knew of when the ground was released puts the release in question")
    func unawares() throws {
        let fixture = try MergeFixture()
        try Self.report(0)(fixture)
        try fixture.join(1)
        try Self.sweep(1, "A")(fixture)
        try Self.sweep(1, "B")(fixture)
        try Self.sweep(1, "C")(fixture)
        try Self.approve(0)(fixture)
        try fixture.send(1, to: 0)
        let record = try fixture.record(0)
        #expect(
            record.merging.unsettled.map(\.kind).contains(.decidedUnawares)
                || record.segments[0].product == .none)
        #expect(record.segments[0].product == .none || record.segments[0].isUnderReview)
        #expect(!record.merging.objections(toReleaseOf: SurveyFixture.segment).isEmpty)
    }
}
