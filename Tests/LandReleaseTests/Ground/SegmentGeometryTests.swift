import SurveyModel
import Testing

@testable import LandRelease

@Suite("Split, merged and new versions of segments")
struct SegmentGeometryTests {
    /// A part of the fixture's segment between two chainages.
    static func part(
        _ id: String, _ from: Double, _ to: Double, classification: Classification = .suspected
    ) -> SegmentAdded {
        var part = SurveyFixture.segmentFact(id, from: from, classification: classification)
        part.chainage = MetreRange(low: from, high: to)
        part.outline = SurveyFixture.outline(part.chainage, part.offset)
        part.areaSquareMetres = (to - from) * 2
        return part
    }

    static func split(_ parts: [SegmentAdded]) -> Fact {
        .segmentSplit(
            SegmentSplit(segment: SurveyFixture.segment, parts: parts, reason: "half is built over")
        )
    }

    static let halves = [part("A", 100, 104), part("B", 104, 110)]

    @Test("A split keeps the old id as superseded, and sweeps, alarms and finds by place")
    func splits() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence(
            "L1", alarms: [SurveyFixture.alarm(102, -4.75), SurveyFixture.alarm(108, -4.75)])
        let alarm = try #require(survey.record.alarms.last)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: alarm, result: .item)), by: "Yusuf",
            at: SurveyFixture.evening)
        let halves = Self.halves.map {
            Self.part($0.id, $0.chainage.low, $0.chainage.high, classification: .confirmed)
        }
        survey.add(Self.split(halves), at: SurveyFixture.evening)
        let record = survey.record
        #expect(record.conflicts == [])
        #expect(record.segments.map(\.id) == ["A", "B"])
        #expect(record.segments.map(\.workStatus) == [.workedOn, .workedOn])
        #expect(record.segment("A")?.predecessors == [SurveyFixture.segment])
        #expect(record.segment(SurveyFixture.segment) == nil)
        #expect(record.anySegment(SurveyFixture.segment)?.fact.chainage.high == 110)
        #expect(record.alarms.map(\.segment) == ["A", "B"])
        #expect(record.alarms(on: halves[0]).map(\.id) == [record.alarms[0].id])
        #expect(record.finds.map(\.segments) == [["B"]])
        #expect(record.sweeps(of: "A").count == 1 && record.sweeps(of: "B").count == 1)
        #expect(record.areaAccount.originalSquareMetres == 20 && record.areaAccount.isBalanced)
        let later = survey.codes(
            .segmentSuspended(SegmentSuspended(segment: SurveyFixture.segment, reason: "x")))
        #expect(later == ["segment-superseded"])
        #expect(
            survey.codes(.segmentAdded(SurveyFixture.segmentFact("verge-1", from: 500)))
                == ["already-recorded"])
        // What another laptop did on the old segment meanwhile is not lost.
        try survey.addEvidence("L2", alarms: [SurveyFixture.alarm(109, -4.75)])
        #expect(survey.record.conflicts == [])
        #expect(survey.record.alarms.map(\.segment) == ["A", "B", "B"])
    }

    @Test("An alarm off the edge of a segment still belongs to a part of it")
    func keepsAlarmsOffTheEdge() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(108, -9)])
        survey.add(Self.split(Self.halves), at: SurveyFixture.evening)
        #expect(survey.record.alarms(on: Self.halves[1]).count == 1)
        #expect(survey.record.alarms(on: Self.halves[0]).count == 0)
    }

    struct Row: Sendable, CustomStringConvertible {
        var description: String
        var parts: [SegmentAdded]
        var codes: [String]
    }

    static func changed(_ change: (inout SegmentAdded) -> Void) -> [SegmentAdded] {
        var parts = halves
        change(&parts[1])
        return parts
    }

    static let rows: [Row] = [
        Row(description: "one part", parts: [part("A", 100, 110)], codes: ["parts"]),
        Row(
            description: "a gap", parts: [part("A", 100, 104), part("B", 105, 110)],
            codes: ["parts-cover", "parts-area"]),
        Row(
            description: "beyond the end", parts: [part("A", 100, 104), part("B", 104, 111)],
            codes: ["parts-cover", "parts-area"]),
        Row(
            description: "an overlap", parts: [part("A", 100, 105), part("B", 104, 110)],
            codes: ["parts-cover", "parts-area"]),
        Row(
            description: "one id twice", parts: [part("A", 100, 104), part("a", 104, 110)],
            codes: ["already-recorded"]),
        Row(
            description: "the old id", parts: [part("A", 100, 104), part("VERGE-1", 104, 110)],
            codes: ["already-recorded"]),
        Row(
            description: "another depth", parts: changed { $0.depthMetres = 0.1 },
            codes: ["foreign-part"]),
        Row(
            description: "suspicion taken away", parts: changed { $0.classification = .unassessed },
            codes: ["foreign-part"]),
        Row(
            description: "areas that do not close", parts: changed { $0.areaSquareMetres = 9 },
            codes: ["parts-area"]),
        Row(
            description: "a crossed outline", parts: changed { $0.outline.swapAt(1, 2) },
            codes: ["geometry-crossed", "geometry-area"]),
        Row(
            description: "no number", parts: changed { $0.areaSquareMetres = .nan },
            codes: ["range", "parts-area"]),
    ]

    @Test("A split that does not close is refused", arguments: rows)
    func refusesSplit(row: Row) throws {
        let survey = try GrowingRecord()
        #expect(survey.codes(Self.split(row.parts), at: SurveyFixture.evening) == row.codes)
    }

    @Test("An approved geometry is never edited; after a reopening a new version is possible")
    func keepsApprovedGeometry() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        var wider = Self.part(SurveyFixture.segment, 100, 112)
        let fact = { (version: Int) -> Fact in
            .segmentReversioned(
                SegmentReversioned(version: version, geometry: wider, reason: "longer"))
        }
        for edit in [Self.split(Self.halves), fact(2)] {
            #expect(survey.codes(edit, at: SurveyFixture.nextDay) == ["approved-geometry"])
        }
        survey.add(
            .segmentReopened(SegmentReopened(segment: SurveyFixture.segment, reason: "flood")),
            at: SurveyFixture.nextDay)
        #expect(survey.codes(fact(2), at: SurveyFixture.nextDay) == ["version"])
        survey.add(fact(3), at: SurveyFixture.nextDay)
        let record = survey.record
        #expect(record.conflicts == [])
        #expect(record.segment(SurveyFixture.segment)?.version == 3)
        #expect(record.segment(SurveyFixture.segment)?.fact.chainage.high == 112)
        #expect(record.work.versions.map(\.segment.version) == [1, 2])
        #expect(record.work.versions.map(\.segment.product) == [.reduced, .none])
        #expect(record.areaAccount.originalSquareMetres == 24)
        wider = Self.part(SurveyFixture.segment, 100, 108)
        #expect(survey.codes(fact(4), at: SurveyFixture.nextDay) == ["shrinks"])
        wider = Self.part(SurveyFixture.segment, 100, 112)
        #expect(survey.codes(fact(4), at: SurveyFixture.nextDay) == ["already-recorded"])
    }

    @Test("A report that waits keeps the geometry")
    func waitsForReport() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1")
        survey.add(
            .reportSubmitted(
                SurveyFixture.report(coverage: SurveyFixture.coverage(["L1"]))),
            at: SurveyFixture.evening)
        #expect(survey.codes(Self.split(Self.halves), at: SurveyFixture.evening) == ["report-open"])
    }

    @Test("Neighbours of one state become one; others do not")
    func merges() throws {
        var survey = try GrowingRecord()
        survey.add(Self.split(Self.halves), at: SurveyFixture.evening)
        let merge = Fact.segmentMerged(
            SegmentMerged(
                segments: ["B", "A"], whole: Self.part("C", 100, 110), reason: "one task"))
        survey.add(
            .segmentClassified(
                SegmentClassified(segment: "A", classification: .confirmed, note: "found")),
            at: SurveyFixture.evening)
        #expect(survey.codes(merge, at: SurveyFixture.evening) == ["foreign-part", "state"])
        survey.events.removeLast()
        survey.add(merge, at: SurveyFixture.evening)
        let record = survey.record
        #expect(record.conflicts == [])
        #expect(record.segments.map(\.id) == ["C"])
        #expect(record.segment("C")?.predecessors == ["B", "A"])
        #expect(record.work.descendants(of: SurveyFixture.segment) == ["C"])
        #expect(record.areaAccount.originalSquareMetres == 20)
        #expect(
            survey.codes(
                .segmentMerged(
                    SegmentMerged(
                        segments: ["C", "C"], whole: Self.part("D", 100, 110), reason: "x"))
            ).contains("parts"))
        #expect(
            survey.codes(
                .segmentMerged(
                    SegmentMerged(
                        segments: ["A", "C"], whole: Self.part("D", 100, 110), reason: "x"))
            ) == ["segment-superseded"])
    }
}
