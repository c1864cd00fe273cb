import Cartography
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct CoverageRasterTests {
    private func geometry() throws -> CoverageGeometry {
        let passes = [0.0, 0.4].enumerated().map { index, offset in
            PlacedSweep(
                digest: digest(Character("\(index)")),
                placement: LanePlacement(
                    road: "practice", startChainageMetres: 100, offsetMetres: 5 + offset,
                    direction: .up, alongErrorMetres: 0, acrossErrorMetres: 0),
                stretches: (0..<5).map {
                    ValidStretch(
                        channel: $0, lateralOffsetMetres: 0.1 * Double($0) - 0.2, fromMetres: 0,
                        toMetres: 12, depthReachMetres: 0.4, traceStepMetres: 0.02)
                })
        }
        return try CoverageGeometry(
            road: "practice", segment: rectangle(98, 114, 4, 7), depthMetres: 0.25,
            passes: passes)
    }

    private func draw(_ purpose: SurveySettings.Purpose, to path: String) throws {
        try CoverageRaster.write(
            [CoverageSegment(id: "A", geometry: geometry())], roads: [straightRoad()],
            projection: MapProjection(crs: "EPSG:32634"),
            label: ProductLabel(purpose: purpose, facts: [:]), to: path)
    }

    private func values(_ path: String, _ chainage: Double, _ offset: Double) throws -> String {
        let place = try straightRoad().geographic(
            of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
        let text = output(
            of: "gdallocationinfo",
            ["-valonly", "-wgs84", path, "\(place.longitude)", "\(place.latitude)"])
        return try #require(text).split(separator: "\n").joined(separator: " ")
    }

    @Test func `bands count the sweeps for each class`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("coverage.tif")
        try draw(.operation, to: path)
        // One lane, two lanes over each other, no lane, outside the segment.
        #expect(try values(path, 105, 4.9).hasPrefix("1"))
        #expect(try values(path, 105, 5.2).hasPrefix("2"))
        #expect(try values(path, 105, 6).hasPrefix("0 0 0"))
        #expect(try values(path, 113, 5.2).hasPrefix("0 0 0"))
        #expect(try values(path, 105, 8).hasPrefix("255 255 255"))
        let info = try #require(output(of: "gdalinfo", [path]))
        for expected in [
            "LAYOUT=COG", "Description = anti-vehicle", "Description = small-anti-personnel",
            "Unit Type: sweeps", "NoData Value=255",
        ] {
            #expect(info.contains(expected), "\(expected)")
        }
    }

    @Test func `a demonstration is stamped`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("coverage.tif")
        try draw(.demonstration, to: path)
        let info = try #require(output(of: "gdalinfo", ["-stats", path]))
        #expect(info.contains("STAMP=SIMULATED DATA - NOT A CLEARANCE RECORD"))
        #expect(info.contains("Maximum=254.000"))
    }
}
