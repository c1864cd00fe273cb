import FileAccess
import Foundation
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Files of a trial in a fresh folder.
struct TrialFiles {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes `text` under `name` and gives its path.
    func write(_ text: String, as name: String) throws -> String {
        let path = folder.file(name)
        try Folder.create(Folder.parent(of: path))
        try DurableFile.write(text, to: path)
        return path
    }

    /// The error that `body` throws.
    func error(_ body: () throws(TrialFileError) -> Void) -> TrialFileError? {
        do throws(TrialFileError) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// A GeoJSON collection of `features`, with the member `crs` where one is given.
    static func geoJSON(_ features: [String], crs: String? = nil) -> String {
        let member =
            crs.map { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"\($0)\"}}," } ?? ""
        return "{\"type\":\"FeatureCollection\",\(member)\"features\":["
            + features.joined(separator: ",") + "]}"
    }

    /// A point with `properties` as JSON text.
    static func point(_ x: Double, _ y: Double, _ properties: String) -> String {
        feature("{\"type\":\"Point\",\"coordinates\":[\(x),\(y)]}", properties)
    }

    /// A polygon of rings.
    static func polygon(_ rings: [[(Double, Double)]], _ properties: String = "{}") -> String {
        let text = rings.map { ring in
            "[" + ring.map { "[\($0.0),\($0.1)]" }.joined(separator: ",") + "]"
        }
        let body = text.joined(separator: ",")
        return feature("{\"type\":\"Polygon\",\"coordinates\":[\(body)]}", properties)
    }

    /// A feature of a shape as JSON text.
    static func feature(_ shape: String, _ properties: String = "{}") -> String {
        "{\"type\":\"Feature\",\"geometry\":\(shape),\"properties\":\(properties)}"
    }

    /// A closed ring round a rectangle.
    static func box(_ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double) -> [(Double, Double)] {
        [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    }

    /// Makes a GeoPackage of GeoJSON with GDAL's own tool; `nil` where that is not installed.
    func geoPackage(_ json: String, as name: String, _ options: [String] = []) throws -> String? {
        let source = try write(json, as: name + ".source.geojson")
        let path = folder.file(name)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ogr2ogr", "-f", "GPKG"] + options + [path, source]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        try Folder.remove(source)
        return process.terminationStatus == 0 ? path : nil
    }
}
