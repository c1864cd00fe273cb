import Cartography
import Foundation
import SurveyModel
import TestSupport
import Testing

/// Rasters against areas worked out by hand.
@Suite struct RasterTruthTests {
    private let label = ProductLabel(purpose: .operation, facts: ["CLAIM": "No alarm <> no mine."])

    /// A straight road of about 1.9 km in the direction `degrees` from north.
    private func road(_ degrees: Double) throws -> Centreline {
        let (north, east) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        return try Centreline(
            road: "practice",
            vertices: [
                GeographicPosition(longitude: 21.0, latitude: 32.0),
                GeographicPosition(
                    longitude: 21.0 + 0.02 * east, latitude: 32.0 + 0.017 * north),
            ])
    }

    /// Pixels by value.
    private func counts(_ path: String) throws -> [UInt8: Int] {
        let raw = path + ".raw"
        _ = try #require(output(of: "gdal_translate", ["-q", "-of", "ENVI", path, raw]))
        return Dictionary([UInt8](content(raw)).map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test(arguments: [0.0, 17, 45, 73, 90, 200])
    func `area per status is right within one pixel along the border, at any angle`(
        _ degrees: Double
    ) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let pixel = 0.1
        // 20 m x 6 m cleared; 20 m x 6 m open: 4 m swept, 2 m not covered.
        let segments = [
            StatusSegment(
                id: "A", road: "practice", rectangle: rectangle(100, 120, -3, 3),
                standing: .cleared),
            StatusSegment(
                id: "B", road: "practice", rectangle: rectangle(130, 150, -3, 3),
                standing: .open(
                    covered: [.antiVehicle: [rectangle(130, 150, -3, 1)]],
                    required: [.antiVehicle])),
        ]
        try StatusRaster.write(
            StatusMap(segments: segments), roads: [road(degrees)],
            projection: MapProjection(crs: "EPSG:32634"), pixelMetres: pixel, label: label,
            to: path)
        let counts = try counts(path)
        // On the zone's central meridian a metre has 0.9996 metres on the map.
        let scale = 0.9996 * 0.9996
        for (code, area, perimeter) in [(UInt8(10), 120.0, 52.0), (40, 80, 48), (60, 40, 44)] {
            let found = Double(counts[code] ?? 0) * pixel * pixel
            let miss = abs(found - area * scale)
            #expect(miss <= perimeter * pixel, "\(code) at \(degrees): \(found) m2 of \(area)")
        }
        // Released ground only where a pixel's centre lies in it: far below the border's share.
        let released = Double(counts[10] ?? 0) * pixel * pixel
        #expect(abs(released - 120 * scale) < 1)
    }

    @Test func `through a bend the legs count once, the outer corner is a gap of its area`() throws
    {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let pixel = 0.1
        let bent = try Centreline(
            road: "bent",
            vertices: [
                GeographicPosition(longitude: 21.0000, latitude: 32.0),
                GeographicPosition(longitude: 21.0010, latitude: 32.0),
                GeographicPosition(longitude: 21.0018, latitude: 32.0006),
            ])
        // Left turn of about 41 degrees at 94.45 m; a band on the right, outer side.
        let place = rectangle(60, 130, -6, -2)
        try StatusRaster.write(
            StatusMap(segments: [
                StatusSegment(
                    id: "A", road: "bent", rectangle: place,
                    standing: .open(
                        covered: [.antiVehicle: [place]], required: [.antiVehicle]))
            ]), roads: [bent], projection: MapProjection(crs: "EPSG:32634"), pixelMetres: pixel,
            label: label, to: path)
        let counts = try counts(path)
        let scale = 0.9996 * 0.9996
        let legs = 70.0 * 4
        let turn = bent.cornerSquareMetres(in: place) / 16
        // Two mitred kites: (6^2 - 2^2) tan(turn / 2).
        let corner = 32 * tan(turn / 2)
        let swept = Double(counts[40] ?? 0) * pixel * pixel
        let gap = Double(counts[60] ?? 0) * pixel * pixel
        #expect(turn > 0.5 && turn < 1)
        let (missLegs, missCorner) = (abs(swept - legs * scale), abs(gap - corner * scale))
        #expect(missLegs < 8 * pixel + 1)
        #expect(missCorner < 20 * pixel)
    }

    /// Gaps from 2 mm to 5 cm show at the usual pixel along their whole length; under 1 mm is rounding.
    @Test(arguments: [(0.0005, false), (0.002, true), (0.01, true), (0.05, true)])
    func `narrow gaps follow the rule`(_ width: Double, _ shows: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let covered = [rectangle(100, 110, -3, 0), rectangle(100, 110, width, 3)]
        let place = rectangle(100, 110, -3, 3)
        try StatusRaster.write(
            StatusMap(segments: [
                StatusSegment(
                    id: "A", road: "practice", rectangle: place,
                    standing: .open(
                        covered: [.antiVehicle: covered], required: [.antiVehicle]))
            ]), roads: [road(33)], projection: MapProjection(crs: "EPSG:32634"), label: label,
            to: path)
        let gap = try counts(path)[60] ?? 0
        // A line of 10 m touches at least 200 pixels of 5 cm.
        #expect(shows ? gap >= 200 : gap == 0, "\(gap) pixels")
    }

    @Test func `released ground that no sweep covered stays not covered`() throws {
        let folder = try TemporaryFolder()
        let place = rectangle(100, 110, -3, 3)
        let passes = [
            PlacedSweep(
                digest: digest("a"),
                placement: LanePlacement(
                    road: "practice", startChainageMetres: 98, offsetMetres: -1, direction: .up,
                    alongErrorMetres: 0, acrossErrorMetres: 0),
                stretches: (0..<41).map {
                    ValidStretch(
                        channel: $0, lateralOffsetMetres: 0.1 * Double($0) - 2, fromMetres: 0,
                        toMetres: 14, depthReachMetres: 1, traceStepMetres: 0.02)
                })
        ]
        let geometry = try CoverageGeometry(
            road: "practice", segment: place, depthMetres: 0.2, passes: passes)
        let swept = geometry.coveredRectangles(for: .antiVehicle)
        for standing in [SegmentStanding.reduced, .cleared] {
            let path = folder.file("status.tif")
            try StatusRaster.write(
                StatusMap(segments: [
                    StatusSegment(
                        id: "A", road: "practice", rectangle: place, standing: standing,
                        releasedOnSweeps: [swept])
                ]), roads: [road(33)], projection: MapProjection(crs: "EPSG:32634"),
                label: label, to: path)
            let found = try counts(path)
            // From -3 to -3.05, where the sweep reaches, nothing is left out; 1.05 to 3 is.
            let open = found[60] ?? 0
            #expect(open > 7300 && open < 8300)
            let released = (found[10] ?? 0) + (found[20] ?? 0)
            #expect(released > 15_000)
        }
        let path = folder.file("coverage.tif")
        for (isOther, gap) in [(false, UInt8(0)), (true, 253)] {
            try CoverageRaster.write(
                [
                    CoverageSegment(
                        id: "A", geometry: geometry, isReleasedWithoutSweeps: isOther)
                ], classes: [.antiVehicle], roads: [road(33)],
                projection: MapProjection(crs: "EPSG:32634"), label: label, to: path)
            let found = try counts(path)
            let (shown, other) = (found[gap] ?? 0, found[isOther ? 0 : 253] ?? 0)
            #expect(shown > 7000 && other == 0)
        }
    }

    @Test func `alarm density counts alarms, and neither swept nor released ground is said safe`()
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.file("density.tif")
        let places = [(105.0, 0.0), (106, 0), (115, 2)].map {
            AlarmDensityMap.RoadPlace(
                road: "practice",
                position: RoadPosition(chainageMetres: $0.0, offsetMetres: $0.1))
        }
        let segments = [
            StatusSegment(
                id: "A", road: "practice", rectangle: rectangle(100, 120, -3, 3),
                standing: .cleared),
            StatusSegment(
                id: "B", road: "practice", rectangle: rectangle(120, 140, -3, 3),
                standing: .open(covered: [:], required: [.antiVehicle])),
        ]
        let content = MapContent.alarmDensity(
            AlarmDensityMap(segments: segments, openAlarms: places))
        try content.write(
            roads: [road(33)], projection: MapProjection(crs: "EPSG:32634"), pixelMetres: 0.1,
            label: label, to: path)
        let found = try counts(path)
        func area(_ value: UInt8) -> Double { Double(found[value] ?? 0) * 0.01 }
        // Two discs of 2 m, 1 m apart: a lens of 8.6 m2; elsewhere one alarm.
        let lens: Double = 8 * acos(0.25) - 0.5 * 15.0.squareRoot()
        let single = 12 * Double.pi - 2 * lens
        let misses = [area(4) - lens, area(3) - single, area(2) - 120].map(abs)
        #expect(misses[0] < 1.5 && misses[1] < 3 && misses[2] < 5.5, "\(misses)")
        #expect(area(1) > 80 && area(1) < 96)
        let info = try #require(output(of: "gdalinfo", [path]))
        for words in [
            "RADIUS_M=2.0", "DENSITY_PER_M2=", "no alarm does not mean no mine", "CLAIM=",
        ] {
            #expect(info.contains(words), "\(words)")
        }
        #expect(!info.contains("Cleared"))
    }

