import FileAccess
import Foundation
import Instruments
import TestSupport
import Testing

@Suite("The discriminator in detect and train")
struct DiscriminatorCommandTests {
    let folder: TemporaryFolder
    let lane: String
    let out: String

    init() throws {
        folder = try TemporaryFolder()
        lane = folder.file("lane.sgy")
        out = folder.file("alarms.csv")
        try SweepWriter.write(
            TinySweep.sweep(seed: 5, targets: [CommandSurvey.target]), to: lane)
    }

    private var isWritten: Bool { FileManager.default.fileExists(atPath: out) }

    @Test("With --imaging-only the score is the imaging score and nobody judged")
    func imagingOnly() throws {
        let run = try ClearRoad.run("detect", lane, "--imaging-only", "--out", out)
        #expect(run.status == 0, "\(run)")
        let rows = try alarmRows(out)
        #expect(!rows.isEmpty)
        for row in rows {
            #expect(row["judged_by"] == "" && row["clutter_p"] == "" && row["anomaly"] == "")
            #expect(row["probability"] == "" && row["imaging_far_per_m2"] == "")
            #expect(["0", "1"].contains(row["imaging_selected"] ?? ""))
            // An alarm keeps the highest imaging score of all echoes it stands for.
            #expect(row.number("imaging_score") >= row.number("score"))
            #expect(row["selected"] == "0" || row["imaging_selected"] == "1")
        }
        #expect(rows.first?["imaging_score"] == rows.first?["score"])
    }

    @Test("A radar it was not trained for is told, and gets the plain imaging list")
    func foreign() throws {
        // Traces 5 cm apart.
        let judged = try ClearRoad.run("detect", lane, "--out", out)
        #expect(judged.status == 0 && judged.errors.contains("was trained for"), "\(judged)")
        let rows = try alarmRows(out)
        let plain = folder.file("plain.csv")
        let run = try ClearRoad.run("detect", lane, "--imaging-only", "--out", plain)
        #expect(run.status == 0 && !run.errors.contains("trained for"))
        let twins = try alarmRows(plain)
        #expect(rows == twins)
    }

    @Test("A model that is missing or none is one sentence, exit 1, and no list")
    func badModels() throws {
        let model = folder.file("model.json")
        let missing = try ClearRoad.run("detect", lane, "--model", model, "--out", out)
        #expect(missing.failed(1, saying: "model.json"), "\(missing)")
        for text in ["", "{", "{}", "[1, 2]", "no JSON at all", "\u{0}\u{1}"] {
            try DurableFile.write(text, to: model)
            let run = try ClearRoad.run("detect", lane, "--model", model, "--out", out)
            #expect(run.failed(1, saying: "model.json: this is no discriminator"), "\(run)")
            #expect(!isWritten)
        }
    }

    @Test("A model and --imaging-only exclude each other")
    func both() throws {
        let run = try ClearRoad.run(
            "detect", lane, "--model", folder.file("model.json"), "--imaging-only", "--out", out)
        #expect(run.failed(64, saying: "--imaging-only"), "\(run)")
        #expect(!isWritten)
    }

    @Test("Channels imaged together need blank ground, and go with no model and no map")
    func acrossChannels() throws {
        let alone = try ClearRoad.run("detect", lane, "--across-channels", "--out", out)
        #expect(alone.failed(64, saying: "--across-channels needs --blank"), "\(alone)")
        for words in [["--model", "m.json"], ["--detectability", folder.file("map.tif")]] {
            let run = try ClearRoad.run(
                ["detect", lane, "--across-channels", "--blank", lane, "--out", out] + words)
            #expect(run.failed(64, saying: words[0]), "\(run)")
        }
        #expect(!isWritten)
        let help = try ClearRoad.run("detect", "--help")
        #expect(help.output.contains("SyntheticGround"))
    }

    @Test("A radar file is no model")
    func radarAsModel() throws {
        let run = try ClearRoad.run("detect", lane, "--model", lane, "--out", out)
        #expect(run.failed(1, saying: "this is no discriminator"), "\(run)")
        #expect(!isWritten)
    }

    @Test("Lanes without truth, and a folder that is none, train nothing")
    func noTruth() throws {
        let model = folder.file("model.json")
        for name in [folder.path, folder.file("nothing"), lane] {
            let run = try ClearRoad.run("train", name, "--out", model)
            #expect(run.failed(1), "\(run)")
            #expect(!FileManager.default.fileExists(atPath: model))
        }
        let missing = try ClearRoad.run("train", folder.file("nothing"), "--out", model)
        #expect(missing.failed(1, saying: "nothing"), "\(missing)")
    }

    @Test("Numbers no forest can have are refused before any work")
    func badNumbers() throws {
        let model = folder.file("model.json")
        for words in [
            ["--trees", "5"], ["--trees", "x"], ["--seed", "-1"], ["--inject", "-1"],
            ["--inject-alone"], ["--inject-weight", "0"],
        ] {
            let run = try ClearRoad.run(["train", folder.path, "--out", model] + words)
            #expect(run.failed(64, saying: words[0]), "\(run)")
        }
    }
}
