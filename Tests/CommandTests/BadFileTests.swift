import FileAccess
import Foundation
import Instruments
import TestSupport
import Testing

/// Files that are not what they should be, for every command that reads one.
@Suite struct BadFileTests {
    enum Fault: String, CaseIterable {
        case missing, empty, headerCut, noTrace, wrongType, noise, folder, pipe

        /// Puts it at `path`.
        func make(at path: String) throws {
            switch self {
            case .missing: break
            case .empty: try DurableFile.write([], to: path)
            case .headerCut: try Fault.good(path, bytes: 3500)
            case .noTrace: try Fault.good(path, bytes: 3600)
            case .wrongType: try DurableFile.write("%PDF-1.7\n%\u{E9}\n", to: path)
            case .noise:
                var noise = SeededNoise(seed: 3)
                try DurableFile.write(
                    (0..<20_000).map { _ in UInt8(noise.next() & 255) }, to: path)
            case .folder:
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: false)
            case .pipe: #expect(try CommandRun.run(["mkfifo", path]).status == 0)
            }
        }

        private static func good(_ path: String, bytes: UInt64) throws {
            // The writer goes by the ending: the file gets its name afterwards.
            let whole = path + ".whole.sgy"
            try SweepWriter.write(TinySweep.sweep(seed: 1), to: whole)
            try #require(FileHandle(forWritingAtPath: whole)).truncate(atOffset: bytes)
            try FileManager.default.moveItem(atPath: whole, toPath: path)
        }
    }

    @Test(
        "Each command says one sentence, ends with exit 1 and leaves nothing behind",
        arguments: Fault.allCases)
    func readers(fault: Fault) throws {
        let folder = try TemporaryFolder()
        let bad = folder.file("bad.sgy")
        try fault.make(at: bad)
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let out = folder.file("out")
        for arguments in [
            ["inspect", bad, "--png", out + ".png"], ["convert", bad, out + ".npy"],
            ["process", bad, "--out", out + ".npy"], ["detect", bad, "--out", out + ".csv"],
        ] {
            let run = try ClearRoad.run(arguments)
            #expect(run.failed(1, saying: "bad.sgy"), "\(fault) \(arguments[0]): \(run)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == before)
    }

    @Test("None of them can be registered, and the record stays as it is")
    func registration() throws {
        let survey = try CommandSurvey()
        let events = try survey.done(["release", "log", survey.path]).output
        for fault in Fault.allCases {
            let bad = survey.folder.file("bad-\(fault).sgy")
            try fault.make(at: bad)
            let run = try survey.run([
                "sweep", "add", survey.path, bad, "--segment", "S-1", "--start", "0+100",
                "--offset", "-4.5", "--direction", "up", "--by", "Mona",
            ])
            #expect(run.failed(1, saying: "bad-\(fault)"), "\(fault): \(run)")
        }
        #expect(try survey.done(["release", "log", survey.path]).output == events)
        #expect(try survey.isSound)
    }

    @Test(
        "A road file that is none makes no survey",
        arguments: [Fault.missing, .empty, .wrongType, .headerCut, .folder, .pipe])
    func roads(fault: Fault) throws {
        let folder = try TemporaryFolder()
        try fault.make(at: folder.file("road.geojson"))
        let run = try ClearRoad.run(
            "survey", "init", folder.file("survey"), "--name", "N", "--crs", TinyRoad.crs, "--road",
            folder.file("road.geojson"), "--by", "Mona")
        #expect(run.failed(1), "\(fault): \(run)")
        #expect(!Folder.exists(folder.file("survey")))
    }

    @Test("A survey whose registry or settings are damaged is refused by every command")
    func survey() throws {
        let survey = try CommandSurvey()
        for (file, text) in [
            ("registry.gpkg", ""), ("registry.gpkg", "SQLite format 3"), ("survey.json", "{"),
            ("survey.json", "{}"), ("survey.json", ""),
        ] {
            let copy = try survey.copy(named: UUID().uuidString)
            try DurableFile.write(text, to: copy.path + "/" + file)
            for command in [["survey", "info"], ["day"], ["release", "status"]] {
                let run = try copy.run(command + [copy.path])
                #expect(run.failed(1, saying: file), "\(file) \(text): \(run)")
            }
        }
    }
}