    @Test func `a strip is the road pulled straight, in a frame of its own`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("strip.tif")
        let map = StatusMap(
            segments: [
                StatusSegment(
                    id: "A", road: "practice", rectangle: rectangle(100, 160, -3, 5),
                    standing: .reduced)
            ],
            openAlarms: [
                MapDisc(
                    road: "practice",
                    position: RoadPosition(chainageMetres: 130, offsetMetres: 4),
                    radiusMetres: 0.5)
            ])
        try StripRaster.write(
            .status(map), road: road(33), pixelMetres: 0.1, label: label, to: path)
        let info = try #require(output(of: "gdalinfo", [path]))
        #expect(!info.contains("PROJCRS") && !info.contains("GEOGCRS"))
        #expect(info.contains("FRAME=road: east is chainage") && info.contains("LAYOUT=COG"))
        let found = try counts(path)
        let ground = (found[20] ?? 0) + (found[80] ?? 0)
        #expect(ground == 48_000)
        let value = output(of: "gdallocationinfo", ["-valonly", "-geoloc", path, "130", "4"])
        #expect(value?.trimmingCharacters(in: .whitespacesAndNewlines) == "80")
        #expect(throws: CartographyError.stripOfRoads(["practice"])) {
            let other = try Centreline(road: "other", vertices: road(33).vertices)
            try StripRaster.write(.status(map), road: other, label: label, to: path)
        }
    }

    @Test func `units, meaning and limits stand in the file and in the table beside it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("coverage.tif")
        let geometry = try CoverageGeometry(
            road: "practice", segment: rectangle(100, 110, -3, 3), depthMetres: 0.2, passes: [])
        try CoverageRaster.write(
            [CoverageSegment(id: "A", geometry: geometry)], roads: [road(33)],
            projection: MapProjection(crs: "EPSG:32634"), label: label, to: path)
        let table = String(decoding: content(path + ".aux.xml"), as: UTF8.self)
        for words in [
            "<UnitType>sweeps</UnitType>", "Not covered", "No alarm &lt;&gt; no mine.",
            "<Description>anti-vehicle</Description>",
        ] { #expect(table.contains(words), "\(words)") }
        try FileManager.default.removeItem(atPath: path + ".aux.xml")
        let info = try #require(output(of: "gdalinfo", [path]))
        for words in [
            "Unit Type: sweeps", "CLAIM=No alarm <> no mine.", "VALUE_0=not covered",
            "CLASS=anti-vehicle",
        ] { #expect(info.contains(words), "\(words)") }
    }
}
