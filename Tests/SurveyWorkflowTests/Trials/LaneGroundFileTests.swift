import Evaluation
import FileAccess
import Foundation
import Testing

@testable import SurveyWorkflow

@Suite struct LaneGroundFileTests {
    let files: TrialFiles
    init() throws { files = try TrialFiles() }

    private func reason(
        _ features: [String], crs: String? = nil, places: PlaceReference = .laneMetres
    ) throws -> TrialFileError? {
        let path = try files.write(TrialFiles.geoJSON(features, crs: crs), as: "ground.geojson")
        return files.error { () throws(TrialFileError) in
            _ = try LaneGroundFile.swept(path, places: places)
        }
    }

    private func corners(_ features: [String]) throws -> [[LanePoint]] {
        let path = try files.write(TrialFiles.geoJSON(features), as: "ground.geojson")
        guard case .polygons(let all) = try LaneGroundFile.swept(path, places: .laneMetres) else {
            return []
        }
        return all.map(\.corners)
    }

    /// Area inside an odd number of rings whose corners all have whole coordinates, by unit squares.
    private func area(_ rings: [[LanePoint]], _ range: Range<Int>) -> Int {
        var count = 0
        for column in range {
            for row in range {
                let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
                let inside = rings.filter { ring in
                    var isIn = false
                    for (index, a) in ring.enumerated() {
                        let b = ring[(index + 1) % ring.count]
                        guard (a.yMetres > y) != (b.yMetres > y) else { continue }
                        let at =
                            a.xMetres + (y - a.yMetres) / (b.yMetres - a.yMetres)
                            * (b.xMetres - a.xMetres)
                        if x < at { isIn.toggle() }
                    }
                    return isIn
                }
                if inside.count % 2 == 1 { count += 1 }
            }
        }
        return count
    }

