import FileAccess
import Foundation
import Instruments
import OddHDF5
import SurveyModel
import TestSupport
import Testing

/// The program the tests were built with, which reads HDF5 files for them.
let builtProgram: String = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(fileURLWithPath: own ?? "").deletingLastPathComponent()
    return folder.appendingPathComponent("clearroad").path
}()

/// Opens a file with a child process that is the built program.
func openGprMax(
    _ path: String, limits: GprMaxWorker.Limits? = nil
) throws -> SweepFile {
    let worker = GprMaxWorker(executable: builtProgram, limits: limits)
    return try GprMaxWorker.$replacement.withValue(worker) { try SweepReader.open(path) }
}

/// The sentence `body` fails with; empty where it does not.
func sentence(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch { return "\(error)" }
}

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is absent"))
struct GprMaxRealFileTests {
    @Test("A merged B-scan equals what an independent reader gave, from the sample it keeps")
    func merged() throws {
        let path = SharedData.file("radar/impdar/rectangle_gprMax_Bscan.h5")
        let sweep = try openGprMax(path).load()
        let theirs = try NumpyArray(
            SharedData.file("reference/impdar_rectangle_gprMax.impdar-from-sample-99.npy"))
        let ours = sweep.channels[0].radargram
        #expect(ours.traceCount == 85 && ours.samplesPerTrace == 1697)
        #expect(theirs.shape == [85, 1598])
        var differing = 0
        for trace in 0..<85 {
            let part = ours.trace(trace).dropFirst(99)
            if !part.elementsEqual(theirs.values[trace * 1598..<(trace + 1) * 1598]) {
                differing += 1
            }
        }
        #expect(differing == 0)
        #expect(ours.timeAxis.sampleIntervalNanoseconds == 1.1793271683748419)
        #expect(sweep.channels[0].polarisation == "Ez")
        #expect(sweep.positionSource == .none)
        #expect(sweep.instrument.model == "3.1.4")
        #expect(Set(sweep.warnings.map(\.code)) == ["simulated", "positions-missing"])
    }

    @Test("An A-scan is one trace, with its antenna separation")
    func single() throws {
        let file = try openGprMax(SharedData.file("radar/gprmax/cylinder_Ascan_2D_ref.out"))
        let channel = file.outline.channels[0]
        #expect(channel.traceCount == 1 && channel.samplesPerTrace == 637)
        #expect(channel.polarisation == "Ez")
        #expect(file.outline.instrument.antennaSeparationMetres == 0.04)
        #expect(file.outline.positionSource == .none)
        let energy = file.outline.audit.first { $0.quantity == "energy of field component" }
        #expect(energy?.sources.map(\.name) == ["Ez", "Ex", "Ey", "Hx", "Hy", "Hz"])
        #expect(energy?.sources[1].value == 0)
    }

    @Test("Lanes of whole cells per step have their spacing")
    func lanes() throws {
        let lane = try openGprMax(SharedData.file("sim/train/lanes/T01_centre_merged.out"))
        #expect(lane.outline.positionSource == .header)
        #expect(lane.outline.traceCount == 600 && lane.outline.samplesPerTrace == 1699)
        #expect(try lane.distances(ofChannelAt: 0, traces: 599..<600) == [11.98])
        #expect(lane.outline.instrument.antennaSeparationMetres == 0.06)
        #expect(lane.outline.warnings.map(\.code) == ["simulated"])
        let segment = try openGprMax(
            SharedData.file("sim/train/lanes/T01_ch4_gprmax_segment_merged.out"))
        #expect(segment.outline.traceCount == 50)
        #expect(segment.outline.warnings.map(\.code) == ["simulated"])
    }

    @Test("A real file cut anywhere is an error with the byte, and starts no process")
    func cut() throws {
        let path = SharedData.file("radar/gprmax/cylinder_Ascan_2D_ref.out")
        let bytes = try RegularFile(path: path).allBytes()
        for length in stride(from: 64, to: bytes.count, by: 97) {
            let source = FileSource.memory(["a.out": Array(bytes[..<length])])
            #expect(
                throws: InstrumentError.damaged(
                    path: "a.out", atByte: length,
                    reason: "the file is cut: it should have 27608 bytes and has \(length); no "
                        + "trace of an HDF5 file that is cut can be trusted")
            ) { try SweepReader.open("a.out", in: source) }
        }
    }

    @Test("A real file with a changed byte is read or refused, and the reader lives on")
    func changed() throws {
        let folder = try TemporaryFolder()
        let path = SharedData.file("radar/gprmax/cylinder_Ascan_2D_ref.out")
        let whole = try RegularFile(path: path).allBytes()
        var noise = SeededNoise(seed: 17)
        for _ in 0..<40 {
            var bytes = whole
            // The first part holds all the structure.
            let place = Int(noise.next() % 14_000)
            bytes[place] = UInt8(truncatingIfNeeded: noise.next())
            try DurableFile.write(bytes, to: folder.file("odd.out"))
            do { _ = try openGprMax(folder.file("odd.out")) } catch {
                #expect(error is InstrumentError)
            }
        }
    }
}

@Suite struct GprMaxOddFileTests {
    private func open(
        _ kind: odd_kind, limits: GprMaxWorker.Limits? = nil
    ) throws -> SweepFile {
        let folder = try TemporaryFolder()
        try #require(unsafe odd_hdf5_write(folder.file("odd.out"), kind) == 0)
        return try openGprMax(folder.file("odd.out"), limits: limits)
    }

