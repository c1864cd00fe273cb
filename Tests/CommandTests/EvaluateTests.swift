import Foundation
import Instruments
import TestSupport
import Testing

@Suite("The command evaluate")
struct EvaluateTests {
    /// A trial of one lane of 3 m with a mine at 1 m, and the lists of a detector that finds it.
    private func trial() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["trial", "lists"] {
            try FileManager.default.createDirectory(
                atPath: folder.file(name), withIntermediateDirectories: false)
        }
        try SweepWriter.write(
            TinySweep.sweep(seed: 3, targets: [.init(x: 1, y: 0)]), to: folder.file("trial/L.sgy"))
        let texts = [
            "trial/trial.json": """
            {"name": "Tiny", "simulated": true, "lanes": [{"name": "L", "sweep": "L.sgy",
            "truth": "L.csv", "swept": [0, 3, -0.25, 0.25]}]}
            """,
            "trial/L.csv": "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine\n"
                + "a,M,plastic_AP,1,0,0.07,0.1,0.05,1\nb,M,plastic_AP,2,0.1,0.05,0.1,0.05,1\n",
            "lists/L.csv": "id,x_m,y_m,score\n1,1,0.02,5\n2,2.8,-0.2,3\n",
            "bad.json": "{\"name\": \"x\",",
        ]
        for (name, text) in texts {
            try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
        }
        return folder
    }

    private func evaluate(_ words: [String], in folder: TemporaryFolder) throws -> CommandRun {
        try ClearRoad.run(
            ["evaluate", "trial", "--out", "out", "--resamples", "200"] + words, in: folder.path)
    }

    @Test("A given list is judged on one page that asks for nothing from elsewhere")
    func page() throws {
        let folder = try trial()
        let run = try evaluate(["--only-given", "--alarms", "mine=lists"], in: folder)
        #expect(run.status == 0 && run.output.contains("open out/index.html"), "\(run)")
        let page = try String(contentsOfFile: folder.file("out/index.html"), encoding: .utf8)
        #expect(page.contains("SIMULATED DATA - NOT A CLEARANCE RECORD"))
        #expect(page.contains(">1/2<") && page.contains("Limits of the claim"))
        #expect(!page.contains("<script") && !page.contains("src=\"http"))
        let scores = try String(contentsOfFile: folder.file("out/scores.json"), encoding: .utf8)
        #expect(scores.contains("\"mine\""))
    }

    @Test("A folder of lists that is not there is refused; one without a list is all missed")
    func lists() throws {
        let folder = try trial()
        let none = try evaluate(["--only-given", "--alarms", "mine=none"], in: folder)
        #expect(none.failed(1, saying: "none: there is no such folder"), "\(none)")
        try FileManager.default.removeItem(atPath: folder.file("lists/L.csv"))
        let missed = try evaluate(["--only-given", "--alarms", "mine=lists"], in: folder)
        #expect(missed.status == 2 && missed.errors.contains("no list for lane L"), "\(missed)")
    }

    @Test("A trial without a detector and settings that are no JSON are refused in a sentence")
    func refusals() throws {
        let folder = try trial()
        #expect(try evaluate(["--only-given"], in: folder).failed(64, saying: "--only-given"))
        let run = try evaluate(["--config", "bad.json"], in: folder)
        #expect(run.failed(1, saying: "bad.json: this is not valid JSON"), "\(run)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
    }
}
