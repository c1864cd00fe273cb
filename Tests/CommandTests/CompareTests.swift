import Foundation
import TestSupport
import Testing

@Suite("The command compare")
struct CompareTests {
    private static let header = "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine\n"

    /// A lane of six mines; list `a` finds five of them, list `b` one, and each raises a ground alarm.
    private func lane(_ folder: TemporaryFolder, _ name: String) throws {
        let mines = (0..<6).map { "m\($0),M,plastic_AP,\(1 + 2 * $0),0,0.05,0.08,0.04,1\n" }
        let texts = [
            "truth": Self.header + mines.joined(), "a": list(Array(0..<5)), "b": list([0]),
        ]
        for (kind, text) in texts {
            try text.write(
                toFile: folder.file("\(name)_\(kind).csv"), atomically: true, encoding: .utf8)
        }
    }

    private func list(_ found: [Int]) -> String {
        "id,x_m,y_m,score\n" + found.map { "\($0),\(1 + 2 * $0),0,5\n" }.joined() + "g,0.1,0.2,2\n"
    }

    /// Options for `count` such lanes.
    private func lanes(_ folder: TemporaryFolder, _ count: Int) throws -> [String] {
        try (1...count).flatMap { number in
            let name = "L\(number)"
            try lane(folder, name)
            let files = ["truth", "a", "b"].map { "\(name)_\($0).csv" }.joined(separator: ":")
            return ["--lane", "\(name):\(files)"]
        }
    }

    @Test("Several lanes: counts, test and interval, the same again with the same seed")
    func lanes() throws {
        let folder = try TemporaryFolder()
        let arguments =
            ["compare"] + (try lanes(folder, 8)) + [
                "--swept", "0,12,-0.5,0.5", "--name", "a", "--name", "b", "--at", "0.5", "--json",
                "--resamples", "200",
            ]
        let run = try ClearRoad.run(arguments, in: folder.path)
        #expect(run.status == 0, "\(run)")
        let result = try run.decoded(Printed.self)
        let point = result.pairs[0].points[1]
        #expect(point.both == 8 && point.firstOnly == 32 && point.secondOnly == 0)
        #expect(abs(point.mcnemarP - 2.0 / 4_294_967_296) < 1e-15)
        #expect(abs((point.pd?.difference ?? 0) - 32.0 / 48) < 1e-12)
        #expect(point.mayBeSaid.contains("a found 40 and b 8"))
        // All lanes are alike, so lanes say nothing of how others would be.
        #expect(point.mayBeSaid.contains("no resample differs, so it says nothing"))
        #expect(point.finding == "notBorneOut")
        #expect(try ClearRoad.run(arguments, in: folder.path).output == run.output)
    }

    @Test("One lane by --truth: the lists are called by their files, and there is no interval")
    func oneLane() throws {
        let folder = try TemporaryFolder()
        try lane(folder, "L1")
        let run = try ClearRoad.run(
            [
                "compare", "--truth", "L1_truth.csv", "--swept", "0,12,-0.5,0.5", "L1_a.csv",
                "L1_b.csv",
            ], in: folder.path)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("L1_a.csv and L1_b.csv, own choice of alarms:"))
        #expect(run.output.contains("note: one lane cannot be resampled"))
        #expect(run.output.contains("  may not be said: "))
    }

    @Test("A list that is not there counts as no alarms, with exit code 2")
    func missingList() throws {
        let folder = try TemporaryFolder()
        try lane(folder, "L1")
        let run = try ClearRoad.run(
            [
                "compare", "--truth", "L1_truth.csv", "--swept", "0,12,-0.5,0.5", "L1_a.csv",
                "none.csv",
            ], in: folder.path)
        #expect(run.status == 2 && run.errors.contains("none.csv"), "\(run)")
    }

    @Test(
        "Wrong usage is refused in a sentence",
        arguments: [
            ["--truth", "t.csv", "a.csv"], ["a.csv", "b.csv"],
            ["--lane", "A:t:a:b", "--lane", "B:t:a:b:c"],
            ["--truth", "t.csv", "a", "b", "--at", "0"],
            ["--lane", "A:t:a:b", "--name", "x"],
        ])
    func usage(arguments: [String]) throws {
        let run = try ClearRoad.run(["compare"] + arguments)
        #expect(run.status == 64 && run.output.isEmpty, "\(run)")
    }

    private struct Printed: Decodable {
        struct Pair: Decodable { var points: [Point] }
        struct Point: Decodable {
            var both: Int
            var firstOnly: Int
            var secondOnly: Int
            var mcnemarP: Double
            var pd: Difference?
            var finding: String
            var mayBeSaid: String
        }
        struct Difference: Decodable { var difference: Double }
        var pairs: [Pair]
    }
}
