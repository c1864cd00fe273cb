import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct NmeaTests {
    private static let gga =
        "$GPGGA,221032.00,4820.91568462,N,12102.76481022,W,1,07,1.4,2063.963,M,-16.478,M,,*67"

    @Test("A GGA sentence gives its place, height, kind, dilution and time")
    func whole() throws {
        let fix = try #require(NmeaSentence(Self.gga)?.fix)
        let place = try #require(fix.place)
        #expect(abs(place.latitude - (48 + 20.91568462 / 60)) < 1e-12)
        #expect(abs(place.longitude + 121 + 2.76481022 / 60) < 1e-12)
        #expect(place.elevationMetres == 2063.963)
        #expect(fix.geoidMetres == -16.478 && fix.horizontalDilution == 1.4)
        #expect(fix.quality == .autonomous && fix.utc == "22:10:32")
        #expect(fix.error95Metres == 14)
    }

    @Test("A wrong checksum is not used, a missing one is no objection")
    func checksums() {
        #expect(NmeaSentence(Self.gga)?.checksum == .right)
        let changed = Self.gga.replacing("4820", with: "4821")
        #expect(NmeaSentence(changed)?.checksum == .wrong)
        #expect(NmeaSentence(changed)?.fix == nil)
        #expect(NmeaSentence(String(Self.gga.dropLast()))?.checksum == .wrong)
        #expect(NmeaSentence(String(Self.gga.dropLast(3)))?.fix?.place != nil)
        var collector = NmeaCollector()
        collector.take(changed)
        collector.take(Self.gga)
        collector.finish()
        #expect(collector.fixes.count == 1 && collector.wrongChecksums == 1)
        #expect(collector.warnings.map(\.code) == ["fixes-damaged"])
    }

    @Test(
        "A sentence without position has no place",
        arguments: [
            "$GPGGA,000320,4739.2552,N,12218.5815,W,0,00,,,M,,M,,*46",
            "$GNGGA,000320,,,,,0,00,,,M,,M,,", "$GPGGA,000320,4739.2552,N,12218.5815,W,,,,,,,,,",
            "$GPGGA,000320,4739.2552,,12218.5815,W,1,,,,,,,,",
            "$GPGGA,000320,4760.0000,N,12218.5815,W,1,,,,,,,,",
            "$GPGGA,000320,9100.0000,N,12218.5815,W,1,,,,,,,,",
            "$GPGGA,000320,nan,N,inf,W,1,,,,,,,,", "$GPGGA,000320,0000.0,N,00000.0,E,1,,,,,,,,",
            "$GPGGA,000320,4739.2552,N,12218.5815,W,8,,,,,,,,",
            "$GPRMC,000320,V,4739.2552,N,12218.5815,W,0,0,010203,,,N",
            "$GPGLL,4739.2552,N,12218.5815,W,000320,V",
        ])
    func placeless(line: String) throws {
        let fix = try #require(NmeaSentence(line)?.fix)
        #expect(fix.place == nil)
        #expect(fix.utc?.contains("00:03:20") == true)
    }

    @Test("Other kinds of sentences and other texts give nothing and never fail")
    func others() {
        for line in [
            "", "$", "*", "$*", "$GPGSV,3,1,11", "$PTNL,GGK,1", "$GP", "Trace #1", "$GPGGA",
            "$GPGGA,,,,,,,,,", "$GPGGA,99,99,99", "$GPGGA,256199.0,\u{FFFD},,*", "$,,,,,*00",
            "$GPGGA,1e400,1e400,N,1e400,E,1", "$GPRMC,", "$GPGLL", "$GPGST,,,,,,,",
        ] {
            #expect(NmeaSentence(line)?.fix?.place == nil)
        }
    }

    @Test("RMC, GLL and GNS are read; RMC tells the date")
    func kinds() throws {
        let rmc = try #require(
            NmeaSentence("$GNRMC,101112.50,A,3000.0,S,02030.0,E,0.1,2,311225,,,R")?.fix)
        #expect(rmc.utc == "2025-12-31T10:11:12.50Z" && rmc.quality == .rtkFixed)
        #expect(rmc.place == TrackFix.Place(latitude: -30, longitude: 20.5))
        let gll = try #require(NmeaSentence("$GPGLL,3000.0,N,02030.0,W,101112,A,D")?.fix)
        #expect(gll.place == TrackFix.Place(latitude: 30, longitude: -20.5))
        #expect(gll.utc == "10:11:12" && gll.quality == .differential)
        let gns = try #require(
            NmeaSentence("$GNGNS,101112,3000.0,N,02030.0,E,RR,12,0.8,5.5,20.0,,")?.fix)
        #expect(gns.quality == .rtkFixed && gns.place?.elevationMetres == 5.5)
    }

    @Test("The sentences of one moment are one fix, and GGA goes before the others")
    func joining() throws {
        var collector = NmeaCollector()
        collector.begin(trace: 7)
        collector.take("$GPRMC,101112,A,3000.0,N,02030.0,E,0.1,2,311225,,,A")
        collector.take("$GPGGA,101112,,,,,0,00,,,M,,M,,")
        collector.take("$GPGST,101112,,,,,0.03,0.04,0.1")
        collector.begin(trace: 9)
        collector.begin(trace: nil)
        collector.take("$GPGGA,101113,3000.0,N,02030.0,E,4,00,0.5,1,M,,M,,")
        collector.take("$GPGGA,101114,3000.0,N,02030.0,E,5,00,2,1,M,,M,,")
        collector.finish()
        #expect(collector.fixes.map(\.trace) == [7, 9, nil, nil])
        #expect(
            collector.fixes.map(\.utc) == ["2025-12-31T10:11:12Z", nil, "10:11:13", "10:11:14"])
        #expect(collector.fixes[0].place == nil)
        let errors = collector.fixes.map(\.error95Metres)
        #expect(abs(errors[0] - 0.1) < 1e-12)
        #expect(Array(errors[1...]) == [10, 0.05, 1])
    }

    @Test(
        "Every fix of a real log equals what an independent reader gave",
        .enabled(if: SharedData.isPresent, "the shared data folder is absent"),
        arguments: [
            ("test_gssi.DZG", "test_gssi_DZG", 0.0), ("test_pe.GPS", "test_pe_GPS", -1),
        ])
    func real(file: String, reference: String, shift: Double) throws {
        let reading = try TrackReader.read(SharedData.file("radar/impdar/" + file))
        let lines = TextLines(
            try SourceFile(path: SharedData.file("reference/impdar_\(reference).pynmea2.csv"))
                .allBytes(limit: 1 << 20))
        let rows = lines.slices.dropFirst().map { line in
            TrackColumns.cells(line, 0x2C).map { TextLines.text($0) }
        }
        #expect(reading.warnings == [])
        #expect(reading.track.fixes.count == rows.count && rows.count > 10)
        for (fix, row) in zip(reading.track.fixes, rows) {
            #expect(fix.trace == Double(row[0]).map { $0 + shift })
            #expect(fix.quality?.rawValue == Int(row[6]))
            #expect((fix.utc ?? "") + "+00:00" == row[7])
            guard row[6] != "0" else {
                #expect(fix.place == nil)
                continue
            }
            let place = try #require(fix.place)
            #expect(abs(place.latitude - (Double(row[2]) ?? 0)) <= 1e-9)
            #expect(abs(place.longitude - (Double(row[3]) ?? 0)) <= 1e-9)
            #expect(place.elevationMetres == Double(row[4]))
            #expect(fix.geoidMetres == Double(row[5]))
        }
    }
}
