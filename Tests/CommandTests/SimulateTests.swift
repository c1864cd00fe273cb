import Foundation
import TestSupport
import Testing

@Suite struct SimulateTests {
    private static let small = ["--length-m", "0.6", "--channels", "2", "--density", "2"]

    @Test("simulate writes a sweep, its sidecar, truth and scene; the scene makes the same bytes")
    func again() throws {
        let room = try TemporaryFolder()
        let first = try ClearRoad.run(
            ["simulate", "--out", room.file("a"), "--seed", "7"] + Self.small)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("writing 0.1 MB of simulated samples in 1 sweep"))
        #expect(first.output == room.file("a") + "/lane.sweep.json\n")
        let second = try ClearRoad.run([
            "simulate", "--out", room.file("b"), "--scene", room.file("a/lane.scene.json"),
        ])
        #expect(second.status == 0, "\(second.errors)")
        for name in ["lane.sgy", "lane.truth.csv", "lane.scene.json", "lane.sweep.json"] {
            let bytes = FileManager.default.contents(atPath: room.file("a/" + name))
            #expect(
                bytes != nil
                    && bytes
                        == FileManager.default.contents(
                            atPath: room.file("b/" + name)),
                "\(name)")
        }
    }

    @Test("Fields are computed where they are asked for, with the soil beside them")
    func fields() throws {
        let room = try TemporaryFolder()
        // One trace, its physics at their real size.
        let run = try ClearRoad.run([
            "simulate", "--physics", "fields", "--out", room.path, "--name", "F1", "--soil",
            "dry-quartz", "--seed", "3", "--length-m", "0.1", "--channels", "1", "--density", "0",
            "--clutter", "0", "--tasks", "1",
        ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == room.file("F1.sweep.json") + "\n")
        let soil = FileManager.default.contents(atPath: room.file("F1.soil.json")) ?? Data()
        let keys = try JSONSerialization.jsonObject(with: soil) as? [String: Any]
        #expect(keys?["soil_group"] as? String == "dry")
        #expect(keys?["seed"] as? Int == 3)
        let inspected = try ClearRoad.run(["inspect", room.file("F1.sgy")])
        #expect(inspected.output.contains("6 of 200 samples"))
        #expect(inspected.output.contains("ClearRoad simulation"))
    }

    @Test("A simulated sweep says that it is one")
    func stamped() throws {
        let room = try TemporaryFolder()
        _ = try ClearRoad.run(["simulate", "--out", room.path] + Self.small)
        for file in ["lane.sgy", "lane.sweep.json"] {
            let run = try ClearRoad.run(["inspect", room.file(file)])
            #expect(run.output.contains("ClearRoad simulation"))
            #expect(run.output.contains("61 of 256 samples"))
        }
    }

    @Test("Files that are there are not overwritten, and nothing is left of what failed")
    func refused() throws {
        let room = try TemporaryFolder()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: room.file("lane.truth.csv")))
        let run = try ClearRoad.run(["simulate", "--out", room.path] + Self.small)
        #expect(run.status == 1)
        #expect(run.errors.contains("not overwritten"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: room.path) == ["lane.truth.csv"])
    }

    @Test(
        "What cannot be made is refused with its name",
        arguments: [
            (["--soil", "marble"], 1, "marble"), (["--mines", "PMN,XYZ"], 1, "XYZ"),
            (["--density", "90"], 1, "fit in the lane"), (["--length-m", "0"], 64, "--length-m"),
            (["--scene", "nowhere.json"], 64, "--scene"),
            (["--reference-day", "--soil", "sea-spray"], 64, "--reference-day"),
            (["--mines", ","], 64, "--mines"), (["--mines", ""], 64, "--mines"),
            (["--scene", "nowhere.json", "--seed", "9"], 64, "its seed included"),
            (["--channels", "1000"], 1, "offsets"),
            (["--physics", "waves"], 64, "echoes or fields"),
            (["--physics", "fields", "--soil", "marble"], 1, "marble"),
            (["--physics", "fields", "--mines", "XYZ", "--density", "9"], 1, "XYZ"),
            (["--scene", "nowhere.json", "--physics", "fields"], 64, "its seed included"),
            (["--reference-day", "--name", "x"], 64, "--reference-day"),
            (["--tasks", "0"], 64, "--tasks"),
            (["--length-m", "100000", "--channels", "1000"], 1, "traces of all channels"),
        ])
    func impossible(options: [String], status: Int32, words: String) throws {
        let room = try TemporaryFolder()
        let base = options.contains("--length-m") ? [] : ["--length-m", "1"]
        let run = try ClearRoad.run(["simulate", "--out", room.file("x")] + base + options)
        #expect(run.status == status)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(!run.errors.contains("writing"))
    }
}
