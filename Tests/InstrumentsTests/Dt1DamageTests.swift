import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct Dt1DamageTests {
    private func open(
        _ dt1: [UInt8], _ hd: [UInt8]?, gps: [UInt8]? = nil
    ) throws -> Sweep {
        var files = ["A.DT1": dt1]
        files["A.HD"] = hd
        files["A.GPS"] = gps
        return try SweepReader.open("A.DT1", in: .memory(files)).load(limit: 1 << 24)
    }

    @Test("A file cut at any byte gives its whole traces with a warning, or an error with the byte")
    func cuts() throws {
        let line = Dt1Bytes(count: 4)
        let whole = line.dt1
        let all = try line.read().channels[0].radargram.samples
        for length in 0..<whole.count {
            let traces = length / 136
            do {
                let sweep = try open(Array(whole.prefix(length)), line.hd)
                #expect(sweep.channels[0].radargram.samples == Array(all.prefix(traces * 4)))
                #expect(
                    sweep.warning("traces-lost").hasPrefix(
                        "the file is cut: \(traces) whole traces are read"))
                #expect(sweep.warning("traces-lost").contains("\(4 - traces) of the announced 4"))
            } catch let InstrumentError.damaged(_, byte, _) {
                #expect(length < 136 && byte == length)
            }
        }
    }

    @Test("The headers of a file cut at any byte are read as far as they go")
    func cutHeader() throws {
        let line = Dt1Bytes(count: 2)
        let hd = try #require(line.hd)
        for length in stride(from: 0, to: hd.count, by: 7) {
            let sweep = try open(line.dt1, Array(hd.prefix(length)))
            #expect(sweep.channels[0].radargram.samples == [0, 1, 2, 3, 10, 11, 12, 13])
        }
    }

    @Test("One odd trace header is passed over, a break in the traces ends them")
    func odd() throws {
        var line = Dt1Bytes(count: 5)
        line.traces[2].points = 7
        var sweep = try line.read()
        #expect(sweep.traceCount == 5)
        #expect(sweep.warning("trace-points-contradicted").hasPrefix("1 trace headers give"))
        line.traces[2].points = 4
        line.traces[2].samples += [1, 2]
        sweep = try line.read()
        #expect(sweep.traceCount == 3)
        #expect(
            sweep.warning("traces-lost")
                == "the file is damaged at byte 408: 3 whole traces are read, the 274 bytes from "
                + "there on are lost; 2 of the announced 5 are missing")
    }

    @Test("Numbers that cannot be are errors or warnings, never traps")
    func absurd() throws {
        let values: [Float] = [
            .nan, .infinity, -.infinity, -1, 0, 0.5, 1e9, .greatestFiniteMagnitude,
            Float(Int32.max), -0.0, .leastNonzeroMagnitude,
        ]
        for value in values {
            var line = Dt1Bytes(count: 3)
            for trace in line.traces.indices { line.traces[trace].points = value }
            // The HD file still tells the points.
            #expect(try line.read().samplesPerTrace == 4)
            line.header = nil
            #expect(throws: InstrumentError.self) { try line.open() }
            line = Dt1Bytes(count: 3)
            for trace in line.traces.indices {
                line.traces[trace].number = value
                line.traces[trace].position = value
                line.traces[trace].window = value
                line.traces[trace].easting = Double(value)
                line.traces[trace].elevation = value
                line.traces[trace].adjustment = value
            }
            #expect(try line.read().traceCount == 3)
        }
        for text in ["-1", "1e400", "99999999999999999999", "9e15", "0x10", "", "=", "-0"] {
            for key in [
                "NUMBER OF TRACES", "NUMBER OF PTS/TRC", "TOTAL TIME WINDOW", "STEP SIZE USED",
                "STARTING POSITION", "FINAL POSITION", "ANTENNA SEPARATION", "ODOMETER CAL",
            ] {
                var line = Dt1Bytes()
                line.set(key, text)
                #expect(try line.read().samplesPerTrace == 4)
            }
        }
    }

    @Test("Random bytes in any of the files never crash the reader")
    func fuzz() throws {
        var noise = SeededNoise(seed: 7)
        func next(_ limit: Int) -> Int { Int(noise.next() % UInt64(limit)) }
        let line = Dt1Bytes(count: 4)
        let files = (line.dt1, line.hd ?? [])
        let log = Array(
            "Trace #1 at position 0\n$GPGGA,1,4820.0,N,12102.7,W,1,07,1.4,9,M,1,M,,\n;GPS@@@\n"
                .utf8)
        for _ in 0..<400 {
            var dt1 = files.0
            var hd = files.1
            var gps = log
            for _ in 0...next(5) {
                dt1[next(4) * 136 + next(32)] = UInt8(next(256))
                hd[next(hd.count)] = UInt8(next(256))
                gps[next(gps.count)] = UInt8(next(256))
            }
            if next(4) == 0 { dt1.removeLast(next(dt1.count)) }
            do {
                let sweep = try open(dt1, hd, gps: gps)
                let samples = sweep.channels[0].radargram.samples.count
                #expect(samples * 2 <= dt1.count)
            } catch is InstrumentError {}
        }
    }
}
