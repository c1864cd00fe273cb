import Cartography
import FileAccess
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct RoadImportTests {
    private func feature(_ properties: String, _ coordinates: String, _ type: String = "LineString")
        -> String
    {
        "{\"type\":\"Feature\",\"properties\":{\(properties)},\"geometry\":"
            + "{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}}"
    }

    private func collection(_ features: [String], crs: String? = nil) -> String {
        let member =
            crs.map { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"\($0)\"}}," } ?? ""
        return "{\"type\":\"FeatureCollection\",\(member)\"features\":["
            + features.joined(separator: ",") + "]}"
    }

    private func write(_ text: String, _ folder: TemporaryFolder, _ name: String = "in.geojson")
        throws -> String
    {
        let path = folder.file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func read(
        _ features: [String], crs: String? = nil, options: RoadImport.Options = .init()
    ) throws -> RoadImport {
        let folder = try TemporaryFolder()
        return try RoadImport(
            path: write(collection(features, crs: crs), folder), options: options)
    }

    private let line = "[[22.6,32.7],[22.7,32.6],[22.9,32.6]]"

    @Test(arguments: [
        ("GPKG", "r.gpkg"), ("KML", "r.kml"), ("LIBKML", "l.kml"), ("ESRI Shapefile", "r.shp"),
        ("ESRI Shapefile", "r.shp.zip"),
    ])
    func `the same road comes in from every format`(driver: String, name: String) throws {
        let folder = try TemporaryFolder()
        let source = try write(
            collection([feature("\"id\":\"R 1\",\"carriageway\":\"A\"", line)]), folder)
        let path = folder.file(name)
        try #require(output(of: "ogr2ogr", ["-f", driver, path, source]) != nil)
        // KML names a line by its own element only.
        let options = RoadImport.Options(road: "R 1", carriageway: .a)
        let read = try RoadImport(path: path, options: options)
        let found = try #require(read.lines.first)
        #expect(read.lines.count == 1 && found.road == "R 1" && found.carriageway == .a)
        #expect(found.centreline.road == "R 1.A")
        let plain = try RoadImport(path: source).lines[0].centreline
        #expect(abs(found.centreline.lengthMetres - plain.lengthMetres) < 1e-6)
        #expect(found.centreline.vertices.count == 3 && read.accuracyMetres == 0)
    }

    // What PROJ 9.1.1 lists for these places; ELD79 to WGS 84 (8) is good to 5 m, (9) to 2 m.
    @Test(arguments: [
        ("EPSG:32633", 0.0), ("EPSG:32634", 0.0), ("EPSG:32635", 0.0), ("EPSG:2079", 2.0),
        ("EPSG:2080", 5.0), ("EPSG:4159", 2.0), ("EPSG:2075", 2.0), ("EPSG:4754", 0.1),
        ("EPSG:3202", 0.1), ("EPSG:3203", 0.1), ("EPSG:3177", 0.1), ("EPSG:3197", 0.1),
    ])
    func `a CRS of Libya leads to WGS 84 and back with a stated accuracy`(
        crs: String, accuracy: Double
    ) throws {
        let place =
            crs == "EPSG:32633"
            ? GeographicPosition(longitude: 16.6, latitude: 31.2)
            : GeographicPosition(longitude: 22.4, latitude: 32.3)
        let transformation = try GroundTransformation(crs: crs, near: place)
        #expect(transformation.accuracyMetres == accuracy)
        let back = try transformation.geographic(try transformation.point(at: place))
        // A shift of seven parameters has no exact inverse: half a millimetre.
        #expect(abs(back.longitude - place.longitude) < 1e-8)
        #expect(abs(back.latitude - place.latitude) < 1e-8)
        let isOnWorld = crs.hasPrefix("EPSG:326")
        #expect(transformation.method.isEmpty == isOnWorld)
    }

    @Test func `coordinates on ELD79 and LGD2006 are shifted, not taken as they are`() throws {
        for (crs, low, high) in [("EPSG:4159", 130.0, 180.0), ("EPSG:4754", 40.0, 47.0)] {
            let read = try read(
                [feature("\"id\":\"R\"", "[[23.9,32.05],[23.95,32.06]]")], crs: crs)
            let vertex = read.lines[0].centreline.vertices[0]
            let east = (vertex.longitude - 23.9) * 94_400
            let north = (vertex.latitude - 32.05) * 110_900
            let shift = (east * east + north * north).squareRoot()
            // About 140 m and 43.5 m in Tobruk.
            #expect(shift > low && shift < high, "\(crs): \(shift) m")
        }
    }

    @Test func `a missing grid, a place without transformation and an unknown CRS are refused`() {
        let america = "[[-97.1,38.1],[-97.2,38.2]]"
        #expect {
            try read([feature("\"id\":\"R\"", america)], crs: "EPSG:4267")
        } throws: { error in
            guard case CartographyError.missingGrid(let crs, let grid) = error else { return false }
            return crs == "NAD27" && !grid.isEmpty && "\(error)".contains(grid)
        }
        #expect(throws: CartographyError.noTransformationHere(crs: "NAD27")) {
            try read([feature("\"id\":\"R\"", line)], crs: "EPSG:4267")
        }
        for crs in ["EPSG:999999", "EPSG:4979", "EPSG:5773"] {
            #expect(throws: CartographyError.self) {
                try read([feature("\"id\":\"R\"", line)], crs: crs)
            }
        }
        #expect(throws: CartographyError.self) {
            try GroundTransformation(
                crs: "EPSG:32634", near: GeographicPosition(longitude: 40, latitude: 32))
        }
    }

    @Test func `a Shapefile without CRS is refused until it is named`() throws {
        let folder = try TemporaryFolder()
        let source = try write(collection([feature("\"id\":\"R\"", line)]), folder)
        let path = folder.file("r.shp")
        try #require(output(of: "ogr2ogr", ["-f", "ESRI Shapefile", path, source]) != nil)
        try FileManager.default.removeItem(atPath: folder.file("r.prj"))
        #expect(throws: CartographyError.unknownCRS(path: path)) { try RoadImport(path: path) }
        #expect(try RoadImport(path: path, options: .init(crs: "EPSG:4326")).lines.count == 1)
        try FileManager.default.removeItem(atPath: folder.file("r.shx"))
        #expect(throws: CartographyError.self) {
            try RoadImport(path: path, options: .init(crs: "EPSG:4326"))
        }
    }

    @Test func `parts join end to start, and gaps are told`() throws {
        let parts = "[[[22.6,32.7],[22.7,32.6]],[[22.7,32.6],[22.9,32.6]]]"
        let joined = try read([feature("\"id\":\"R\"", parts, "MultiLineString")])
        #expect(joined.lines[0].centreline.vertices.count == 3)
        let two = try read([
            feature("\"id\":\"R\"", "[[22.6,32.7],[22.7,32.6]]"),
            feature("\"id\":\"R\"", "[[22.7,32.6],[22.9,32.6]]"),
            feature("\"id\":\"P\"", "[22.7,32.6]", "Point"),
        ])
        #expect(two.lines.count == 1 && two.lines[0].centreline.vertices.count == 3)
        #expect(two.warnings.count == 1)
        let gap = "[[[22.6,32.7],[22.7,32.6]],[[22.7001,32.6],[22.9,32.6]]]"
        #expect {
            try read([feature("\"id\":\"R\"", gap, "MultiLineString")])
        } throws: { error in
            guard case CartographyError.partsDoNotJoin("R", 1, let metres) = error else {
                return false
            }
            return abs(metres - 9.39) < 0.05
        }
    }

    @Test(arguments: [
        // A loop, a touch, a closed ring, a way back, one vertex, a repeated vertex, nonsense.
        "[[22.6,32.6],[22.7,32.6],[22.7,32.7],[22.65,32.7],[22.65,32.5]]",
        "[[22.6,32.6],[22.7,32.6],[22.7,32.7],[22.65,32.6]]",
        "[[22.6,32.6],[22.7,32.6],[22.7,32.7],[22.6,32.6]]",
        "[[22.6,32.6],[22.7,32.6],[22.61,32.601]]", "[[22.6,32.6],[22.7,32.6],[22.65,32.6]]",
        "[[22.6,32.6]]", "[[22.6,32.6],[22.6,32.6]]", "[[22.6,32.6],[22.6,32.6],[22.7,32.6]]",
        "[[22.6,32.6],[222,32.6]]", "[[22.6,32.6],[NaN,32.6]]", "[[22.6,32.6],[1e999,32.6]]",
        "[[32.6,22.6],[32.7,22.7]]", "[]",
    ])
    func `a centreline that cannot carry chainage is refused with a sentence`(
        coordinates: String
    ) throws {
        #expect {
            try read([feature("\"id\":\"R\"", coordinates)])
        } throws: { error in
            let sentence = (error as? CartographyError)?.description ?? ""
            return sentence.count > 20 && !sentence.contains("\n")
        }
    }

    @Test func `a crossing is told by both chainages`() throws {
        #expect {
            try read([
                feature(
                    "\"id\":\"R\"",
                    "[[22.60,32.60],[22.62,32.60],[22.62,32.61],[22.61,32.61],[22.61,32.59]]")
            ])
        } throws: { error in
            guard case CartographyError.crossesItself("R", let first, let second) = error else {
                return false
            }
            // 0.01 degrees of longitude are 938 m here, of latitude 1,109 m.
            return abs(first - 938) < 5 && abs(second - (1876 + 1109 + 938 + 1109)) < 10
        }
    }

    // By pyproj, lines CR-01, CR-04, CR-ALL, CR-BDT and BY-01 of that file turn by 171 to 180 degrees where
    // a route went to a town and back; the others do not.
    @Test(.enabled(if: SharedData.isPresent))
    func `of the lines along the coast those that go out and back are refused`() throws {
        let text = String(
            decoding: content(SharedData.file("road/coastal_road.geojson")), as: UTF8.self)
        let folder = try TemporaryFolder()
        var refused: [String] = []
        for name in [
            "CR-01", "CR-02", "CR-03", "CR-04", "CR-05", "CR-ALL", "CR-BDT", "DR-01", "BY-01",
            "WR-01", "WR-02", "WR-03",
        ] {
            let path = try write(text, folder, name + ".geojson")
            let one = folder.file(name + ".gpkg")
            try #require(
                output(of: "ogr2ogr", ["-where", "segment_id = '\(name)'", one, path]) != nil)
            do {
                let read = try RoadImport(path: one, options: .init(road: name))
                #expect(read.lines.count == 1)
            } catch CartographyError.turnsBack {
                refused.append(name)
            }
        }
        #expect(refused == ["CR-01", "CR-04", "CR-ALL", "CR-BDT", "BY-01"])
    }

    @Test func `two carriageways share the way of chainage, and left lies left`() throws {
        let west = "[[23.0,32.0],[23.0,32.01]]"
        let east = "[[23.0002,32.0],[23.0002,32.01]]"
        let back = "[[23.0002,32.01],[23.0002,32.0]]"
        let names = { (name: String) in "\"id\":\"R\",\"carriageway\":\"\(name)\"" }
        let pair = try read([feature(names("A"), west), feature(names("B"), back)])
        #expect(pair.lines.map(\.centreline.road) == ["R.A", "R.B"])
        #expect(!pair.lines[0].isReversed && pair.lines[1].isReversed)
        #expect(pair.warnings.count == 1)
        #expect(pair.lines[1].centreline.vertices[0].latitude == 32.0)
        // Northwards the western one is the left one.
        let good = try read([feature(names("left"), west), feature(names("right"), east)])
        let lie = try CarriagewayPair(good.lines[0].centreline, beside: good.lines[1].centreline)
        #expect(lie.lie == .left && !lie.runsAgainst)
        #expect(throws: CartographyError.self) {
            try read([feature(names("right"), west), feature(names("left"), east)])
        }
        for other in [
            "[[23.0002,32.0],[22.9998,32.01]]", "[[23.2,32.0],[23.2,32.01]]",
        ] {
            #expect(throws: CartographyError.self) {
                try read([feature(names("A"), west), feature(names("B"), other)])
            }
        }
        #expect(throws: CartographyError.self) {
            try read([feature(names("A"), west), feature(names("right"), east)])
        }
        #expect(throws: CartographyError.self) {
            try read([feature(names("middle"), west)])
        }
    }

    @Test(arguments: ["", "x", "PK\u{3}\u{4}", "<kml>", "SQLite format 3\0"])
    func `bytes that are no road file are refused`(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try write(text, folder)
        #expect(throws: CartographyError.self) { try RoadImport(path: path) }
    }
}
