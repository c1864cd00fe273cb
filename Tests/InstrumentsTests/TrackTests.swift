import FileAccess
import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct TrackTests {
    private func read(_ text: String) throws -> TrackReader.Reading {
        try read(Array(text.utf8))
    }

    private func read(_ bytes: [UInt8]) throws -> TrackReader.Reading {
        try TrackReader.read("t.csv", in: .memory(["t.csv": bytes]))
    }

    private static func track(
        _ fixes: [(trace: Double?, latitude: Double, longitude: Double)],
        quality: TrackFix.Quality = .rtkFixed
    ) -> Track {
        Track(
            fixes: fixes.map { fix in
                TrackFix(
                    trace: fix.trace,
                    place: TrackFix.Place(latitude: fix.latitude, longitude: fix.longitude),
                    quality: quality)
            })
    }

    @Test("Distances on the ellipsoid are those of the tables")
    func geodesy() {
        func metres(_ from: (Double, Double), _ to: (Double, Double)) -> Double {
            GnssPath.metres(
                TrackFix.Place(latitude: from.0, longitude: from.1),
                TrackFix.Place(latitude: to.0, longitude: to.1))
        }
        // A degree of the equator is a * pi / 180; arcs of the meridian are published to a metre.
        #expect(abs(metres((0, 10), (0, 11)) - 111_319.4908) < 1e-3)
        #expect(abs(metres((0, 179.5), (0, -179.5)) - 111_319.4908) < 1e-3)
        #expect(abs(metres((44.5, 5), (45.5, 5)) - 111_131.8) < 1)
        #expect(abs(metres((59.9999, 5), (60.0001, 5)) - 22.2824) < 1e-3)
        #expect(abs(metres((60, 5), (60, 5.0001)) - 5.58002) < 1e-4)
    }

    @Test("A path has the distances between its fixes")
    func path() throws {
        let path = GnssPath(
            Self.track([(0, 32, 20), (10, 32.00001, 20), (30, 32.00003, 20), (nil, 33, 20)]))
        let knots = try #require(path.knots())
        #expect(knots.map(\.trace) == [0, 10, 30])
        #expect(abs(knots[1].metres - 1.108868) < 1e-6)
        #expect(abs(knots[2].metres - 3.326604) < 1e-5)
        #expect(path.lengthMetres == knots[2].metres)
        #expect(path.errorMetres == 0.05 && path.warnings == [])
        #expect(path.warnings(traceCount: 31) == [])
        #expect(path.warnings(traceCount: 61).map(\.code) == ["track-covers-part"])
    }

    @Test(
        "Fixes out of order are sorted, double ones are used once, and both are no reason to fail")
    func disorder() throws {
        let path = GnssPath(
            Self.track([(10, 32.00001, 20), (0, 32, 20), (10, 32.5, 20), (20, 32.00002, 20)]))
        #expect(path.knots()?.map(\.trace) == [0, 10, 20])
        #expect(abs((path.lengthMetres ?? 0) - 2.217736) < 1e-5)
        #expect(path.warnings.map(\.code) == ["fixes-out-of-order"])
    }

    @Test(
        "A real log of a receiver that wanders within its own error gives no distances",
        .enabled(if: SharedData.isPresent, "the shared data folder is absent"))
    func wander() throws {
        let track = try TrackReader.read(SharedData.file("radar/impdar/test_pe.GPS")).track
        let path = GnssPath(track)
        let all = zip(track.fixes, track.fixes.dropFirst()).compactMap { from, to -> Double? in
            guard let from = from.place, let to = to.place else { return nil }
            return GnssPath.metres(from, to)
        }
        // The sum of the chords in geocentric coordinates, reckoned from places rounded to 1e-9 degrees.
        #expect(abs(all.reduce(0, +) - 51.083339) < 1e-3)
        let dilutions = track.fixes.compactMap(\.horizontalDilution)
        #expect(path.errorMetres == (dilutions.max() ?? 0) * 10)
        #expect(path.knots() == nil)
    }

    @Test("Noise from fix to fix does not make the way longer")
    func noise() throws {
        var noise = SeededNoise(seed: 3)
        // 100 m north in 1001 traces by a receiver alone, which is 1 m off from fix to fix.
        var steps: [(trace: Double?, latitude: Double, longitude: Double)] = []
        for step in 0...1000 {
            let metres = Double(step) * 0.1 + noise.normal()
            steps.append((Double(step), 32 + metres / 110_886.8, 20))
        }
        let length = try #require(GnssPath(Self.track(steps, quality: .autonomous)).lengthMetres)
        #expect(abs(length - 100) < 10)
    }

    @Test("A fix far off the way or far worse than the others is left out and counted")
    func outliers() throws {
        let steps: [(trace: Double?, latitude: Double, longitude: Double)] = (0...10).map { step in
            (Double(step), 32 + Double(step) * 1e-5, 20)
        }
        var track = Self.track(steps)
        track.fixes[4].place?.latitude = 33
        track.fixes[6].quality = .autonomous
        let path = GnssPath(track)
        #expect(path.warnings.map(\.code) == ["fixes-left-out"])
        #expect(path.warnings[0].text.hasPrefix("2 "))
        #expect(abs((path.lengthMetres ?? 0) - 11.08868) < 1e-4)
        #expect(path.errorMetres == 0.05)
    }

    @Test("Too few fixes, or none that move beyond their error, give no distances")
    func still() {
        #expect(GnssPath(Track(fixes: [])).knots() == nil)
        #expect(GnssPath(Self.track([(0, 32, 20)])).knots() == nil)
        #expect(GnssPath(Self.track([(0, 32, 20), (0, 33, 20)])).knots() == nil)
        #expect(GnssPath(Self.track([(0, 32, 20), (9, 32.0000002, 20)])).knots() == nil)
        let coarse = Self.track([(0, 32, 20), (9, 32.00005, 20)], quality: .autonomous)
        #expect(GnssPath(coarse).knots() == nil)
        #expect(GnssPath(Self.track([(0, 32, 20), (9, 33, 20)], quality: .manual)).knots() == nil)
        var strange = Self.track([(.nan, 32, 20), (.infinity, 33, 20), (1e300, 34, 20)])
        strange.fixes[2].place?.latitude = .nan
        #expect(GnssPath(strange).knots() == nil)
    }

    @Test(
        "Tables are read with any separator, column order and decimal sign",
        arguments: [
            "trace,lat,lon,elevation,accuracy\n0,32.5,20.25,7,0.02\n12,32.6,20.5,8,0.02\n",
            "# made\r\n\r\nLongitude;Latitude;Trace;Alt (m);Accuracy_m\r\n20,25;32,5;0;7;0,02\r\n20,5;32,6;12;8;0,02",
            "\u{FEFF}TRACE\tLNG\tLAT\tALT\tHACC\r\r\n0\t20,25\t32.5\t7\t.02\r\r\n12\t20.5\t32.6\t8\t2e-2",
        ])
    func tables(text: String) throws {
        let reading = try read(text)
        #expect(reading.warnings == [])
        #expect(
            reading.track.fixes == [
                TrackFix(
                    trace: 0,
                    place: .init(latitude: 32.5, longitude: 20.25, elevationMetres: 7),
                    errorMetres: 0.02),
                TrackFix(
                    trace: 12, place: .init(latitude: 32.6, longitude: 20.5, elevationMetres: 8),
                    errorMetres: 0.02),
            ])
    }

    @Test("Rows without a usable place are kept and counted; local times are not used")
    func rows() throws {
        let reading = try read("trace,time,lat,lon\n1,10:00,,\n2,10:01,95,20\n3,10:02,32,20\nx\n")
        #expect(reading.track.fixes.count == 4 && reading.track.placedFixes.count == 1)
        #expect(reading.track.fixes.allSatisfy { $0.utc == nil })
        #expect(
            reading.warnings.map(\.code) == [
                "track-numbers-assumed", "track-time-not-utc", "fixes-without-position",
            ])
    }

    @Test("Tables on a map and other texts are refused with words")
    func refused() throws {
        for (text, word) in [
            ("trace,easting,northing\n0,1,2\n", "eastings"), ("a,b\n1,2\n", "no track"),
            ("", "no track"), ("trace;time\n1;2\n", "no columns latitude"),
        ] {
            do {
                _ = try read(text)
                Issue.record("accepted: \(text)")
            } catch let InstrumentError.damaged(_, byte, reason) {
                #expect(byte == 0 && reason.contains(word))
            }
        }
    }

    @Test("UTF-16 and Latin-1 texts are read")
    func encodings() throws {
        let text = "trace,lat,lon,h\u{F6}he\n0,32,20,1\n1,33,20,1\n"
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(unit & 255), UInt8(unit >> 8)] }
        #expect(try read(wide).track.placedFixes.count == 2)
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        #expect(try read(latin).track.placedFixes.count == 2)
        #expect(Array(TextLines(Array("a\r\r\nb\rc\n\nd\0e".utf8))) == ["a", "b", "c", "", "d e"])
    }

    @Test("A track given in place of a radar file is named as one")
    func alone() throws {
        for text in [
            "lat,lon\n32,20\n", "$GPGGA,221032.00,4820.9,N,12102.7,W,1,07,1.4,2063.9,M,,M,,\n",
            "time;northing;easting\n1;2;3\n",
        ] {
            #expect(throws: InstrumentError.isTrack(path: "t.txt")) {
                try SweepReader.open("t.txt", in: .memory(["t.txt": Array(text.utf8)]))
            }
        }
        #expect(throws: InstrumentError.unknownFormat(path: "t.txt")) {
            try SweepReader.open("t.txt", in: .memory(["t.txt": Array("hello, you".utf8)]))
        }
    }

    @Test("Random bytes never crash the reader")
    func fuzz() {
        var noise = SeededNoise(seed: 11)
        let text = Array(
            """
            trace,lat,lon\n0,32,20\n1,33,20\n$GPGGA,221032.00,4820.9,N,12102.7,W,1,07,1.4,20,M,,M,,*11
            $GSSIS,4,-1\n$GPRMC,000320,A,4739.2,N,12218.5,W,0,0,010203,,,N
            """.utf8)
        for _ in 0..<300 {
            var bytes = text
            for _ in 0..<8 {
                bytes[Int(noise.uniform() * Double(bytes.count))] = UInt8(noise.next() & 255)
            }
            _ = TrackReader.recognises(bytes)
            if let reading = try? read(bytes) { _ = GnssPath(reading.track).knots() }
        }
    }
}

