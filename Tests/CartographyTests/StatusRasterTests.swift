import Cartography
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct StatusRasterTests {
    private let label = ProductLabel(
        purpose: .operation, facts: ["SURVEY": "practice <&> \"verge\"", "DEPTH_M": "0.25"])

    private func draw(
        _ map: StatusMap, pixel: Double = 0.05, label: ProductLabel? = nil, to path: String
    ) throws {
        try StatusRaster.write(
            map, roads: [straightRoad()], projection: MapProjection(crs: "EPSG:32634"),
            pixelMetres: pixel, label: label ?? self.label, to: path)
    }

    private func segment(
        _ id: String, _ place: RoadRectangle, _ standing: SegmentStanding
    ) -> StatusSegment {
        StatusSegment(id: id, road: "practice", rectangle: place, standing: standing)
    }

    /// A raster of GDAL as rows of numbers, at an overview level where one is named.
    private func pixels(of path: String, overview: Int? = nil) throws -> [[UInt8]] {
        let raw = path + ".raw"
        let level = overview.map { ["-oo", "OVERVIEW_LEVEL=\($0)"] } ?? []
        _ = try #require(
            output(of: "gdal_translate", ["-q", "-of", "ENVI"] + level + [path, raw]))
        let header = String(decoding: content(path + ".hdr"), as: UTF8.self)
        let line = try #require(header.split(separator: "\n").first { $0.hasPrefix("samples") })
        let width = try #require(Int(line.split(separator: " ").last ?? ""))
        let bytes = [UInt8](content(raw))
        return stride(from: 0, to: bytes.count, by: width).map {
            Array(bytes[$0..<($0 + width)])
        }
    }

    /// The value at a road position.
    private func value(_ path: String, _ chainage: Double, _ offset: Double) throws -> String {
        let place = try straightRoad().geographic(
            of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
        let text = output(
            of: "gdallocationinfo",
            ["-valonly", "-wgs84", path, "\(place.longitude)", "\(place.latitude)"])
        return try #require(text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `the file is a cloud-optimised GeoTIFF in the survey's CRS with colours`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        try draw(StatusMap(segments: [segment("S", rectangle(100, 160, 4, 8), .cleared)]), to: path)
        let info = try #require(output(of: "gdalinfo", [path]))
        for expected in [
            "LAYOUT=COG", "ID[\"EPSG\",32634]", "Pixel Size = (0.05", "NoData Value=0",
            "Color Table (RGB with 256 entries)", "Cleared (approved)", "Type=Byte",
            "10: 0,92,75,255", "SURVEY=practice <&> \"verge\"", "<GDALRasterAttributeTable",
        ] {
            #expect(info.contains(expected), "\(expected)")
        }
        #expect(!info.contains("SIMULATED"))
    }

    @Test func `each status is where it belongs`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let open = SegmentStanding.open(
            covered: [
                .antiVehicle: [rectangle(120, 140, 4, 6), rectangle(120, 140, 6.05, 8)],
                .antiPersonnel: [rectangle(120, 130, 4, 6)],
            ], required: [.antiVehicle, .antiPersonnel])
        try draw(
            StatusMap(
                segments: [
                    segment("A", rectangle(100, 110, 4, 8), .cleared),
                    segment("B", rectangle(110, 120, 4, 8), .reduced),
                    segment("C", rectangle(120, 150, 4, 8), open),
                    segment("D", rectangle(150, 160, 4, 8), .underReview),
                    segment("E", rectangle(160, 170, 4, 8), .cancelled),
                ],
                openAlarms: [
                    MapDisc(
                        road: "practice",
                        position: RoadPosition(chainageMetres: 105, offsetMetres: 5),
                        radiusMetres: 0.5)
                ],
                finds: [
                    MapDisc(
                        road: "practice",
                        position: RoadPosition(chainageMetres: 105, offsetMetres: 7),
                        radiusMetres: 0.3)
                ]), to: path)
        for (chainage, offset, expected) in [
            (101.0, 6.0, "10"), (115, 6, "20"), (125, 5, "40"), (135, 5, "50"), (125, 7, "50"),
            (145, 5, "60"), (155, 5, "70"), (165, 5, "30"), (105, 5, "80"), (105.45, 5, "80"),
            (105, 7, "90"), (125, 6.025, "60"), (105, 3, "0"),
        ] {
            #expect(try value(path, chainage, offset) == expected, "\(chainage), \(offset)")
        }
    }

    @Test func `a gap of 5 cm is seen along its whole length`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let open = SegmentStanding.open(
            covered: [.antiVehicle: [rectangle(100, 104, 4, 5), rectangle(100, 104, 5.05, 6)]],
            required: [.antiVehicle])
        try draw(StatusMap(segments: [segment("A", rectangle(100, 104, 4, 6), open)]), to: path)
        for step in 0...40 {
            #expect(try value(path, 100 + 0.1 * Double(step).nextDown, 5.025) == "60")
        }
    }

    @Test func `released ground is not painted beyond its border by a pixel`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let place = rectangle(100, 104, 4, 6)
        try draw(StatusMap(segments: [segment("A", place, .cleared)]), to: path)
        let green = try pixels(of: path).joined().count { $0 == 10 }
        // 8 m2 at 400 pixels per m2, give or take the pixels the border runs through.
        #expect(abs(green - 3200) < 40)
    }

    @Test func `a lone alarm is seen at every overview level`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let alarm = MapDisc(
            road: "practice", position: RoadPosition(chainageMetres: 137, offsetMetres: 5),
            radiusMetres: 0)
        try draw(
            StatusMap(
                segments: [segment("A", rectangle(100, 180, 4, 8), .cleared)],
                openAlarms: [alarm]), to: path)
        let full = try pixels(of: path)
        #expect(full.joined().count { $0 == 80 } == 1)
        let info = try #require(output(of: "gdalinfo", [path]))
        let line = try #require(info.split(separator: "\n").first { $0.contains("Overviews:") })
        let levels = line.split(separator: ",").count
        #expect(levels >= 2)
        var below = full
        for level in 0..<levels {
            let overview = try pixels(of: path, overview: level)
            #expect(overview.joined().count { $0 == 80 } == 1, "level \(level)")
            #expect(overview == halved(below), "level \(level)")
            below = overview
        }
    }

    private func halved(_ rows: [[UInt8]]) -> [[UInt8]] {
        stride(from: 0, to: rows.count, by: 2).map { y in
            stride(from: 0, to: rows[y].count, by: 2).map { x in
                var worst: UInt8 = 0
                for row in rows[y..<min(y + 2, rows.count)] {
                    for pixel in row[x..<min(x + 2, row.count)] { worst = max(worst, pixel) }
                }
                return worst
            }
        }
    }

    @Test func `a demonstration is stamped in words, visibly, outside the segments`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let place = rectangle(100, 130, 4, 8)
        let map = StatusMap(segments: [segment("A", place, .cleared)])
        try draw(map, label: ProductLabel(purpose: .demonstration, facts: [:]), to: path)
        let info = try #require(output(of: "gdalinfo", [path]))
        #expect(
            info.contains(
                "TIFFTAG_IMAGEDESCRIPTION=SIMULATED DATA - NOT A CLEARANCE RECORD"))
        #expect(info.contains("STAMP=SIMULATED DATA - NOT A CLEARANCE RECORD"))
        let stamped = try pixels(of: path).joined()
        #expect(stamped.count { $0 == 5 } > 1000)
        let plain = folder.file("plain.tif")
        try draw(map, to: plain)
        let green = try pixels(of: plain).joined().count { $0 == 10 }
        #expect(stamped.count { $0 == 10 } == green)
    }

    @Test func `the same input gives the same bytes`() throws {
        let folder = try TemporaryFolder()
        let map = StatusMap(segments: [segment("A", rectangle(100, 140, 4, 8), .reduced)])
        try draw(map, to: folder.file("a.tif"))
        try draw(map, to: folder.file("b.tif"))
        #expect(content(folder.file("a.tif")) == content(folder.file("b.tif")))
        #expect(!content(folder.file("a.tif")).isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["a.tif", "a.tif.aux.xml", "b.tif", "b.tif.aux.xml"])
    }

    @Test func `a bend's outer corner is not covered and leaves no hole`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let road = try Centreline(
            road: "bent",
            vertices: [
                GeographicPosition(longitude: 23.900, latitude: 32.0600),
                GeographicPosition(longitude: 23.9005, latitude: 32.0600),
                GeographicPosition(longitude: 23.9008, latitude: 32.0602),
            ])
        let bend = 47.2
        // The road turns left: the right side is the outer one.
        let place = rectangle(30, 60, -8, -4)
        let open = SegmentStanding.open(
            covered: [.antiVehicle: [place]], required: [.antiVehicle])
        try StatusRaster.write(
            StatusMap(segments: [
                StatusSegment(id: "A", road: "bent", rectangle: place, standing: open)
            ]), roads: [road], projection: MapProjection(crs: "EPSG:32634"), label: label,
            to: path)
        let all = try pixels(of: path).joined()
        #expect(all.count { $0 == 40 } > 40_000)
        let corner = Double(all.count { $0 == 60 }) * 0.0025
        let expected = road.cornerSquareMetres(in: place)
        #expect(expected > 5)
        #expect(abs(corner - expected) < 0.2 * expected)
        #expect(road.cornerSquareMetres(in: rectangle(0, bend - 1, -8, -4)) == 0)
    }

    @Test func `too many pixels, wild pixels, empty maps and unknown roads are refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("status.tif")
        let map = StatusMap(segments: [segment("A", rectangle(0, 1800, 4, 8), .cleared)])
        do {
            try draw(map, to: path)
            Issue.record("nothing was refused")
        } catch let error as CartographyError {
            #expect(error.hint?.contains("--segment") == true)
        }
        for pixel in [0, -1, .nan, 1e-9, 1000] {
            #expect(throws: CartographyError.self) { try draw(map, pixel: pixel, to: path) }
        }
        #expect(throws: CartographyError.emptyMap) { try draw(StatusMap(segments: []), to: path) }
        var lost = map
        lost.segments[0].road = "nowhere"
        #expect(throws: CartographyError.unknownRoad(road: "nowhere")) {
            try draw(lost, to: path)
        }
        let small = StatusMap(segments: [segment("A", rectangle(0, 18, 4, 8), .cleared)])
        #expect(throws: CartographyError.self) {
            try draw(small, to: folder.file("none/status.tif"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
