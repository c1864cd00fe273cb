import Cartography
import Fingerprint
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct RoadTileTests {
    /// A road of 5.5 km with bends, across 24 degrees east: two UTM zones.
    private func road(_ name: String = "CR", latitude: Double = 32.05) throws -> Centreline {
        try Centreline(
            road: name,
            vertices: [
                GeographicPosition(longitude: 23.965, latitude: latitude),
                GeographicPosition(longitude: 23.975, latitude: latitude + 0.004),
                GeographicPosition(longitude: 23.98, latitude: latitude + 0.0005),
                GeographicPosition(longitude: 23.995, latitude: latitude + 0.002),
                GeographicPosition(longitude: 24.02, latitude: latitude - 0.002),
            ])
    }

    /// Segments of 300 m on two bands: released, open with a gap, under review.
    private func segments(of road: Centreline, on stretch: MetreRange) -> [StatusSegment] {
        var result: [StatusSegment] = []
        for number in 0..<18 {
            for (band, offset) in [(0, (-6.0, -1.0)), (1, (-1.0, 5.0))] {
                let low = max(Double(number) * 300, stretch.low)
                let high = min(Double(number + 1) * 300, stretch.high)
                guard low < high else { continue }
                let place = rectangle(low, high, offset.0, offset.1)
                let gap = rectangle(low, high, offset.0, offset.0 + 0.05)
                let standing: SegmentStanding =
                    switch (number + band) % 3 {
                    case 0: .reduced
                    case 1:
                        .open(
                            covered: [
                                .antiVehicle: [rectangle(low, high, gap.offset.high, offset.1)]
                            ],
                            required: [.antiVehicle])
                    default: .underReview
                    }
                result.append(
                    StatusSegment(
                        id: "\(number)", road: road.road, rectangle: place, standing: standing))
            }
        }
        return result
    }

    private func write(
        _ roads: [Centreline], into folder: String, pixel: Double = 2, discs: [MapDisc] = [],
        facts: [String: String] = [:], purpose: SurveySettings.Purpose = .operation,
        monitor: WorkMonitor = .silent
    ) throws -> RoadTileWriter.Outcome {
        let whole = MetreRange(low: 0, high: 5200)
        let places = roads.flatMap { road in
            segments(of: road, on: whole).map { (road.road, $0.rectangle) }
        }
        let plan = try RoadTilePlan(
            places: places, discs: discs, roads: roads, surveyCRS: "EPSG:32634",
            pixelMetres: pixel)
        let label = ProductLabel(purpose: purpose, facts: facts)
        return try RoadTileWriter(
            plan, layer: "status", folder: folder, roads: roads, places: places, discs: discs
        ).write(
            label: label, monitor: monitor, digest: { Digest(of: $0) }, label: { _ in label }
        ) { stretch in
            let road = try #require(roads.first { $0.road == stretch.road })
            return .status(
                StatusMap(
                    segments: segments(of: road, on: stretch.chainage),
                    openAlarms: discs.filter {
                        $0.road == stretch.road
                            && $0.position.chainageMetres >= stretch.chainage.low - $0.radiusMetres
                            && $0.position.chainageMetres <= stretch.chainage.high + $0.radiusMetres
                    }))
        }
    }

    /// A raster as rows of numbers, `factor` times coarser.
    private func pixels(_ path: String, factor: Int = 1) throws -> [[UInt8]] {
        let size = try size(of: path)
        let raw = path + ".raw"
        let wanted = [size[0], size[1]].map { "\(($0 + factor - 1) / factor)" }
        _ = try #require(
            output(of: "gdal_translate", ["-q", "-of", "ENVI", "-outsize"] + wanted + [path, raw]))
        let width = try #require(Int(wanted[0]))
        let bytes = [UInt8](content(raw))
        return stride(from: 0, to: bytes.count, by: width).map { Array(bytes[$0..<($0 + width)]) }
    }

    private func size(of path: String) throws -> [Int] {
        let info = try #require(output(of: "gdalinfo", [path]))
        let line = try #require(info.split(separator: "\n").first { $0.hasPrefix("Size is") })
        return line.dropFirst(8).split(separator: ",").compactMap {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
    }

    private func worst(_ rows: [[UInt8]], _ factor: Int) -> [[UInt8]] {
        stride(from: 0, to: rows.count, by: factor).map { y in
            stride(from: 0, to: rows[0].count, by: factor).map { x in
                var value: UInt8 = 0
                for row in rows[y..<min(y + factor, rows.count)] {
                    for pixel in row[x..<min(x + factor, row.count)] { value = max(value, pixel) }
                }
                return value
            }
        }
    }

    @Test func `each kilometre is a cloud-optimised file in its zone, named by it`() throws {
        let folder = try TemporaryFolder()
        let outcome = try write([road()], into: folder.path)
        let names = outcome.written.map { ($0 as NSString).lastPathComponent }
        #expect(
            names == (0...5).map { "CR-km-00\($0).tif" } + [
                "status-epsg-32634.vrt", "status-epsg-32635.vrt", "tiles.geojson",
            ])
        for (kilometre, code) in [(0, 32634), (3, 32634), (4, 32635), (5, 32635)] {
            let path = folder.file("CR-km-00\(kilometre).tif")
            let info = try #require(output(of: "gdalinfo", [path]))
            #expect(info.contains("LAYOUT=COG") && info.contains("ID[\"EPSG\",\(code)]"))
            #expect(info.contains("MADE_FROM=") && info.contains("ROAD=CR"))
            #expect(try size(of: path).allSatisfy { $0 % 4 == 0 })
        }
        let index = try #require(
            try JSONSerialization.jsonObject(with: content(folder.file("tiles.geojson")))
                as? [String: Any])
        #expect((index["features"] as? [Any])?.count == 6)
    }

    @Test func `tiles seen as one raster are the one raster, and their overviews keep the worst`()
        throws
    {
        let folder = try TemporaryFolder()
        let line = try road()
        let alarm = MapDisc(
            road: "CR", position: RoadPosition(chainageMetres: 999.9, offsetMetres: 2),
            radiusMetres: 1.5)
        _ = try write([line], into: folder.path, discs: [alarm])
        let mosaic = folder.file("status-epsg-32634.vrt")
        let full = try pixels(mosaic)
        for factor in [2, 4, 8] {
            #expect(try pixels(mosaic, factor: factor) == worst(full, factor), "\(factor)")
        }
        // All of it in one raster, cut to the same window.
        let one = folder.file("one.tif")
        try StatusRaster.write(
            StatusMap(
                segments: segments(of: line, on: MetreRange(low: 0, high: 4016)),
                openAlarms: [alarm]),
            roads: [line], projection: MapProjection(crs: "EPSG:32634"), pixelMetres: 2,
            label: ProductLabel(purpose: .operation, facts: [:]), to: one)
        let info = try #require(output(of: "gdalinfo", [mosaic]))
        let corner = try ["Upper Left", "Lower Right"].flatMap { name in
            let line = try #require(info.split(separator: "\n").first { $0.hasPrefix(name) })
            return line.split(separator: "(")[1].split(separator: ")")[0].split(separator: ",").map
            {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        let cut = folder.file("cut.tif")
        _ = try #require(
            output(of: "gdal_translate", ["-q", "-projwin"] + corner + [one, cut]))
        let single = try pixels(cut)
        #expect(single.count == full.count && single[0].count == full[0].count)
        var differing = 0
        for (row, other) in zip(full, single) {
            for (pixel, value) in zip(row, other) where pixel != value { differing += 1 }
        }
        // The mosaic goes two blocks of 8 m into the other zone, the one raster is cut across.
        #expect(full.joined().count { $0 != 0 } > 9000)
        #expect(differing < 60, "\(differing) pixels differ")
    }

    @Test func `where two roads share ground, neither hides the worse of the other`() throws {
        let folder = try TemporaryFolder()
        // Side by side: the bands of one lie on those of the other.
        let roads = [try road("A"), try road("B", latitude: 32.05003)]
        _ = try write(roads, into: folder.path)
        let mosaic = folder.file("status-epsg-32634.vrt")
        let one = try pixels(mosaic)
        let turned = try TemporaryFolder()
        _ = try write(roads.reversed(), into: turned.path)
        #expect(try pixels(turned.file("status-epsg-32634.vrt")) == one)
        #expect(try pixels(mosaic, factor: 4) == worst(one, 4))
    }

    @Test func `run again, nothing is drawn; what changed is, and what is gone goes`() throws {
        let folder = try TemporaryFolder()
        let line = try road()
        _ = try write([line], into: folder.path, facts: ["RECORD_HEAD": "one"])
        let before = content(folder.file("CR-km-002.tif"))
        var again = try write([line], into: folder.path, facts: ["RECORD_HEAD": "two"])
        #expect(again.kept == 6)
        #expect(content(folder.file("CR-km-002.tif")) == before)
        let index = String(decoding: content(folder.file("tiles.geojson")), as: UTF8.self)
        #expect(index.contains("\"RECORD_HEAD\":\"two\""))
        let alarm = MapDisc(
            road: "CR", position: RoadPosition(chainageMetres: 2500, offsetMetres: 2),
            radiusMetres: 0.3)
        again = try write([line], into: folder.path, discs: [alarm])
        #expect(again.kept == 5)
        #expect(content(folder.file("CR-km-002.tif")) != before)
        // A table of another raster, or none, is not taken for its own.
        try FileManager.default.removeItem(atPath: folder.file("CR-km-004.tif.aux.xml"))
        again = try write([line], into: folder.path, discs: [alarm])
        #expect(again.kept == 5)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("other.tif")))
        again = try write([road("Other")], into: folder.path)
        #expect(again.removed.count == 6)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasPrefix("CR-km") } && names.contains("other.tif"))
    }

    @Test func `stopped between two tiles, it goes on with the same bytes`() throws {
        let whole = try TemporaryFolder()
        let halting = try TemporaryFolder()
        let line = try road()
        _ = try write([line], into: whole.path)
        let stop = WorkMonitor(
            progress: { _, _ in },
            isCancelled: { FileManager.default.fileExists(atPath: halting.file("CR-km-002.tif")) })
        #expect(throws: Cancelled.self) {
            _ = try write([line], into: halting.path, monitor: stop)
        }
        #expect(!FileManager.default.fileExists(atPath: halting.file("tiles.geojson")))
        let rest = try write([line], into: halting.path)
        #expect(rest.kept == 3)
        for name in try FileManager.default.contentsOfDirectory(atPath: whole.path) {
            #expect(content(whole.file(name)) == content(halting.file(name)), "\(name)")
        }
    }

    @Test func `stamps of tiles lie beside the ground, also seen as one raster`() throws {
        let plain = try TemporaryFolder()
        let stamped = try TemporaryFolder()
        let line = try road()
        _ = try write([line], into: plain.path)
        _ = try write([line], into: stamped.path, purpose: .demonstration)
        let names = ["CR-km-001.tif", "status-epsg-32634.vrt"]
        for name in names {
            let letters = try pixels(stamped.file(name)).joined()
            #expect(letters.count { $0 == 5 } > 500, "\(name)")
            let bare = try pixels(plain.file(name)).joined()
            for code in [UInt8(20), 40, 60, 70] {
                #expect(
                    letters.count { $0 == code } == bare.count { $0 == code }, "\(name) \(code)")
            }
            let info = try #require(output(of: "gdalinfo", [stamped.file(name)]))
            #expect(info.contains("STAMP=SIMULATED DATA - NOT A CLEARANCE RECORD"))
        }
    }

    @Test func `roads unknown, beyond their end, or with nothing on them are refused`() throws {
        let line = try road()
        func plan(_ places: [(road: String, rectangle: RoadRectangle)], _ pixel: Double = 0.5)
            throws
        {
            _ = try RoadTilePlan(
                places: places, discs: [], roads: [line], surveyCRS: "EPSG:32634",
                pixelMetres: pixel)
        }
        #expect(throws: CartographyError.emptyMap) { try plan([]) }
        #expect(throws: CartographyError.unknownRoad(road: "X")) {
            try plan([("X", rectangle(0, 10, 0, 1))])
        }
        #expect(throws: CartographyError.self) { try plan([("CR", rectangle(0, 9000, 0, 1))]) }
        #expect(throws: CartographyError.unusablePixel(metres: 0)) {
            try plan([("CR", rectangle(0, 10, 0, 1))], 0)
        }
    }
}