    @Test("Samples of 64 bits in any byte order are read, traces first")
    func plain() throws {
        let file = try open(ODD_NOTHING)
        let sweep = try file.load()
        #expect(sweep.format == "gprMax HDF5")
        #expect(sweep.channels[0].radargram.samples == [1, 3, 5, 2, 4, 6])
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 0.02])
        #expect(
            sweep.instrument == Instrument(maker: "gprMax", model: "3.1.7", antenna: "Rx(200,40,0)")
        )
        #expect(abs(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds - 0.005) < 1e-15)
        #expect(
            sweep.warnings.map(\.text) == [
                "this is a simulation (a test): it says nothing about any ground"
            ])
        #expect(file.outline.audit.allSatisfy { $0.agrees })
        #expect(
            file.outline.audit.map(\.quantity) == [
                "samples per trace", "number of receivers", "trace spacing",
                "energy of field component",
            ])
    }

    @Test(
        "What cannot be read is refused in words",
        arguments: [
            (ODD_HUGE_SIZE, "announces 1099511627776 x 1048576 samples"),
            (ODD_NEVER_WRITTEN, "samples of Ez were announced and never written"),
            (ODD_PARTLY_WRITTEN, "samples of Ez were announced and never written"),
            (ODD_BOMB, "announces 16384 x 8192 samples, more than the"),
            (ODD_EXTERNAL_LINK, "an HDF5 file without a group rxs"),
            (ODD_SOFT_LINK_LOOP, "an HDF5 file without a group rxs"),
            (ODD_OUTSIDE_STORAGE, "lie in another file"),
            (ODD_VIRTUAL, "lie in another file"),
            (ODD_THREE_AXES, "has not one or two axes"),
            (ODD_WHOLE_NUMBERS, "are not 32-bit or 64-bit floats"),
            (ODD_NO_RECEIVERS, "an HDF5 file without a group rxs"),
            (ODD_NO_STEP, "the attribute dt, the time step, is missing"),
            (ODD_TEXT_STEP, "the attribute dt, the time step, is missing"),
            (ODD_EMPTY, "no receiver with samples of a field"),
            (ODD_GROUP_AS_SAMPLES, "no receiver with samples of a field"),
        ])
    func refused(kind: odd_kind, words: String) throws {
        let said = sentence { _ = try open(kind) }
        #expect(said.contains(words), "\(said)")
    }

    @Test("The electric field with most energy is taken, the others are named")
    func component() throws {
        let file = try open(ODD_STRONGER_EY)
        #expect(try file.load().channels[0].radargram.samples == [2, 6, 10, 4, 8, 12])
        #expect(file.outline.channels[0].polarisation == "Ey")
        let energy = file.outline.audit.last
        #expect(energy?.sources.map(\.name) == ["Ey", "Ex", "Ez", "Hx"])
        #expect(energy?.sources.prefix(3).map(\.value) == [364, 0, 91])
    }

    @Test("Receivers are channels, placed across the way they move")
    func receivers() throws {
        let outline = try open(ODD_TWO_RECEIVERS).outline
        #expect(outline.channels.map(\.lateralOffsetMetres) == [-0.1, 0.1])
        #expect(outline.channels.map(\.alongOffsetMetres) == [0, 0])
        #expect(outline.warnings.map(\.code) == ["simulated", "channel-offsets-assumed"])
    }

    @Test("Counts that contradict the data are named")
    func counts() throws {
        let outline = try open(ODD_OTHER_COUNT).outline
        #expect(outline.traceCount == 2 && outline.samplesPerTrace == 3)
        #expect(
            outline.warnings.map(\.code)
                == ["simulated", "sample-count-contradicted", "receiver-count-contradicted"])
        #expect(
            outline.warnings[1].text
                == "the samples per trace is 3 by the data set but 7 by the attribute Iterations; "
                + "the data set is used, because its samples are there")
    }

    @Test("A file of more receivers than are read is refused with their number")
    func manyReceivers() throws {
        #expect(
            sentence { _ = try open(ODD_MANY_RECEIVERS) }
                .hasSuffix(": the file holds 1030 receivers, at most 1024 are read"))
    }

    @Test("A title of any length and encoding does no harm")
    func title() throws {
        let outline = try open(ODD_LONG_TITLE).outline
        #expect(outline.warnings[0].code == "simulated" && outline.warnings[0].text.count < 200)
    }

    @Test("A process that does not know how to start itself says so")
    func noProgram() throws {
        let folder = try TemporaryFolder()
        try #require(unsafe odd_hdf5_write(folder.file("odd.out"), ODD_NOTHING) == 0)
        let said = sentence {
            _ = try GprMaxWorker.$replacement.withValue(GprMaxWorker(executable: nil)) {
                try SweepReader.open(folder.file("odd.out"))
            }
        }
        #expect(said.contains("CLEARROAD_EXECUTABLE names one that can"))
    }

    @Test("A .out file that is not HDF5 is named as such, and HDF5 in memory is not read")
    func foreign() throws {
        let old = FileSource.memory(["a.out": Array("an old output".utf8)])
        #expect(sentence { _ = try SweepReader.open("a.out", in: old) }.contains("is not HDF5"))
        let folder = try TemporaryFolder()
        try #require(unsafe odd_hdf5_write(folder.file("odd.out"), ODD_NOTHING) == 0)
        let bytes = try RegularFile(path: folder.file("odd.out")).allBytes()
        let held = FileSource.memory(["x.h5": bytes])
        let said = sentence { _ = try SweepReader.open("x.h5", in: held) }
        #expect(said == "x.h5: HDF5 files are read from the disk only")
    }
}
