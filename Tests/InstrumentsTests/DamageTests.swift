import FileAccess
import Glibc
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct DamageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func attempt(_ bytes: [UInt8], limit: Int = 1 << 24) throws -> Sweep {
        let path = folder.file("cut.sgy")
        SeedRecorder.record([path: bytes])
        try DurableFile.write(bytes, to: path)
        return try SweepReader.read(path, options: SweepReadOptions(maximumSampleBytes: limit))
    }

    @Test("A file cut anywhere gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        var segy = SegyBytes()
        segy.traces = (0..<6).map { (1 + $0 / 3, $0 % 3 * 20, $0 / 3 * 100) }
        let whole = segy.bytes
        let full = try attempt(whole)
        let samples = full.channels.flatMap(\.radargram.samples)
        for length in stride(from: 0, to: whole.count, by: 37) {
            let traces = (length - 3600) / 256
            do {
                let sweep = try attempt(Array(whole.prefix(length)))
                let kept = sweep.channels.flatMap(\.radargram.samples)
                #expect(kept == Array(samples.prefix(traces * 4)))
                #expect(codes(sweep).contains("traces-lost") || (length - 3600) % 256 == 0)
            } catch let InstrumentError.damaged(_, byte, _) {
                #expect(length < 3600 + 256 && byte <= max(length, 3220))
            }
        }
    }

    @Test("A lane that announces its traces says how many are lost")
    func announced() throws {
        var segy = SegyBytes()
        segy.text = "C 1 GPR PICOSECONDS, CHANNELS 2 ; TRACES PER CHANNEL 3, CDP_Y=LATERAL"
        segy.traces = [(1, 0, 0), (1, 20, 0), (1, 40, 0), (2, 0, 100)]
        let sweep = try attempt(segy.bytes)
        #expect(codes(sweep) == ["traces-lost", "channels-unequal"])
        #expect(sweep.warnings[0].text.contains("2 of the announced 6 are missing"))
        #expect(sweep.channels.map(\.radargram.traceCount) == [3, 1])
    }

    @Test("Folders, pipes and missing files are refused without waiting")
    func notFiles() throws {
        let pipe = folder.file("pipe.sgy")
        #expect(unsafe mkfifo(pipe, 0o644) == 0)
        #expect(throws: InstrumentError.file(.notRegular(path: pipe))) {
            try SweepReader.read(pipe)
        }
        #expect(throws: InstrumentError.file(.isDirectory(path: folder.path))) {
            try SweepReader.read(folder.path)
        }
        let none = folder.file("none.sgy")
        #expect(throws: InstrumentError.file(.missing(path: none))) { try SweepReader.read(none) }
        #expect(throws: InstrumentError.self) { try SweepReader.read("") }
    }

    @Test("Header numbers that cannot be are errors at their byte")
    func headers() throws {
        func byte(_ change: (inout SegyBytes) -> Void) throws -> Int? {
            var segy = SegyBytes()
            change(&segy)
            do {
                _ = try attempt(segy.bytes)
                return nil
            } catch let InstrumentError.damaged(_, byte, _) {
                return byte
            } catch let InstrumentError.unsupportedSamples(_, _, byte) {
                return byte
            }
        }
        #expect(try byte { $0.format = 77 } == 3224)
        #expect(try byte { $0.format = 4 } == 3224)
        #expect(try byte { $0.samplesPerTrace = 0 } == 3220)
        #expect(try byte { $0.interval = 0 } == 3216)
        #expect(try byte { $0.extendedTexts = -7 } == 3504)
        #expect(try byte { $0.traces = [] } == 3600)
        #expect(try byte { $0.samplesPerTrace = 60_000 } == 4112)
    }

    @Test("A file larger than the memory allowed is refused before it is read")
    func tooLarge() throws {
        let path = folder.file("cut.sgy")
        #expect(throws: InstrumentError.tooLarge(path: path, bytes: 32, limit: 16)) {
            try attempt(SegyBytes().bytes, limit: 16)
        }
    }

    @Test("Random bytes in the headers never crash the reader")
    func fuzz() throws {
        var state: UInt64 = 20_260_304
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var segy = SegyBytes()
        segy.traces = (0..<4).map { (1 + $0 / 2, $0 % 2 * 20, $0 / 2 * 100) }
        let whole = segy.bytes
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<(1 + next(6)) {
                let place = next(2) == 0 ? 3200 + next(400) : 3600 + next(whole.count - 3600)
                bytes[place] = UInt8(next(256))
            }
            if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
            do {
                let sweep = try attempt(bytes)
                let count = sweep.channels.reduce(0) { $0 + $1.radargram.samples.count }
                #expect(count <= bytes.count)
            } catch is InstrumentError {}
        }
    }
}
