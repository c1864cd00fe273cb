import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct IdsReaderTests {
    private func load(_ bytes: [UInt8]) throws -> Sweep {
        try SweepReader.open("a.dt", in: .memory(["a.dt": bytes])).load(limit: 1 << 24)
    }

    private func samples(_ traces: some Sequence<Int>) -> [Float] {
        traces.flatMap { trace in (0..<120).map { Float(trace * 1000 - $0) } }
    }

    @Test("A lane has its samples, times, places and instrument")
    func plain() throws {
        let sweep = try IdsBytes().read()
        #expect(sweep.format == "IDS DT version 3, 16 bit")
        let radargram = sweep.channels[0].radargram
        #expect(radargram.samples == samples(0..<5))
        #expect(radargram.distancesMetres == [0, 0.004, 0.008, 0.012, 0.016])
        #expect(abs(radargram.timeAxis.sampleIntervalNanoseconds - 0.1) < 1e-12)
        #expect(radargram.timeAxis.timeZeroNanoseconds == 0)
        #expect(sweep.positionSource == .wheel)
        #expect(sweep.instrument.maker == "IDS" && sweep.instrument.antenna == "2000 MHz")
        #expect(sweep.instrument.centreFrequencyMHz == 2000)
        #expect(sweep.instrument.antennaSeparationMetres == 0.065)
        #expect(sweep.warnings.map(\.code) == ["time-zero-missing", "date-not-utc"])
    }

    @Test("Cells that are known to be wrong stand in the audit and raise no warning")
    func audit() throws {
        let file = try IdsBytes().open()
        let spacing = try #require(file.outline.audit.first { $0.quantity == "trace spacing" })
        #expect(spacing.sources.map(\.value) == [0.004, 0.05, 0.004] && !spacing.agrees)
        #expect(spacing.sources[1].name == "x_cell (unreliable)")
        #expect(file.outline.audit.contains { $0.quantity == "sample interval" })
    }

    @Test("The content tells the format, whatever the name")
    func content() throws {
        #expect(try IdsBytes().open("lane.bin").outline.format == "IDS DT version 3, 16 bit")
    }

    @Test("A date that may be read in two ways is said to be so, and is not used")
    func dates() throws {
        func sentence(_ date: String) throws -> String {
            var lane = IdsBytes()
            lane.date = date
            return try lane.read().warning("date-not-utc")
        }
        let twice = try sentence("05/03/22 10:11:12")
        #expect(twice.contains("2022-05-03 and perhaps 2022-03-05"))
        #expect(try sentence("05/23/22 10:11:12").contains("dated 2022-05-23 by"))
        #expect(try sentence("23/05/99").contains("dated 1999-05-23 by"))
        #expect(try sentence("04/04/2024").contains("dated 2024-04-04 by"))
        #expect(try sentence("99/99/99 0:0:0").contains("dated 99/99/99 0:0:0 by"))
        #expect(try sentence("soon").contains("dated soon by"))
        #expect(try sentence("-5/-3/-9223372036854775808").contains("by a clock"))
        #expect(try sentence("") == "")
    }

    @Test("Marks and invalid traces are counted and kept")
    func types() throws {
        var lane = IdsBytes()
        lane.types = [0x52, 0x0852, 0x0952, 0x0852, 0x0752, 0x0152, 0x0006, 0x0352]
        lane.counts[3] = 8
        let sweep = try lane.read()
        #expect(sweep.channels[0].radargram.samples == samples(0..<8))
        #expect(
            sweep.warning("marks-found").hasPrefix(
                "the traces carry 2 marks of kind 1, 1 marks of kind 2, 1 marks of satellite fixes;"
            ))
        #expect(
            sweep.warning("traces-invalid")
                == "the radar marked 2 of 8 traces as invalid; they are kept as read")
        #expect(sweep.warning("trace-types-unknown").contains("1 traces are of unknown type (850)"))
    }

    @Test("Traces are read up to the first record that is none")
    func foreign() throws {
        var lane = IdsBytes()
        lane.types = [0x52, 0x52, 0x52, 0x4D46, 0x5246]
        lane.counts[3] = 3
        var sweep = try lane.read()
        #expect(sweep.traceCount == 3)
        #expect(sweep.warning("records-unread").hasPrefix("2 records after the last trace"))
        #expect(sweep.warning("traces-lost").isEmpty)
        lane.types[4] = 0x52
        lane.counts[3] = 5
        sweep = try lane.read()
        #expect(sweep.channels[0].radargram.samples == samples(0..<3))
        #expect(
            sweep.warning("traces-lost")
                == "the file is damaged at byte \(11 * lane.length): 3 whole traces are read, 1 "
                + "after that are lost; 2 of the announced 5 are missing")
    }

    @Test("Samples are as many as the header says where they fit into a record")
    func sampleCounts() throws {
        var lane = IdsBytes()
        lane.padding = 8
        var sweep = try lane.read()
        #expect(sweep.samplesPerTrace == 120)
        #expect(sweep.channels[0].radargram.samples == samples(0..<5))
        #expect(sweep.warning("sample-count-contradicted").contains("is 120 by record H but 124"))
        lane.padding = 0
        for wrong in [Int32.max, 121, 0, -1, .min] {
            lane.counts[4] = wrong
            sweep = try lane.read()
            #expect(sweep.samplesPerTrace == 120)
            #expect(sweep.warning("sample-count-contradicted").isEmpty == (wrong <= 0))
        }
    }

    @Test("Fewer traces than announced are lost, more are read")
    func traceCounts() throws {
        var lane = IdsBytes()
        lane.counts[3] = 7
        #expect(
            try lane.read().warning("traces-lost")
                == "the file is cut: 5 whole traces are read; 2 of the announced 7 are missing")
        lane.counts[3] = 4
        let sweep = try lane.read()
        #expect(sweep.traceCount == 5 && sweep.warning("traces-lost").isEmpty)
        #expect(sweep.warning("trace-count-contradicted").contains("5 by the trace records but 4"))
    }

    @Test("Without wheel the step is the header's, without step there is none")
    func positions() throws {
        var lane = IdsBytes()
        lane.counts[8] = 0
        var sweep = try lane.read()
        #expect(sweep.positionSource == .header)
        #expect(sweep.warning("positions-nominal").contains("0.004 m"))
        for step in ["0", "-1", "nan", "1e300", "", "x"] {
            lane.numbers[6] = step
            sweep = try lane.read()
            #expect(sweep.positionSource == .none)
            #expect(sweep.warnings.map(\.code).contains("positions-missing"))
        }
    }

    @Test("Without a sweep time the window must be given")
    func noWindow() throws {
        for change in 0..<3 {
            var lane = IdsBytes()
            if change == 0 { lane.hasNumbers = false }
            if change == 1 { lane.numbers[2] = "0" }
            if change == 2 { lane.numbers[2] = "inf" }
            #expect {
                try lane.open()
            } throws: { "\($0)".contains("give --window") }
            let sweep = try lane.read(options: SweepReadOptions(windowNanoseconds: 24))
            #expect(
                abs(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds - 0.2) < 1e-12)
        }
    }

    @Test("Channels that are told clearly alternate, and that is said")
    func channels() throws {
        var lane = IdsBytes()
        lane.channels = "RT N_CHANNEL= 2"
        lane.antennas = [[1, 0, 1, 0, 7], [1, 0, 2, 0, 7]]
        lane.types = [Int](repeating: 0x52, count: 6)
        lane.counts[3] = 3
        var sweep = try lane.read()
        #expect(sweep.channels.map(\.index) == [1, 2])
        #expect(sweep.channels[0].radargram.samples == samples([0, 2, 4]))
        #expect(sweep.channels[1].radargram.samples == samples([1, 3, 5]))
        #expect(sweep.channels[1].radargram.distancesMetres == [0, 0.004, 0.008])
        #expect(sweep.warning("channel-order-assumed").contains("TX1 RX1, TX1 RX2"))
        #expect(sweep.warnings.map(\.code).contains("channel-offsets-unknown"))
        lane.antennas = [[1, 0, 1, 0, 7]]
        sweep = try lane.read()
        #expect(sweep.channels.count == 1 && sweep.traceCount == 6)
        let codes = sweep.warnings.map(\.code)
        #expect(codes.contains("channels-unclear") && codes.contains("channel-count-contradicted"))
    }

    @Test("Record lengths that cannot be are errors at their byte")
    func lengths() throws {
        for length in [0, -1, 3, 4, 245, -244] {
            var lane = IdsBytes()
            lane.statedLength = length
            #expect(
                throws: InstrumentError.damaged(
                    path: "LAA00001.dt", atByte: 4,
                    reason: "the records are said to have \(length) bytes, which cannot be")
            ) { try lane.open() }
        }
        for length in [6, 8, 30_000, 246] {
            var lane = IdsBytes()
            lane.statedLength = length
            #expect(throws: InstrumentError.self) { try lane.open() }
        }
    }

    @Test("A file cut anywhere gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        let lane = IdsBytes()
        let whole = lane.bytes
        let first = 8 * lane.length
        for length in stride(from: 1, to: whole.count, by: 13) {
            let traces = (length - first) / lane.length
            do {
                let sweep = try load(Array(whole.prefix(length)))
                #expect(sweep.channels[0].radargram.samples == samples(0..<traces))
                #expect(sweep.warning("traces-lost").contains("\(5 - traces) of the announced 5"))
            } catch let InstrumentError.damaged(_, byte, _) {
                #expect(length < first + lane.length && byte <= length)
            }
        }
    }

    @Test("Random bytes in the headers never crash the reader")
    func fuzz() throws {
        var noise = SeededNoise(seed: 11)
        func next(_ limit: Int) -> Int { Int(noise.next() % UInt64(limit)) }
        let lane = IdsBytes()
        let whole = lane.bytes
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0...next(8) {
                let place = next(3) == 0 ? next(6) : next(13) * lane.length + next(210)
                bytes[place] = UInt8(next(256))
            }
            if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
            guard !bytes.isEmpty else { continue }
            do {
                let sweep = try load(bytes)
                let count = sweep.channels.reduce(0) { $0 + $1.radargram.samples.count }
                #expect(count * 2 <= bytes.count)
            } catch is InstrumentError {}
        }
    }
}