@Suite struct SidecarTrackTests {
    private func open(track: String, named: String = "\"track\": \"t.csv\"") throws -> SweepOutline
    {
        try file(track: track, named: named).outline
    }

    private func file(track: String, named: String = "\"track\": \"t.csv\"") throws -> SweepFile {
        var segy = SegyBytes()
        segy.traces = (0..<5).map { _ in (1, 0, 0) }
        let json = "{\"channels\": [{\"file\": \"a.sgy\"}], \(named)}"
        return try SweepReader.open(
            "d/s.sweep.json",
            in: .memory([
                "d/s.sweep.json": Array(json.utf8), "d/a.sgy": segy.bytes,
                "d/t.csv": Array(track.utf8),
            ]))
    }

    @Test("A track with trace numbers gives positions where the files have none")
    func positions() throws {
        let file = try file(track: "trace,lat,lon,accuracy\n0,32,20,0.1\n4,32.0001,20,0.2\n")
        let outline = file.outline
        #expect(outline.positionSource == .gnss && outline.positionErrorMetres == 0.2)
        #expect(outline.track?.fixes.count == 2)
        #expect(outline.files == ["d/s.sweep.json", "d/a.sgy", "d/t.csv"])
        #expect(outline.warnings.map(\.code) == [])
        let distances = try file.distances(ofChannelAt: 0, traces: 0..<5)
        #expect(distances[0] == 0 && abs(distances[4] - 11.08868) < 1e-4)
        #expect(abs(distances[1] - distances[4] / 4) < 1e-9)
    }

