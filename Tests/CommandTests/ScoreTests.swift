import Foundation
import TestSupport
import Testing

@Suite("The command score")
struct ScoreTests {
    private static let header = "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine\n"
    private static let truth =
        header + "a,PMN,plastic_AP,1,0,0.05,0.08,0.04,1\n"
        + "b,M19,plastic_AT,3,0,0.10,0.30,0.10,1\n" + "c,stone,clutter,5,0,0.04,0.08,0.05,0\n"
    /// Two on `a`, one on the edge of the halo of `b`, one on the stone, one in the open, one outside.
    private static let alarms =
        "id,x_m,y_m,score\n" + "1,1.02,0,9\n2,1.05,0,4\n3,3.25,0,8\n"
        + "4,5,0.1,7\n5,8,0.2,6\n6,13,0,5\n"
    private static let swept = ["--swept", "0,12,-0.25,0.25"]

    private func write(_ texts: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in texts {
            try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
        }
        return folder
    }

    private func score(
        _ words: [String], truth: String = truth, alarms: String = alarms,
        more: [String: String] = [:]
    ) throws -> CommandRun {
        let folder = try write(
            ["t.csv": truth, "a.csv": alarms].merging(more) { first, _ in first })
        return try ClearRoad.run(["score", "--resamples", "200"] + words, in: folder.path)
    }

    private func answer(
        _ words: [String], truth: String = truth, alarms: String = alarms,
        more: [String: String] = [:]
    ) throws -> Answer {
        let run = try score(words + ["--json"], truth: truth, alarms: alarms, more: more)
        #expect(run.status == 0, "\(run)")
        return try run.decoded(Answer.self)
    }

    @Test("A trial that can be counted by hand gives those counts")
    func counts() throws {
        let answer = try answer(["--truth", "t.csv", "--alarms", "a.csv"] + Self.swept)
        #expect(answer.targets == 2 && answer.detected == 2 && answer.pd == 1)
        #expect(answer.duplicates == 1 && answer.objectAlarms == 1 && answer.objects == 1)
        #expect(answer.groundAlarms == 1 && answer.alarmsOutside == 1)
        // Two of two: 0.025 ^ (1 / 2).
        #expect(abs(answer.pdLow - 0.158_113_883_008_419) < 1e-12 && answer.pdHigh == 1)
        // Discs of 14 cm round mine and stone, 25 cm round the other mine, on cells of 1 cm.
        let halos = 2 * Double.pi * 0.14 * 0.14 + Double.pi * 0.25 * 0.25
        #expect(abs(6 - answer.groundAreaSquareMetres - halos) < 2e-3)
        #expect(answer.groundRate == 1 / answer.groundAreaSquareMetres)
    }

