import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import Cartography

@Suite struct StrengthRasterTests {
    private let label = ProductLabel(purpose: .demonstration, facts: ["CLAIM": "none <&>"])

    private func placement(_ path: LanePath?, _ direction: TravelDirection = .up) -> LanePlacement {
        LanePlacement(
            road: "practice", startChainageMetres: 110, offsetMetres: 5, direction: direction,
            alongErrorMetres: 0, acrossErrorMetres: 0, path: path)
    }

    private func path(_ knots: [(Double, Double, Double)]) -> LanePath {
        LanePath(
            method: .gnss,
            knots: knots.map {
                LaneKnot(
                    xMetres: $0.0, chainageMetres: $0.1, offsetMetres: $0.2, alongErrorMetres: 0,
                    acrossErrorMetres: 0)
            }, misclosureMetres: 0)
    }

    @Test("The way from the road to a lane is the way back of its placement, measured or typed")
    func legs() throws {
        var numbers = SeededNumbers(seed: 4)
        let up = path([(0, 110, 5), (4, 114.1, 5.5), (5, 115, 5.2), (9, 119.2, 5.2)])
        let down = path([(0, 119, 5), (4, 114.9, 5.5), (5, 114, 5.2), (9, 109.8, 5.2)])
        let lanes = [
            placement(nil), placement(nil, .down), placement(up), placement(down, .down),
        ]
        for lane in lanes {
            let legs = LaneLeg.legs(of: lane, over: MetreRange(low: -1, high: 10))
            #expect(legs.count == (lane.path == nil ? 1 : 5))
            for _ in 0..<200 {
                let x = Double.random(in: -1...10, using: &numbers)
                let y = Double.random(in: -0.8...0.8, using: &numbers)
                let position = lane.roadPosition(xMetres: x, yMetres: y)
                let found = legs.compactMap { leg -> (x: Double, y: Double)? in
                    let ground = leg.rectangle(y: MetreRange(low: -0.8, high: 0.8))
                    guard let point = leg.lanePoint(of: position) else { return nil }
                    #expect(ground.offset.low - 1e-9 <= position.offsetMetres)
                    #expect(ground.offset.high + 1e-9 >= position.offsetMetres)
                    return point
                }
                let point = try #require(found.first)
                #expect(abs(point.x - x) < 1e-8 && abs(point.y - y) < 1e-8)
            }
        }
    }

    @Test("The way from the map to a piece of road is that of PROJ and the geodesic")
    func inverse() throws {
        let road = try straightRoad()
        let projection = try MapProjection(crs: "EPSG:32634")
        let ground = try SegmentGround(
            of: rectangle(100, 180, 4, 8), on: road, projection: projection)
        let piece = try #require(ground.pieces.first)
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<200 {
            let position = RoadPosition(
                chainageMetres: .random(in: 100...180, using: &numbers),
                offsetMetres: .random(in: 4...8, using: &numbers))
            let place = try projection.forward(try road.geographic(of: position))
            let found = try #require(piece.roadPosition(of: place))
            // The pieces' own error is below a tenth of a millimetre.
            #expect(abs(found.chainageMetres - position.chainageMetres) < 1e-4)
            #expect(abs(found.offsetMetres - position.offsetMetres) < 1e-4)
            let other = try road.roadPosition(of: try projection.inverse(place))
            #expect(abs(found.chainageMetres - other.chainageMetres) < 1e-4)
        }
    }

