import Cartography
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct VectorExportTests {
    private let hostile = "it's \"quoted\"; DROP TABLE alarm;\n\u{1F4A3} \u{627}\u{644}"
    private let label = ProductLabel(purpose: .demonstration, facts: ["SURVEY": "practice"])

    private func place(_ longitude: Double, _ latitude: Double) -> GeographicPosition {
        GeographicPosition(longitude: longitude, latitude: latitude)
    }

    private func layers() -> [VectorLayer] {
        [
            VectorLayer(
                name: "alarm", kind: .point,
                fields: [VectorField("id", .text), VectorField("depth_m", .real)],
                features: [
                    VectorFeature(
                        geometry: .point(place(23.123456789, 32.5)),
                        values: [.text(hostile), .real(0.125)]),
                    VectorFeature(geometry: .point(place(23.2, 32.5)), values: [.null, .null]),
                ]),
            VectorLayer(
                name: "segment", kind: .polygon,
                fields: [VectorField("id", .text), VectorField("alarms", .integer)],
                features: [
                    // Clockwise on purpose.
                    VectorFeature(
                        geometry: .polygon([
                            [place(23, 32), place(23, 32.1), place(23.1, 32.1), place(23.1, 32)]
                        ]), values: [.text("S1"), .integer(9_007_199_254_740_993)])
                ]),
        ]
    }

    @Test func `GeoJSON follows RFC 7946 and keeps every character`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("all.geojson")
        try VectorExport.write(layers(), label: label, date: "2024-05-01T00:00:00Z", to: path)
        let json = try #require(
            try JSONSerialization.jsonObject(with: content(path)) as? [String: Any])
        #expect(json["crs"] == nil)
        #expect(json["stamp"] as? String == ProductLabel.demonstrationStamp)
        #expect((json["metadata"] as? [String: String])?["SURVEY"] == "practice")
        let features = try #require(json["features"] as? [[String: Any]])
        #expect(features.count == 3)
        #expect(json["bbox"] as? [Double] == [23, 32, 23.2, 32.5])
        let first = try #require(features[0]["properties"] as? [String: Any])
        #expect(first["id"] as? String == hostile)
        #expect(first["layer"] as? String == "alarm")
        #expect(first["stamp"] as? String == ProductLabel.demonstrationStamp)
        #expect(first["alarms"] == nil)
        let point = try #require(features[0]["geometry"] as? [String: Any])
        #expect(point["coordinates"] as? [Double] == [23.123456789, 32.5])
        let last = try #require(features[2]["properties"] as? [String: Any])
        #expect(last["alarms"] as? Int == 9_007_199_254_740_993)
        let polygon = try #require(features[2]["geometry"] as? [String: Any])
        let rings = try #require(polygon["coordinates"] as? [[[Double]]])
        let ring = try #require(rings.first)
        #expect(ring.first == ring.last)
        let twiceArea = zip(ring, ring.dropFirst()).reduce(0) {
            $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1]
        }
        #expect(twiceArea > 0)
    }

    @Test func `a GeoPackage has its layers, its stamp and every character`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("all.gpkg")
        try VectorExport.write(layers(), label: label, date: "2024-05-01T00:00:00Z", to: path)
        let info = try #require(output(of: "ogrinfo", ["-al", path]))
        for expected in [
            "Layer name: alarm", "Layer name: segment", "9007199254740993", "DROP TABLE",
            "\u{1F4A3}", "STAMP=SIMULATED DATA", "stamp (String) = SIMULATED DATA",
            "depth_m (Real) = 0.125", "id (String) = (null)", "POINT (23.123456789 32.5)",
        ] {
            #expect(info.contains(expected), "\(expected)")
        }
    }

    @Test(arguments: ["a.gpkg", "a.geojson", "a.kml", "a.csv"])
    func `the same input gives the same bytes and leaves nothing beside them`(name: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file(name)
        try VectorExport.write(layers(), label: label, date: "2024-05-01T00:00:00Z", to: path)
        let first = content(path)
        try VectorExport.write(layers(), label: label, date: "2024-05-01T00:00:00Z", to: path)
        #expect(content(path) == first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    }

    @Test func `tables that do not fit are refused and nothing is written`() throws {
        let folder = try TemporaryFolder()
        var missing = layers()
        missing[0].features[0].values.removeLast()
        var wild = layers()
        wild[0].features[0].values[1] = .real(.nan)
        var mixed = layers()
        mixed[0].features[0].geometry = .line([place(1, 1), place(2, 2)])
        var short = layers()
        short[1].features[0].geometry = .polygon([[place(1, 1), place(2, 2), place(1, 1)]])
        var twice = layers()
        twice[1].name = "ALARM"
        var reserved = layers()
        reserved[0].fields[0].name = "layer"
        for tables in [missing, wild, mixed, short, twice, reserved] {
            for name in ["a.gpkg", "a.geojson"] {
                #expect(throws: CartographyError.self) {
                    try VectorExport.write(
                        tables, label: label, date: "2024-05-01T00:00:00Z", to: folder.file(name))
                }
            }
        }
        for date in ["", "today", "2024-05-01", "2024-05-01T00:00:00'"] {
            #expect(throws: CartographyError.self) {
                try VectorExport.write(
                    layers(), label: label, date: date, to: folder.file("a.gpkg"))
            }
        }
        #expect(throws: CartographyError.unknownFormat(path: folder.file("a.shp"))) {
            try VectorExport.write(
                layers(), label: label, date: "2024-05-01T00:00:00Z", to: folder.file("a.shp"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `empty layers are written`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.gpkg", "a.geojson"] {
            try VectorExport.write(
                [VectorLayer(name: "alarm", kind: .point, fields: [], features: [])],
                label: label, date: "2024-05-01T00:00:00Z", to: folder.file(name))
            #expect(output(of: "ogrinfo", ["-al", "-so", folder.file(name)]) != nil)
        }
    }
}