    @Test("An excluded zone and a swept polygon take out what lies there, and say which mine")
    func ground() throws {
        let zone = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":
            {"type":"Polygon","coordinates":[[[2,-1],[4,-1],[4,1],[2,1],[2,-1]]]}}]}
            """
        let excluded = try answer(
            ["--truth", "t.csv", "--alarms", "a.csv", "--exclude", "z.geojson", "--lane-metres"]
                + Self.swept, more: ["z.geojson": zone])
        #expect(excluded.targets == 1 && excluded.detected == 1)
        #expect(excluded.uncountedTargets.map(\.id) == ["b"])
        #expect(abs(excluded.sweptSquareMetres - 5) < 1e-9)
        let polygon = try answer(
            ["--truth", "t.csv", "--alarms", "a.csv", "--swept", "z.geojson", "--lane-metres"],
            more: ["z.geojson": zone])
        #expect(polygon.targets == 1 && polygon.uncountedTargets.map(\.id) == ["a"])
        #expect(abs(polygon.sweptSquareMetres - 4) < 1e-9)
    }

    @Test("Passes over one lane are encounters of the same mines")
    func passes() throws {
        let answer = try answer(
            ["--lane", "L:t.csv:a.csv", "--lane", "L:t.csv:b.csv"] + Self.swept,
            more: ["b.csv": "id,x_m,y_m,score\n1,3,0,9\n"])
        #expect(answer.targets == 2 && answer.detected == 1.5)
        #expect(answer.encounters.encounters == 4 && answer.encounters.hits == 3)
        #expect(abs(answer.sweptSquareMetres - 12) < 1e-9)
    }

    @Test("A missing list counts as all missed with exit code 2, a declared abort does not count")
    func missing() throws {
        let lanes = ["--lane", "L:t.csv:a.csv", "--lane", "M:t.csv:none.csv"] + Self.swept
        let run = try score(lanes + ["--json"])
        #expect(run.status == 2 && run.errors.contains("none.csv"), "\(run)")
        let counted = try run.decoded(Answer.self)
        #expect(counted.targets == 4 && counted.detected == 2)
        let aborted = try answer(lanes + ["--aborted", "M"])
        #expect(aborted.targets == 2 && aborted.abortedLanes == ["M"])
    }

    @Test("The depths at which a model was found and missed stand by soil")
    func depthLimits() throws {
        let truth =
            Self.header + "a,PMN,plastic_AP,1,0,0.02,0.08,0.04,1\n"
            + "b,PMN,plastic_AP,2,0,0.08,0.08,0.04,1\n"
            + "c,M19,plastic_AT,4,0,0.10,0.30,0.10,1\n"
        let words = ["--truth", "t.csv", "--alarms", "a.csv", "--soil", "t=dry"] + Self.swept
        let alarms = "x_m,y_m,score\n1,0,5\n"
        let rows = try answer(words, truth: truth, alarms: alarms).depthLimits
        #expect(rows.map(\.model) == ["M19", "PMN"] && rows.map(\.soilGroup) == ["dry", "dry"])
        #expect(rows[0].limit.hasPrefix("never seen") && rows[0].deepestFoundMetres == nil)
        #expect(rows[1].limit == "mixed" && rows[1].hits == 1 && rows[1].encounters == 2)
        #expect(rows[1].shallowestMissedMetres == 0.08 && rows[1].deepestFoundMetres == 0.02)
        let text = try score(words, truth: truth, alarms: alarms).output
        #expect(
            text.contains(
                "PMN in dry: 1 of 2 found at 2.0 to 8.0 cm, the shallowest missed 8.0 cm, the "
                    + "deepest found 2.0 cm"))
    }

    @Test("A foreign list with its own names, in a CRS, gives the same counts")
    func foreign() throws {
        // A lane due east from (512300, 3601200): x_m is the easting from there, y_m the northing.
        let foreign =
            "east;north;conf\n512301.02;3601200;9\n512301.05;3601200;4\n512303.2;3601200;8\n"
            + "512305;3601200.1;7\n512308;3601200.2;6\n"
        let answer = try answer(
            [
                "--truth", "t.csv", "--alarms", "a.csv", "--columns",
                "x_m=east,y_m=north,score=conf", "--frame",
                "EPSG:32634,512300,3601200,512312,3601200", "--alarms-crs", "EPSG:32634",
            ] + Self.swept, alarms: foreign)
        #expect(answer.detected == 2 && answer.groundAlarms == 1 && answer.objectAlarms == 1)
    }

    @Test(
        "What is wrong in a file is said in one sentence with line and column",
        arguments: [
            ("t.csv, line 1, column class: ", header.replacing(",class", with: ",kind"), ""),
            ("t.csv, line 3, column id: ", truth.replacing("b,M19", with: "a,M19"), ""),
            ("t.csv, line 3, column diameter_m: ", truth.replacing("0.30", with: "-0.30"), ""),
            ("t.csv, line 2, column class: ", truth.replacing("plastic_AP", with: "mine"), ""),
            ("t.csv, line 4, column x_m: ", truth.replacing("clutter,5", with: "clutter,nan"), ""),
            ("a.csv, line 1, column score: ", truth, "id,x_m,y_m\n1,1,0\n"),
            ("a.csv, line 2, column score: ", truth, "id,x_m,y_m,score\n1,1,0,NaN\n"),
            ("a.csv, line 3, column score: ", truth, "id,x_m,y_m,score\n1,1,0,1\n2,1,0,\n"),
            ("a.csv, line 3, column id: ", truth, "id,x_m,y_m,score\n1,1,0,1\n1,1,0,2\n"),
        ])
    func badFiles(words: String, truth: String, alarms: String) throws {
        let run = try score(
            ["--truth", "t.csv", "--alarms", "a.csv"] + Self.swept, truth: truth,
            alarms: alarms.isEmpty ? Self.alarms : alarms)
        #expect(run.failed(1, saying: "error: " + words), "\(run)")
    }

    @Test("A missing area and options that cannot be are refused")
    func usage() throws {
        let files = ["--truth", "t.csv", "--alarms", "a.csv"]
        #expect(try score(files).failed(1, saying: "swept area of lane t is missing"))
        for words in [["--halo", "-1"], ["--at", "nan"], ["--threshold", "1", "--all"]] {
            let run = try score(files + Self.swept + words)
            #expect(run.failed(64), "\(words): \(run)")
        }
    }

    private struct Answer: Decodable {
        struct Encounters: Decodable {
            var encounters: Int
            var hits: Int
        }
        struct Mine: Decodable { var id: String }
        struct Limit: Decodable {
            var model: String
            var soilGroup: String?
            var encounters: Int
            var hits: Int
            var shallowestMissedMetres: Double?
            var deepestFoundMetres: Double?
            var limit: String
        }
        var targets: Int
        var detected: Double
        var pd: Double
        var pdLow: Double
        var pdHigh: Double
        var duplicates: Int
        var objectAlarms: Int
        var objects: Int
        var groundAlarms: Int
        var groundRate: Double
        var groundAreaSquareMetres: Double
        var sweptSquareMetres: Double
        var alarmsOutside: Int
        var encounters: Encounters
        var uncountedTargets: [Mine]
        var abortedLanes: [String]
        var depthLimits: [Limit]
    }
}
