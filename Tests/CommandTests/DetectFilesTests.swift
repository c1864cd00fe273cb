import FileAccess
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct DetectFilesTests {
    let folder: TemporaryFolder
    let lane: String

    init() throws {
        folder = try TemporaryFolder()
        lane = folder.file("lane.sgy")
        try SweepWriter.write(
            TinySweep.sweep(seed: 5, targets: [CommandSurvey.target]), to: lane)
    }

    private struct Summary: Decodable {
        struct File: Decodable {
            var error: String?
            var blankMaxima: Int
        }

        var far: String
        var sweeps: [File]
    }

    private func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasSuffix(".sgy") }
    }

    @Test("Without blank ground the rate is nominal: the column is empty, and it is said once")
    func nominal() throws {
        let out = folder.file("a.csv")
        let twice = try ClearRoad.run("detect", lane, lane, "--out", out)
        #expect(twice.status == 1 && twice.errors.contains("given twice"))
        let copy = folder.file("copy.sgy")
        try FileManager.default.copyItem(atPath: lane, toPath: copy)
        let run = try ClearRoad.run("detect", lane, copy, "--out", out, "--json")
        #expect(run.status == 0)
        #expect(try alarmRows(out).allSatisfy { $0["expected_far_per_m2"] == "" })
        #expect(run.errors.components(separatedBy: "nominal").count == 2)
        #expect(try run.decoded(Summary.self).far == "unverified")
    }

    @Test("Blank ground gives every candidate its expected rate, falling as the score rises")
    func blank() throws {
        let blanks = try ([71, 72] as [UInt64]).map { seed -> String in
            let file = folder.file("blank-\(seed).sgy")
            try SweepWriter.write(
                TinySweep.sweep(seed: seed, offsets: TinySweep.wideChannels), to: file)
            return file
        }
        let out = folder.file("a.csv")
        let run = try ClearRoad.run(
            ["detect", lane, "--imaging-only", "--out", out, "--json"]
                + blanks.flatMap { ["--blank", $0] })
        #expect(run.status == 0 && run.errors == "")
        let rates = try alarmRows(out).map { $0.number("expected_far_per_m2") }
        #expect(rates.allSatisfy { $0 > 0 } && rates == rates.sorted())
        // A candidate stands in the table for either list.
        for row in try alarmRows(out) {
            let lowest = min(
                row.number("expected_far_per_m2"), row.number("imaging_far_per_m2"))
            #expect(lowest <= 5.001)
        }
        for row in try alarmRows(out) {
            #expect((row["selected"] == "1") == (row.number("expected_far_per_m2") <= 0.2))
        }
        let summary = try run.decoded(Summary.self)
        #expect(summary.far == "verified" && summary.sweeps.allSatisfy { $0.blankMaxima >= 50 })
    }

    @Test("Too little blank ground is an error, not a guess")
    func littleBlank() throws {
        let file = folder.file("blank.sgy")
        try SweepWriter.write(TinySweep.sweep(seed: 71), to: file)
        let run = try ClearRoad.run("detect", lane, "--out", folder.file("a.csv"), "--blank", file)
        #expect(run.failed(1, saying: "50"))
        #expect(try leftovers() == [])
    }

    @Test("A bad file among good ones is named, the others are written, exit 2")
    func oneBad() throws {
        let bad = folder.file("bad.sgy")
        try DurableFile.write("not a radar file at all", to: bad)
        let out = folder.file("a.csv")
        let run = try ClearRoad.run("detect", bad, lane, "--out", out, "--json")
        #expect(run.status == 2)
        #expect(run.errorLines.count == 1 && run.errorLines[0].contains("bad.sgy"))
        #expect(try alarmRows(out).allSatisfy { $0["sweep"] == "lane" })
        let files = try run.decoded(Summary.self).sweeps
        #expect(files.map { $0.error == nil } == [false, true])
    }

    @Test("Only bad files give exit 1 and no output file")
    func allBad() throws {
        let bad = folder.file("bad.sgy")
        try DurableFile.write("not a radar file at all", to: bad)
        let run = try ClearRoad.run("detect", bad, "--out", folder.file("a.csv"))
        #expect(run.failed(1, saying: "bad.sgy"))
        #expect(try leftovers() == [])
    }

    @Test("GeoJSON holds the same alarms, each with a null geometry")
    func geoJSON() throws {
        struct Collection: Decodable {
            struct Feature: Decodable {
                struct Geometry: Decodable { var type: String }
                struct Properties: Decodable {
                    var id: String
                    var selected: Bool
                }
                var geometry: Geometry?
                var properties: Properties
            }
            var type: String
            var features: [Feature]
        }
        let out = folder.file("a.geojson")
        #expect(try ClearRoad.run("detect", lane, "--out", out).status == 0)
        #expect(try ClearRoad.run("detect", lane, "--out", folder.file("a.csv")).status == 0)
        let text = try String(contentsOfFile: out, encoding: .utf8)
        let read = try JSONDecoder().decode(Collection.self, from: Data(text.utf8))
        #expect(read.type == "FeatureCollection")
        #expect(read.features.allSatisfy { $0.geometry == nil })
        #expect(text.components(separatedBy: "\"geometry\":null").count == read.features.count + 1)
        let rows = try alarmRows(folder.file("a.csv"))
        #expect(read.features.map(\.properties.id) == rows.map { $0["id"] })
        #expect(
            read.features.map(\.properties.selected) == rows.map { $0["selected"] == "1" })
    }

    @Test("A source is never its own output, another ending is refused before any work")
    func targets() throws {
        let before = FileManager.default.contents(atPath: lane)
        let csv = folder.file("lane.csv")
        try FileManager.default.createSymbolicLink(atPath: csv, withDestinationPath: lane)
        #expect(try ClearRoad.run("detect", lane, "--out", csv).failed(1))
        #expect(try ClearRoad.run("detect", lane, "--out", folder.file("a.xlsx")).failed(1))
        #expect(FileManager.default.contents(atPath: lane) == before)
    }
}
