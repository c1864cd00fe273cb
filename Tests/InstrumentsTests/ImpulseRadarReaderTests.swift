import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct ImpulseRadarReaderTests {
    private func read(
        _ line: KeyedBytes, name: String = "l.iprh", cor: String? = nil,
        options: SweepReadOptions = SweepReadOptions()
    ) throws -> Sweep {
        var files = ["l.iprh": line.header, "l.iprb": line.data]
        files["l.cor"] = cor.map { Array($0.utf8) }
        return try readMemory(name, files, options: options)
    }

    private func damage(_ line: KeyedBytes) -> (byte: Int, reason: String)? {
        do {
            _ = try read(line)
            return nil
        } catch let InstrumentError.damaged(_, byte, reason) {
            return (byte, reason)
        } catch { return (-1, "\(error)") }
    }

    /// Files of a line of three channels, `base` and their numbers changed by `change`.
    private func row(
        _ numbers: [Int] = [1, 2, 3], base: String = "r_001",
        _ change: (Int, inout KeyedBytes) -> Void = { _, _ in }
    ) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for number in numbers {
            var line = KeyedBytes.impulse()
            line.set("CHANNELS", "\(numbers.max() ?? 0)")
            line.set("CH_X_OFFSET", ["0.000", "-0.080", "0.000", "0.080"][number])
            change(number, &line)
            files["\(base)_A0\(number).iprh"] = line.header
            files["\(base)_A0\(number).iprb"] = line.data
        }
        return files
    }

    @Test("Header or samples may be named, in any letter case, with 16 or 32 bit")
    func widths() throws {
        for (named, other) in [
            ("l.iprh", "l.iprb"), ("l.iprb", "l.iprh"), ("L.IPRB", "l.IprH"),
            ("d/l.IPRH", "d/L.iprb"),
        ] {
            for wide in [false, true] {
                var line = KeyedBytes.impulse().setting("DATA VERSION", wide ? "32" : " 16")
                line.wide = wide
                let isHeader = named.lowercased().hasSuffix("h")
                let sweep = try readMemory(
                    named,
                    [
                        named: isHeader ? line.header : line.data,
                        other: isHeader ? line.data : line.header,
                    ])
                #expect(sweep.format == "ImpulseRadar, \(wide ? 32 : 16) bit")
                #expect(sweep.warnings == [])
                let radargram = sweep.channels[0].radargram
                #expect(radargram.samples == KeyedBytes.floats([0, 1, 2, 3, 4, 5]))
                #expect(
                    radargram.timeAxis
                        == TimeAxis(
                            sampleIntervalNanoseconds: 0.3125, timeZeroNanoseconds: 0.625))
                #expect(radargram.distancesMetres == (0..<6).map { Double($0) * 0.1 })
                #expect(sweep.positionSource == .wheel)
                #expect(sweep.instrument.model == "CrossOver 730")
                #expect(sweep.instrument.centreFrequencyMHz == 600)
            }
        }
    }

    @Test("The sample width is told, or fits size and traces, or is an error")
    func version() throws {
        let silent = KeyedBytes.impulse().setting("DATA VERSION", nil)
        let sweep = try read(silent)
        #expect(sweep.format == "ImpulseRadar, 32 bit")
        #expect(text("sample-width-assumed", sweep).contains("32 bit fits"))
        #expect(damage(silent.setting("LAST TRACE", "7"))?.reason.contains("16 or 32") == true)
        for value in ["24", "-16", "1e99", "x"] {
            let found = damage(KeyedBytes.impulse().setting("DATA VERSION", value))
            #expect(found?.byte == 20 && found?.reason.contains("DATA VERSION") == true)
        }
    }

    @Test("Time zero is the zero level where it lies in the trace")
    func zeroLevel() throws {
        let half = try read(.impulse().setting("ZERO LEVEL", "1,5"))
        #expect(half.channels[0].radargram.timeAxis.timeZeroNanoseconds == 1.5 * 0.3125)
        for level in ["-1", "5", "1e300", "nan", "x", nil] {
            let sweep = try read(.impulse().setting("ZERO LEVEL", level))
            #expect(sweep.channels[0].radargram.timeAxis.timeZeroNanoseconds == 0)
            #expect(codes(sweep) == ["time-zero-assumed"])
        }
        let given = try read(
            .impulse().setting("ZERO LEVEL", nil),
            options: SweepReadOptions(timeZeroNanoseconds: 0.5))
        #expect(given.channels[0].radargram.timeAxis.timeZeroNanoseconds == 0.5)
    }

    @Test("The calibrated step goes before the one the user wished")
    func steps() throws {
        let both = try read(.impulse().setting("USER DISTANCE INTERVAL", "0.11"))
        #expect(both.channels[0].radargram.distancesMetres[5] == 0.5)
        #expect(text("trace-spacing-contradicted", both).contains("but 0.11 m by USER"))
        let wished = try read(.impulse().setting("DISTANCE INTERVAL", nil))
        #expect(wished.positionSource == .wheel)
        #expect(text("trace-spacing-nominal", wished).contains("USER DISTANCE INTERVAL"))
        let off = try read(.impulse().setting("DISTANCE INTERVAL", "0"))
        #expect(off.positionSource == .none && codes(off) == ["positions-missing"])
        let timed = try read(.impulse().setting("TRIG SOURCE", "Time"))
        #expect(timed.positionSource == .header && codes(timed) == ["trigger-contradicted"])
    }

    @Test("Size and traces, window and frequency, length and stop are weighed")
    func contradictions() throws {
        #expect(
            try text("traces-lost", read(.impulse().setting("LAST TRACE", "8")))
                == "the file is cut: 6 whole traces are read; 2 of the announced 8 are missing")
        let more = try read(.impulse().setting("LAST TRACE", "3"))
        #expect(more.traceCount == 6 && codes(more) == ["trace-count-contradicted"])
        let window = try read(.impulse().setting("TIMEWINDOW", "1.67"))
        #expect(codes(window) == ["sample-interval-contradicted"])
        #expect(window.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 0.3125)
        #expect(
            try codes(read(.impulse().setting("STOP POSITION", "9"))) == ["length-contradicted"])
        #expect(
            try codes(read(.impulse().setting("MEASUREMENT DIRECTION", "-1")))
                == ["direction-unclear"])
        #expect(try codes(read(.impulse().setting("DATE", "2023-05-30"))) == ["date-not-utc"])
    }

    @Test("Whichever channel of a row is named, all are joined", arguments: ["1.iprb", "3.iprh"])
    func joined(named: String) throws {
        let sweep = try readMemory("r_001_A0\(named)", row { number, line in line.traceCount = 6 })
        #expect(sweep.channels.map(\.index) == [1, 2, 3])
        #expect(sweep.channels.map(\.lateralOffsetMetres) == [0.08, 0, -0.08])
        #expect(sweep.channels.allSatisfy { $0.radargram.traceCount == 6 })
        #expect(codes(sweep) == ["channel-side-assumed"])
    }

    @Test("A row in mixed letter case and other lines beside it stay apart")
    func letterCase() throws {
        var files: [String: [UInt8]] = [:]
        for (name, bytes) in row() {
            files[name.contains("A02") ? "d/" + name.uppercased() : "d/" + name] = bytes
        }
        for (name, bytes) in row([1, 2], base: "r_002") { files["d/" + name] = bytes }
        let sweep = try readMemory("d/r_001_A01.iprb", files)
        #expect(sweep.channels.map(\.index) == [1, 2, 3])
        #expect(codes(sweep) == ["channel-side-assumed"])
        #expect(try readMemory("d/R_001_A02.IPRB", files).channels == sweep.channels)
    }

    @Test("Numbers missing in the row are said, and channels that cannot be read")
    func gaps() throws {
        let gap = try readMemory("r_001_A01.iprb", row([1, 3]))
        #expect(gap.channels.map(\.index) == [1, 3])
        #expect(text("channels-missing", gap).hasSuffix("missing in the row: 2"))
        let announced = try readMemory(
            "r_001_A01.iprb", row { _, line in line.set("CHANNELS", "5") })
        #expect(text("channels-missing", announced).hasSuffix("missing in the row: 4, 5"))
        let fewer = try readMemory(
            "r_001_A01.iprb", row { _, line in line.set("CHANNELS", "2") })
        #expect(fewer.channels.count == 3 && codes(fewer).contains("channel-count-contradicted"))
        var files = row()
        files["r_001_A02.iprh"] = nil
        let headless = try readMemory("r_001_A01.iprb", files)
        #expect(headless.channels.map(\.index) == [1, 3])
        #expect(
            text("channel-unreadable", headless)
                == "channel 2 is left out: r_001_A02.iprb: its header .iprh is missing (at byte 0)")
        files = row()
        files["r_001_A02.iprb"] = []
        let empty = try readMemory("r_001_A01.iprb", files)
        #expect(empty.channels.map(\.index) == [1, 3])
        #expect(throws: InstrumentError.self) { try readMemory("r_001_A02.iprh", files) }
    }

    @Test("Channels that differ keep their own axis and traces, and that is said")
    func differing() throws {
        let sweep = try readMemory(
            "r_001_A02.iprb",
            row { number, line in
                if number == 3 {
                    line.traceCount = 4
                    line.set("FREQUENCY", "1600")
                    line.set("TIMEWINDOW", "2.5")
                    line.set("DISTANCE INTERVAL", "0.2")
                }
            })
        #expect(sweep.channels.map(\.radargram.traceCount) == [6, 6, 4])
        let intervals = sweep.channels.map(\.radargram.timeAxis.sampleIntervalNanoseconds)
        #expect(intervals == [0.3125, 0.3125, 0.625])
        #expect(sweep.channels[2].radargram.distancesMetres == [0, 0.1, 0.2, 0.30000000000000004])
        #expect(
            codes(sweep) == [
                "traces-lost", "channel-side-assumed", "channels-unequal", "channels-differ",
                "channels-differ",
            ])
        #expect(text("traces-lost", sweep).hasPrefix("channel 3: the file is cut: 4 whole"))
    }

    @Test("Fixes of a row lie under the name of the line")
    func rowFixes() throws {
        var files = row { _, line in line.set("DISTANCE INTERVAL", "0") }
        let lines = [
            "1\t2023-05-30\t09:57:56\t54.000000000\tN\t10.0\tE\t3.5\tM\t0.01",
            "6\t2023-05-30\t09:58:56\t54.001\tN\t10.0\tE\t3.5\tM\t0.01",
        ]
        files["r_001.cor"] = Array(lines.joined(separator: "\r\n").utf8)
        let sweep = try readMemory("r_001_A03.iprb", files)
        #expect(sweep.positionSource == .gnss)
        #expect(sweep.track?.fixes.count == 2)
        let distances = sweep.channels[2].radargram.distancesMetres
        #expect(distances[0] == 0 && abs(distances[5] - 111.3) < 0.1)
    }

    @Test("The two files of a radar with two frequencies are two sweeps")
    func crossOver() throws {
        let line = KeyedBytes.impulse().setting("CHANNELS", "2")
        let files = [
            "b_0.iprh": line.header, "b_0.iprb": line.data, "b_1.iprh": line.header,
            "b_1.iprb": line.data,
        ]
        let sweep = try readMemory("b_0.iprb", files)
        #expect(sweep.channels.count == 1 && codes(sweep) == ["channels-apart"])
    }

    @Test("A file cut anywhere gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        let line = KeyedBytes.impulse()
        for length in 0...96 {
            let files = ["l.iprh": line.header, "l.iprb": Array(line.data.prefix(length))]
            do {
                let sweep = try readMemory("l.iprh", files)
                #expect(
                    sweep.channels[0].radargram.samples
                        == KeyedBytes.floats(Array(0..<length / 16)))
                #expect(codes(sweep).contains("traces-lost") == (length < 96))
            } catch let InstrumentError.damaged(_, byte, _) {
                #expect(length < 16 && byte == length)
            }
        }
        for length in stride(from: 0, to: line.header.count, by: 3) {
            let files = ["l.iprh": Array(line.header.prefix(length)), "l.iprb": line.data]
            do {
                #expect(try readMemory("l.iprb", files).samplesPerTrace == 4)
            } catch is InstrumentError {}
        }
    }

    @Test("Random bytes and numbers in the headers of a row never crash the reader")
    func fuzz() throws {
        var random = RepeatableBytes(state: 20_261_124)
        let values = [
            "0", "-1", "1e308", "nan", "inf", "9223372036854775807", "1e-308", ",", "16", "65536",
            "18446744073709551616", "1e9 m", "time",
        ]
        for round in 0..<300 {
            var files = row { _, line in
                for _ in 0...random.next(3) {
                    line.keys[random.next(line.keys.count)].1 = values[random.next(values.count)]
                }
            }
            if round % 2 == 0, var header = files["r_001_A02.iprh"] {
                for _ in 0...random.next(8) {
                    header[random.next(header.count)] = UInt8(random.next(256))
                }
                files["r_001_A02.iprh"] = header
            }
            do {
                let sweep = try readMemory("r_001_A0\(1 + random.next(3)).iprb", files)
                let count = sweep.channels.reduce(0) { $0 + $1.radargram.samples.count }
                #expect(count <= 3 * 48)
                let all = sweep.channels.flatMap(\.radargram.distancesMetres)
                #expect(all.allSatisfy { $0.isFinite })
            } catch is InstrumentError {}
        }
    }

    @Test("A contradiction in any channel is in the audit under its number")
    func auditOfChannels() throws {
        let files = row { number, line in
            if number == 3 { line.set("TIMEWINDOW", "2.500") }
        }
        let outline = try SweepReader.open("r_001_A01.iprh", in: .recorded(files)).outline
        let facts = outline.audit.filter { $0.quantity == "channel 3: sample interval" }
        #expect(facts.map(\.agrees) == [false])
        #expect(facts.first?.sources.map(\.value) == [0.3125, 0.625])
        #expect(!outline.audit.contains { $0.quantity.hasPrefix("channel 2: ") })
    }
}
