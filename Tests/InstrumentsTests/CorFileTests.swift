import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct CorFileTests {
    /// The sweep of a MALA line of `traces` traces without a wheel, with `lines` of fixes.
    private func sweep(
        _ lines: [String], traces: Int = 6, wheel: String = "0", end: String = "\r\n"
    ) throws -> Sweep {
        var mala = KeyedBytes.mala().setting("DISTANCE INTERVAL", wheel)
        mala.traceCount = traces
        mala.set("LAST TRACE", "\(traces)")
        mala.set("STOP POSITION", nil)
        let cor = Array(lines.joined(separator: end).utf8)
        return try readMemory(
            "l.rad", ["l.rad": mala.header, "l.rd3": mala.data, "l.COR": cor])
    }

    private func place(_ line: String) throws -> TrackFix.Place? {
        try sweep([line]).track?.fixes.first?.place
    }

    @Test(
        "Every way to write a fix gives the same place",
        arguments: [
            "3\t2019-07-26\t16:58:43\t75.5\tN\t35.25\tW\t2663.65\tM\t0.8",
            "3 2019-07-26 16:58:43 75.5 N 35.25 W 2663.65 M 0.8",
            "3,2019-07-26,16:58:43,75.5,N,35.25,W,2663.65,M,0.8",
            "3, 2019-07-26, 16:58:43, 75.5, N, 35.25, W, 2663.65M, 0.8",
            "3;2019-07-26;16:58:43;75,5;N;35,25;W;2663,65;M;0,8",
            "3 2019-07-26 16:58:43 75,5 n 35,25 w 2663,65 m 0,8",
            "3\t2019-07-26\t16:58:43\t75:30:00\tN\t35:15:00.0\tW\t2663.65M\t0.8\t9",
            "3 2019-07-26 16:58:43 75:30N 35:15W 2663.65 M",
            "3\t2019-07-26\t16:58:43\t75.5\tN\t-35.25\tW\t2663.65\tM",
            "  3.0 26.07.2019 16:58:43,5 75°30'N 35°15'0.0\"W 2663.65 M",
        ])
    func variants(line: String) throws {
        let fix = try #require(try sweep([line]).track?.fixes.first)
        #expect(fix.trace == 2)
        let place = try #require(fix.place)
        #expect(abs(place.latitude - 75.5) < 1e-12 && abs(place.longitude + 35.25) < 1e-12)
        #expect(place.elevationMetres == 2663.65)
        #expect(fix.utc == nil)
    }

    @Test(
        "A line without a position gives none, never one made of its time",
        arguments: [
            "3\t2019-07-26\t16:58:43\t\tN\t\tW\t\tM\t",
            "3\t2019-07-26\t16:58:43\t\t\t\t\t\t\t",
            "3 2019-07-26 16:58:43 N W M",
            "3,2019-07-26,16:58:43,,N,,W,,M,",
            "3\t2019-07-26\t16:58:43\t0.0\tN\t0.0\tE\t0\tM\t99",
            "3\t2019-07-26\t16:58:43\t95.5\tN\t35.25\tW\t1\tM\t1",
            "3\t2019-07-26\t16:58:43\t75.5\tN\t195.25\tW\t1\tM\t1",
            "3\t2019-07-26\t16:58:43\t-75.5\tN\t35.25\tW\t1\tM\t1",
            "3\t2019-07-26\t16:58:43\tnan\tN\tinf\tW\t1\tM\t1",
            "3\t2019-07-26\t16:58:43\t75:61:00\tN\t35:00:00\tW\t1\tM",
            "3\t2019-07-26\t16:58:43\t75.5\tN",
            "3",
        ])
    func empty(line: String) throws {
        let sweep = try sweep([line])
        #expect(sweep.track?.fixes.count == 1 && sweep.track?.placedFixes == [])
        #expect(sweep.positionSource == .none)
        #expect(text("fixes-without-position", sweep) == "1 of 1 lines of l.COR hold no position")
        #expect(codes(sweep).contains("positions-missing"))
    }

    @Test("An elevation that is missing or in another unit is not known")
    func elevation() throws {
        for rest in ["", "\tM", "\t\tM\t1", "\t12.5\tft", "\tx\tM"] {
            let place = try place("3\td\tt\t75.5\tN\t35.25\tE" + rest)
            #expect(place == TrackFix.Place(latitude: 75.5, longitude: 35.25))
        }
    }

    @Test("Lines that are no fixes are counted, a line of names is not")
    func noise() throws {
        let lines = [
            "Trace\tDate\tTime\tLat", "1\td\tt\t54.0\tN\t10\tE\t1\tM", "garbage", "",
            "-3\td\tt\t54.0\tN\t10\tE", "0\td\tt\t54.0\tN\t10\tE", "6\td\tt\t54.001\tN\t10\tE",
            String(repeating: "9", count: 5000),
        ]
        for end in ["\n", "\r\n", "\r\r\n", "\r"] {
            let sweep = try sweep(lines, end: end)
            #expect(text("fixes-unreadable", sweep).hasPrefix("4 lines of l.COR"))
            #expect(sweep.positionSource == .gnss)
            let distances = sweep.channels[0].radargram.distancesMetres
            // A minute of arc of the meridian at 54 degrees is 1855.3 m.
            #expect(abs(distances[5] - 0.06 * 1855.3) < 0.1)
            #expect(abs(distances[2] - distances[5] * 0.4) < 1e-9)
        }
    }

    @Test("Fixes beyond the last trace stay in the track and place no trace")
    func beyond() throws {
        let lines = (0..<3).map { "\(1 + 5 * $0)\td\tt\t54.00\($0)\tN\t10\tE\t1\tM" }
        let sweep = try sweep(lines)
        #expect(sweep.track?.fixes.map(\.trace) == [0, 5, nil])
        #expect(sweep.track?.fixes[2].place?.latitude == 54.002)
        #expect(text("fixes-beyond-traces", sweep).contains("traces 11 to 11"))
        #expect(sweep.positionSource == .gnss)
    }

    @Test("The wheel goes before the fixes, and lengths that differ are named")
    func wheel() throws {
        let lines = (0..<2).map { "\(1 + 5 * $0)\td\tt\t54.00\($0)\tN\t10\tE\t1\tM" }
        let near = try sweep(lines, wheel: "22.0")
        #expect(near.positionSource == .wheel && near.track?.fixes.count == 2)
        #expect(!codes(near).contains("length-contradicted"))
        let far = try sweep(lines, wheel: "2.0")
        #expect(far.channels[0].radargram.distancesMetres[5] == 10)
        #expect(text("length-contradicted", far).contains("10 m by the wheel but 111.3"))
    }

    @Test("An antenna that stood still has no distances by satellite")
    func still() throws {
        let lines = (1...6).map { "\($0)\td\tt\t54.0000\($0)\tN\t10\tE\t1\tM" }
        let sweep = try sweep(lines)
        #expect(sweep.positionSource == .none && codes(sweep).contains("track-too-short"))
    }
}
