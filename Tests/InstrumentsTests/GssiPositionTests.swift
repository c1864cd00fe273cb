import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct GssiPositionTests {
    private static func dzx(
        unit: String = "m", perScan: String = "0", perMark: String = "0", range: String = "0,19",
        points: String = ""
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><!-- <a> -->
        <DZX xmlns="www.geophysical.com/DZX/1.02"><GlobalProperties>
        <horizontalUnit>\(unit)</horizontalUnit><dielectric>4.0</dielectric>
        <unitsPerMark>\(perMark)</unitsPerMark><unitsPerScan>\(perScan)</unitsPerScan>
        </GlobalProperties><File><scanRange>\(range)</scanRange><Profile>\(points)</Profile>
        <TargetGroup><name>\u{76EE}\u{6807} &amp; &#20;</name><TargetWayPt><scan>3</scan>
        </TargetWayPt></TargetGroup></File></DZX>
        """
    }

    private static func point(_ scan: Int, _ rest: String) -> String {
        "<WayPt><scan>\(scan)</scan>\(rest)</WayPt>"
    }

    private func open(
        _ scansPerMetre: Float, dzx: String? = nil, dzg: String? = nil, metresPerMark: Float = 0
    ) throws -> (SweepFile, [Double]) {
        var dzt = DztBytes()
        dzt.scansPerMetre = scansPerMetre
        dzt.metresPerMark = metresPerMark
        var files: [String: String] = [:]
        files["L.DZX"] = dzx
        files["L.DZG"] = dzg
        let file = try GssiReaderTests.open(dzt, files)
        return (file, try file.distances(ofChannelAt: 0, traces: 0..<20))
    }

    private func codes(_ file: SweepFile) -> Set<String> {
        Set(file.outline.warnings.map(\.code)).subtracting(["flag-words", "date-not-utc"])
    }

    @Test("The wheel goes before the DZX file, and a contradiction is named")
    func wheel() throws {
        let (file, distances) = try open(50, dzx: Self.dzx(perScan: "0.05"))
        #expect(file.outline.positionSource == .wheel && distances[2] == 0.04)
        #expect(codes(file) == ["trace-spacing-contradicted"])
        let (same, _) = try open(50, dzx: Self.dzx(unit: "cm", perScan: "2"))
        #expect(codes(same) == [])
        #expect(same.outline.audit.contains { $0.quantity == "trace spacing" && $0.agrees })
        #expect(same.outline.files == ["d/L.DZT", "d/L.DZX"])
    }

    @Test(
        "Recorded by time, the DZX file's step is used in its unit",
        arguments: [("m", "0.05", 0.05), ("cm", "5", 0.05), ("FT", "0,5", 0.1524)])
    func step(unit: String, value: String, metres: Double) throws {
        let (file, distances) = try open(0, dzx: Self.dzx(unit: unit, perScan: value))
        #expect(file.outline.positionSource == .header)
        #expect(abs(distances[1] - metres) < 1e-12)
    }

    @Test("A unit nobody knows is not used")
    func unit() throws {
        let (file, _) = try open(0, dzx: Self.dzx(unit: "ell", perScan: "2"))
        #expect(file.outline.positionSource == .none)
        #expect(codes(file) == ["unit-unknown", "positions-missing"])
    }

    @Test("Way points give distances by their own, by coordinates or by marks")
    func wayPoints() throws {
        let distances =
            Self.point(0, "<distance>1</distance>")
            + Self.point(10, "<distance>3</distance>")
        let (first, along) = try open(0, dzx: Self.dzx(points: distances))
        #expect(first.outline.positionSource == .marks)
        #expect(along[0] == 1 && along[5] == 2 && abs(along[19] - 4.8) < 1e-12)
        let places =
            Self.point(0, "<localCoords>0, 0, 0</localCoords>")
            + Self.point(10, "<localCoords>300, 400, 0</localCoords>")
        let (second, way) = try open(0, dzx: Self.dzx(unit: "cm", points: places))
        #expect(second.outline.positionSource == .marks && way[10] == 5)
        let marks = Self.point(4, "<mark>User</mark>") + Self.point(8, "<mark>User</mark>")
        let (third, steps) = try open(0, dzx: Self.dzx(perMark: "2", points: marks))
        #expect(third.outline.positionSource == .marks && steps[8] == 2)
        let back =
            Self.point(0, "<distance>1</distance>")
            + Self.point(10, "<distance>0</distance>")
        let (fourth, _) = try open(0, dzx: Self.dzx(points: back))
        #expect(codes(fourth) == ["way-points-not-used", "positions-missing"])
    }

    @Test("Recorded by time, marks a known length apart give distances")
    func marks() throws {
        let (file, distances) = try open(0, metresPerMark: 2)
        #expect(file.outline.positionSource == .marks)
        // Marks stand at the traces 2, 7, 12 and 17.
        #expect(distances[2] == 0 && distances[7] == 2 && distances[17] == 6)
        #expect(abs(distances[0] + 0.8) < 1e-12)
        let (none, numbered) = try open(0)
        #expect(none.outline.positionSource == .none && numbered[3] == 3)
        #expect(codes(none) == ["positions-missing"])
        let (wheel, _) = try open(50, metresPerMark: 2)
        #expect(wheel.outline.positionSource == .wheel)
    }

    private static func dzg(_ fixes: [(scan: Int, minutes: String, quality: Int)]) -> String {
        fixes.map { fix in
            "$GSSIS,\(fix.scan),-1\r\n$GPGGA,101010,3200.\(fix.minutes),N,02000.0,E,"
                + "\(fix.quality),9,0.8,5,M,20,M,,\r\n\r\n"
        }.joined()
    }

    @Test("Satellite fixes come last, with their error")
    func gnss() throws {
        let fixes = Self.dzg([(0, "0000", 4), (10, "0005", 0), (19, "0010", 4)])
        let (file, distances) = try open(0, dzg: fixes)
        #expect(file.outline.positionSource == .gnss)
        #expect(file.outline.positionErrorMetres == 0.05)
        #expect(file.outline.track?.fixes.count == 3)
        #expect(file.outline.track?.placedFixes.count == 2)
        #expect(file.outline.files == ["d/L.DZT", "d/L.DZG"])
        // 0.001 minutes of the meridian at 32 degrees.
        #expect(abs(distances[19] - 1.848113) < 1e-5)
        #expect(codes(file) == [])
        let (wheel, _) = try open(50, dzg: fixes)
        #expect(wheel.outline.positionSource == .wheel)
        #expect(codes(wheel) == ["length-contradicted"])
    }

    @Test("By time, satellite fixes go before a nominal step and marks they contradict")
    func fixesBeforeNominal() throws {
        let exact = Self.dzg([(0, "0000", 4), (10, "0005", 4), (19, "0010", 4)])
        let (step, distances) = try open(0, dzx: Self.dzx(perScan: "0.05"), dzg: exact)
        #expect(step.outline.positionSource == .gnss)
        #expect(step.outline.positionErrorMetres == 0.05)
        #expect(abs(distances[19] - 1.848113) < 1e-5)
        #expect(codes(step) == ["recorded-by-time", "trace-spacing-contradicted"])
        #expect(
            text("recorded-by-time", step)
                == "the radar recorded by time and not by a wheel: the satellite fixes are used and "
                + "not unitsPerScan of the DZX file, which differs from them by up to 0.898 m while "
                + "they err by up to 0.05 m")
        #expect(
            text("trace-spacing-contradicted", step).hasSuffix(
                "the satellite fixes are used, because the radar recorded by time, and only they "
                    + "tell where it was"))
        let (marks, _) = try open(0, dzg: exact, metresPerMark: 2)
        #expect(marks.outline.positionSource == .gnss)
        #expect(text("recorded-by-time", marks).contains("not the marks in the scans"))
        // The whole length agrees, the way between does not.
        let (uneven, _) = try open(
            0, dzx: Self.dzx(perScan: "0.0972691"),
            dzg: Self.dzg([(0, "0000", 4), (10, "0009", 4), (19, "0010", 4)]))
        #expect(uneven.outline.positionSource == .gnss)
        #expect(codes(uneven) == ["recorded-by-time"])
    }

    @Test("By time, fixes too coarse to contradict leave the file's own distances")
    func coarseFixes() throws {
        let coarse = Self.dzg([(0, "0000", 1), (19, "0100", 1)])
        let (step, distances) = try open(0, dzx: Self.dzx(perScan: "0.05"), dzg: coarse)
        #expect(step.outline.positionSource == .header && distances[1] == 0.05)
        #expect(codes(step) == ["recorded-by-time"])
        #expect(step.outline.audit.contains { $0.quantity.hasPrefix("length between the first") })
        // Measured way points stay where one receiver alone differs, and give way to exact fixes.
        let points = Self.dzx(
            points: Self.point(0, "<distance>1</distance>")
                + Self.point(10, "<distance>3</distance>"))
        let far: [(Int, String, Int)] = [(0, "0000", 1), (19, "0200", 1)]
        let (measured, _) = try open(0, dzx: points, dzg: Self.dzg(far))
        #expect(measured.outline.positionSource == .marks)
        #expect(
            text("length-contradicted", measured).hasSuffix(
                "because the way points were measured along the line and the fixes err by up to "
                    + "10 m"))
        let (exact, _) = try open(0, dzx: points, dzg: Self.dzg(far.map { ($0.0, $0.1, 4) }))
        #expect(exact.outline.positionSource == .gnss)
        // Fixes that stand still say nothing of the way, and that is told.
        let (still, _) = try open(
            0, dzx: Self.dzx(perScan: "0.05"), dzg: Self.dzg([(0, "0000", 4), (19, "0000", 4)]))
        #expect(codes(still) == ["recorded-by-time", "track-too-short"])
        // A step alone is not measured.
        let (nominal, _) = try open(0, dzx: Self.dzx(perScan: "0.05"), dzg: Self.dzg(far))
        #expect(nominal.outline.positionSource == .gnss)
    }

    @Test("scanPerMeters of the DZX file is a step like unitsPerScan")
    func scansPerMetre() throws {
        func dzx(_ perScan: String) -> String {
            Self.dzx(perScan: perScan).replacing(
                "<File>",
                with: "<DataCollection><scanPerMeters>50</scanPerMeters></DataCollection><File>")
        }
        let (alone, distances) = try open(0, dzx: dzx("0"))
        #expect(alone.outline.positionSource == .header && distances[1] == 0.02)
        #expect(codes(alone) == ["recorded-by-time"])
        let (both, steps) = try open(0, dzx: dzx("0.05"))
        #expect(steps[1] == 0.05)
        #expect(codes(both) == ["recorded-by-time", "dzx-step-contradicted"])
        let (wheel, _) = try open(40, dzx: dzx("0"))
        #expect(codes(wheel) == ["trace-spacing-contradicted"])
    }

    @Test("Way points of scans that are not there are named")
    func pointsBeyond() throws {
        let points =
            Self.point(0, "<distance>0</distance>") + Self.point(19, "<distance>1.9</distance>")
            + Self.point(20, "<distance>2</distance>")
        let (file, distances) = try open(0, dzx: Self.dzx(points: points))
        #expect(file.outline.positionSource == .marks && abs(distances[10] - 1) < 1e-12)
        #expect(codes(file) == ["way-points-beyond-traces"])
        #expect(text("way-points-beyond-traces", file).hasPrefix("1 way point of"))
    }

    private func text(_ code: String, _ file: SweepFile) -> String {
        file.outline.warnings.first { $0.code == code }?.text ?? ""
    }

    @Test("A receiver without position gives no trace one")
    func noFix() throws {
        let (file, _) = try open(0, dzg: Self.dzg([(0, "0000", 0), (19, "0010", 0)]))
        #expect(file.outline.positionSource == .none)
        #expect(file.outline.track?.fixes.map(\.trace) == [0, 19])
        #expect(codes(file) == ["track-without-position", "positions-missing"])
    }

    @Test("The DZX file's scans and permittivity are weighed, and the date of RMC is UTC")
    func weighed() throws {
        let (file, _) = try open(
            50, dzx: Self.dzx(range: "0,29").replacing("4.0", with: "9.0"),
            dzg: "$GSSIS,25,-1\n$GPRMC,101112,A,3000.0,N,02030.0,E,0.1,2,311225,,,A\n")
        #expect(
            codes(file) == [
                "trace-count-contradicted", "permittivity-contradicted", "fixes-beyond-traces",
                "track-too-short",
            ])
        #expect(file.outline.acquiredAt == "2025-12-31T10:11:12Z")
        #expect(!file.outline.warnings.map(\.code).contains("date-not-utc"))
    }

    @Test("Damaged XML gives what can be read")
    func xml() throws {
        let whole = Array(
            Self.dzx(perScan: "0.05", points: Self.point(1, "<distance>1</distance>")).utf8)
        #expect(DzxFile(whole).isWhole && DzxFile(whole).unitsPerScan == 0.05)
        #expect(DzxFile(whole).wayPoints.map(\.scan) == [1])
        #expect(DzxFile(whole).scanRange == 0...19)
        var noise = SeededNoise(seed: 5)
        for round in 0..<300 {
            var bytes = whole
            for _ in 0..<6 {
                bytes[Int(noise.uniform() * Double(bytes.count))] = UInt8(noise.next() & 255)
            }
            bytes.removeLast(round % bytes.count)
            let read = DzxFile(bytes)
            #expect(read.wayPoints.count <= 1)
            _ = read.knots(metresPerMark: 1)
        }
        #expect(XmlScanner.decoded("a&lt;&#x41;&bogus;&#0;&") == "a<A&bogus;&#0;&")
        var scanner = XmlScanner(Array("<a:b x='>'/><![CDATA[<c>]]><!-- <d> --></e><f".utf8))
        var parts: [XmlScanner.Part] = []
        while let part = scanner.next() { parts.append(part) }
        #expect(
            parts == [.open("b"), .close("b"), .text("<c>"), .close("e"), .open("f")])
    }
}
