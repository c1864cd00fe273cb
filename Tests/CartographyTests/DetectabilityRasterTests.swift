import Cartography
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct DetectabilityRasterTests {
    private static let depths: [Double] = [0.15, 0.05, 0]

    /// One lane of five channels from chainage 100; metres 0-4, 4-8 and 8-12 assured to 15, 5 and 0 cm.
    private static func pass(along: Double = 0) -> PlacedSweep {
        PlacedSweep(
            digest: digest("a"),
            placement: LanePlacement(
                road: "practice", startChainageMetres: 100, offsetMetres: 5, direction: .up,
                alongErrorMetres: along, acrossErrorMetres: 0),
            stretches: (1...5).map {
                ValidStretch(
                    channel: $0, lateralOffsetMetres: 0.1 * Double($0) - 0.3, fromMetres: 0,
                    toMetres: 12, depthReachMetres: 0.4, traceStepMetres: 0.02)
            },
            assurance: (1...5).flatMap { channel in
                depths.enumerated().map { place, depth in
                    AssuredStretch(
                        coverageClass: .antiVehicle, channel: channel,
                        fromMetres: 4 * Double(place), toMetres: 4 * Double(place + 1),
                        depthMetres: depth, blindMetres: 0)
                }
            })
    }

    private func covered(_ pass: PlacedSweep, depth: Double) throws -> Double {
        try CoverageGeometry(
            road: "practice", segment: rectangle(100, 112, 4.75, 5.25), depthMetres: depth,
            passes: [pass]
        ).account(for: .antiVehicle).coveredSquareMetres
    }

    @Test func `Ground counts as covered only where it is assured down to the depth`() throws {
        #expect(abs(try covered(Self.pass(), depth: 0.05) - 4) < 0.01)
        #expect(abs(try covered(Self.pass(), depth: 0.13) - 2) < 0.01)
        #expect(try covered(Self.pass(), depth: 0.20) == 0)
        // The error of its place is taken off at the border of assured ground too.
        #expect(abs(try covered(Self.pass(along: 0.5), depth: 0.13) - 1.5) < 0.01)
        var unassessed = Self.pass()
        unassessed.assurance = nil
        #expect(abs(try covered(unassessed, depth: 0.20) - 6) < 0.01)
        unassessed.assurance = []
        #expect(try covered(unassessed, depth: 0.05) == 0)
    }

    @Test func `The map of a survey holds whole centimetres by class`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("d.tif")
        let segment = DetectabilitySegment(
            road: "practice", rectangle: rectangle(98, 114, 4, 7), passes: [Self.pass()])
        try DetectabilityRaster.write(
            [segment], roads: [straightRoad()], projection: MapProjection(crs: "EPSG:32634"),
            label: ProductLabel(purpose: .operation, facts: [:]), to: path)
        func value(_ chainage: Double, _ offset: Double) throws -> String {
            let place = try straightRoad().geographic(
                of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
            let text = output(
                of: "gdallocationinfo",
                [
                    "-valonly", "-wgs84", "-b", "1", path, "\(place.longitude)",
                    "\(place.latitude)",
                ])
            return try #require(text).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(try value(102, 5) == "15")
        #expect(try value(106, 5) == "5")
        #expect(try value(110, 5) == "0")
        #expect(try value(113, 5) == "255")
        #expect(try value(102, 6) == "255")
        let info = try #require(output(of: "gdalinfo", [path]))
        for expected in [
            "LAYOUT=COG", "Description = anti-vehicle", "Unit Type: cm", "NoData Value=255",
            "no promise for items unlike these",
        ] {
            #expect(info.contains(expected), "\(expected)")
        }
    }

    @Test func `The map of a lane lies in the lane's frame and names its reasons`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("lane.tif")
        let green = [DetectabilityCell](repeating: DetectabilityCell(.green), count: 8)
        let red = [DetectabilityCell](repeating: DetectabilityCell(.red, [.loss]), count: 8)
        // The left channel sees, the right one does not.
        let tiles = [(1, 0.1, green), (2, -0.1, red)].map { channel, y, cells in
            DetectabilityTile(
                channel: channel, lateralOffsetMetres: y, fromMetres: 0, toMetres: 10,
                cells: Dictionary(
                    uniqueKeysWithValues: DetectabilityClass.allCases.map { ($0, cells) }))
        }
        try DetectabilityRaster.writeLane(
            Detectability(tiles: tiles, threshold: 2.5, version: "t"),
            label: ProductLabel(purpose: .operation, facts: [:]), to: path)
        func values(_ x: Double, _ y: Double, _ bands: [Int]) throws -> [String] {
            let text = output(
                of: "gdallocationinfo",
                ["-valonly", "-geoloc"] + bands.flatMap { ["-b", "\($0)"] }
                    + [path, "\(x)", "\(y)"])
            return try #require(text).split(separator: "\n").map(String.init)
        }
        // Depth for anti-vehicle items, state and reason at 2.5 cm.
        #expect(try values(5, 0.1, [1, 5, 6]) == ["25", "1", "0"])
        #expect(
            try values(5, -0.1, [1, 5, 6])
                == ["0", "4", "\(DetectabilityReason.loss.code)"])
        // Channels 20 cm apart leave ground between them.
        #expect(
            try values(5, 0.01, [1, 5, 6])
                == ["255", "5", "\(DetectabilityReason.channelSpacing.code)"])
        let info = try #require(output(of: "gdalinfo", [path]))
        #expect(!info.contains("PROJCRS"))
        #expect(info.contains(DetectabilityReason.loss.sentence))
        #expect(info.contains("Description = state, anti-vehicle, 10.0 cm"))
    }
}
