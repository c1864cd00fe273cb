import FileAccess
import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct GssiReaderTests {
    static func open(
        _ dzt: DztBytes, _ companions: [String: String] = [:], name: String = "L.DZT",
        options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        try open(dzt.bytes, companions, name: name, options: options)
    }

    static func open(
        _ bytes: [UInt8], _ companions: [String: String] = [:], name: String = "L.DZT",
        options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        var files = companions.mapValues { Array($0.utf8) }
        files["d/" + (name.hasSuffix("DZT") ? name : "L.DZT")] = bytes
        for (file, text) in companions { files["d/" + file] = Array(text.utf8) }
        return try SweepReader.open("d/" + name, in: .recorded(files), options: options)
    }

    @Test("Samples of 8, 16 and 32 bits are amplitudes round zero", arguments: [8, 16, 32])
    func samples(bits: Int) throws {
        var dzt = DztBytes()
        dzt.bits = bits
        let sweep = try Self.open(dzt).load()
        #expect(sweep.format == "GSSI DZT, \(bits) bit")
        let radargram = sweep.channels[0].radargram
        #expect(radargram.traceCount == 20 && radargram.samplesPerTrace == 16)
        #expect(radargram.flagSampleCount == 2)
        for trace in 0..<20 {
            let expected = (2..<16).map { Float(DztBytes.amplitude(trace, 0, $0)) }
            #expect(Array(radargram.trace(trace).dropFirst(2)) == expected)
            let zero: Float = bits == 32 ? 0 : bits == 16 ? 32_768 : 128
            #expect(radargram.trace(trace).first == Float(trace) - zero)
        }
    }

    @Test("The header tells time axis, wheel step, recorder and antenna")
    func header() throws {
        var dzt = DztBytes()
        dzt.position = -0.5
        dzt.top = 0.03747406
        let file = try Self.open(dzt)
        let outline = file.outline
        #expect(outline.channels[0].timeAxis.sampleIntervalNanoseconds == 0.5)
        #expect(outline.channels[0].timeAxis.timeZeroNanoseconds == 0.5)
        #expect(outline.positionSource == .wheel)
        #expect(try file.distances(ofChannelAt: 0, traces: 0..<3) == [0, 0.02, 0.04])
        #expect(
            outline.instrument
                == Instrument(
                    maker: "GSSI", model: "SIR-4000", antenna: "400MHz", centreFrequencyMHz: 400))
        #expect(outline.warnings.map(\.code) == ["flag-words", "date-not-utc"])
        #expect(outline.warnings[1].text.contains("2026-03-04 07:30:10"))
        #expect(outline.acquiredAt == nil && outline.files == ["d/L.DZT"])
        #expect(outline.audit.allSatisfy { $0.agrees })
        #expect(Set(outline.audit.map(\.quantity)).isSuperset(of: ["time window", "time zero"]))
    }

    @Test("Channels are interleaved, each with its own header")
    func channels() throws {
        var dzt = DztBytes()
        dzt.channelCount = 3
        dzt.antennas = ["400MHz", "900MHz", "2.6 GHz"]
        let sweep = try Self.open(dzt).load()
        #expect(sweep.channels.map(\.index) == [1, 2, 3])
        #expect(
            sweep.channels.map(\.radargram.timeAxis.sampleIntervalNanoseconds) == [0.5, 1, 1.5])
        #expect(sweep.instrument.antenna == "400MHz, 900MHz, 2.6 GHz")
        #expect(sweep.instrument.centreFrequencyMHz == nil)
        for channel in 0..<3 {
            for trace in 0..<20 {
                let expected = (2..<16).map { Float(DztBytes.amplitude(trace, channel, $0)) }
                let found = sweep.channels[channel].radargram.trace(trace)
                #expect(Array(found.dropFirst(2)) == expected)
            }
        }
        #expect(codes(sweep).filter { $0 == "flag-words" }.count == 3)
        #expect(codes(sweep).contains("channel-offsets-missing"))
    }

    @Test("A missing header of a channel is that of the first, and that is said")
    func missingHeader() throws {
        var dzt = DztBytes()
        dzt.channelCount = 2
        var bytes = dzt.bytes
        bytes.replaceSubrange(1024..<2048, with: [UInt8](repeating: 0, count: 1024))
        let outline = try Self.open(bytes).outline
        #expect(outline.channels.map(\.timeAxis.sampleIntervalNanoseconds) == [0.5, 0.5])
        #expect(outline.warnings.map(\.code).contains("channel-header-missing"))
    }

    @Test("Samples begin where the header's rule says", arguments: [1, 2, 128, 1024, 2048])
    func offsets(field: Int) throws {
        var dzt = DztBytes()
        dzt.dataField = field
        let sweep = try Self.open(dzt).load()
        #expect(sweep.channels[0].radargram.samples[2] == Float(DztBytes.amplitude(0, 0, 2)))
        #expect(codes(sweep).contains("data-offset-contradicted") == (field == 2048))
    }

    @Test("Old files have a header of 512 bytes", arguments: [0, 512])
    func old(field: Int) throws {
        var dzt = DztBytes()
        dzt.dataField = field
        dzt.headerByteCount = 512
        dzt.samplesPerTrace = 64
        dzt.traceCount = 33
        let sweep = try Self.open(dzt).load()
        #expect(sweep.traceCount == 33)
        #expect(sweep.channels[0].radargram.samples[2] == Float(DztBytes.amplitude(0, 0, 2)))
    }

    @Test("A header that lies on its samples is found out by its flag words")
    func lying() throws {
        var dzt = DztBytes()
        dzt.samplesPerTrace = 64
        dzt.traceCount = 24
        for stated in [32, 128, 16, 50, 0] {
            dzt.samplesField = stated
            let outline = try Self.open(dzt).outline
            #expect(outline.samplesPerTrace == 64 && outline.traceCount == 24)
            #expect(outline.warnings.map(\.code).contains("sample-count-contradicted"))
            #expect(outline.channels[0].timeAxis.sampleIntervalNanoseconds == 0.125)
        }
        // Without flag words the header is believed, however odd.
        dzt.firstWord = { _ in nil }
        dzt.secondWord = { _ in nil }
        dzt.samplesField = 50
        let outline = try Self.open(dzt).outline
        #expect(outline.samplesPerTrace == 50)
        #expect(outline.warnings.map(\.code).contains("traces-lost"))
    }

    @Test("Flag words are found where they are, and nowhere else")
    func flags() throws {
        func count(_ change: (inout DztBytes) -> Void) throws -> Int {
            var dzt = DztBytes()
            change(&dzt)
            return try Self.open(dzt).outline.channels[0].flagSampleCount
        }
        #expect(try count { $0.firstWord = { $0 + 1 } } == 2)
        #expect(try count { $0.firstWord = { 500 - $0 } } == 2)
        #expect(try count { $0.firstWord = { _ in 0xFF00 } } == 2)
        #expect(try count { $0.secondWord = { _ in nil } } == 1)
        #expect(try count { $0.firstWord = { _ in nil } } == 0)
        // A zero amplitude throughout is no flag, and neither is a saturated start.
        #expect(try count { $0.firstWord = { _ in 0x8000 } } == 0)
        // Two scans tell nothing.
        #expect(try count { $0.traceCount = 2 } == 0)
        #expect(try count { $0.traceCount = 3 } == 2)
        // 65535 is followed by 0.
        #expect(try count { $0.firstWord = { ($0 + 65_530) % 65_536 } } == 2)
    }

    @Test("What contradicts in the header is named, and the better source used")
    func contradictions() throws {
        var dzt = DztBytes()
        dzt.depth = 0.7
        dzt.top = -0.1
        let outline = try Self.open(dzt).outline
        #expect(outline.warnings.map(\.code).contains("window-contradicted"))
        #expect(outline.warnings.map(\.code).contains("time-zero-contradicted"))
        #expect(outline.channels[0].timeAxis == TimeAxis(sampleIntervalNanoseconds: 0.5))
        dzt.range = .nan
        let reckoned = try Self.open(dzt).outline
        #expect(reckoned.warnings.map(\.code).contains("window-from-depth"))
        let interval = reckoned.channels[0].timeAxis.sampleIntervalNanoseconds
        #expect(abs(interval - 4 * 0.7 / 0.299792458 / 16) < 1e-6)
        dzt.depth = .infinity
        #expect(throws: InstrumentError.self) { try Self.open(dzt) }
        let given = try Self.open(dzt, options: SweepReadOptions(windowNanoseconds: 16))
        #expect(given.outline.channels[0].timeAxis.sampleIntervalNanoseconds == 1)
    }

    @Test("DZT files are known by their content, and a companion stands for its file")
    func recognition() throws {
        var dzt = DztBytes()
        dzt.samplesPerTrace = 128
        let files: [String: [UInt8]] = ["x.bin": dzt.bytes, "a/L.dzt": dzt.bytes, "a/L.DZX": [60]]
        #expect(try SweepReader.open("x.bin", in: .recorded(files)).outline.traceCount == 20)
        let outline = try SweepReader.open("a/L.DZX", in: .recorded(files)).outline
        #expect(outline.files == ["a/L.dzt", "a/L.DZX"])
        #expect(outline.warnings.map(\.code).contains("companion-damaged"))
        #expect(throws: InstrumentError.file(.missing(path: "b.DZT"))) {
            try SweepReader.open("b.dzx", in: .recorded(["b.dzx": [60]]))
        }
    }

    /// A file of constant flag words in which the third samples of `clipped` traces are the first's
    /// constant.
    private static func constants(
        bits: Int = 8, samples: Int = 200, traces: Int = 600, channels: Int = 1,
        clipped: Set<Int> = []
    ) -> DztBytes {
        var dzt = DztBytes()
        dzt.bits = bits
        dzt.samplesPerTrace = samples
        dzt.traceCount = traces
        dzt.channelCount = channels
        let first = bits == 8 ? 0xFF : bits == 16 ? 0xFF00 : 5
        dzt.firstWord = { _ in first }
        dzt.secondWord = { _ in bits == 8 ? 0xF0 : bits == 16 ? 0 : 0xFF00_0000 }
        dzt.thirdWord = { clipped.contains($0) ? first : nil }
        return dzt
    }

    @Test(
        "Clipped third samples change neither the trace length nor the flags",
        arguments: [8, 16, 32], [[17], [16], [16, 17], Array(0..<60)])
    func clipped(bits: Int, traces: [Int]) throws {
        let outline = try Self.open(Self.constants(bits: bits, clipped: Set(traces))).outline
        #expect(outline.traceCount == 600 && outline.samplesPerTrace == 200)
        #expect(outline.channels[0].flagSampleCount == 2)
        #expect(outline.channels[0].timeAxis.sampleIntervalNanoseconds == 0.04)
        let codes = outline.warnings.map(\.code)
        #expect(!codes.contains("sample-count-contradicted"))
        #expect(!codes.contains("flag-words-doubtful"))
    }

    @Test("A third sample that is always clipped leaves a doubt and the header's length")
    func alwaysClipped() throws {
        let outline = try Self.open(Self.constants(clipped: Set(0..<600))).outline
        #expect(outline.samplesPerTrace == 200 && outline.channels[0].flagSampleCount == 0)
        #expect(outline.warnings.map(\.code).contains("flag-words-doubtful"))
        let odd = Set((0..<600).filter { $0 % 2 == 1 || $0 < 100 })
        let half = try Self.open(Self.constants(clipped: odd)).outline
        #expect(half.samplesPerTrace == 200 && half.channels[0].flagSampleCount == 0)
        let text = half.warnings.first { $0.code == "flag-words-doubtful" }?.text ?? ""
        #expect(text.contains("the second sample is 0xf0 in 256 of 256 scans"))
    }

    @Test(
        "Constant flag words find out a header that tells half or double the samples",
        arguments: [8, 16, 32], [(256, 512), (512, 256), (256, 1024), (1024, 256)])
    func lyingConstants(bits: Int, lengths: (true: Int, header: Int)) throws {
        for channels in [1, 2] {
            var dzt = Self.constants(
                bits: bits, samples: lengths.true, traces: 64, channels: channels)
            dzt.samplesField = lengths.header
            let outline = try Self.open(dzt).outline
            // With two channels half a scan is the other channel's: the header's half then holds.
            guard channels == 1 || lengths.header > lengths.true else { continue }
            #expect(outline.samplesPerTrace == lengths.true && outline.traceCount == 64)
            #expect(outline.warnings.map(\.code).contains("sample-count-contradicted"))
            dzt.samplesField = nil
            let honest = try Self.open(dzt).outline
            #expect(honest.samplesPerTrace == lengths.true && honest.traceCount == 64)
            #expect(!honest.warnings.map(\.code).contains("sample-count-contradicted"))
        }
    }

    @Test("A dropped scan does not hide the counter of a short file")
    func dropped() throws {
        var dzt = DztBytes()
        dzt.samplesPerTrace = 64
        dzt.secondWord = { _ in 0 }
        for (traces, from) in [(20, 7), (20, 1), (40, 7), (7, 3)] {
            dzt.traceCount = traces
            dzt.firstWord = { $0 < from ? $0 + 1 : $0 + 2 }
            let outline = try Self.open(dzt).outline
            #expect(outline.channels[0].flagSampleCount == 2)
            #expect(!outline.warnings.map(\.code).contains("flag-words-doubtful"))
        }
    }

    @Test("What looks partly like flag words is taken as amplitude and named")
    func doubts() throws {
        func doubt(_ change: (inout DztBytes) -> Void) throws -> String? {
            var dzt = DztBytes()
            change(&dzt)
            let outline = try Self.open(dzt).outline
            return outline.warnings.first { $0.code == "flag-words-doubtful" }?.text
        }
        #expect(try doubt { _ in } == nil)
        #expect(
            try doubt {
                $0.firstWord = { _ in nil }
                $0.secondWord = { _ in nil }
            } == nil)
        let second = try doubt { $0.firstWord = { _ in nil } }
        #expect(second?.contains("the second sample is 0x0 in 16 of 20 scans") == true)
        let counter = try doubt { $0.firstWord = { $0 + $0 / 4 } }
        #expect(counter?.contains("the first sample counts on in 15 of 19 steps") == true)
        let few = try doubt {
            $0.traceCount = 8
            $0.firstWord = { _ in 0xFF00 }
        }
        #expect(few?.contains("the first sample is 0xff00 in 8 of 8 scans") == true)
        let two = try doubt {
            $0.traceCount = 2
        }
        #expect(two?.contains("counts on in 1 of 1 steps") == true)
        // A quiet start is no flag.
        #expect(
            try doubt {
                $0.firstWord = { _ in 0x7FFF }
                $0.secondWord = { 0x7FFF + $0 % 2 }
            } == nil)
    }

    @Test("A few quiet amplitudes of 8 bits that count on by chance are no flags")
    func chance() throws {
        var dzt = DztBytes()
        dzt.bits = 8
        dzt.traceCount = 6
        dzt.firstWord = { [128, 128, 127, 129, 126, 128][$0] }
        dzt.secondWord = { [128, 127, 128, 129, 128, 128][$0] }
        let outline = try Self.open(dzt).outline
        #expect(outline.samplesPerTrace == 16 && outline.traceCount == 6)
        #expect(outline.channels[0].flagSampleCount == 0)
        let codes = outline.warnings.map(\.code)
        #expect(!codes.contains("flag-words-doubtful"))
        dzt.firstWord = { $0 + 1 }
        let counter = try Self.open(dzt).outline
        #expect(counter.channels[0].flagSampleCount == 0)
        #expect(counter.warnings.map(\.code).contains("flag-words-doubtful"))
        // Quiet amplitudes that rest beside zero are none either.
        dzt.traceCount = 20
        dzt.firstWord = { 153 + $0 % 5 / 4 }
        dzt.secondWord = { 154 - $0 % 5 / 4 }
        dzt.thirdWord = { 153 + $0 % 3 }
        let offset = try Self.open(dzt).outline
        #expect(offset.channels[0].flagSampleCount == 0)
        #expect(!offset.warnings.map(\.code).contains("flag-words-doubtful"))
    }
}
