import SurveyModel
import Testing

@testable import Instruments

@Suite struct SuReaderTests {
    /// A Seismic Unix file byte by byte.
    private struct SuBytes {
        var littleEndian = true
        var traceCount = 4
        var interval: UInt16 = 97
        var d1: Float = 0.09766
        var f1: Float = 0
        var d2: Float = 0.0401
        var traceFields: (Int, inout FieldBytes) -> Void = { _, _ in }

        var bytes: [UInt8] {
            (0..<traceCount).flatMap { trace in
                var fields = FieldBytes(
                    bytes: [UInt8](repeating: 0, count: 252), littleEndian: littleEndian)
                fields.set(28, Int16(1))
                fields.set(114, UInt16(3))
                fields.set(116, interval)
                fields.set(180, d1)
                fields.set(184, f1)
                fields.set(188, d2)
                traceFields(trace, &fields)
                for sample in 0..<3 { fields.set(240 + 4 * sample, Float(trace * 10 + sample) / 4) }
                return fields.bytes
            }
        }
    }

    private func open(
        _ bytes: [UInt8], name: String = "line.su", options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        try SweepReader.open(name, in: .memory([name: bytes]), options: options)
    }

    @Test("Both byte orders are read under any name", arguments: [true, false])
    func orders(littleEndian: Bool) throws {
        for name in ["line.su", "line.SU", "line.dat"] {
            let sweep = try open(SuBytes(littleEndian: littleEndian).bytes, name: name).load()
            #expect(sweep.format == "Seismic Unix" && sweep.warnings == [])
            let radargram = sweep.channels[0].radargram
            #expect(
                radargram.samples == [0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32].map { $0 / 4 })
            #expect(abs(radargram.timeAxis.sampleIntervalNanoseconds - 0.09766) < 1e-8)
            #expect(abs(radargram.distancesMetres[3] - 3 * 0.0401) < 1e-7)
            #expect(sweep.positionSource == .header)
        }
    }

    @Test("The time of the first sample and the distance of the first trace are used")
    func starts() throws {
        var su = SuBytes(f1: -2.5)
        su.traceFields = { _, header in header.set(192, Float(7)) }
        let file = try open(su.bytes)
        #expect(file.outline.channels[0].timeAxis.timeZeroNanoseconds == 2.5)
        #expect(try file.distances(ofChannelAt: 0, traces: 0..<1) == [7])
    }

    @Test("Seconds and microseconds of the standard are assumed from the window, and that is said")
    func seconds() throws {
        let radar = try open(SuBytes(interval: 500, d1: 0.0005).bytes)
        #expect(abs(radar.outline.channels[0].timeAxis.sampleIntervalNanoseconds - 0.5) < 1e-7)
        #expect(radar.outline.warnings.map(\.code) == ["time-unit-assumed"])
        let alone = try open(SuBytes(interval: 0, d1: 0.5).bytes)
        #expect(alone.outline.channels[0].timeAxis.sampleIntervalNanoseconds == 0.5)
        #expect(alone.outline.warnings.map(\.code) == ["time-unit-assumed"])
        let contradicted = try open(SuBytes(interval: 500, d1: 0.3).bytes)
        #expect(
            contradicted.outline.warnings.map(\.code) == [
                "time-unit-assumed", "interval-contradicted",
            ])
        #expect(throws: InstrumentError.self) { try open(SuBytes(interval: 0, d1: 0).bytes) }
        #expect(throws: InstrumentError.self) { try open(SuBytes(interval: 0, d1: .nan).bytes) }
    }

    @Test("A step of exactly one is what stands where none is known")
    func defaultStep() throws {
        var su = SuBytes(d2: 1)
        #expect(try open(su.bytes).outline.positionSource == .none)
        su.traceFields = { trace, header in
            header.set(70, Int16(-1000))
            header.set(80, Int32(trace * 50))
        }
        let file = try open(su.bytes)
        #expect(file.outline.positionSource == .traceHeaders)
        #expect(try file.distances(ofChannelAt: 0, traces: 0..<4) == [0, 0.05, 0.1, 0.15])
        #expect(file.outline.warnings.map(\.code) == ["trace-spacing-contradicted"])
    }

    @Test("A file cut anywhere gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        let whole = SuBytes().bytes
        for length in 1..<whole.count {
            do {
                let sweep = try open(Array(whole.prefix(length))).load()
                #expect(sweep.traceCount == length / 252)
                #expect(codes(sweep).contains("traces-lost") == (length % 252 != 0))
            } catch InstrumentError.damaged(_, let byte, _) {
                #expect(length < 252 && byte <= 240)
            }
        }
    }

    @Test("Random bytes in the headers never crash the reader")
    func fuzz() throws {
        var state: UInt64 = 3
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let whole = SuBytes().bytes
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<(1 + next(20)) { bytes[next(bytes.count)] = UInt8(next(256)) }
            do { _ = try open(bytes).load() } catch is InstrumentError {}
        }
    }
}
