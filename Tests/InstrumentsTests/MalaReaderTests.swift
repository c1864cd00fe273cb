import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct MalaReaderTests {
    private func read(
        _ mala: KeyedBytes, name: String = "l.rad", cor: String? = nil, mrk: String? = nil,
        options: SweepReadOptions = SweepReadOptions()
    ) throws -> Sweep {
        var files = ["l.rad": mala.header, mala.wide ? "l.rd7" : "l.rd3": mala.data]
        files["l.cor"] = cor.map { Array($0.utf8) }
        files["l.mrk"] = mrk.map { Array($0.utf8) }
        return try readMemory(name, files, options: options)
    }

    private func damage(_ mala: KeyedBytes) -> (byte: Int, reason: String)? {
        do {
            _ = try read(mala)
            return nil
        } catch let InstrumentError.damaged(_, byte, reason) {
            return (byte, reason)
        } catch { return (-1, "\(error)") }
    }

    @Test(
        "Header or samples may be named, in any letter case, with 16 or 32 bit",
        arguments: [
            ("l.rad", "l.rd3"), ("l.rd3", "l.rad"), ("L.RAD", "L.RD3"), ("l.Rd3", "l.RAD"),
            ("l.RAD", "l.rd7"), ("l.rd7", "l.rad"), ("d/l.RD7", "d/L.rad"),
        ])
    func pairs(named: String, other: String) throws {
        var mala = KeyedBytes.mala()
        mala.wide = (named + other).lowercased().contains("rd7")
        let isHeader = named.lowercased().hasSuffix("rad")
        let sweep = try readMemory(
            named,
            [named: isHeader ? mala.header : mala.data, other: isHeader ? mala.data : mala.header])
        #expect(sweep.format == (mala.wide ? "MALA RD7, 32 bit" : "MALA RD3, 16 bit"))
        #expect(codes(sweep) == ["time-zero-assumed"])
        let radargram = sweep.channels[0].radargram
        #expect(radargram.samples == KeyedBytes.floats([0, 1, 2, 3, 4, 5]))
        #expect(radargram.timeAxis == TimeAxis(sampleIntervalNanoseconds: 0.5))
        #expect(radargram.distancesMetres == (0..<6).map { Double($0) * 0.1 })
        #expect(sweep.positionSource == .wheel)
        #expect(
            sweep.instrument
                == Instrument(
                    maker: "MALA", antenna: "500_shielded", centreFrequencyMHz: 500,
                    antennaSeparationMetres: 0.18))
        #expect(sweep.operatorName == nil && sweep.acquiredAt == nil)
    }

    @Test("Samples that begin like a JSON file are samples")
    func looksLikeJson() throws {
        var files = ["l.rad": KeyedBytes.mala().header, "l.rd3": KeyedBytes.mala().data]
        files["l.rd3"]?[0] = 0x7B
        let sweep = try readMemory("l.rd3", files)
        #expect(sweep.channels[0].radargram.samples[0] == 123)
    }

    @Test("A header of another ending is known by its keys")
    func byKeys() throws {
        let mala = KeyedBytes.mala()
        let sweep = try readMemory("l.txt", ["l.txt": mala.header, "l.rd3": mala.data])
        #expect(sweep.traceCount == 6)
    }

    @Test("A missing companion is named so that it can be found")
    func missing() {
        let mala = KeyedBytes.mala()
        #expect(
            throws: InstrumentError.damaged(
                path: "a/l.rd3", atByte: 0,
                reason: "its header l.rad must lie beside it and is missing")
        ) { try readMemory("a/l.rd3", ["a/l.rd3": mala.data]) }
        #expect(
            throws: InstrumentError.damaged(
                path: "l.rad", atByte: 0,
                reason: "its samples l.rd7 or l.rd3 must lie beside it and are missing")
        ) { try readMemory("l.rad", ["l.rad": mala.header]) }
    }

    @Test("Of two files of samples the wider one is read, and the other named")
    func twice() throws {
        var wide = KeyedBytes.mala()
        wide.wide = true
        let files = ["l.rad": wide.header, "l.rd3": KeyedBytes.mala().data, "l.rd7": wide.data]
        let sweep = try readMemory("l.rad", files)
        #expect(sweep.format == "MALA RD7, 32 bit")
        #expect(text("samples-twice", sweep).contains("l.rd3"))
        #expect(try readMemory("l.rd3", files).format == "MALA RD3, 16 bit")
    }

    @Test("Line ends, letter case, decimal commas, marks of Unicode and odd bytes do not matter")
    func writing() throws {
        var mala = KeyedBytes.mala()
        mala.set("COMMENT", "Stra\u{DF}e")
        let plain = try read(mala)
        for end in ["\n", "\r\n", "\r\r\n", "\r"] {
            mala.lineEnd = end
            #expect(try read(mala).channels == plain.channels)
        }
        mala.keys = mala.keys.map { key, value in
            (key.lowercased() + "\t ", "\t" + value.replacing(".", with: ",") + " \0 \0")
        }
        #expect(try read(mala).channels == plain.channels)
        let header = mala.header
        var files = ["l.rd3": mala.data]
        files["l.rad"] = [0xEF, 0xBB, 0xBF] + header + [0x43, 0x3A, 0xFF, 0xE4, 0x0A, 0, 0, 32]
        #expect(try readMemory("l.rad", files).channels == plain.channels)
        let text = String(decoding: header, as: UTF8.self)
        files["l.rad"] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try readMemory("l.rad", files).channels == plain.channels)
    }

    @Test("Units that are written are converted, unknown ones are refused")
    func units() throws {
        var mala = KeyedBytes.mala().setting("FREQUENCY", "2 GHz").setting("TIMEWINDOW", "2000 ps")
        mala.set("DISTANCE INTERVAL", "10 cm")
        mala.set("STOP POSITION", "600mm")
        let sweep = try read(mala)
        #expect(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 0.5)
        #expect(abs(sweep.channels[0].radargram.distancesMetres[5] - 0.5) < 1e-12)
        #expect(codes(sweep) == ["time-zero-assumed"])
        let odd = try read(mala.setting("FREQUENCY", "2 furlongs"))
        #expect(codes(odd).contains("header-value-unusable"))
        #expect(odd.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 0.5)
    }

    @Test("The sampling frequency goes before the window, and the contradiction is named")
    func interval() throws {
        let doubled = try read(KeyedBytes.mala().setting("TIMEWINDOW", "4.0"))
        #expect(doubled.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 0.5)
        #expect(
            text("sample-interval-contradicted", doubled)
                == "the sample interval is 0.5 ns by 1000 / FREQUENCY but 1 ns by TIMEWINDOW / "
                + "SAMPLES; 1000 / FREQUENCY is used, because the window follows from the "
                + "sampling frequency")
        for frequency in [nil, "0", "-5", "nan", "inf", "1e-300", "1e300", "0x10", ""] {
            let sweep = try read(KeyedBytes.mala().setting("FREQUENCY", frequency))
            #expect(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 0.5)
            let said = codes(sweep).contains("header-value-unusable")
            #expect(said == (frequency?.isEmpty == false))
        }
        let neither = KeyedBytes.mala().setting("FREQUENCY", nil).setting("TIMEWINDOW", "-1")
        #expect(damage(neither)?.reason.contains("FREQUENCY") == true)
        let given = try read(neither, options: SweepReadOptions(windowNanoseconds: 8))
        #expect(given.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 2)
    }

    @Test("SAMPLES that cannot be are an error at its byte")
    func samples() {
        for value in ["0", "-4", "4.5", "x", "1e300", "99999999999999999999", "nan", ""] {
            #expect(damage(KeyedBytes.mala().setting("SAMPLES", value))?.byte == 0)
        }
        #expect(
            damage(KeyedBytes.mala().setting("SAMPLES", nil))?.reason.contains("SAMPLES") == true)
        let many = damage(KeyedBytes.mala().setting("SAMPLES", "16777216"))
        #expect(many?.byte == 48 && many?.reason.contains("first trace") == true)
    }

    @Test("Fewer traces than announced are lost, more are read and named")
    func counts() throws {
        let lost = try read(KeyedBytes.mala().setting("LAST TRACE", "10"))
        #expect(
            text("traces-lost", lost)
                == "the file is cut: 6 whole traces are read; 4 of the announced 10 are missing")
        let more = try read(KeyedBytes.mala().setting("LAST TRACE", "5"))
        #expect(more.traceCount == 6)
        #expect(text("trace-count-contradicted", more).contains("6 by the size of l.rd3 but 5"))
        for value in ["0", "-1", "1e30", "many", "99999999999999999999999"] {
            let sweep = try read(KeyedBytes.mala().setting("LAST TRACE", value))
            #expect(sweep.traceCount == 6 && codes(sweep).contains("header-value-unusable"))
        }
        #expect(try read(KeyedBytes.mala().setting("LAST TRACE", nil)).traceCount == 6)
    }

    @Test("Channels of an array take turns, the list that varies lies across travel")
    func array() throws {
        var mala = KeyedBytes.mala()
        mala.set("NUMBER_OF_CH", "3")
        mala.set("CH_X_OFFSETS", "-0.08 0 0.08 ")
        mala.set("CH_Y_OFFSETS", "0.1 0.1 0.1 ")
        mala.set("STOP POSITION", "0.2")
        let sweep = try read(mala)
        #expect(sweep.channels.map(\.index) == [1, 2, 3])
        #expect(sweep.channels.map(\.lateralOffsetMetres) == [0.08, 0, -0.08])
        #expect(sweep.channels.map(\.alongOffsetMetres) == [0.1, 0.1, 0.1])
        #expect(
            sweep.channels.map(\.radargram.samples)
                == [[0, 3], [1, 4], [2, 5]].map {
                    KeyedBytes.floats($0)
                })
        #expect(sweep.channels[2].radargram.distancesMetres == [0, 0.1])
        #expect(codes(sweep) == ["channel-side-assumed", "time-zero-assumed"])
        #expect(text("channel-side-assumed", sweep).contains("--channel-offsets"))
        var across = mala.setting("CH_X_OFFSETS", "0 0 0").setting("CH_Y_OFFSETS", "0,1;0,2;0,3")
        let turned = try read(across)
        #expect(turned.channels.map(\.lateralOffsetMetres) == [-0.1, -0.2, -0.3])
        #expect(text("channel-side-assumed", turned).contains("CH_Y_OFFSETS"))
        across.set("LAST TRACE", "2")
        let each = try read(across)
        #expect(each.channels == turned.channels && codes(each) == codes(turned))
        let given = try read(
            mala, options: SweepReadOptions(channelOffsetsMetres: [-0.08, 0, 0.08]))
        #expect(given.channels.map(\.lateralOffsetMetres) == [-0.08, 0, 0.08])
    }

    @Test("An array without usable offsets says so and invents none")
    func arrayOffsets() throws {
        let mala = KeyedBytes.mala().setting("NUMBER_OF_CH", "3")
        let none = try read(mala)
        #expect(none.channels.map(\.lateralOffsetMetres) == [0, 0, 0])
        #expect(codes(none).contains("channel-offsets-missing"))
        let short = try read(mala.setting("CH_X_OFFSETS", "0.1 0.2"))
        #expect(text("channel-offsets-unusable", short).contains("2 offsets for 3 channels"))
        let wide = try read(mala.setting("CH_X_OFFSETS", "0.1 0.2 1e9"))
        #expect(codes(wide).contains("channel-offsets-unusable"))
        let same = try read(mala.setting("CH_X_OFFSETS", "0.1 0.2 0.2"))
        #expect(codes(same).contains("channels-coincide"))
        let listed = try read(KeyedBytes.mala().setting("CH_X_OFFSETS", "0.1 0.2"))
        #expect(listed.channels.count == 2 && codes(listed).contains("channel-count-assumed"))
    }

    @Test("A scan that is not complete leaves channels of unequal length")
    func arrayCut() throws {
        var mala = KeyedBytes.mala().setting("NUMBER_OF_CH", "4")
        mala.set("CH_X_OFFSETS", "0 1 2 3")
        let sweep = try read(mala)
        #expect(sweep.channels.map(\.radargram.traceCount) == [2, 2, 1, 1])
        #expect(sweep.channels[1].radargram.samples == KeyedBytes.floats([1, 5]))
        #expect(codes(sweep).contains("channels-unequal"))
        let few = try read(mala.setting("NUMBER_OF_CH", "7").setting("CH_X_OFFSETS", nil))
        #expect(few.channels.count == 6)
        #expect(text("channels-unequal", few).contains("thus none"))
        for count in ["0", "-3", "1025", "1e18", "x"] {
            let found = damage(mala.setting("NUMBER_OF_CH", count))
            #expect(found?.reason.contains("NUMBER_OF_CH") == true)
            #expect((found?.byte ?? 0) > 0)
        }
    }

    @Test("Lengths by traces and by start and stop are weighed")
    func lengths() throws {
        let longer = try read(KeyedBytes.mala().setting("STOP POSITION", "12.5"))
        #expect(text("length-contradicted", longer).contains("0.6 m by traces x step but 12.5 m"))
        let moved = try read(
            KeyedBytes.mala().setting("START POSITION", "5.6").setting("STOP POSITION", "5"))
        #expect(codes(moved) == ["time-zero-assumed", "start-not-used"])
        #expect(moved.channels[0].radargram.distancesMetres[0] == 0)
        let cut = try read(
            KeyedBytes.mala().setting("LAST TRACE", "60").setting("STOP POSITION", "6"))
        #expect(codes(cut) == ["traces-lost", "time-zero-assumed"])
    }

    @Test("A step of a wheel that is none, or that time triggered, is not taken for one")
    func steps() throws {
        for step in ["-0.1", "1e9", "1e-9", "nan", "inf", "", "0"] {
            let sweep = try read(KeyedBytes.mala().setting("DISTANCE INTERVAL", step))
            #expect(sweep.positionSource == .none)
            #expect(
                text("positions-missing", sweep)
                    == "the file holds no usable positions: traces are numbered, not measured")
            #expect(sweep.channels[0].radargram.distancesMetres == [0, 1, 2, 3, 4, 5])
        }
        let timed = try read(
            KeyedBytes.mala().setting("TIME FLAG", "1").setting("DISTANCE FLAG", "0"))
        #expect(timed.positionSource == .header)
        #expect(codes(timed).contains("trigger-contradicted"))
    }

    @Test("Marks are counted, and that they measure nothing is said")
    func marks() throws {
        let mala = KeyedBytes.mala().setting("DISTANCE INTERVAL", "0")
        let sweep = try read(mala, mrk: "1 a\r\n3 b\r\n\r\nTEXT\r\n")
        #expect(text("marks-without-distances", sweep).hasPrefix("2 marks"))
        let measured = try read(.mala(), mrk: "1 a")
        #expect(codes(measured) == ["time-zero-assumed"])
    }

    @Test("A file that fits its header exactly with the other sample width says so")
    func width() throws {
        var wide = KeyedBytes.mala()
        wide.wide = true
        let narrow = try readMemory("l.rad", ["l.rad": wide.header, "l.rd3": wide.data])
        #expect(narrow.traceCount == 12)
        #expect(text("sample-width-doubtful", narrow).contains("had 32 bit; they are read as 16"))
        let half = try readMemory(
            "l.rad", ["l.rad": wide.header, "l.rd7": KeyedBytes.mala().data])
        #expect(half.traceCount == 3 && codes(half).contains("traces-lost"))
        #expect(text("sample-width-doubtful", half).contains("had 16 bit"))
    }

    @Test("A cut file that still holds more than announced says both")
    func cutAndMore() throws {
        let mala = KeyedBytes.mala().setting("LAST TRACE", "4")
        let files = ["l.rad": mala.header, "l.rd3": mala.data + [7]]
        let sweep = try readMemory("l.rad", files)
        #expect(sweep.traceCount == 6)
        #expect(
            text("traces-lost", sweep)
                == "the file is cut: 6 whole traces are read, the trace begun at byte 48 is lost")
        #expect(codes(sweep).contains("trace-count-contradicted"))
    }

    @Test("Positions in a form that is not read are named")
    func unreadTrack() throws {
        let mala = KeyedBytes.mala()
        let sweep = try readMemory(
            "l.rad", ["l.rad": mala.header, "l.rd3": mala.data, "l_G01.pos": [1]])
        #expect(text("track-not-read", sweep).hasPrefix("l_G01.pos"))
    }

    @Test("A file cut anywhere gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        let mala = KeyedBytes.mala()
        for length in 0...48 {
            let files = ["l.rad": mala.header, "l.rd3": Array(mala.data.prefix(length))]
            do {
                let sweep = try readMemory("l.rad", files)
                #expect(
                    sweep.channels[0].radargram.samples
                        == KeyedBytes.floats(Array(0..<length / 8)))
                #expect(codes(sweep).contains("traces-lost") == (length < 48))
                let begun = "the trace begun at byte \(length / 8 * 8) is lost"
                #expect(text("traces-lost", sweep).contains(begun) == (length % 8 > 0))
            } catch let InstrumentError.damaged(_, byte, _) {
                #expect(length < 8 && byte == length)
            }
        }
        for length in stride(from: 0, to: mala.header.count, by: 3) {
            let files = ["l.rad": Array(mala.header.prefix(length)), "l.rd3": mala.data]
            do {
                #expect(try readMemory("l.rd3", files).samplesPerTrace == 4)
            } catch is InstrumentError {}
        }
    }

    @Test("Random bytes and numbers in the header never crash the reader")
    func fuzz() throws {
        var random = RepeatableBytes(state: 20_261_123)
        var base = KeyedBytes.mala()
        base.set("NUMBER_OF_CH", "2")
        base.set("CH_X_OFFSETS", "0.1 0.2")
        let values = [
            "0", "-1", "1e308", "nan", "inf", "9223372036854775807", "1e-308", ",", "::", "4;5",
            "65536", "0.0000001", "18446744073709551616", "-0", "1e9 m", "3 ft",
        ]
        for round in 0..<400 {
            var mala = base
            for _ in 0...random.next(3) {
                mala.keys[random.next(mala.keys.count)].1 = values[random.next(values.count)]
            }
            var header = mala.header
            if round % 2 == 0 {
                for _ in 0...random.next(8) {
                    header[random.next(header.count)] = UInt8(random.next(256))
                }
            }
            let cor = (0..<random.next(200)).map { _ in UInt8(random.next(256)) }
            do {
                let files = ["l.rad": header, "l.rd3": mala.data, "l.cor": cor]
                let sweep = try readMemory("l.rad", files)
                let count = sweep.channels.reduce(0) { $0 + $1.radargram.samples.count }
                #expect(count <= 24)
                let all = sweep.channels.flatMap(\.radargram.distancesMetres)
                #expect(all.allSatisfy { $0.isFinite })
            } catch is InstrumentError {}
        }
    }
}
