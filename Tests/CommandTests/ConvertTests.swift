import FileAccess
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

/// A .npy array as any program reads it: shape and little-endian float32 bytes.
struct NumpyFile {
    var shape: [Int]
    var values: [UInt8]

    init(_ path: String) throws {
        let bytes = try RegularFile(path: path).allBytes()
        #expect(bytes.prefix(8) == [0x93, 78, 85, 77, 80, 89, 1, 0])
        let length = Int(bytes[8]) | Int(bytes[9]) << 8
        let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
        #expect(header.contains("'descr': '<f4'") && header.contains("'fortran_order': False"))
        let inner = header.split(separator: "(")[1].split(separator: ")")[0]
        shape = inner.split(separator: ",").compactMap { part in
            Int(part.filter { $0 != " " })
        }
        values = Array(bytes[(10 + length)...])
    }
}

@Suite struct ConvertTests {
    @Test(
        "Every SEG-Y file converts to the array another reader gave, sample for sample",
        .enabled(if: SharedData.isPresent, "the shared data folder is absent"),
        arguments: ["delay-scalar", "f3-lsb", "f3", "shot-gather", "small-lsb", "small"])
    func reference(name: String) throws {
        let folder = try TemporaryFolder()
        let run = try ClearRoad.run(
            "convert", SharedData.file("radar/segyio/\(name).sgy"), folder.file("out.npy"))
        #expect(run.status == 0 && run.errorLines == [] && run.output == "")
        let ours = try NumpyFile(folder.file("out.npy"))
        let theirs = try NumpyFile(SharedData.file("reference/segyio_\(name).segyio.npy"))
        #expect(ours.shape == [1] + theirs.shape)
        #expect(ours.values == theirs.values)
    }

    @Test(
        "No SEG-Y array of the reference is left untested",
        .enabled(if: SharedData.isPresent, "the shared data folder is absent"))
    func complete() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: SharedData.file("reference"))
        #expect(names.count { $0.hasPrefix("segyio_") && $0.hasSuffix(".npy") } == 6)
    }

    @Test("One channel alone, by its number; one that is not there is an error")
    func channel() throws {
        let folder = try TemporaryFolder()
        let sweep = TinySweep.sweep(seed: 1)
        try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        let out = folder.file("a.npy")
        #expect(
            try ClearRoad.run("convert", folder.file("a.sgy"), out, "--channel", "4").status == 0)
        let array = try NumpyFile(out)
        #expect(array.shape == [1, 61, 64])
        let first = sweep.channels[3].radargram.samples[0].bitPattern.littleEndian
        let bytes = (0..<4).map { UInt8(first >> ($0 * 8) & 255) }
        #expect(Array(array.values.prefix(4)) == bytes)
        let run = try ClearRoad.run(
            "convert", folder.file("a.sgy"), folder.file("b.npy"), "--channel", "9")
        #expect(run.failed(1) && !Folder.exists(folder.file("b.npy")))
    }

    @Test("SEG-Y to SEG-Y to .npy keeps every sample; .csv has a row for every trace")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        try SweepWriter.write(TinySweep.sweep(seed: 1), to: folder.file("a.sgy"))
        for (from, to) in [("a.sgy", "b.sgy"), ("a.sgy", "a.npy"), ("b.sgy", "b.npy")] {
            #expect(try ClearRoad.run("convert", folder.file(from), folder.file(to)).status == 0)
        }
        let one = FileManager.default.contents(atPath: folder.file("a.npy"))
        #expect(one != nil && one == FileManager.default.contents(atPath: folder.file("b.npy")))
        let table = try ClearRoad.run("convert", folder.file("a.sgy"), folder.file("a.csv"))
        #expect(table.status == 0)
        let text = try String(contentsOfFile: folder.file("a.csv"), encoding: .utf8)
        #expect(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.count == 5 * 61 + 1)
    }

    @Test("One trace is cut out by one distance; a stretch that ends before it begins is refused")
    func stretch() throws {
        let folder = try TemporaryFolder()
        var sweep = TinySweep.sweep(seed: 1)
        for place in sweep.channels.indices {
            sweep.channels[place].radargram.distancesMetres = (0..<61).map { Double($0) * 0.05 }
        }
        try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        let (input, out) = (folder.file("a.sgy"), folder.file("a.npy"))
        let one = try ClearRoad.run("convert", input, out, "--from", "0.35", "--to", "0.35")
        #expect(one.status == 0)
        #expect(try NumpyFile(out).shape == [5, 1, 64])
        let wrong = try ClearRoad.run("convert", input, out, "--from", "2", "--to", "1")
        #expect(wrong.failed(1, saying: "lies beyond --to"))
    }
}
