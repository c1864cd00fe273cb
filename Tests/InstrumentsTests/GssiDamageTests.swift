import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct GssiDamageTests {
    @Test("A file cut anywhere gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        var dzt = DztBytes()
        dzt.samplesPerTrace = 32
        let whole = dzt.bytes
        let samples = try GssiReaderTests.open(whole).load().channels[0].radargram.samples
        for length in 0..<whole.count where length < 140 || length % 13 == 0 || length > 1000 {
            let traces = (length - 1024) / 64
            do {
                let sweep = try GssiReaderTests.open(Array(whole.prefix(length))).load()
                let kept = sweep.channels[0].radargram.samples
                #expect(kept == Array(samples.prefix(traces * 32)) && length >= 1024 + 64)
                #expect(codes(sweep).contains("traces-lost") == ((length - 1024) % 64 != 0))
            } catch let InstrumentError.damaged(_, byte, _) {
                #expect(length < 1024 + 64 && byte <= length)
            }
        }
    }

    @Test("Header numbers that cannot be are errors at their byte")
    func headers() throws {
        func byte(_ change: (inout DztBytes) -> Void) throws -> Int? {
            var dzt = DztBytes()
            change(&dzt)
            do {
                _ = try GssiReaderTests.open(dzt)
                return nil
            } catch let InstrumentError.damaged(_, byte, _) {
                return byte
            }
        }
        #expect(try byte { $0.bits = 24 } == 6)
        #expect(try byte { $0.channelField = 65_535 } == 52)
        #expect(try byte { $0.traceCount = 0 } == 1024)
        #expect(
            try byte {
                $0.range = -1
                $0.permittivity = 0
            } == 26)
        #expect(
            try byte {
                $0.samplesField = 0
                $0.firstWord = { _ in nil }
            } == 4)
        #expect(
            try byte {
                $0.samplesField = 60_000; $0.firstWord = { _ in nil }
            } == 1024)
        #expect(try byte { $0.position = .nan } == nil)
        #expect(try byte { $0.channelField = 0 } == nil)
        var dzt = DztBytes()
        for wheel: Float in [.nan, .infinity, -50, 1e30, 1e-30] {
            dzt.scansPerMetre = wheel
            let outline = try GssiReaderTests.open(dzt).outline
            #expect(outline.positionSource == .none)
            #expect(outline.warnings.map(\.code).contains("wheel-unusable"))
        }
    }

    @Test("Random bytes in the header never crash the reader or make samples")
    func fuzz() throws {
        var noise = SeededNoise(seed: 20_260_304)
        func next(_ limit: Int) -> Int { Int(noise.uniform() * Double(limit)) }
        var dzt = DztBytes()
        dzt.samplesPerTrace = 32
        dzt.traceCount = 8
        let whole = dzt.bytes
        for round in 0..<400 {
            var bytes = whole
            for _ in 0..<(1 + next(8)) {
                bytes[next(round % 2 == 0 ? 128 : bytes.count)] = UInt8(next(256))
            }
            if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
            do {
                let sweep = try GssiReaderTests.open(bytes).load()
                let count = sweep.channels.reduce(0) { $0 + $1.radargram.samples.count }
                #expect(count <= bytes.count)
                let axis = sweep.channels[0].radargram.timeAxis
                #expect(axis.sampleIntervalNanoseconds > 0)
                #expect(axis.timeZeroNanoseconds.isFinite)
                #expect(sweep.channels[0].radargram.distancesMetres.allSatisfy { $0.isFinite })
            } catch is InstrumentError {}
        }
    }
}

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is absent"))
struct GssiRealFileTests {
    private func read(_ name: String) throws -> Sweep {
        try SweepReader.read(SharedData.file("radar/" + name))
    }

    private func compare(_ sweep: Sweep, _ reference: String, from first: Int) throws {
        let theirs = try NumpyArray(SharedData.file("reference/\(reference).npy"))
        let radargram = sweep.channels[0].radargram
        let width = theirs.shape[1]
        #expect(theirs.shape[0] == radargram.traceCount)
        let skipped = radargram.samplesPerTrace - width
        for trace in 0..<radargram.traceCount {
            let ours = radargram.trace(trace).dropFirst(first)
            let other = theirs.values[trace * width + first - skipped..<(trace + 1) * width]
            guard ours.elementsEqual(other) else {
                Issue.record("trace \(trace) differs")
                return
            }
        }
    }

