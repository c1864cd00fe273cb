internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import LandRelease
internal import SurveyModel

/// The roads a survey begins with: GeoJSON on WGS 84 as RFC 7946 wants it, kept as it is, or what `RoadImport`
/// reads of a GeoPackage, KML or Shapefile, kept as GeoJSON.
struct RoadSource {
    /// What is recorded of them.
    let roads: [RoadRegistered]
    /// Digest of the file given, and of the one kept where that is another.
    let digests: [Digest]
    /// What is doubtful, as sentences.
    let warnings: [String]
    private let path: String
    /// The file that is kept, where it is not a copy.
    private let kept: [UInt8]?

    private static let importedEndings: Set = ["gpkg", "kml", "shp"]

    /// Reads `path`.
    ///
    /// - Throws: `CartographyError` or `FileError`.
    init(_ path: String) throws {
        self.path = path
        let digest = try Digest(ofFile: path)
        guard Self.importedEndings.contains(Folder.fileExtension(of: path)) else {
            roads = try RoadFile.read(path).map {
                RoadRegistered(
                    id: $0.road, vertices: $0.vertices, lengthMetres: $0.lengthMetres,
                    fileDigest: digest)
            }
            digests = [digest]
            warnings = []
            kept = nil
            return
        }
        let read = try RoadImport(path: path)
        let text = try JSONEncoder().encode(
            Collection(
                features: read.lines.map { line in
                    Feature(
                        properties: ["id": line.centreline.road],
                        geometry: Geometry(
                            coordinates: line.centreline.vertices.map {
                                [$0.longitude, $0.latitude]
                            }))
                }))
        let own = Digest(of: Array(text))
        roads = read.lines.map { read.fact(of: $0, digest: own) }
        digests = [digest, own]
        warnings = read.warnings
        kept = Array(text)
    }

    /// Puts it into a survey.
    func write(to target: String) throws {
        if let kept {
            try DurableFile.write(kept, to: target)
        } else {
            try Folder.copy(path, to: target)
        }
    }

    private struct Collection: Encodable {
        var type = "FeatureCollection"
        var features: [Feature]
    }

    private struct Feature: Encodable {
        var type = "Feature"
        var properties: [String: String]
        var geometry: Geometry
    }

    private struct Geometry: Encodable {
        var type = "LineString"
        var coordinates: [[Double]]
    }
}
