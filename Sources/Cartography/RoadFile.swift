internal import CGDAL
internal import FileAccess
internal import SurveyModel

/// Roads in a GeoJSON file: one LineString each, named by the property `id`, else `road`, else
/// `name`.
public enum RoadFile: Sendable {
    /// Properties that may name a road, best first.
    static let names = ["id", "road", "name"]
    /// Largest road file (bytes).
    static let limit = 64 << 20

    /// The centrelines in the file at `path`, in its order.
    ///
    /// With `refusingSwapped`, a road that lies outside Libya as written but inside it with
    /// longitude and latitude exchanged is refused.
    ///
    /// - Throws: `CartographyError` where the file is missing, not an ordinary file, not GeoJSON,
    ///   not in WGS 84, or holds anything but well-formed lines with different names that neither
    ///   cross themselves nor turn back.
    public static func read(
        _ path: String, refusingSwapped: Bool = true
    ) throws(CartographyError) -> [Centreline] {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: limit)
        } catch {
            throw .file(error)
        }
        let lines = try lines(in: bytes, path: path)
        guard !lines.isEmpty else { throw .noRoad(path: path) }
        var roads: [Centreline] = []
        var names: Set<String> = []
        for line in lines {
            guard names.insert(line.road).inserted else {
                throw .duplicateRoad(path: path, road: line.road)
            }
            if refusingSwapped { try refuseSwapped(line) }
            let road = try Centreline(road: line.road, vertices: line.vertices)
            try CentrelineCheck.check(road)
            roads.append(road)
        }
        return roads
    }

    struct Line {
        var road: String
        var vertices: [GeographicPosition]
    }

    /// Throws where a road lies in Libya only with longitude and latitude exchanged.
    static func refuseSwapped(_ line: Line) throws(CartographyError) {
        func isLibya(_ longitude: Double, _ latitude: Double) -> Bool {
            (9.3...25.2).contains(longitude) && (19.5...33.2).contains(latitude)
        }
        func isOff(_ vertex: GeographicPosition) -> Bool {
            isLibya(vertex.latitude, vertex.longitude)
                && !isLibya(vertex.longitude, vertex.latitude)
        }
        guard let first = line.vertices.first, line.vertices.allSatisfy(isOff) else { return }
        throw .swappedCoordinates(
            road: line.road, longitude: first.longitude, latitude: first.latitude)
    }

    private static func lines(in bytes: [UInt8], path: String) throws(CartographyError) -> [Line] {
        guard !bytes.isEmpty else { throw .notGeoJSON(path: path, reason: "it is empty") }
        try GeoJSONHead.check(bytes, path: path)
        let file = MemoryFile(standingFor: path, suffix: "geojson")
        try file.write(bytes)
        let dataset = try GDALDataset.open(file.path, driver: "GeoJSON", original: path)
        guard unsafe GDALDatasetGetLayerCount(dataset.handle) == 1,
            let layer = unsafe GDALDatasetGetLayer(dataset.handle, 0)
        else { throw .notGeoJSON(path: path, reason: "it has no features") }
        var lines: [Line] = []
        GDALLibrary.clearError()
        unsafe OGR_L_ResetReading(layer)
        while let feature = unsafe OGR_L_GetNextFeature(layer) {
            defer { unsafe OGR_F_Destroy(feature) }
            lines.append(
                try unsafe RoadFeature.line(feature, number: lines.count + 1, path: path))
        }
        guard CPLGetLastErrorType() != CE_Failure else {
            throw .notGeoJSON(path: path, reason: GDALLibrary.lastError)
        }
        return lines
    }
}
