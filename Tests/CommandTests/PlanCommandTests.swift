import Foundation
import TestSupport
import Testing

@Suite struct PlanCommandTests {
    private static let lanes = [
        "--lanes", "10", "--lane-length", "12", "--lane-width", "0.5", "--models",
        "PMN:plastic_AP:0.112:0.056,VS-1.6:plastic_AT:0.222:0.092", "--depths", "0.02,0.05,0.10",
        "--targets", "90", "--clutter", "10",
    ]

    @Test("plan --json begins with the keys others read, in their order")
    func json() throws {
        let run = try ClearRoad.run("plan", "--pd", "0.95", "--json")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(
            run.output.hasPrefix(
                "{\n  \"targets\": 153,\n  \"missesAllowed\": 3,\n  \"confidence\": 0.95,\n"
                    + "  \"power\": 0.93"))
        #expect(run.output.contains("\"blankAreaSquareMetres\": 299.57"))
    }

    @Test("plan says what may be said, and warns of a trial without a miss")
    func sentences() throws {
        let mild = try ClearRoad.run("plan", "--pd", "0.95", "--paired", "0.10,0.02")
        #expect(mild.output.contains("bury 153 for each cell"))
        #expect(mild.output.contains("passes with a chance of 93.1 %"))
        #expect(mild.output.contains("59 targets were enough, but"))
        #expect(mild.output.contains("sweep 299.6 m2 outside all halos"))
        #expect(mild.output.contains("145 targets show the difference"))
        let strict = try ClearRoad.run("plan", "--pd", "0.95", "--misses", "0")
        #expect(strict.output.contains("Warning: one miss fails this trial"))
        let hopeless = try ClearRoad.run("plan", "--pd", "0.95", "--true-pd", "0.9")
        #expect(hopeless.output.contains("passing would be an error"))
    }

    @Test("A lay-out has truth tables, lanes and a sheet; the same seed gives the same bytes")
    func layout() throws {
        let room = try TemporaryFolder()
        let plan = ["plan", "--pd", "0.95"] + Self.lanes
        let first = try ClearRoad.run(plan + ["--layout", room.file("a"), "--seed", "7"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("a cell of 15 without a miss"))
        #expect(first.output.contains("fewer than the 153 targets"))
        let names = try FileManager.default.contentsOfDirectory(atPath: room.file("a")).sorted()
        #expect(names.count == 12)
        _ = try ClearRoad.run(plan + ["--layout", room.file("b"), "--seed", "7"])
        for name in names {
            let bytes = FileManager.default.contents(atPath: room.file("a/" + name))
            #expect(bytes != nil)
            #expect(
                bytes == FileManager.default.contents(atPath: room.file("b/" + name)), "\(name)")
        }
        let truth = try String(contentsOfFile: room.file("a/lane-01_truth.csv"), encoding: .utf8)
        #expect(truth.hasPrefix("id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine\n"))
        #expect(truth.split(separator: "\n").count == 11)
        let sheet = try String(contentsOfFile: room.file("a/burial-sheet.txt"), encoding: .utf8)
        #expect(sheet.contains("90 targets and 10 other objects in 10 lanes"))
        let again = try ClearRoad.run(plan + ["--layout", room.file("a"), "--seed", "7"])
        #expect(again.status == 0)
        let other = try ClearRoad.run(plan + ["--layout", room.file("a"), "--seed", "8"])
        #expect(other.failed(1, saying: "not overwritten"))
        #expect(
            FileManager.default.contents(atPath: room.file("a/lane-01_truth.csv"))
                == Data(truth.utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: room.file("a")).count == 12)
    }

    @Test("A lay-out that does not fit says how many do, and writes nothing")
    func tooMany() throws {
        let room = try TemporaryFolder()
        let run = try ClearRoad.run(
            ["plan", "--pd", "0.95", "--layout", room.file("a"), "--seed", "1"]
                + Self.lanes.dropLast(4))
        #expect(run.failed(1, saying: "153 targets do not fit into 10 lanes"))
        #expect(run.errors.contains(" fit\n"))
        #expect(!FileManager.default.fileExists(atPath: room.file("a")))
    }

    @Test(
        "What a command line cannot mean is refused with the option's name",
        arguments: [
            ("", "--pd"), ("--pd 0", "--pd"), ("--pd 1", "--pd"), ("--pd nan", "--pd"),
            ("--pd 0.95 --confidence 95", "--confidence"), ("--pd 0.95 --misses -1", "--misses"),
            ("--pd 0.95 --true-pd 1.1", "--true-pd"), ("--pd 0.95 --power 0.8", "--power"),
            ("--pd 0.95 --paired 0.1,0.1", "--paired"), ("--pd 0.95 --paired 0.1", "--paired"),
            ("--pd 0.95 --ground-rate 0", "--ground-rate"), ("--pd 0.95 --lanes 3", "--layout"),
            ("--pd 0.95 --layout x --lanes 3 --seed 1", "--models"),
            ("--pd 0.95 --models PMN:mine:0.1:0.1", "--models"),
            ("--pd 0.95 --depths 0.1,0.1", "--depths"),
        ])
    func refused(options: String, name: String) throws {
        let run = try ClearRoad.run(["plan"] + options.split(separator: " ").map(String.init))
        #expect(run.failed(64, saying: name), "\(run)")
    }

    @Test("A Pd close to 1 is answered or refused at once")
    func extreme() throws {
        let near = try ClearRoad.run("plan", "--pd", "0.99999", "--json")
        #expect(near.output.contains("\"targets\": 775364"))
        let nearer = try ClearRoad.run("plan", "--pd", "0.99999999999999")
        #expect(nearer.failed(1, saying: "more than 1000000000000 targets"))
    }
}
