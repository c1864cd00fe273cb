import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct Dt1ReaderTests {
    private func codes(_ change: (inout Dt1Bytes) -> Void) throws -> [String] {
        var line = Dt1Bytes()
        change(&line)
        return try line.read().warnings.map(\.code)
    }

    @Test("A line has its samples, times, places and instrument")
    func plain() throws {
        let sweep = try Dt1Bytes().read()
        #expect(sweep.format == "Sensors & Software DT1, 16 bit")
        let radargram = sweep.channels[0].radargram
        #expect(radargram.samples == [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23])
        #expect(radargram.distancesMetres == [0, 0.5, 1])
        #expect(
            radargram.timeAxis
                == TimeAxis(sampleIntervalNanoseconds: 20, timeZeroNanoseconds: 30))
        #expect(sweep.positionSource == .wheel)
        #expect(sweep.instrument.maker == "Sensors & Software")
        #expect(sweep.instrument.model == "pE PRO (2011-00114-00)")
        #expect(sweep.instrument.antenna == "500.00 MHz")
        #expect(sweep.instrument.centreFrequencyMHz == 500)
        #expect(sweep.instrument.antennaSeparationMetres == 0.25)
        #expect(sweep.acquiredAt == nil)
        #expect(sweep.warnings.map(\.code) == ["date-not-utc"])
        #expect(sweep.warning("date-not-utc").contains("2017-04-10"))
    }

    @Test("Either file may be named, in any case of letters")
    func names() throws {
        let line = Dt1Bytes()
        let expected = try line.read()
        #expect(try line.read("A.HD") == expected)
        let hd = try #require(line.hd)
        let files = FileSource.memory(["x/b.dt1": line.dt1, "x/B.hd": hd])
        for name in ["x/b.dt1", "x/B.hd"] {
            let file = try SweepReader.open(name, in: files)
            #expect(file.outline.files == ["x/b.dt1", "x/B.hd"])
            #expect(try file.load() == expected)
        }
        let renamed = try SweepReader.open(
            "c.bin", in: .memory(["c.bin": Dt1Bytes(points: 16).dt1]))
        #expect(renamed.outline.format == "Sensors & Software DT1, 16 bit")
    }

    @Test("A header without its samples names the missing file")
    func headerAlone() throws {
        let hd = try #require(Dt1Bytes().hd)
        #expect(
            throws: InstrumentError.damaged(
                path: "x/L1.HD", atByte: 0,
                reason: "the samples of this header are missing: there is no L1.DT1 beside it")
        ) { try SweepReader.open("x/L1.HD", in: .memory(["x/L1.HD": hd])) }
    }

    @Test("Feet become metres: positions, steps and antenna separation")
    func feet() throws {
        var line = Dt1Bytes()
        line.set("POSITION UNITS", "ft")
        let file = try line.open()
        #expect(try file.distances(ofChannelAt: 0, traces: 0..<3) == [0, 0.1524, 0.3048])
        #expect(file.outline.instrument.antennaSeparationMetres == 0.25 * 0.3048)
        #expect(file.outline.warnings.map(\.code) == ["date-not-utc"])
    }

    @Test("Line ends, decimal commas, cases of keys and other bytes do not matter")
    func tolerance() throws {
        let expected = try Dt1Bytes().read()
        for lineEnd in ["\n", "\r\n", "\r\r\n", "\r"] {
            var line = Dt1Bytes()
            line.lineEnd = lineEnd
            line.set("TIMEZERO AT POINT", nil)
            line.set("Timezero  at Point", "1,50 points")
            line.set("STRANGE KEY", "~ of later versions")
            #expect(try line.read() == expected)
        }
        var files = ["A.DT1": Dt1Bytes().dt1]
        files["A.HD"] = (Dt1Bytes().hd ?? []) + Array("OPERATOR = J".utf8) + [0xFC, 0xFF, 10]
        let latin = try SweepReader.open("A.DT1", in: .memory(files))
        #expect(try latin.load() == expected)
    }

    @Test(
        "Dates of the three styles are understood and not taken as UTC",
        arguments: [
            ("2022/07/21", "2022-07-21"), ("2017-04-10 ", "2017-04-10"),
            ("2025-Apr-04", "2025-04-04"),
        ])
    func dates(written: String, day: String) throws {
        var line = Dt1Bytes()
        line.preamble[2] = written
        #expect(try line.read().warning("date-not-utc").contains("dated \(day) by"))
        line.preamble[2] = "2022/13/41"
        #expect(try line.read().warnings == [])
    }

    @Test("Floats are read, and the type of samples may stand in either file")
    func floats() throws {
        let expected = (0..<3).flatMap { trace in
            (0..<4).map { Float(trace * 10 + $0) + 0.25 }
        }
        var line = Dt1Bytes.floats()
        #expect(try line.read().channels[0].radargram.samples == expected)
        line.set("DATA TYPE", "F*4")
        #expect(try line.read().format == "Sensors & Software DT1, 32 bit float")
        for trace in line.traces.indices { line.traces[trace].size = 0 }
        #expect(try line.read().channels[0].radargram.samples == expected)
        // The trace headers say 2 bytes, but only 4 fit.
        for trace in line.traces.indices { line.traces[trace].size = 2 }
        let sweep = try line.read()
        #expect(sweep.channels[0].radargram.samples == expected)
        #expect(
            sweep.warning("sample-size-contradicted").hasPrefix(
                "the size of a sample is 4 bytes by HD key DATA TYPE but 2 bytes by each trace"))
    }

    @Test("Four-byte samples are whole numbers where the header says so")
    func longs() throws {
        var line = Dt1Bytes.floats(count: 2)
        line.set("DATA TYPE", "I*4")
        for trace in line.traces.indices {
            line.traces[trace].samples = (0..<4).flatMap { Dt1Bytes.bytes(Int32(-70_000 - $0)) }
        }
        let samples = try line.read().channels[0].radargram.samples
        #expect(Array(samples.prefix(2)) == [-70_000, -70_001])
    }

    @Test("Types and sizes of samples that are not read are errors with their byte")
    func unknownSamples() throws {
        var line = Dt1Bytes()
        for trace in line.traces.indices { line.traces[trace].size = 8 }
        #expect(
            throws: InstrumentError.damaged(
                path: "A.DT1", atByte: 20,
                reason: "samples of 8 bytes are not read; those of 2 and 4 are")
        ) { try line.open() }
        for trace in line.traces.indices { line.traces[trace].size = 0 }
        #expect(try line.read().warnings.map(\.code).contains("sample-size-assumed"))
        line.set("DATA TYPE", "C*16")
        #expect(
            throws: InstrumentError.damaged(
                path: "A.DT1", atByte: 20,
                reason: "samples of the type C*16 are not read; I*2, I*4 and F*4 are")
        ) { try line.open() }
    }

    @Test("Without its header file a line is read with loud warnings, or refused without a window")
    func noHeader() throws {
        var line = Dt1Bytes()
        line.header = nil
        let sweep = try line.read()
        #expect(
            sweep.warnings.map(\.code) == [
                "window-unreliable", "time-zero-missing", "position-unit-assumed",
                "positions-nominal",
            ])
        #expect(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 20)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 0.5, 1])
        for trace in line.traces.indices { line.traces[trace].window = 0 }
        #expect {
            try line.open()
        } throws: { error in
            "\(error)".contains("give --window") && "\(error)".contains("(at byte 24)")
        }
        let given = try line.read(options: SweepReadOptions(windowNanoseconds: 40))
        #expect(given.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 10)
    }

    @Test("Time zero moves with a window given by the user")
    func givenWindow() throws {
        let sweep = try Dt1Bytes().read(options: SweepReadOptions(windowNanoseconds: 40))
        let axis = sweep.channels[0].radargram.timeAxis
        #expect(axis == TimeAxis(sampleIntervalNanoseconds: 10, timeZeroNanoseconds: 15))
    }

    @Test("The window of the trace headers is named where it differs, and not used")
    func window() throws {
        var line = Dt1Bytes()
        line.set("TOTAL TIME WINDOW", "120.000")
        let sweep = try line.read()
        #expect(sweep.channels[0].radargram.timeAxis.sampleIntervalNanoseconds == 30)
        #expect(
            sweep.warning("window-contradicted")
                == "the time window is 120 ns by HD key TOTAL TIME WINDOW but 80 ns by each trace's "
                + "header; HD key TOTAL TIME WINDOW is used, because the trace headers of these "
                + "radars often hold another window than the one recorded")
        line.traces[1].window = 90
        #expect(try line.read().warnings.map(\.code).contains("window-varies"))
    }

    @Test("Points and traces that the header counts otherwise are named")
    func counts() throws {
        var line = Dt1Bytes(count: 5)
        line.set("NUMBER OF PTS/TRC", "3")
        var sweep = try line.read()
        #expect(sweep.samplesPerTrace == 4 && sweep.traceCount == 5)
        #expect(
            sweep.warning("sample-count-contradicted").hasPrefix(
                "the number of samples per trace is 4 by each trace's header but 3 by HD key"))
        line = Dt1Bytes(count: 5)
        line.set("NUMBER OF TRACES", "4")
        sweep = try line.read()
        #expect(sweep.traceCount == 5)
        #expect(sweep.warnings.map(\.code).contains("trace-count-contradicted"))
        // Trace headers that all lie: the header's count makes them follow one another.
        for trace in line.traces.indices { line.traces[trace].points = 9 }
        sweep = try line.read()
        #expect(sweep.samplesPerTrace == 4 && sweep.traceCount == 5)
        #expect(sweep.warning("sample-count-contradicted").contains("is 4 by HD key"))
    }

    @Test("Surveys that move the antennas apart are no lanes")
    func surveyMode() throws {
        #expect(try codes { $0.set("SURVEY MODE", "CMP") }.contains("not-a-lane"))
        #expect(try codes { $0.set("SURVEY MODE", "Warr") }.contains("not-a-lane"))
    }

    @Test("What the trace headers hold besides is counted and said")
    func extras() throws {
        var line = Dt1Bytes(count: 8)
        for trace in 1...6 { line.traces[trace].comment = "F\(trace)" }
        line.traces[7].flag = 1
        line.traces[2].elevation = 12.5
        line.traces[3].adjustment = 0.5
        line.traces[4].easting = 500_000
        line.traces[5].number = 60
        let sweep = try line.read()
        #expect(
            sweep.warning("marks-found")
                == "7 traces carry a mark or comment: F1 at trace 2, F2 at trace 3, F3 at trace 4, "
                + "F4 at trace 5, F5 at trace 6 and more")
        for code in [
            "elevations-unused", "time-zero-adjusted", "coordinates-unused",
            "trace-numbers-irregular",
        ] { #expect(sweep.warning(code).hasPrefix("1 trace")) }
    }

    @Test("A time zero that cannot be is none, and unreadable values are named")
    func badValues() throws {
        for value in ["1e300", "nan", "-50", "soon"] {
            var line = Dt1Bytes()
            line.set("TIMEZERO AT POINT", value)
            let sweep = try line.read()
            #expect(sweep.channels[0].radargram.timeAxis.timeZeroNanoseconds == 0)
            #expect(sweep.warnings.map(\.code).contains("time-zero-missing"))
        }
        var line = Dt1Bytes()
        line.set("NUMBER OF TRACES", "many")
        #expect(
            try line.read().warning("header-unreadable")
                == "the HD file gives no number for NUMBER OF TRACES")
        line.header?.append(("STEP SIZE USED", "0.6"))
        #expect(try line.read().warnings.map(\.code).contains("header-key-twice"))
    }
}