    @Test("A track without trace numbers is kept and gives none")
    func numberless() throws {
        let outline = try open(track: "lat,lon\n32,20\n33,20\n")
        #expect(outline.positionSource == .none && outline.track?.fixes.count == 2)
        #expect(outline.warnings.map(\.code).contains("track-without-traces"))
        #expect(outline.warnings.map(\.code).contains("positions-missing"))
    }

    @Test("A stated step stays, and a track of another length is named")
    func contradiction() throws {
        let step = "\"traceSpacingMetres\": 0.1, \"track\": \"t.csv\""
        let outline = try open(
            track: "trace,lat,lon,accuracy\n0,32,20,0.1\n4,32.0001,20,0.1\n", named: step)
        #expect(outline.positionSource == .sidecar)
        #expect(outline.warnings.map(\.code).contains("length-contradicted"))
        #expect(outline.audit.contains { $0.quantity.hasPrefix("length") && !$0.agrees })
    }

    @Test("A track that is missing, elsewhere or no track is an error")
    func errors() throws {
        #expect(throws: InstrumentError.file(.missing(path: "d/u.csv"))) {
            try open(track: "", named: "\"track\": \"u.csv\"")
        }
        #expect(throws: InstrumentError.self) {
            try open(track: "", named: "\"track\": \"../t.csv\"")
        }
        #expect(throws: InstrumentError.self) { try open(track: "hello") }
    }
}