    @Test("The dune: wheel, flag words, and a window the depth does not contradict")
    func dune() throws {
        let sweep = try read("gprpy-dune/FILE____032.DZT")
        try compare(sweep, "gprpy-dune_FILE____032.readgssi-minus-32768", from: 2)
        #expect(sweep.traceCount == 1040 && sweep.samplesPerTrace == 512)
        let radargram = sweep.channels[0].radargram
        #expect(radargram.timeAxis.sampleIntervalNanoseconds == 48.0 / 512)
        #expect(radargram.flagSampleCount == 2)
        #expect(radargram.distancesMetres[1] == 0.02 && sweep.positionSource == .wheel)
        #expect(sweep.instrument.model == "SIR-3000")
        #expect(sweep.instrument.centreFrequencyMHz == 400)
        #expect(codes(sweep) == ["time-zero-contradicted", "flag-words", "date-not-utc"])
    }

    @Test("The bridge deck: processed, its first samples are amplitudes")
    func charisma() throws {
        let sweep = try read("charisma/Lab_specimen_data.DZT")
        try compare(sweep, "charisma_Lab_specimen.independent", from: 0)
        let radargram = sweep.channels[0].radargram
        #expect(radargram.flagSampleCount == 0)
        #expect(!codes(sweep).contains("flag-words-doubtful"))
        #expect(radargram.timeAxis.sampleIntervalNanoseconds == 8.0 / 512)
        #expect(abs(radargram.distancesMetres[100] - 100 / 118.11023712158203) < 1e-9)
        #expect(sweep.instrument.antenna == "1.5/1.6GHz")
        #expect(sweep.instrument.centreFrequencyMHz == nil)
    }

    @Test("Rebars in 32 bits", arguments: [(1, 863), (2, 1187)])
    func rebars(number: Int, traces: Int) throws {
        let sweep = try read("iet-gpr/File____00\(number).DZT")
        try compare(sweep, "iet-gpr_File____00\(number).independent", from: 0)
        #expect(sweep.traceCount == traces)
        let radargram = sweep.channels[0].radargram
        #expect(radargram.flagSampleCount == 2)
        #expect(radargram.timeAxis.timeZeroNanoseconds == 0.5)
        #expect(radargram.distancesMetres[8] == 0.01)
        #expect(sweep.instrument.model == "StructureScan Mini")
        #expect(codes(sweep).contains("window-contradicted"))
    }

    @Test("A line by time with a DZX file and a receiver without position")
    func time() throws {
        let sweep = try read("impdar/test_gssi.DZT")
        try compare(sweep, "impdar_test_gssi.impdar-rows-from-2", from: 2)
        let radargram = sweep.channels[0].radargram
        #expect(
            radargram.timeAxis
                == TimeAxis(sampleIntervalNanoseconds: 2300.0 / 2048, timeZeroNanoseconds: 230))
        #expect(sweep.positionSource == .header)
        #expect(abs(radargram.distancesMetres[300] - 0.9999) < 1e-9)
        #expect(sweep.track?.fixes.count == 14 && sweep.track?.placedFixes == [])
        #expect(sweep.instrument.centreFrequencyMHz == 200)
        #expect(
            codes(sweep) == [
                "flag-words", "trace-count-contradicted", "track-without-position",
                "trace-spacing-contradicted", "recorded-by-time", "date-not-utc",
            ])
    }

    @Test("A line by time with records of a receiver alone is numbered")
    func partial() throws {
        let sweep = try read("impdar/test_gssi_partialgps.DZT")
        #expect(sweep.positionSource == .none)
        #expect(sweep.track?.fixes.count == 14 && sweep.track?.placedFixes == [])
        #expect(sweep.channels[0].radargram.distancesMetres[300] == 300)
        #expect(
            codes(sweep) == [
                "flag-words", "track-without-position", "positions-missing", "date-not-utc",
            ])
    }
}
