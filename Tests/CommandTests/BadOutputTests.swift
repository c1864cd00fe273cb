import FileAccess
import Foundation
import Instruments
import TestSupport
import Testing

/// Places that cannot be written.
@Suite struct BadOutputTests {
    @Test("A folder, a place below a file and a missing folder are no output")
    func places() throws {
        let survey = try CommandSurvey()
        let lane = try survey.write(TinySweep.sweep(seed: 5), named: "lane")
        for ending in ["npy", "csv", "geojson", "gpkg", "png", "tif"] {
            try FileManager.default.createDirectory(
                atPath: survey.folder.file("folder." + ending), withIntermediateDirectories: true)
        }
        try DurableFile.write("x", to: survey.folder.file("plain"))
        let before = try FileManager.default.subpathsOfDirectory(atPath: survey.folder.path)
        let commands: [(words: [String], ending: String)] = [
            (["convert", lane], "npy"), (["detect", lane, "--out"], "csv"),
            (["detect", lane, "--out"], "geojson"), (["process", lane, "--out"], "npy"),
            (["inspect", lane, "--png"], "png"),
            (["map", survey.path, "--layer", "status", "--out"], "tif"),
            (["export", survey.path, "--out"], "gpkg"),
            (["export", survey.path, "--out"], "geojson"),
        ]
        for command in commands {
            for place in ["folder", "plain/below", "nowhere/below"] {
                let target = survey.folder.file("\(place).\(command.ending)")
                let run = try survey.run(command.words + [target])
                #expect(run.failed(1), "\(command.words[0]) \(place): \(run)")
            }
        }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: survey.folder.path) == before)
    }

    @Test("Results that standard output cannot take are an error")
    func fullDevice() throws {
        let folder = try TemporaryFolder()
        try SweepWriter.write(TinySweep.sweep(seed: 5), to: folder.file("a.sgy"))
        let run = try ClearRoad.run(["inspect", folder.file("a.sgy"), "--json"], to: "/dev/full")
        #expect(run.status == 1 && run.errorLines.count == 1)
    }

    /// A file that may not grow beyond 16 KiB stands for a full disk: the write fails half-way.
    private func cramped(_ arguments: [String]) throws -> CommandRun {
        try CommandRun.run(
            ["bash", "-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"", ClearRoad.path]
                + arguments)
    }

    @Test("A disk that is full half-way leaves no half file and the record as it was")
    func fullDisk() throws {
        let survey = try CommandSurvey()
        let lane = try survey.write(TinySweep.sweep(seed: 5), named: "lane")
        let out = survey.folder.file("out.npy")
        #expect(try cramped(["convert", lane, out]).failed(1))
        let events = try survey.done(["release", "log", survey.path]).output
        let files = try FileManager.default.subpathsOfDirectory(atPath: survey.folder.path)
        let sweep = try cramped([
            "sweep", "add", survey.path, lane, "--segment", "S-1", "--start", "0+100", "--offset",
            "-4.5", "--direction", "up", "--by", "Mona",
        ])
        #expect(sweep.failed(1), "\(sweep)")
        let map = try cramped([
            "export", survey.path, "--out", survey.folder.file("out.gpkg"),
        ])
        #expect(map.failed(1), "\(map)")
        #expect(try survey.done(["release", "log", survey.path]).output == events)
        #expect(try survey.isSound)
        let left = try FileManager.default.subpathsOfDirectory(atPath: survey.folder.path)
            .filter { !files.contains($0) && !Folder.isDirectory(survey.folder.file($0)) }
        #expect(left == [])
    }
}