    /// Rows of a band at full resolution or of an overview.
    private func rows(_ path: String, overview: Int? = nil) throws -> [[Float]] {
        let raw = path + ".raw"
        let level = overview.map { ["-oo", "OVERVIEW_LEVEL=\($0)"] } ?? []
        _ = try #require(
            output(of: "gdal_translate", ["-q", "-of", "ENVI"] + level + [path, raw]))
        let header = String(decoding: content(path + ".hdr"), as: UTF8.self)
        let line = try #require(header.split(separator: "\n").first { $0.hasPrefix("samples") })
        let width = try #require(Int(line.split(separator: " ").last ?? ""))
        let values = unsafe content(raw).withUnsafeBytes {
            unsafe Array($0.bindMemory(to: Float.self))
        }
        return stride(from: 0, to: values.count, by: width).map {
            Array(values[$0..<($0 + width)])
        }
    }

    @Test("What was not measured stays nodata, the stronger lane wins, overviews keep the largest")
    func raster() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("strength.tif")
        var raster = try StrengthRaster(
            bands: [StrengthRaster.Band(description: "depth", facts: ["QUANTITY": "q"])],
            segments: [("practice", rectangle(100, 130, 4, 8))], roads: [straightRoad()],
            projection: MapProjection(crs: "EPSG:32634"), around: [], pixelMetres: 0.05,
            label: label)
        // 10 m by 1 m of noise with a hole of 2 m, and a lane across its end that is 3 dB throughout.
        var numbers = SeededNumbers(seed: 6)
        let noise = (0..<2000).map { cell -> Float in
            let column = cell % 200
            return column >= 80 && column < 120 ? .nan : .random(in: -20...9, using: &numbers)
        }
        #expect(
            try raster.lay(
                LaneStrengths(
                    values: noise, columns: 200, cellMetres: 0.05, firstXMetres: 0.025,
                    firstYMetres: -0.225), of: placement(nil), band: 0))
        let even = LaneStrengths(
            values: [Float](repeating: 3, count: 400), columns: 40, cellMetres: 0.05,
            firstXMetres: 0.025, firstYMetres: -0.225)
        var second = placement(nil)
        second.startChainageMetres = 119
        #expect(try raster.lay(even, of: second, band: 0))
        second.startChainageMetres = 500
        #expect(try !raster.lay(even, of: second, band: 0))
        try raster.write(facts: [:], title: "t", to: file)

        let levels = try [nil, 0].map { try rows(file, overview: $0) }
        let finest = levels[0]
        let strengths = finest.joined().filter { abs($0) <= 60 }
        // 8 m of the first lane and 1 m of the second, half a metre wide.
        #expect(abs(Double(strengths.count) * 0.0025 - 4.5) < 0.1)
        let road = try straightRoad()
        func value(_ chainage: Double, _ offset: Double) throws -> String {
            let place = try road.geographic(
                of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
            let text = output(
                of: "gdallocationinfo",
                ["-valonly", "-wgs84", file, "\(place.longitude)", "\(place.latitude)"])
            return try #require(text).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        for (chainage, offset) in [(115.0, 5.0), (109.9, 5), (111, 5.35), (111, 4.6), (121.1, 5)] {
            #expect(try value(chainage, offset) == "nan")
        }
        #expect(try value(120.5, 5) == "3")
        #expect(try #require(Float(try value(119.5, 5))) >= 3)
        for (y, row) in levels[1].enumerated() {
            for (x, pixel) in row.enumerated() {
                let four = [(0, 0), (0, 1), (1, 0), (1, 1)].compactMap { dy, dx -> Float? in
                    guard 2 * y + dy < finest.count, 2 * x + dx < finest[0].count else {
                        return nil
                    }
                    let value = finest[2 * y + dy][2 * x + dx]
                    return value.isNaN ? nil : value
                }
                #expect(four.max() == (pixel.isNaN ? nil : pixel))
            }
        }
        let info = try #require(output(of: "gdalinfo", [file]))
        for expected in [
            "LAYOUT=COG", "Type=Float32", "NoData Value=nan", "Unit Type: dB",
            "Description = depth", "STAMP=\(ProductLabel.demonstrationStamp)", "CLAIM=none <&>",
            "VALUE_61=letters of a stamp", "STATISTICS_MINIMUM=", "QUANTITY=q",
        ] { #expect(info.contains(expected), "\(expected)") }
        #expect(!info.contains("STATISTICS_MINIMUM=-61") && !info.contains("MAXIMUM=61"))
        // The letters stand on their plate, both outside the ground.
        let stamp = finest.joined().filter { abs($0) == StrengthRaster.stampValue }
        let letters = stamp.count { $0 > 0 }
        #expect(letters > 1000 && letters < stamp.count / 2)
        let again = folder.file("again.tif")
        try raster.write(facts: [:], title: "t", to: again)
        #expect(content(again) == content(file))
    }
}
