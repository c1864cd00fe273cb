import Fingerprint
import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite struct AlarmLinesTests {
    private static let names = [
        "", "a", "L 1,2;3", "%", "%41", "طريق 1", "e\u{301}", "\u{1F4A3}", "tab\tline\n", "\"\\/",
    ]

    private static func alarm(_ noise: inout SeededNoise) -> Alarm {
        func name() -> String { names[Int(noise.next() % UInt64(names.count))] }
        func number() -> Double { noise.normal() * [1, 1e-9, 1e17, 0][Int(noise.next() % 4)] }
        func maybe<Value>(_ value: Value) -> Value? { noise.next() % 2 == 0 ? value : nil }
        return Alarm(
            id: name(), sweep: name(), xMetres: number(), yMetres: number(),
            depthMetres: number(), score: number(), isSelected: noise.next() % 2 == 0,
            expectedFARPerSquareMetre: maybe(number()),
            alarmClass: [.antiVehicleLike, .antiPersonnelLike, .undetermined][
                Int(noise.next() % 3)],
            place: maybe(
                AlarmPlace(
                    road: name(),
                    position: RoadPosition(chainageMetres: number(), offsetMetres: number()),
                    geographic: GeographicPosition(longitude: number(), latitude: number()),
                    alongErrorMetres: number(), acrossErrorMetres: number(),
                    depthErrorMetres: number())),
            evidence: maybe(
                AlarmEvidence(
                    imagingScore: number(), isImagingSelected: noise.next() % 2 == 0,
                    imagingFARPerSquareMetre: maybe(number()), clutterPValue: maybe(number()),
                    anomaly: maybe(number()),
                    probability: maybe(
                        ProbabilityRange(value: number(), low: number(), high: number())),
                    judge: maybe(name()))))
    }

    @Test func `Any alarms come back to the last bit`() throws {
        var noise = SeededNoise(seed: 11)
        for count in [0, 1, 2, 50] {
            for _ in 0..<50 {
                let alarms = (0..<count).map { _ in Self.alarm(&noise) }
                let text = try AlarmLines.text(of: alarms)
                #expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 })
                #expect(try AlarmLines.alarms(of: text) == alarms)
            }
        }
    }

    @Test func `A run is written with its alarms as one text, an old one as it was`() throws {
        let run = try SurveyFixture.run("L1", alarms: [SurveyFixture.alarm(105, -4.75)])
        let text = String(decoding: try CanonicalJSON.bytes(of: run), as: UTF8.self)
        #expect(text.contains(#""alarms":"a,lane,5.0,0.0,0.08,9.0,1,at_like,0.1,CR-1,105.0,"#))
        let again = try JSONDecoder().decode(DetectionRun.self, from: Data(text.utf8))
        #expect(again == run)

        var old = run
        old.keepsAlarmsApart = true
        let bytes = try CanonicalJSON.bytes(of: old)
        #expect(String(decoding: bytes, as: UTF8.self).contains("\"alarms\":[{\"alarmClass\":"))
        let read = try JSONDecoder().decode(DetectionRun.self, from: Data(bytes))
        #expect(read == old && read.alarms == run.alarms)
        #expect(try CanonicalJSON.bytes(of: read) == bytes)
    }

    @Test(arguments: [
        "x", ";", "a,b;", ",,,,,,,,,,,,,,,,,,,,,,,,,;",
        "a,b,1,2,3,nan,1,at_like,,,,,,,,,,,,,,,,,,;",
        "a,b,1,2,3,4,2,at_like,,,,,,,,,,,,,,,,,,;", "a,b,1,2,3,4,1,mine,,,,,,,,,,,,,,,,,,;",
        "a,b,1,2,3,4,1,at_like,,CR,1,,,,,,,,,,,,,,,;", "%4,b,1,2,3,4,1,at_like,,,,,,,,,,,,,,,,,,;",
        "a,b,1,2,3,4,1,at_like,,,,,,,,,,,,,,,1,,,;", "a,b,1,2,3,4,1,at_like,,,,,,,,,,,,,,,,,,",
    ])
    func `What is no list of alarms is refused`(text: String) {
        #expect(throws: AlarmLines.Malformed.self) { try AlarmLines.alarms(of: text) }
    }

    @Test func `A number that is not finite is never written`() {
        var alarm = SurveyFixture.alarm(105, -4.75)
        alarm.score = .infinity
        #expect(throws: AlarmLines.NotFinite.self) { try AlarmLines.text(of: [alarm]) }
    }
}
