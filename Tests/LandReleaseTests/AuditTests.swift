import FileAccess
import Fingerprint
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("Stories and extracts")
struct AuditTests {
    @Test("A released segment's story tells who, when, what, on what evidence and what it changed")
    func story() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        try fixture.release()
        let registry = try Registry(path: fixture.path)
        let story = try registry.story(of: SurveyFixture.segment)
        let text = story.joined(separator: "\n")
        let evidence = try #require(registry.record.reports.first).fact.evidenceDigest.short
        for words in [
            "The story of segment VERGE-1",
            "2026-03-01 08:00:00  Salem Ali registered road CR-1",
            "laid segment VERGE-1 on road CR-1 from 0+100 to 0+110",
            "ran detector 1 over sweep",
            "2026-03-01 17:30:00  Salem Ali submitted report VERGE-1-R1: segment VERGE-1 shall become "
                + "reduced, 20.0 of 20.0 m2 covered",
            "evidence \(evidence)",
            "2026-03-02 09:00:00  Huda Omar approved report VERGE-1-R1",
            "Segment VERGE-1: product changed from none to reduced.",
            "Segment VERGE-1: work changed from worked-on to closed.",
            "Now: classification suspected; work closed; product reduced; review none.",
        ] { #expect(text.contains(words), "\(words)") }
        #expect(story.last == "    \(registry.head)")
        #expect(try registry.story(of: SurveyFixture.segment) == story)
        // Another segment's story says nothing of it.
        let other = try registry.story(of: "NONE").joined()
        #expect(!other.contains("VERGE-1") && other.contains("began survey"))
    }

    @Test("A forged event is told with the reason why it has no effect")
    func void() throws {
        var growing = try GrowingRecord()
        growing.add(
            .reportSubmitted(SurveyFixture.report(coverage: SurveyFixture.coverage(["L9"]))),
            by: "Eve")
        let story = try AuditStory.lines(of: growing.events, segment: SurveyFixture.segment)
        #expect(story.contains { $0.contains("It has NO EFFECT: ") && $0.contains("Eve") })
    }

    /// An extract for the segment of a survey with another one beside it.
    private func extract() throws -> (ChainExtract, [RegistryHead]) {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        var registry = try Registry(path: fixture.path)
        try registry.append(
            [.segmentAdded(SurveyFixture.segmentFact("OTHER", from: 500))], by: "Mona",
            at: SurveyFixture.evening)
        try fixture.release()
        try registry.reload()
        return (try registry.extract(for: SurveyFixture.segment), try registry.heads())
    }

    @Test("An extract leaves out what does not concern the segment, and still gives its state")
    func whole() throws {
        let (extract, heads) = try extract()
        #expect(extract.events.count == 9 && extract.hashes.count == 10)
        let (findings, events) = extract.check(heads: heads)
        #expect(findings == [] && events.count == 9)
        #expect(extract.record().reports.map(\.state) == [.approved])
        #expect(ChainExtract.hashes(inLines: extract.hashLines) == extract.hashes)
        #expect(ChainExtract.hashes(inLines: "x\n") == nil)
    }

    static let changes: [@Sendable (inout ChainExtract) -> Void] = [
        { $0.hashes.remove(at: 3) },
        { $0.hashes.removeLast() },
        { $0.hashes.swapAt(2, 3) },
        { $0.hashes[4].hash = $0.hashes[5].hash },
        { extract in
            let text = String(decoding: extract.events[3].body, as: UTF8.self)
                .replacing("Salem", with: "Selim")
            extract.events[3].body = Array(text.utf8)
            extract.events[3].hash = Digest(of: extract.events[3].body)
        },
        { extract in
            // Edited with all its own hashes made new: the next event no longer follows.
            let text = String(decoding: extract.events[3].body, as: UTF8.self)
                .replacing("Salem", with: "Selim")
            extract.events[3].body = Array(text.utf8)
            extract.events[3].hash = Digest(of: extract.events[3].body)
            extract.hashes[3].hash = extract.events[3].hash
        },
    ]

    @Test("An extract that was changed is found", arguments: 0..<6)
    func changed(place: Int) throws {
        var (extract, heads) = try extract()
        Self.changes[place](&extract)
        #expect(extract.check(heads: heads).findings != [])
    }
}
