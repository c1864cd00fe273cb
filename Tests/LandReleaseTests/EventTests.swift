import Fingerprint
import Foundation
import SurveyModel
import Testing

@testable import LandRelease

@Suite("Event")
struct EventTests {
    @Test("Facts come back from their canonical bytes, and give the same bytes again")
    func roundTrips() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        survey.add(
            .segmentReopened(SegmentReopened(segment: "V", reason: "اعادة 🚧 \"q\" \\ /")))
        for event in survey.events {
            let body = try event.body()
            let read = try JSONDecoder().decode(Event.self, from: Data(body))
            #expect(read == event)
            #expect(try read.body() == body)
        }
    }

    @Test("A body is one flat, sorted object, known to the byte")
    func isCanonical() throws {
        let event = Event(
            writer: String(repeating: "a", count: 32), number: 1, clock: 1,
            at: "2026-03-01T08:00:00Z", by: "Salem", tool: "0.1.0", inputs: [],
            previous: Event.origin,
            fact: .surveyCreated(SurveyCreated(name: "Coast", purpose: .demonstration)))
        let expected =
            #"{"at":"2026-03-01T08:00:00Z","by":"Salem","clock":1,"fact":{"kind":"#
            + #""surveyCreated","name":"Coast","purpose":"demonstration"},"inputs":[],"number":1,"#
            + #""previous":"0000000000000000000000000000000000000000000000000000000000000000","#
            + #""tool":"0.1.0","writer":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}"#
        #expect(String(decoding: try event.body(), as: UTF8.self) == expected)
    }

    @Test("An event of a kind from a newer version is an error that names the kind")
    func namesUnknownKind() throws {
        let fixture = try RegistryFixture()
        let registry = try Registry(path: fixture.path)
        let body =
            #"{"at":"2026-03-01T08:00:00Z","by":"S","clock":1,"fact":{"kind":"droneFlown"},"#
            + #""inputs":[],"number":1,"previous":""# + Event.origin.hexadecimal
            + #"","tool":"9.0","writer":""# + registry.writer + "\"}"
        try registry.connection.query(
            "INSERT INTO event (writer, number, body, hash) VALUES (?, 1, ?, ?)",
            [.text(registry.writer), .text(body), .text(Digest(of: body).hexadecimal)])
        #expect(fixture.verify().contains { $0.contains("kind \"droneFlown\"") })
        #expect(throws: LandReleaseError.self) { _ = try Registry(path: fixture.path) }
    }

    @Test("A number that is not finite cannot be recorded")
    func refusesNonFinite() throws {
        var survey = try GrowingRecord()
        var segment = SurveyFixture.segmentFact()
        segment.depthMetres = .nan
        survey.add(.segmentAdded(segment))
        #expect(throws: LandReleaseError.self) { try survey.events.last?.body() }
    }
}
