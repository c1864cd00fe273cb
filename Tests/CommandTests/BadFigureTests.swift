import FileAccess
import Foundation
import TestSupport
import Testing

/// Names and figures that cannot be meant, and names that mean mischief.
@Suite struct BadFigureTests {
    /// Command lines by exit code; DIR is a survey, LANE a good file.
    private static let cases: [(status: Int32, line: String)] = [
        (64, "fly"), (64, "inspect"), (64, "inspect LANE --depth"),
        (64, "detect LANE --out x.csv --far 0"), (64, "detect LANE --out x.csv --far nan"),
        (64, "detect LANE --out x.csv --depth 1e300"),
        (64, "convert LANE x.npy --channel 99999999999999999999"),
        (64, "convert LANE x.npy --trace-spacing -1"),
        (64, "map DIR --layer truth --out x.tif"),
        (64, "segment add DIR PLACE --road T-1 --from 100 --to 200 --depth-cm -5"),
        (64, "segment add DIR PLACE --road T-1 --from north --to 200 --depth-cm 15"),
        (64, "sweep add DIR LANE --segment S-1 --start 100 --offset 1e9 --direction up --by M"),
        (1, "segment add DIR PLACE --road T-1 --from 200 --to 100 --depth-cm 15"),
        (1, "segment add DIR PLACE --road T-1 --from 400 --to 9+999 --depth-cm 15"),
        (1, "segment add DIR PLACE --road T-1 --from 100 --to 100.01 --depth-cm 15"),
        (1, "segment add DIR PLACE --road T-9 --from 100 --to 200 --depth-cm 15"),
        (1, "sweep add DIR LANE --segment S-1 --start 99+000 --offset -4 --direction up --by M"),
        (1, "sweep add DIR LANE --segment NO --start 100 --offset -4 --direction up --by M"),
        (1, "sweep add DIR LANE --segment S-1 --offset -4 --direction up --by M"),
        (1, "release request DIR NO --product reduced --by M --note n"),
        (1, "release approve DIR NO-R1 --by M"),
        (1, "map DIR --layer status --out x.tif --segment NO"),
        (1, "alarm list DIR --segment NO"), (1, "segment show DIR NO"),
        (
            1,
            "alarm close DIR NO --result item --depth-cm 5 --chainage 100 --offset 0 --by M"
        ),
    ]

    @Test("What the command line cannot mean is exit 64, what the survey cannot mean exit 1")
    func figures() throws {
        let survey = try CommandSurvey()
        let lane = try survey.write(TinySweep.sweep(seed: 5), named: "lane")
        let events = try survey.done(["release", "log", survey.path]).output
        for (status, line) in Self.cases {
            let words = line.split(separator: " ").flatMap { word -> [String] in
                switch word {
                case "DIR": [survey.path]
                case "LANE": [lane]
                case "PLACE": ["--id", "S-2", "--band", "left-shoulder", "--by", "M"]
                default: [String(word)]
                }
            }
            let run = try ClearRoad.run(words, in: survey.folder.path)
            #expect(run.failed(status), "\(line): \(run)")
        }
        #expect(try survey.done(["release", "log", survey.path]).output == events)
        #expect(try survey.isSound)
        let names = try FileManager.default.contentsOfDirectory(atPath: survey.folder.path)
        #expect(!names.contains { $0.hasPrefix("x.") })
    }

    @Test("SQL, shell and path characters in names are only letters")
    func names() throws {
        let survey = try CommandSurvey()
        let evil = "S'); DROP TABLE event;-- $(touch pwned) `touch pwned` \"|& ../../x %s \\ Ω"
        try survey.done([
            "segment", "add", survey.path, "--id", evil, "--road", TinyRoad.id, "--from", "0+200",
            "--to", "0+210", "--band", "left-shoulder", "--depth-cm", "15", "--by", evil,
        ])
        let name = "lane'; DROP TABLE event; $(touch pwned) \"x\""
        let file = try survey.write(TinySweep.sweep(seed: 5), named: name)
        try survey.done([
            "sweep", "add", survey.path, file, "--segment", evil, "--start", "0+202", "--offset",
            "4.5", "--direction", "up", "--operator", evil, "--by", evil,
        ])
        try survey.done(["day", survey.path])
        #expect(try survey.done(["segment", "list", survey.path]).output.contains(evil))
        #expect(try survey.run(["segment", "show", survey.path, evil]).status == 0)
        #expect(try survey.isSound)
        let text = try String(
            contentsOfFile: survey.path + "/products/alarms.csv", encoding: .utf8)
        #expect(text.contains("\"\"x\"\""))
        let all = try FileManager.default.subpathsOfDirectory(atPath: survey.folder.path)
        #expect(!all.contains { $0.hasSuffix("pwned") })
        #expect(!Folder.exists(survey.folder.path + "/x"))
    }

    @Test("Control characters, empty and endless names are refused")
    func hiddenNames() throws {
        let survey = try CommandSurvey()
        for name in ["", "   ", "two\nlines", "bell\u{7}", String(repeating: "x", count: 5000)] {
            let run = try survey.run([
                "segment", "add", survey.path, "--id", name, "--road", TinyRoad.id, "--from",
                "0+200", "--to", "0+210", "--band", "left-shoulder", "--depth-cm", "15", "--by",
                "Mona",
            ])
            #expect(run.status == 1 || run.status == 64, "\(name.prefix(20)): \(run.status)")
            #expect(run.errorLines.count == 1)
        }
        #expect(try survey.isSound)
    }

    @Test("A registry from a newer version is left alone, and said so")
    func newerVersion() throws {
        let survey = try CommandSurvey()
        try survey.sql("UPDATE clearroad_meta SET value = '99' WHERE key = 'schema_version'")
        let before = FileManager.default.contents(atPath: survey.path + "/registry.gpkg")
        for command in [
            ["survey", "info"], ["day"], ["release", "status"], ["registry", "rebuild"],
            ["alarm", "list"],
        ] {
            let run = try survey.run(command + [survey.path])
            #expect(run.failed(1, saying: "newer"), "\(command): \(run)")
        }
        #expect(try survey.verify().status != 0)
        #expect(FileManager.default.contents(atPath: survey.path + "/registry.gpkg") == before)
    }
}
