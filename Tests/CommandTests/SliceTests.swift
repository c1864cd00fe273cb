import FileAccess
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct SliceTests {
    private func write(
        _ name: String, in folder: TemporaryFolder, targets: [TinySweep.Target] = [],
        offsets: [Double] = TinySweep.fiveChannels, change: (inout Sweep) -> Void = { _ in }
    ) throws -> String {
        var sweep = TinySweep.sweep(seed: 7, targets: targets, offsets: offsets)
        change(&sweep)
        try SweepWriter.write(sweep, to: folder.file(name))
        return folder.file(name)
    }

    private func floats(_ array: NumpyFile) -> [Float] {
        stride(from: 0, to: array.values.count, by: 4).map { place in
            let bits = (0..<4).reduce(UInt32(0)) {
                $0 | UInt32(array.values[place + $1]) << UInt32(8 * $1)
            }
            return Float(bitPattern: bits)
        }
    }

    private struct Card: Decodable {
        struct Slice: Decodable {
            var measuredShare: Double
            var footprintRadiusMetres: Double
        }
        var cellMetres: Double
        var firstXMetres: Double
        var firstYMetres: Double
        var slices: [Slice]
    }

    /// The cell with the largest value of an array, and its card.
    private func brightest(_ path: String) throws -> (x: Double, y: Double, card: Card) {
        let array = try NumpyFile(path)
        let bytes = [UInt8](FileManager.default.contents(atPath: path + ".json") ?? Data())
        let card = try JSONDecoder().decode(Card.self, from: Data(bytes))
        let values = floats(array)
        let best = try #require(
            values.indices.filter { values[$0].isFinite }.max { values[$0] < values[$1] })
        let cell = best % (array.shape[1] * array.shape[2])
        return (
            card.firstXMetres + Double(cell % array.shape[2]) * card.cellMetres,
            card.firstYMetres + Double(cell / array.shape[2]) * card.cellMetres, card
        )
    }

    @Test("An object is seen at its place, in an array and in lines beside each other")
    func place() throws {
        let folder = try TemporaryFolder()
        let target = TinySweep.Target(x: 1.6, y: 0.1, delay: 1.2, strength: 60)
        let array = try write("a.sgy", in: folder, targets: [target])
        let out = folder.file("s.npy")
        let run = try ClearRoad.run(
            "slice", array, "--out", out, "--times", "0.9-1.6", "--cell", "0.02")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("% of the area measured"))
        let seen = try brightest(out)
        #expect(abs(seen.x - 1.6) < 0.05 && abs(seen.y - 0.1) < 0.05)
        #expect(seen.card.slices.count == 1 && seen.card.slices[0].measuredShare < 1)

        // The same ground in two files, the second driven back: targets in its own lane frame.
        let one = try write("1.sgy", in: folder, targets: [target], offsets: [0, 0.1])
        let other = try write(
            "2.sgy", in: folder,
            targets: [.init(x: 3 - target.x, y: 0.2 - target.y, delay: 1.2, strength: 60)],
            offsets: [-0.1, 0])
        let lines = try ClearRoad.run(
            "slice", one, other, "--out", out, "--times", "0.9-1.6", "--cell", "0.02",
            "--offsets", "0,0.2", "--alternate")
        #expect(lines.status == 0, "\(lines.errors)")
        let together = try brightest(out)
        #expect(abs(together.x - 1.6) < 0.05 && abs(together.y - 0.1) < 0.05)
    }

    @Test("The picture is drawn, with alarms where there are any")
    func picture() throws {
        let folder = try TemporaryFolder()
        let array = try write("a.sgy", in: folder, targets: [.init(x: 1.6, y: 0.1)])
        let plain = folder.file("a.png")
        #expect(try ClearRoad.run("slice", array, "--out", plain).status == 0)
        let alarms = folder.file("alarms.csv")
        let detect = try ClearRoad.run("detect", array, "--out", alarms, "--far", "5")
        #expect(detect.status == 0, "\(detect.errors)")
        let marked = folder.file("b.png")
        let run = try ClearRoad.run("slice", array, "--out", marked, "--alarms", alarms)
        #expect(run.status == 0, "\(run.errors)")
        let contents = FileManager.default.contents
        #expect(contents(plain)?.prefix(4) == Data([137, 80, 78, 71]))
        #expect(contents(plain) != contents(marked))
        let wrong = try ClearRoad.run("slice", array, "--out", marked, "--alarms", array)
        #expect(wrong.failed(1, saying: "table of alarms"))
    }

    @Test("Any number of threads gives the same bytes")
    func threads() throws {
        let folder = try TemporaryFolder()
        let array = try write("a.sgy", in: folder)
        var bytes: [Data?] = []
        for count in ["1", "3"] {
            let out = folder.file("\(count).npy")
            #expect(try ClearRoad.run("slice", array, "--out", out, "--threads", count).status == 0)
            bytes.append(FileManager.default.contents(atPath: out))
        }
        #expect(bytes[0] != nil && bytes[0] == bytes[1])
    }

    @Test("Faulty traces are left out, told of, and leave a hole")
    func faulty() throws {
        let folder = try TemporaryFolder()
        let out = folder.file("s.npy")
        let array = try write("a.sgy", in: folder, offsets: [0]) { sweep in
            let width = sweep.channels[0].radargram.samplesPerTrace
            for i in 20 * width..<30 * width { sweep.channels[0].radargram.samples[i] = 0 }
        }
        let run = try ClearRoad.run("slice", array, "--out", out)
        #expect(run.status == 2)
        #expect(run.errors.contains("10 of 61 traces are faulty"))
        let array3 = try NumpyFile(out)
        let card = try brightest(out).card
        let row = Int((-card.firstYMetres / card.cellMetres).rounded())
        func value(x: Double) -> Float {
            let column = Int(((x - card.firstXMetres) / card.cellMetres).rounded())
            return floats(array3)[row * array3.shape[2] + column]
        }
        #expect(value(x: 1.25).isNaN && !value(x: 0.5).isNaN && !value(x: 2).isNaN)
    }

    @Test("What cannot be done is said in a sentence, and nothing is written")
    func refused() throws {
        let folder = try TemporaryFolder()
        let array = try write("a.sgy", in: folder)
        let second = try write("b.sgy", in: folder)
        let unplaced = try write("c.npy", in: folder)
        let cases: [([String], Int32, String)] = [
            ([array, second], 1, "nothing says where the 2 files lie"),
            ([array, "--alternate"], 64, "--alternate needs"),
            ([array, second, "--offsets", "0"], 1, "1 offsets for 2 files"),
            ([array, "--depths", "0.9-1.2"], 1, "below the window"),
            ([array, "--depths", "0.1-0.1001"], 1, "too thin"),
            ([array, "--depths", "0.2-0.1"], 64, "0.2-0.1"),
            ([array, "--cell", "0.5"], 1, "wider than the footprint"),
            ([array, "--cell", "0"], 64, "--cell"),
            ([array, "--steps", "polish"], 1, "polish"),
            ([array, "--steps", "dewow,envelope"], 1, "take the envelope themselves"),
            ([array, "--steps", "dewow,focus:4"], 1, "moves the surface"),
            ([array, "--steps", "dewow,stack:2"], 1, "change the number of traces"),
            ([unplaced], 1, ""),
        ]
        for (arguments, status, words) in cases {
            let out = folder.file("x.npy")
            let run = try ClearRoad.run(["slice"] + arguments + ["--out", out])
            #expect(run.failed(status, saying: words), "\(arguments) \(run.status) \(run.errors)")
            #expect(!Folder.exists(out))
        }
        let text = try ClearRoad.run("slice", array, "--out", folder.file("x.txt"))
        #expect(text.failed(1, saying: ".png or .npy"))
        let own = try ClearRoad.run("slice", unplaced, "--out", unplaced)
        #expect(own.status == 1)
    }
}
