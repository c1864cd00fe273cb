import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct SegyReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(
        _ segy: SegyBytes, options: SweepReadOptions = SweepReadOptions()
    ) throws -> Sweep {
        try read(segy.bytes, options: options)
    }

    private func read(
        _ bytes: [UInt8], name: String = "line.sgy", options: SweepReadOptions = SweepReadOptions()
    ) throws -> Sweep {
        SeedRecorder.record([folder.file(name): bytes])
        try DurableFile.write(bytes, to: folder.file(name))
        return try SweepReader.read(folder.file(name), options: options)
    }

    @Test(
        "IBM floats have their closed-form values",
        arguments: [
            (0x4276_A000, 118.625), (0xC276_A000, -118.625), (0x0000_0000, 0), (0x4110_0000, 1),
            (0xC110_0000, -1), (0x4080_0000, 0.5), (0x3F10_0000, 0.00390625),
            (0x60FF_FFFF, Float.greatestFiniteMagnitude),
            (0x6110_0000, Float.infinity), (0x4019_999A, 1_677_722.0 / 16_777_216),
        ] as [(UInt32, Float)])
    func ibm(bits: UInt32, value: Float) throws {
        var segy = SegyBytes(format: 1, samplesPerTrace: 1)
        segy.samples = { _ in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> UInt32($0)) } }
        let read = try read(segy).channels[0].radargram.samples[0]
        #expect(read == value)
    }

    @Test("Every sample format in both byte orders gives its numbers", arguments: [false, true])
    func formats(littleEndian: Bool) throws {
        let vectors: [(Int, [UInt8], Float)] = [
            (1, [0xC2, 0x76, 0xA0, 0x00], -118.625), (2, [0xFF, 0xFE, 0x79, 0x60], -100_000),
            (3, [0x80, 0x01], -32767), (5, [0xC0, 0x49, 0x0F, 0xDB], -3.1415927), (8, [0x80], -128),
            (6, [0xC0, 0x09, 0x21, 0xFB, 0x54, 0x44, 0x2D, 0x18], -3.1415927),
            (7, [0xFE, 0x79, 0x60], -100_000),
            (9, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x79, 0x60], -100_000),
            (10, [0x00, 0x01, 0x86, 0xA0], 100_000), (11, [0x80, 0x01], 32769),
            (12, [0, 0, 0, 0, 0, 0x01, 0x86, 0xA0], 100_000),
            (15, [0xFF, 0xFF, 0xFE], 16_777_214), (16, [0x80], 128),
        ]
        for (format, sample, value) in vectors {
            var segy = SegyBytes(littleEndian: littleEndian, format: format, samplesPerTrace: 3)
            segy.samples = { _ in sample + sample + sample }
            let sweep = try read(segy)
            #expect(sweep.channels[0].radargram.samples == [Float](repeating: value, count: 6))
            #expect(sweep.warnings == [])
        }
    }

    @Test("The words of the text header decide the unit of the interval")
    func unitByText() throws {
        let sweep = try read(SegyBytes(interval: 97))
        #expect(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 0.097)
        #expect(sweep.warnings == [])
        let nanoseconds = try read(
            SegyBytes(interval: 2, text: "C 1 GPR, HEADER FIELD HOLDS NANOSECONDS"))
        #expect(nanoseconds.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 2)
    }

    @Test(
        "Without words the window decides, and the assumption is said",
        arguments: [(1000, 4, 1.0), (100, 4, 100_000.0), (65_535, 4, 65.535)])
    func unitByWindow(interval: Int, samples: Int, nanoseconds: Double) throws {
        let sweep = try read(SegyBytes(interval: interval, text: "C 1 A LINE"))
        let axis = sweep.channels[0].radargram.timeAxis
        #expect(abs(axis.sampleIntervalNanoseconds - nanoseconds) < 1e-9)
        #expect(codes(sweep) == ["time-unit-assumed"])
        #expect(sweep.warnings[0].text.contains("assumed"))
    }

    @Test("A unit asked for goes before the words of the file, and that is said")
    func unitAsked() throws {
        let options = SweepReadOptions(segyIntervalUnit: .nanoseconds)
        let sweep = try read(SegyBytes(interval: 5), options: options)
        #expect(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 5)
        #expect(codes(sweep) == ["time-unit-contradicted"])
    }

    @Test("A window that starts late has its time zero before the first sample")
    func delay() throws {
        let axis = try read(SegyBytes(delay: 3000)).channels[0].radargram.timeAxis
        #expect(axis.timeZeroNanoseconds == -3)
        let early = try read(SegyBytes(delay: -1500)).channels[0].radargram.timeAxis
        #expect(early.timeZeroNanoseconds == 1.5)
    }

    @Test(
        "Coordinates become distances by their scalar",
        arguments: [(-1000, 0.02), (0, 20), (10, 200)] as [(Int, Double)])
    func distances(scalar: Int, step: Double) throws {
        let sweep = try read(SegyBytes(text: "C 1 PICOSECONDS", coordinateScalar: scalar))
        #expect(sweep.channels[0].radargram.distancesMetres == [0, step])
        #expect(sweep.positionSource == .traceHeaders)
    }

    @Test("Map coordinates become the way along them")
    func mapCoordinates() throws {
        var segy = SegyBytes()
        segy.coordinateScalar = -100
        segy.traces = [(7, 50_000_000, 360_000_000), (7, 50_000_003, 360_000_004)]
        let sweep = try read(segy)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 0.05])
        #expect(sweep.channels[0].lateralOffsetMetres == 0)
    }

    @Test("Source coordinates are used where those of the CDP are beyond the Earth")
    func sourceCoordinates() throws {
        var segy = SegyBytes()
        segy.coordinateScalar = 1
        segy.traces = (0..<4).map { (7, $0 == 3 ? 30_000_000 : $0, 0) }
        segy.traceFields = { trace, header in
            header.set(72, Int32(500_000 + trace * 3))
            header.set(76, Int32(3_600_000 + trace * 4))
        }
        let sweep = try read(segy)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 5, 10, 15])
    }

    @Test("Without positions traces are numbered and that is said; a given step is used")
    func noPositions() throws {
        var segy = SegyBytes()
        segy.traces = [(0, 0, 0), (0, 0, 0), (0, 0, 0)]
        let bare = try read(segy)
        #expect(bare.positionSource == .none && codes(bare) == ["positions-missing"])
        let given = try read(segy, options: SweepReadOptions(traceSpacingMetres: 0.25))
        #expect(given.positionSource == .user && given.warnings == [])
        #expect(given.channels[0].radargram.distancesMetres == [0, 0.25, 0.5])
        #expect(throws: InstrumentError.self) {
            try read(segy, options: SweepReadOptions(traceSpacingMetres: .nan))
        }
    }

    @Test("A step that contradicts the coordinates is named")
    func contradictedStep() throws {
        let sweep = try read(SegyBytes(), options: SweepReadOptions(traceSpacingMetres: 0.5))
        #expect(codes(sweep) == ["trace-spacing-contradicted"])
    }

    @Test("Channels are found block by block and alternating", arguments: [false, true])
    func channels(alternating: Bool) throws {
        var segy = SegyBytes()
        segy.traces = (0..<6).map { place in
            let channel = alternating ? place % 2 : place / 3
            let trace = alternating ? place / 2 : place % 3
            return (channel + 1, trace * 20, channel * 100 - 50)
        }
        let sweep = try read(segy)
        #expect(sweep.channels.map(\.lateralOffsetMetres) == [-0.05, 0.05])
        #expect(
            sweep.channels.map(\.radargram.distancesMetres) == [[0, 0.02, 0.04], [0, 0.02, 0.04]])
        let firsts = sweep.channels[1].radargram.samples.enumerated().filter { $0.offset % 4 == 0 }
        #expect(firsts.map(\.element) == (alternating ? [10, 30, 50] : [30, 40, 50]))
        #expect(codes(sweep) == ["lane-frame-assumed"])
        segy.text += ", CDP_Y=LATERAL"
        #expect(try read(segy).warnings == [])
    }

    @Test("The place of a single line in a survey is not an offset on the array")
    func singleLine() throws {
        var segy = SegyBytes()
        segy.traces = [(3, 5000, 3000), (3, 5020, 3000)]
        let line = try read(segy).channels[0]
        #expect(line.index == 1 && line.lateralOffsetMetres == 0)
        #expect(line.radargram.distancesMetres == [0, 0.02])
        segy.text += ", CDP_Y=LATERAL"
        let channel = try read(segy).channels[0]
        #expect(channel.index == 3 && channel.lateralOffsetMetres == 3)
        #expect(channel.radargram.distancesMetres == [5, 5.02])
    }

    @Test(
        "A repeated place and a step back here and there do not tear an array apart",
        arguments: [0, -1])
    func glitch(step: Int) throws {
        var segy = SegyBytes()
        segy.traces = (1...3).flatMap { channel in
            (0..<30).map { trace -> (inline: Int, x: Int, y: Int) in
                let x = trace == 20 ? 10 * 19 + step : 10 * trace
                return (channel, x, 100 * channel)
            }
        }
        let sweep = try read(segy)
        #expect(sweep.channels.map(\.lateralOffsetMetres) == [0.1, 0.2, 0.3])
        #expect(abs((sweep.channels[0].radargram.distancesMetres.last ?? 0) - 0.29) < 1e-9)
        #expect(codes(sweep).contains("distances-not-rising") == (step < 0))
    }

    @Test("A way that turns back is said with its first trace")
    func turningWay() throws {
        var segy = SegyBytes()
        segy.traces = (0..<30).map { (1, $0 == 20 ? 150 : 10 * $0, 50_000) }
        let sweep = try read(segy)
        let warning = sweep.warnings.first { $0.code == "coordinates-turn-back" }
        #expect(warning?.text.contains("trace 20") == true)
    }

    @Test("Lines of a survey are not channels of an array")
    func survey() throws {
        var segy = SegyBytes()
        segy.traces = [(1, 0, 0), (1, 20, 5), (2, 0, 100), (2, 20, 105)]
        let sweep = try read(segy)
        #expect(sweep.channels.count == 1)
        #expect(codes(sweep).contains("inlines-not-channels"))
        segy.text = "C 1 SEISMIC"
        segy.traces = [(1, 0, 0), (1, 20, 0), (2, 0, 100), (2, 20, 100)]
        #expect(try read(segy).channels.count == 1)
    }

    @Test("Samples that are not finite are counted and kept")
    func notFinite() throws {
        var segy = SegyBytes()
        segy.samples = { _ in
            [0x7F, 0xC0, 0, 0, 0x7F, 0x80, 0, 0] + [UInt8](repeating: 0, count: 8)
        }
        let sweep = try read(segy)
        #expect(codes(sweep) == ["samples-not-finite"])
        #expect(sweep.warnings[0].text.hasPrefix("4 samples"))
        #expect(sweep.channels[0].radargram.samples[0].isNaN)
    }

    @Test("The number of samples that fits the file goes before the one that does not")
    func sampleCounts() throws {
        let right = try read(SegyBytes(traceSamplesField: 9))
        #expect(right.samplesPerTrace == 4 && codes(right) == ["sample-count-contradicted"])
        var bytes = SegyBytes(traceSamplesField: 4).bytes
        bytes[3221] = 7
        let byTrace = try read(bytes)
        #expect(byTrace.samplesPerTrace == 4 && byTrace.traceCount == 2)
    }

    @Test("Extended text headers are skipped by number and by their end mark")
    func extended() throws {
        let counted = try read(SegyBytes(extendedTexts: 2))
        #expect(counted.traceCount == 2)
        var bytes = SegyBytes(extendedTexts: 1).bytes
        bytes[3504] = 255
        bytes[3505] = 255
        #expect(throws: InstrumentError.self) { try read(bytes) }
        for (place, letter) in "((SEG: EndText))".utf8.enumerated() { bytes[3600 + place] = letter }
        #expect(try read(bytes).traceCount == 2)
    }

    @Test("The end mark of extended text headers is found in EBCDIC, anywhere in their last block")
    func ebcdicEndMark() throws {
        var bytes = SegyBytes(extendedTexts: 2).bytes
        bytes[3504] = 255
        bytes[3505] = 255
        let mark: [UInt8] = [
            0x4D, 0x4D, 0xE2, 0xC5, 0xC7, 0x7A, 0x40, 0xC5, 0x95, 0x84, 0xE3, 0x85, 0xA7, 0xA3,
            0x5D, 0x5D,
        ]
        for (place, letter) in mark.enumerated() { bytes[10_000 - 16 + place] = letter }
        #expect(try read(bytes).traceCount == 2)
    }

    @Test("More than 1024 extended text headers are refused where they are announced")
    func manyExtended() throws {
        #expect(try read(SegyBytes(extendedTexts: 1024)).traceCount == 2)
        let path = folder.file("line.sgy")
        #expect(
            throws: InstrumentError.damaged(
                path: path, atByte: 3504,
                reason: "1025 extended text headers are announced, at most 1024 are read")
        ) { try read(SegyBytes(extendedTexts: 1025)) }
        var bytes = SegyBytes(extendedTexts: 1025).bytes
        bytes[3504] = 255
        bytes[3505] = 255
        #expect(
            throws: InstrumentError.damaged(
                path: path, atByte: 3600 + 1024 * 3200,
                reason: "the first 1024 extended text headers hold no end mark, more are not read")
        ) { try read(bytes) }
    }

    @Test("SEG-Y is known by its content under any name")
    func anyName() throws {
        #expect(try read(SegyBytes().bytes, name: "line.dat").traceCount == 2)
        #expect(throws: InstrumentError.unknownFormat(path: folder.file("x.dat"))) {
            try read([UInt8](repeating: 7, count: 5000), name: "x.dat")
        }
    }

    @Test("Dates are read only where they are said to be UTC")
    func date() throws {
        var bytes = SegyBytes().bytes
        for start in [3600, 3600 + 256] {
            bytes.replaceSubrange(
                start + 156..<start + 166, with: [7, 234, 0, 63, 0, 7, 0, 30, 0, 5])
        }
        let unknown = try read(bytes)
        #expect(unknown.acquiredAt == nil && codes(unknown) == ["time-zone-unknown"])
        bytes[3600 + 167] = 4
        #expect(try read(bytes).acquiredAt == "2026-03-04T07:30:05Z")
    }
}
