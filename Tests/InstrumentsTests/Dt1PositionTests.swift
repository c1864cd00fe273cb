import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct Dt1PositionTests {
    private func fix(_ minutes: String, _ quality: String = "4") -> String {
        let body =
            "GPGGA,101500.00,4820.\(minutes),N,00700.000000,E,\(quality),12,0.8,100.0,M,48,M,,"
        let sum = body.utf8.reduce(0 as UInt8, ^)
        let digits = String(sum, radix: 16, uppercase: true)
        return "$\(body)*" + (digits.count < 2 ? "0" : "") + digits
    }

    private func line(
        _ gps: String, name: String = "A.GPS", count: Int = 5
    ) -> Dt1Bytes {
        var line = Dt1Bytes(count: count)
        line.companions[name] = Array(gps.utf8)
        return line
    }

    @Test("Positions of the trace headers go before those of the header, and differences are said")
    func startDiffers() throws {
        var line = Dt1Bytes()
        line.set("STARTING POSITION", "0.6000")
        let sweep = try line.read()
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 0.5, 1])
        #expect(
            sweep.warning("start-contradicted").hasPrefix(
                "the start of the line is 0 m by each trace's header but 0.6 m by HD key"))
        line.set("STEP SIZE USED", "0.25")
        #expect(try line.read().warnings.map(\.code).contains("trace-spacing-contradicted"))
    }

    @Test("Unequal positions are kept trace for trace")
    func irregular() throws {
        var line = Dt1Bytes(count: 5)
        for (trace, place) in [0, 0.5, 0.5, 2, 2.25].enumerated() {
            line.traces[trace].position = Float(place)
        }
        let file = try line.open()
        #expect(try file.distances(ofChannelAt: 0, traces: 0..<5) == [0, 0.5, 0.5, 2, 2.25])
        #expect(try file.distances(ofChannelAt: 0, traces: 3..<5) == [2, 2.25])
        let codes = file.outline.warnings.map(\.code)
        #expect(codes.contains("trace-spacing-varies") && !codes.contains("distances-not-rising"))
        line.traces[4].position = 1
        #expect(try line.read().warnings.map(\.code).contains("distances-not-rising"))
    }

    @Test("Positions that stand still or are no numbers leave the step of the header, then nothing")
    func unusable() throws {
        var line = Dt1Bytes()
        for trace in line.traces.indices { line.traces[trace].position = 7 }
        line.set("STARTING POSITION", "2")
        var sweep = try line.read()
        #expect(sweep.channels[0].radargram.distancesMetres == [2, 2.5, 3])
        #expect(sweep.positionSource == .wheel)
        #expect(sweep.warnings.map(\.code).contains("trace-positions-still"))
        line.set("ODOMETER CAL", nil)
        sweep = try line.read()
        #expect(sweep.positionSource == .header)
        #expect(sweep.warnings.map(\.code).contains("positions-nominal"))
        line.traces[1].position = .nan
        line.traces[2].position = .infinity
        #expect(try line.read().warning("positions-unusable").contains("in 2 trace headers"))
        line.set("STEP SIZE USED", "0")
        sweep = try line.read()
        #expect(sweep.positionSource == .none)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 1, 2])
        #expect(
            sweep.warning("positions-missing")
                == "the file holds no usable positions: traces are numbered, not measured")
    }

    @Test("Positions in a unit nobody knows are not used")
    func unit() throws {
        var line = Dt1Bytes()
        line.set("POSITION UNITS", "chains")
        let sweep = try line.read()
        #expect(sweep.positionSource == .none)
        #expect(sweep.instrument.antennaSeparationMetres == nil)
        #expect(sweep.warning("position-unit-unknown").contains("chains"))
    }

    @Test("Trace numbers of a GPS file count from 1 and go before its positions")
    func traceNumbers() throws {
        let gps = """
            Trace #1 at position 0.000000\r
            \(fix("000000"))\r
            $GPVTG,,T,,M,0.0,N,0.0,K*4E\r
            Trace #3 at position 999.000000\r
            \(fix("000000", "0"))\r
            Trace #5 at position 2.000000\r
            \(fix("001080"))\r
            """
        let sweep = try line(gps).read()
        let fixes = try #require(sweep.track?.fixes)
        #expect(fixes.map(\.trace) == [0, 2, 4])
        #expect(fixes[1].place == nil && fixes[1].quality == TrackFix.Quality.none)
        #expect(fixes[2].place?.latitude == 48 + 20.00108 / 60)
        #expect(
            sweep.warning("fixes-without-position")
                == "1 of 3 satellite fixes have no position")
        #expect(sweep.positionSource == .wheel)
        #expect(!sweep.warnings.map(\.code).contains("length-contradicted"))
        #expect(!sweep.warnings.map(\.code).contains("gps-position-contradicted"))
    }

    @Test("A wheel goes before satellites, satellites before a step typed in; both name the other")
    func lengths() throws {
        // 0.0108 minutes of latitude are 20 m.
        let gps =
            "Trace #1 at position 0\n\(fix("000000"))\nTrace #5 at position 2\n"
            + fix("010800")
        var made = line(gps)
        var sweep = try made.read()
        #expect(sweep.positionSource == .wheel && sweep.positionErrorMetres == 0.02)
        #expect(
            sweep.warning("length-contradicted").hasPrefix(
                "the length of the line is 2 m by the odometer but 20.0"))
        made.set("ODOMETER CAL", nil)
        sweep = try made.read()
        #expect(sweep.positionSource == .gnss && sweep.positionErrorMetres == 0.05)
        #expect(abs((sweep.channels[0].radargram.distancesMetres.last ?? 0) - 20.01) < 0.02)
        #expect(sweep.warning("length-contradicted").contains("because the file names no odometer"))
        #expect(!sweep.warnings.map(\.code).contains("positions-nominal"))
        made.set("STEP SIZE USED", "5.0")
        for trace in made.traces.indices { made.traces[trace].position = Float(trace) * 5 }
        sweep = try made.read()
        #expect(sweep.positionSource == .traceHeaders)
        #expect(sweep.warnings.map(\.code).contains("gps-position-contradicted"))
    }

    @Test("A line that claims far more than its fixes move keeps only a wheel's word")
    func still() throws {
        let gps =
            "Trace #1 at position 0\n\(fix("000000"))\nTrace #5 at position 40\n"
            + fix("000001")
        var made = line(gps)
        made.set("STEP SIZE USED", "10")
        for trace in made.traces.indices { made.traces[trace].position = Float(trace) * 10 }
        var sweep = try made.read()
        #expect(sweep.positionSource == .wheel)
        #expect(sweep.warning("length-contradicted").contains("by the odometer the line is 40 m"))
        made.set("ODOMETER CAL", nil)
        sweep = try made.read()
        #expect(sweep.positionSource == .none)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 1, 2, 3, 4])
        #expect(sweep.warning("length-contradicted").hasSuffix("the file are not used"))
        #expect(sweep.warnings.map(\.code).contains("positions-missing"))
    }

    @Test("Satellite fixes alone give the distances")
    func onlyFixes() throws {
        var made = line(
            "Trace #1 at position 0\n\(fix("000000"))\nTrace #5 at position 0\n\(fix("010800"))")
        for trace in made.traces.indices { made.traces[trace].position = 0 }
        made.set("STEP SIZE USED", nil)
        let sweep = try made.read()
        #expect(sweep.positionSource == .gnss)
        #expect(!sweep.warnings.map(\.code).contains("positions-missing"))
    }

    @Test("A GPS file without any position gives no trace one")
    func noFix() throws {
        var made = line(
            "Trace #1 at position 0\n$GPGGA,,,,,,0,,,,,,,,*66\nTrace #5 at position 1\n")
        made.set("STEP SIZE USED", nil)
        for trace in made.traces.indices { made.traces[trace].position = 0 }
        let sweep = try made.read()
        #expect(sweep.track?.fixes.count == 2 && sweep.track?.placedFixes.isEmpty == true)
        #expect(sweep.positionSource == .none)
        #expect(sweep.warning("fixes-without-position").hasPrefix("2 of 2"))
    }

    @Test("A GP2 table gives each row's sentence to its trace")
    func table() throws {
        let rmc = "$GPRMC,101500.00,A,4820.000000,N,00700.000000,E,0.1,90.0,040326,,,A"
        let gps = """
            ;GPS@@@
            ;Ver=1.1.0
            traces,odo_tick,pos(m),time_elapsed(s),GPS
            1,0,0.000000,0.0,"\(fix("000000"))"
            1,0,0.000000,0.0,"\(rmc)"
            3,500,1.000000,0.5,"$GPGGA,101501.00,,,,,0,00,,,M,,M,,"
            5,1000,2.000000,1.0,"\(fix("001080"))"
            """
        let sweep = try line(gps, name: "A.gp2").read()
        #expect(sweep.track?.fixes.map(\.trace) == [0, 2, 4])
        #expect(sweep.track?.fixes[0].utc == "2026-03-04T10:15:00Z")
        #expect(sweep.track?.fixes[1].place == nil)
        #expect(sweep.track?.fixes[2].place?.longitude == 7)
        #expect(sweep.acquiredAt == "2026-03-04T10:15:00Z")
        #expect(!sweep.warnings.map(\.code).contains("date-not-utc"))
        var both = line(gps, name: "A.gp2")
        both.companions["A.gps"] = Array("Trace #1 at position 0\n".utf8)
        #expect(
            try both.read().warning("companion-unread") == "A.gp2 is not read, because A.gps is")
    }

    @Test("GP2 columns are found by name, sentences need no quotes, damaged ones are left out")
    func columns() throws {
        let gps = """
            ;GPS@@@
            GPS,pos(m),traces
            1,0.0,1,\(fix("000000"))
            """
        #expect(try line(gps, name: "A.GP2").read().track?.fixes.count == 1)
        let damaged =
            "Trace #1 at position 0\n\(fix("000000").dropLast(2))00\n"
            + "Trace #zero at position 1\n\(fix("000000"))\nTrace #-4\n\(fix("000000"))"
        let sweep = try line(damaged).read()
        #expect(sweep.track?.fixes.map(\.trace) == [0, nil, nil])
        #expect(sweep.track?.fixes[0].place == nil)
        #expect(sweep.warnings.map(\.code).contains("fixes-damaged"))
        #expect(sweep.warning("fixes-without-trace").hasPrefix("2 lines"))
    }
}
