import SurveyModel
import Testing

@testable import LandRelease

@Suite("ContentHead")
struct ContentHeadTests {
    private func body(at time: String, previous: String, by: String = "Salem") throws -> [UInt8] {
        let fact = Fact.surveyCreated(
            SurveyCreated(name: "\",\"previous\":\"x", purpose: .operation))
        return try Event(
            writer: String(repeating: "a", count: 32), number: 1, clock: 1, at: time, by: by,
            tool: "1", inputs: [], previous: SurveyFixture.digest(previous), fact: fact
        ).body()
    }

    @Test("Time and the hash before are left out of what is hashed, and nothing else")
    func timeless() throws {
        let one = ContentChain.timeless(try body(at: "2026-03-01T08:00:00Z", previous: "p"))
        #expect(one == ContentChain.timeless(try body(at: "2026-03-02T09:11:12Z", previous: "q")))
        #expect(
            one
                != ContentChain.timeless(
                    try body(at: "2026-03-01T08:00:00Z", previous: "p", by: "Huda")))
        let text = String(decoding: one, as: UTF8.self)
        #expect(!text.contains("2026-03-01T08") && text.contains("\"writer\""))
        #expect(text.contains(#"\",\"previous\":\"x"#))
        #expect(ContentChain.timeless([1, 2, 3]) == [1, 2, 3])
    }

    @Test("The content head of a map finds its event, and a cut or rewritten record")
    func verified() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        let early = try Registry(path: fixture.path).contentInWords()
        try fixture.release()
        let late = try Registry(path: fixture.path).contentInWords()
        #expect(early != late)
        #expect(fixture.verify(head: early) == [] && fixture.verify(head: late) == [])
        let parts = late.split(separator: ":")
        let wrong = "\(parts[0]):\(parts[1]):" + String(repeating: "0", count: 64)
        #expect(fixture.verify(head: wrong).contains { $0.contains("forked") })
        let beyond = "\(parts[0]):999:\(parts[2])"
        #expect(fixture.verify(head: beyond).contains { $0.contains("tail was cut off") })
    }
}
