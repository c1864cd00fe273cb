import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

/// A .npy array as another program wrote it: shape and little-endian float32 values.
struct NumpyArray {
    var shape: [Int]
    var values: [Float]

    init(_ path: String) throws {
        let bytes = try RegularFile(path: path).allBytes()
        let length = Int(bytes[8]) | Int(bytes[9]) << 8
        let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
        #expect(header.contains("'<f4'") && header.contains("False"))
        let inner = header.split(separator: "(")[1].split(separator: ")")[0]
        shape = inner.split(separator: ",").compactMap { part in
            Int(part.filter { $0 != " " })
        }
        values = stride(from: 10 + length, to: bytes.count, by: 4).map { start in
            let high = UInt32(bytes[start + 3]) << 24 | UInt32(bytes[start + 2]) << 16
            return Float(bitPattern: high | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start]))
        }
    }
}

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is absent"))
struct ReferenceTests {
    @Test(
        "Every sample equals what an independent reader gave",
        arguments: ["delay-scalar", "f3-lsb", "f3", "shot-gather", "small-lsb", "small"])
    func segyio(name: String) throws {
        let folder = try TemporaryFolder()
        let sweep = try SweepReader.read(SharedData.file("radar/segyio/\(name).sgy"))
        try SweepWriter.write(sweep, to: folder.file("out.npy"))
        let ours = try NumpyArray(folder.file("out.npy"))
        let theirs = try NumpyArray(SharedData.file("reference/segyio_\(name).segyio.npy"))
        #expect(ours.shape == [1] + theirs.shape)
        #expect(ours.values == theirs.values)
    }

    @Test("A seismic survey is one channel, and the assumed unit is said")
    func seismic() throws {
        let sweep = try SweepReader.read(SharedData.file("radar/segyio/f3.sgy"))
        #expect(sweep.channels.count == 1)
        #expect(sweep.traceCount == 414)
        #expect(codes(sweep).contains("time-unit-assumed"))
        #expect(codes(sweep).contains("sample-count-contradicted"))
        let axis = sweep.channels[0].radargram.timeAxis
        #expect(axis.sampleIntervalNanoseconds == 4)
        let asked = try SweepReader.read(
            SharedData.file("radar/segyio/f3.sgy"),
            options: SweepReadOptions(segyIntervalUnit: .microseconds))
        #expect(asked.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 4e6)
        #expect(asked.channels[0].radargram.timeAxis.timeZeroNanoseconds == -4e6)
        #expect(!codes(asked).contains("time-unit-assumed"))
    }

    @Test("The deliberately broken file gives its whole traces or an error, with words")
    func broken() throws {
        let sweep = try SweepReader.read(SharedData.file("radar/segyio/broken.sgy"))
        #expect(sweep.traceCount == 3)
        #expect(codes(sweep).contains("traces-lost"))
        #expect(throws: InstrumentError.self) {
            try SweepReader.read(SharedData.file("radar/segyio/text.sgy"))
        }
        let long = try SweepReader.read(SharedData.file("radar/segyio/long.sgy"))
        #expect(long.samplesPerTrace == 60_000 && long.traceCount == 3)
    }

    @Test("A simulated lane is one sweep of five channels with its instrument")
    func lane() throws {
        let sweep = try SweepReader.read(SharedData.file("sim/train/lanes/T01_noisy.sgy"))
        #expect(sweep.warnings == [])
        #expect(sweep.format == "SEG-Y rev 1")
        #expect(sweep.channels.map(\.lateralOffsetMetres) == [-0.2, -0.1, 0, 0.1, 0.2])
        #expect(sweep.channels.map(\.index) == [1, 2, 3, 4, 5])
        #expect(sweep.channels.allSatisfy { $0.radargram.traceCount == 600 })
        let radargram = sweep.channels[2].radargram
        #expect(radargram.distancesMetres[0] == 0.01 && radargram.distancesMetres[599] == 11.99)
        #expect(radargram.timeAxis == TimeAxis(sampleIntervalNanoseconds: 0.05))
        #expect(sweep.instrument.centreFrequencyMHz == 1500)
        #expect(sweep.instrument.antennaSeparationMetres == 0.06)
        #expect(sweep.instrument.antennaHeightMetres == 0.04)
        #expect(sweep.positionSource == .traceHeaders)
    }

    @Test("A calibration file of the lanes is one channel in the middle")
    func calibration() throws {
        let sweep = try SweepReader.read(SharedData.file("sim/train/calib/T02_flat.sgy"))
        #expect(sweep.warnings == [])
        #expect(sweep.channels.count == 1 && sweep.traceCount == 50)
        #expect(sweep.instrument.antennaHeightMetres == 0.035)
    }

    @Test("A lane written as SEG-Y reads as the same lane")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        var sweep = try SweepReader.read(SharedData.file("sim/train/lanes/T09_noisy.sgy"))
        #expect(try SweepWriter.write(sweep, to: folder.file("lane.sgy")) == [])
        #expect(try SweepReader.read(folder.file("lane.sgy")) == sweep)
        try SweepWriter.write(
            SweepFile(sweep).selecting(channel: 4), to: folder.file("one.sgy"))
        sweep.channels = [sweep.channels[3]]
        #expect(try SweepReader.read(folder.file("one.sgy")) == sweep)
    }
}
