import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct SweepWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func sweep(
        channels: Int = 2, traces: Int = 3, interval: Double = 0.05, timeZero: Double = 0
    ) -> Sweep {
        Sweep(
            format: "SEG-Y rev 1",
            instrument: Instrument(
                maker: "Kärcher & Sons", model: "R-2", centreFrequencyMHz: 1500.5,
                antennaSeparationMetres: 0.06, antennaHeightMetres: 0.045),
            channels: (0..<channels).map { channel in
                Channel(
                    index: channel + 1, lateralOffsetMetres: Double(channel * 75 - 100) / 1000,
                    radargram: Radargram(
                        samples: (0..<traces * 4).map { Float($0) * 0.1 - Float(channel) },
                        samplesPerTrace: 4,
                        distancesMetres: (0..<traces).map { Double(($0 + 1) * 125) / 10_000 },
                        timeAxis: TimeAxis(
                            sampleIntervalNanoseconds: interval, timeZeroNanoseconds: timeZero)))
            },
            positionSource: .traceHeaders, acquiredAt: "2024-12-31T23:59:58Z",
            operatorName: "Salma")
    }

    @Test(
        "SEG-Y reads back as the same sweep",
        arguments: [
            (0.05, 0.0, []), (0.05, 0.943, []), (0.05, -230, ["time-zero-not-stored"]),
            (0.3125, -230, ["interval-rounded", "time-zero-not-stored"]),
            (0.09375, 0, ["interval-rounded"]),
            (1000.0 / 2610.5156, 1.0 / 3, ["interval-rounded"]), (80, 5.5, []),
            (4e6, -4e6, []), (1e-3, 0, []),
        ] as [(Double, Double, [String])])
    func segy(interval: Double, timeZero: Double, told: [String]) throws {
        let sweep = sweep(interval: interval, timeZero: timeZero)
        let warnings = try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        #expect(warnings.map(\.code) == told)
        let read = try SweepReader.read(folder.file("a.sgy"))
        #expect(read.channels == sweep.channels)
        #expect(read == sweep)
    }

    @Test("What SEG-Y cannot hold is said")
    func losses() throws {
        var sweep = sweep()
        sweep.channels[0].alongOffsetMetres = 0.1
        sweep.channels[0].polarisation = "HH"
        sweep.operatorName = "سلمى"
        sweep.channels[0].radargram.distancesMetres[1] = 0.0123456
        let warnings = try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        #expect(warnings.map(\.code) == ["positions-rounded", "not-stored", "names-not-stored"])
    }

    @Test("Satellite fixes have no room beside the lane frame, and that is said")
    func track() throws {
        var sweep = sweep()
        sweep.track = Track(fixes: [TrackFix(trace: 0)])
        #expect(try SweepWriter.write(sweep, to: folder.file("a.sgy")) == [])
        sweep.track?.fixes.append(
            TrackFix(trace: 1, place: TrackFix.Place(latitude: 32, longitude: 20)))
        let warnings = try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        #expect(warnings.map(\.code) == ["not-stored"])
        #expect(warnings.first?.text.contains("satellite fixes") == true)
        #expect(
            try SweepReader.read(folder.file("a.sgy")).channels[0].radargram.distancesMetres
                == sweep.channels[0].radargram.distancesMetres)
    }

    @Test("What other programs read of a rounded time axis is said with both figures")
    func rounded() throws {
        let sweep = sweep(interval: 0.3125, timeZero: -230)
        let warnings = try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        #expect(
            warnings.map(\.text) == [
                "the sample interval is 0.3125 ns; the header fields hold whole picoseconds, "
                    + "0.313 ns, 0.16 % off; only the text header has the exact one, which other "
                    + "programs may not read",
                "time zero is -230 ns from the first sample; the delay field holds 0 ns; only the "
                    + "text header has the exact one, which other programs may not read",
            ])
    }

    @Test("Flag words of a DZT file stay flags in the SEG-Y written from it")
    func flags() throws {
        let dzt = try SweepReader.open("a.DZT", in: .recorded(["a.DZT": DztBytes().bytes]))
        #expect(try SweepWriter.write(dzt, to: folder.file("a.sgy")) == [])
        let read = try SweepReader.open(folder.file("a.sgy"))
        #expect(read.outline.channels.map(\.flagSampleCount) == [2])
        #expect(read.outline.warnings.map(\.code) == ["flag-words"])
        let before = try dzt.loadAmplitudes().channels[0].radargram
        let after = try read.loadAmplitudes().channels[0].radargram
        #expect(after.samples == before.samples)
        #expect(after.timeAxis == before.timeAxis)
        #expect(read.outline.positionSource == .wheel)
        #expect(read.outline.positionErrorMetres == dzt.outline.positionErrorMetres)
        #expect(read.outline.instrument == dzt.outline.instrument)
        #expect(read.outline.instrument.antenna == "400MHz")
    }

    @Test(
        "Channels with different flag words keep each its own",
        arguments: [[2, 0, 1], [2, 2, 1], [0, 3, 3], [1, 1, 1], [0, 0, 0]])
    func flagsByChannel(counts: [Int]) throws {
        var sweep = sweep(channels: 3)
        for (place, count) in counts.enumerated() {
            sweep.channels[place].radargram.flagSampleCount = count
        }
        try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        let read = try SweepReader.read(folder.file("a.sgy"))
        #expect(read.channels == sweep.channels)
        #expect(codes(read) == counts.filter { $0 > 0 }.map { _ in "flag-words" })
    }

    @Test("Flag words as long as the trace are not believed, and that is said")
    func flagsTooLong() throws {
        var sweep = sweep()
        sweep.channels[0].radargram.flagSampleCount = 4
        try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        let read = try SweepReader.read(folder.file("a.sgy"))
        #expect(read.channels.map(\.radargram.flagSampleCount) == [0, 0])
        #expect(codes(read) == ["flag-words-unusable"])
    }

    @Test(
        "The source of the distances and their error are kept",
        arguments: [.gnss, .wheel, .marks, .header, .sidecar, .user] as [PositionSource])
    func positions(source: PositionSource) throws {
        var sweep = sweep()
        sweep.positionSource = source
        sweep.positionErrorMetres = 0.05
        sweep.instrument.antenna = "GX 450"
        #expect(try SweepWriter.write(sweep, to: folder.file("a.sgy")) == [])
        #expect(try SweepReader.read(folder.file("a.sgy")) == sweep)
    }

    @Test("Channels at one place are refused with the option that tells them apart")
    func coinciding() throws {
        var sweep = sweep()
        sweep.channels[1].lateralOffsetMetres = sweep.channels[0].lateralOffsetMetres
        let error = InstrumentError.channelsCoincide(
            path: folder.file("a.sgy"), offsets: [-0.1, -0.1])
        #expect(throws: error) { try SweepWriter.write(sweep, to: folder.file("a.sgy")) }
        #expect(error.hint?.contains("--channel-offsets") == true)
    }

    @Test("A stretch holds the traces at its bounds")
    func bounds() throws {
        var sweep = sweep(channels: 1, traces: 12)
        sweep.channels[0].radargram.distancesMetres = (0..<12).map { Double($0) * 0.05 }
        let file = SweepFile(sweep)
        // 7 * 0.05 is 0.35000000000000003.
        #expect(try file.selecting(metres: 0.15...0.35).outline.traceCount == 5)
        #expect(try file.selecting(metres: 0.35...0.35).outline.traceCount == 1)
        #expect(throws: InstrumentError.self) { try file.selecting(metres: 0.3001...0.3499) }
    }

    @Test("Traces that are only numbered stay so")
    func numbered() throws {
        var sweep = sweep()
        sweep.positionSource = .none
        try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        let read = try SweepReader.read(folder.file("a.sgy"))
        #expect(read.positionSource == .none)
        #expect(read.channels.map(\.lateralOffsetMetres) == [-0.1, -0.025])
        #expect(read.channels[0].radargram.distancesMetres == [0, 1, 2])
    }

    @Test(".npy has the bytes NumPy writes")
    func npy() throws {
        try SweepWriter.write(sweep(), to: folder.file("a.npy"))
        let bytes = try RegularFile(path: folder.file("a.npy")).allBytes()
        #expect(Array(bytes.prefix(10)) == [0x93, 78, 85, 77, 80, 89, 1, 0, 0x76, 0])
        let header = String(decoding: bytes[10..<128], as: UTF8.self)
        let start = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 4), }"
        #expect(header.hasPrefix(start) && header.hasSuffix(" \n"))
        let array = try NumpyArray(folder.file("a.npy"))
        #expect(array.shape == [2, 3, 4])
        #expect(array.values == sweep().channels.flatMap(\.radargram.samples))
    }

    @Test("One channel is chosen by its number")
    func oneChannel() throws {
        try SweepWriter.write(
            SweepFile(sweep()).selecting(channel: 2), to: folder.file("a.npy"))
        let array = try NumpyArray(folder.file("a.npy"))
        #expect(array.shape == [1, 3, 4])
        #expect(array.values == sweep().channels[1].radargram.samples)
        #expect(throws: InstrumentError.noSuchChannel(number: 9, available: [1, 2])) {
            try SweepFile(sweep()).selecting(channel: 9)
        }
    }

    @Test("CSV has a row per trace under its times")
    func csv() throws {
        try SweepWriter.write(sweep(channels: 1, timeZero: 0.1), to: folder.file("a.csv"))
        let bytes = try RegularFile(path: folder.file("a.csv")).allBytes()
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(
            lines[0] == "channel,lateral_m,trace,distance_m,t_-0.1_ns,t_-0.05_ns,t_0.0_ns,t_0.05_ns"
        )
        #expect(lines[1] == "1,-0.1,1,0.0125,0.0,0.1,0.2,0.3")
        #expect(lines.count == 4)
    }

    @Test("CSV leaves the distance of numbered traces empty")
    func csvNumbered() throws {
        var sweep = sweep(channels: 1)
        sweep.positionSource = .none
        try SweepWriter.write(sweep, to: folder.file("a.csv"))
        let bytes = try RegularFile(path: folder.file("a.csv")).allBytes()
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines[1] == "1,-0.1,1,,0.0,0.1,0.2,0.3")
    }

    @Test("Unequal channels do not become one array, and nothing is left behind")
    func unequal() throws {
        var sweep = sweep()
        sweep.channels[1] = self.sweep(traces: 2).channels[1]
        #expect(throws: InstrumentError.self) {
            try SweepWriter.write(sweep, to: folder.file("a.npy"))
        }
        try SweepWriter.write(sweep, to: folder.file("a.sgy"))
        let read = try SweepReader.read(folder.file("a.sgy"))
        #expect(read.channels.map(\.radargram.traceCount) == [3, 2])
        #expect(try Folder.names(in: folder.path) == ["a.sgy"])
    }

    @Test("Unknown endings, folders and empty sweeps are refused")
    func refused() throws {
        for name in ["a.png", "a", "none/a.npy"] {
            #expect(throws: InstrumentError.self) {
                try SweepWriter.write(sweep(), to: folder.file(name))
            }
        }
        #expect(throws: InstrumentError.self) {
            try SweepWriter.write(sweep(channels: 0), to: folder.file("a.npy"))
        }
        #expect(throws: InstrumentError.self) {
            try SweepWriter.write(sweep(interval: 1e-5), to: folder.file("a.sgy"))
        }
    }
}
