import FileAccess
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct InspectTests {
    private struct Facts: Decodable {
        struct Channel: Decodable {
            var index: Int
            var lateralOffsetMetres: Double
            var kind: String
        }
        struct Positions: Decodable {
            var source: String
            var count: Int
        }
        struct Instrument: Decodable { var centreFrequencyMHz: Double? }
        var format: String
        var channels: [Channel]
        var traces: Int
        var samplesPerTrace: Int
        var sampleIntervalNanoseconds: Double
        var windowNanoseconds: Double
        var timeZeroNanoseconds: Double
        var traceSpacingMetres: Double?
        var positions: Positions
        var instrument: Instrument
        var warnings: [String]
    }

    @Test("--json has every key of the exchange format with the right figures")
    func json() throws {
        let folder = try TemporaryFolder()
        try SweepWriter.write(TinySweep.sweep(seed: 1), to: folder.file("a.sgy"))
        let run = try ClearRoad.run("inspect", folder.file("a.sgy"), "--json")
        #expect(run.status == 0 && run.errors == "")
        let facts = try run.decoded(Facts.self)
        #expect(facts.format == "SEG-Y rev 1")
        #expect(facts.channels.map(\.index) == [1, 2, 3, 4, 5])
        #expect(facts.channels.map(\.lateralOffsetMetres) == TinySweep.fiveChannels)
        #expect(facts.channels.allSatisfy { $0.kind == "radar" })
        #expect(facts.traces == 61 && facts.samplesPerTrace == 64)
        #expect(abs(facts.sampleIntervalNanoseconds - 0.1) < 1e-9)
        #expect(abs(facts.windowNanoseconds - 6.4) < 1e-9)
        #expect(facts.timeZeroNanoseconds == 0)
        #expect(abs((facts.traceSpacingMetres ?? 0) - 0.05) < 1e-9)
        #expect(facts.positions.count == 61 && facts.positions.source != "none")
        #expect(facts.instrument.centreFrequencyMHz == 1500)
        #expect(facts.warnings == [])
    }

    @Test("A file cut off within a trace tells what was lost and ends with exit 2")
    func truncated() throws {
        let folder = try TemporaryFolder()
        try SweepWriter.write(TinySweep.sweep(seed: 1), to: folder.file("a.sgy"))
        let handle = try #require(FileHandle(forWritingAtPath: folder.file("a.sgy")))
        try handle.truncate(atOffset: 3600 + 30 * (240 + 256) + 100)
        let run = try ClearRoad.run("inspect", folder.file("a.sgy"), "--json")
        #expect(run.status == 2)
        let facts = try run.decoded(Facts.self)
        #expect(facts.traces == 30)
        #expect(facts.warnings.contains { $0.contains("30") || $0.contains("lost") })
    }

    @Test("--png draws a picture of useful size")
    func picture() throws {
        let folder = try TemporaryFolder()
        try SweepWriter.write(TinySweep.sweep(seed: 1), to: folder.file("a.sgy"))
        for extra in [[], ["--raw"], ["--channel", "2"]] {
            let out = folder.file("a\(extra.count).png")
            let run = try ClearRoad.run(
                ["inspect", folder.file("a.sgy"), "--png", out] + extra)
            #expect(run.status == 0, "\(run.errors)")
            let bytes = [UInt8](FileManager.default.contents(atPath: out) ?? Data())
            #expect(bytes.count > 5000)
            #expect(bytes.prefix(8) == [0x89, 80, 78, 71, 13, 10, 26, 10])
            let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
            let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
            #expect(width >= 400 && height >= 300)
        }
    }

    @Test("Processing writes what --steps asks for; an unknown step is named")
    func process() throws {
        let folder = try TemporaryFolder()
        try SweepWriter.write(TinySweep.sweep(seed: 1), to: folder.file("a.sgy"))
        let out = folder.file("p.npy")
        let run = try ClearRoad.run(
            "process", folder.file("a.sgy"), "--out", out, "--steps", "dewow,background:0.5")
        #expect(run.status == 0)
        #expect(try NumpyFile(out).shape == [5, 61, 64])
        let wrong = try ClearRoad.run(
            "process", folder.file("a.sgy"), "--out", folder.file("q.npy"), "--steps", "polish")
        #expect(wrong.failed(1, saying: "polish") && !Folder.exists(folder.file("q.npy")))
    }
}