    @Test("Four edges are a rectangle")
    func edges() throws {
        #expect(
            try LaneGroundFile.swept("0, 12,-0.25,0.25")
                == .rectangle(LaneRectangle(fromX: 0, toX: 12, fromY: -0.25, toY: 0.25)))
    }

    @Test(
        "Edges that enclose nothing or are none are refused",
        arguments: [
            "0,12,0.25,-0.25", "12,0,-1,1", "0,0,-1,1", "0,12,1,1", "0,12,-1", "0,12,-1,1,2",
            "0,nan,-1,1", "0,inf,-1,1", "0,1e9,-1,1", "0,12,-1,", "a,b,c,d", "0;12;-1;1",
            "0,5,1,2,",
        ])
    func badEdges(_ text: String) {
        let error = files.error { () throws(TrialFileError) in _ = try LaneGroundFile.swept(text) }
        #expect(error != nil)
        #expect(error?.description.hasPrefix(text) == true)
    }

    @Test("A swept area that is not given is refused in words")
    func noArea() {
        for text in ["", "  "] {
            let error = files.error { () throws(TrialFileError) in
                _ = try LaneGroundFile.swept(text)
            }
            #expect(error?.description == "swept area: none is given")
        }
    }

    @Test("A polygon keeps its corners, with its hole as a second ring")
    func polygon() throws {
        let rings = [TrialFiles.box(0, 6, 0, 4), TrialFiles.box(1, 2, 1, 2)]
        let read = try corners([TrialFiles.polygon(rings)])
        #expect(read.map(\.count) == [4, 4])
        #expect(area(read, 0..<8) == 23)
    }

    @Test("Polygons that overlap are joined, so that nothing swept twice is lost")
    func overlap() throws {
        let read = try corners([
            TrialFiles.polygon([TrialFiles.box(0, 4, 0, 2)]),
            TrialFiles.polygon([TrialFiles.box(3, 6, 1, 4)]),
            TrialFiles.polygon([TrialFiles.box(7, 8, 0, 1)]),
        ])
        #expect(read.count == 2)
        #expect(area(read, 0..<9) == 8 + 9 - 1 + 1)
        let multi =
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],"
            + "[[[3,0],[4,0],[4,1],[3,1],[3,0]]]]}"
        #expect(area(try corners([TrialFiles.feature(multi)]), 0..<5) == 5)
    }

    @Test("Rings that cross, stay open or enclose nothing are refused with their feature")
    func badRings() throws {
        let good = TrialFiles.polygon([TrialFiles.box(0, 1, 0, 1)])
        let bow: [(Double, Double)] = [(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)]
        let open: [(Double, Double)] = [(0, 0), (2, 0), (2, 2), (0, 2)]
        let flat: [(Double, Double)] = [(0, 0), (1, 1), (2, 2), (0, 0)]
        let outside = [TrialFiles.box(0, 1, 0, 1), TrialFiles.box(5, 6, 5, 6)]
        let cases: [(String, String)] = [
            (TrialFiles.polygon([bow]), "Self-intersection"),
            (TrialFiles.polygon([open]), "is open"),
            (TrialFiles.polygon([flat]), "encloses no area"),
            (TrialFiles.polygon([[(0, 0), (1, 0), (0, 0)]]), "at least 4"),
            (TrialFiles.polygon(outside), "Hole lies outside shell"),
            (TrialFiles.point(1, 1, "{}"), "not a polygon"),
            (TrialFiles.feature("null"), "not a polygon"),
            (TrialFiles.polygon([TrialFiles.box(0, 2e5, 0, 1)]), "too far"),
        ]
        for (feature, words) in cases {
            let error = try reason([good, feature])
            #expect(error?.place == .feature(2), "\(feature)")
            #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "none")")
        }
    }

    @Test("A file without polygons, or one whose frame is not said, is refused")
    func frames() throws {
        let box = TrialFiles.polygon([TrialFiles.box(0, 1, 0, 1)])
        #expect(try reason([])?.reason == "it holds no polygon")
        #expect(try reason([box], places: .notSaid)?.reason.contains("not said") == true)
        #expect(try reason([box], crs: "EPSG:32634")?.reason.contains("EPSG:32634") == true)
        #expect(try reason([box]) == nil)
    }

    @Test("Polygons on the map are turned into the lane")
    func onMap() throws {
        let map = try LaneMap(
            crs: "EPSG:32634",
            frame: LaneFrame(
                startEastMetres: 500_000, startNorthMetres: 3_400_000, headingDegrees: 90))
        let json = TrialFiles.geoJSON(
            [TrialFiles.polygon([TrialFiles.box(500_001, 500_003, 3_400_000, 3_400_001)])],
            crs: "EPSG:32634")
        let path = try files.write(json, as: "g.geojson")
        let wanted = [(1.0, 0.0), (3, 0), (3, 1), (1, 1)].map {
            LanePoint(xMetres: $0.0, yMetres: $0.1)
        }
        #expect(
            try LaneGroundFile.swept(path, places: .onMap(map, crs: nil))
                == .polygons([LanePolygon(corners: wanted)]))
        if let package = try files.geoPackage(json, as: "g.gpkg") {
            #expect(
                try LaneGroundFile.exclusions(package, places: .onMap(map, crs: nil))
                    .first?.corners.count == 4)
        }
    }

    @Test("Zones that do not count are kept apart, and may have no holes")
    func exclusions() throws {
        let path = try files.write(
            TrialFiles.geoJSON([
                TrialFiles.polygon([TrialFiles.box(0, 4, 0, 2)]),
                TrialFiles.polygon([TrialFiles.box(3, 6, 1, 4)]),
            ]), as: "x.geojson")
        #expect(try LaneGroundFile.exclusions(path, places: .laneMetres).count == 2)
        let holed = try files.write(
            TrialFiles.geoJSON([
                TrialFiles.polygon([TrialFiles.box(0, 6, 0, 4), TrialFiles.box(1, 2, 1, 2)])
            ]), as: "h.geojson")
        let error = files.error { () throws(TrialFileError) in
            _ = try LaneGroundFile.exclusions(holed, places: .laneMetres)
        }
        #expect(error?.reason.contains("hole") == true)
    }
}
