import Cartography
import FileAccess
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct RoadFileTests {
    private func line(_ properties: String, _ coordinates: String, type: String = "LineString")
        -> String
    {
        """
        {"type":"Feature","properties":{\(properties)},\
        "geometry":{"type":"\(type)","coordinates":\(coordinates)}}
        """
    }

    private func read(_ features: [String], extra: String = "") throws -> [Centreline] {
        try read(
            text: "{\"type\":\"FeatureCollection\",\(extra)\"features\":["
                + features.joined(separator: ",") + "]}")
    }

    private func read(text: String) throws -> [Centreline] {
        let folder = try TemporaryFolder()
        let path = folder.file("road.geojson")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try RoadFile.read(path)
    }

    private let good = "[[22.6,32.7],[22.7,32.6]]"

    @Test func `lines are named by id, else road, else name`() throws {
        let roads = try read([
            line("\"name\":\"n\",\"id\":\"i\"", good), line("\"name\":\"n\",\"road\":\"r\"", good),
            line("\"name\":\"الطريق '; DROP TABLE\"", good), line("\"id\":7", good),
        ])
        #expect(roads.map(\.road) == ["i", "r", "الطريق '; DROP TABLE", "7"])
        #expect(roads[0].vertices[1] == GeographicPosition(longitude: 22.7, latitude: 32.6))
    }

    @Test func `a CRS member that says WGS 84 is accepted, another one is not`() throws {
        let member = { (name: String) in
            "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"\(name)\"}},"
        }
        let feature = line("\"id\":\"a\"", good)
        #expect(try read([feature], extra: member("urn:ogc:def:crs:OGC:1.3:CRS84")).count == 1)
        for foreign in ["EPSG:32634", "EPSG:4159", "urn:ogc:def:crs:EPSG::3857", "nonsense"] {
            #expect(throws: CartographyError.self, "\(foreign)") {
                try read([feature], extra: member(foreign))
            }
        }
        #expect(throws: CartographyError.self) { try read([feature], extra: "\"crs\":null,") }
    }

    @Test(arguments: [
        "[[22.6,32.7]]", "[]", "[[22.6,32.7],[22.6,32.7]]", "[[22.6,32.7],[22.7,95]]",
        "[[22.6,32.7],[222.7,32]]", "[[32.7,22.6],[32.6,22.7]]", "[[22.6,32.7],[1e999,32]]",
        "[[22.6,32.7],[NaN,32]]", "[[22.6],[22.7]]", "[[\"a\",\"b\"],[22.7,32]]",
    ])
    func `unusable coordinates are refused`(coordinates: String) {
        #expect(throws: CartographyError.self) {
            try read([line("\"id\":\"a\"", coordinates)])
        }
    }

    @Test func `features that are not one named line are refused`() {
        let lines = "[[[22.6,32.7],[22.7,32.6]],[[22.8,32.7],[22.9,32.6]]]"
        for feature in [
            line("\"id\":\"a\"", lines, type: "MultiLineString"),
            line("\"id\":\"a\"", "[22.6,32.7]", type: "Point"), line("", good),
            line("\"id\":null", good), line("\"id\":\"\"", good),
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"a\"},\"geometry\":null}",
        ] {
            #expect(throws: CartographyError.self, "\(feature)") { try read([feature]) }
        }
        #expect(throws: CartographyError.self) {
            try read([line("\"id\":\"a\"", good), line("\"id\":\"a\"", good)])
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "{\"type\":\"FeatureCollection\"", "\u{0}\u{1}\u{2}",
        "{\"type\":\"FeatureCollection\",\"features\":[]}", "road", "SQLite format 3",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"}]}",
    ])
    func `bytes that are no road file are refused`(text: String) {
        #expect(throws: CartographyError.self) { try read(text: text) }
    }

    @Test func `deep nesting is refused, not followed`() {
        let deep = String(repeating: "[", count: 200_000)
        #expect(throws: CartographyError.self) { try read([line("\"id\":\"a\"", deep)]) }
    }

    @Test func `folders, pipes and missing files are refused`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CartographyError.file(.isDirectory(path: folder.path))) {
            try RoadFile.read(folder.path)
        }
        let pipe = folder.file("pipe.geojson")
        let made = unsafe mkfifo(pipe, 0o600)
        #expect(made == 0)
        #expect(throws: CartographyError.file(.notRegular(path: pipe))) {
            try RoadFile.read(pipe)
        }
        #expect(throws: CartographyError.file(.missing(path: folder.file("x.geojson")))) {
            try RoadFile.read(folder.file("x.geojson"))
        }
        #expect(throws: CartographyError.self) { try RoadFile.read("/vsimem/x.geojson") }
    }

    @Test(.enabled(if: SharedData.isPresent))
    func `lines drawn along the coast have the lengths a separate calculation gives`() throws {
        struct Collection: Decodable {
            struct Feature: Decodable {
                struct Geometry: Decodable { var coordinates: [[Double]] }
                struct Properties: Decodable { var segment_id: String }
                var geometry: Geometry
                var properties: Properties
            }
            var features: [Feature]
        }
        let lines = try JSONDecoder().decode(
            Collection.self, from: content(SharedData.file("road/coastal_road.geojson"))
        ).features
        // pyproj (Geod, WGS 84) as listed in the notes beside the file, rounded to metres.
        for (road, kilometres) in [("CR-01", 100.356), ("CR-05", 258.138), ("DR-01", 396.241)] {
            let found = try #require(lines.first { $0.properties.segment_id == road })
            let line = try Centreline(
                road: road,
                vertices: found.geometry.coordinates.map {
                    GeographicPosition(longitude: $0[0], latitude: $0[1])
                })
            #expect(abs(line.lengthMetres / 1000 - kilometres) < 0.001)
        }
    }
}
