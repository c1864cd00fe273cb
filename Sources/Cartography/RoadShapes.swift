internal import CGDAL
internal import FileAccess
internal import SurveyModel

/// The lines of a road file of any format, as they are stored.
struct RoadShapes {
    /// One feature with a line.
    struct Shape {
        var number: Int
        var road: String?
        var carriageway: String?
        var parts: [[FeatureFile.Point]]
    }

    struct Reading {
        var shapes: [Shape] = []
        var otherShapes = 0
        var crs = FeatureFile.CRS.notSaid
    }

    enum Format: String {
        case geoJSON = "GeoJSON"
        case geoPackage = "GPKG"
        case kml = "LIBKML"
        case shapefile = "ESRI Shapefile"
        case zip

        init?(_ bytes: [UInt8]) {
            if let known = FeatureFile.format(bytes) {
                self = known == .geoPackage ? .geoPackage : .geoJSON
            } else if bytes.starts(with: [0, 0, 0x27, 0x0A]) {
                self = .shapefile
            } else if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
                self = .zip
            } else if bytes.prefix(2000).firstRange(of: Array("<kml".utf8)) != nil {
                self = .kml
            } else {
                return nil
            }
        }
    }

    static let mostBytes = 256 << 20
    static let mostVertices = 1_000_000

    let path: String

    static func read(_ path: String, layer: String?) throws(CartographyError) -> Reading {
        let bytes = try content(path)
        let shapes = RoadShapes(path: path)
        guard let format = Format(bytes) else {
            throw shapes.bad(
                "it is none of GeoJSON, GeoPackage, KML, Shapefile and a zipped Shapefile")
        }
        switch format {
        case .geoJSON:
            let head = try GeoJSONHead(bytes, path: path)
            var reading = try shapes.read(bytes, "geojson", .geoJSON, layer)
            reading.crs = try FeatureReader(path: path, format: .geoJSON).crs(of: head)
            return reading
        case .geoPackage:
            return try shapes.read(FeatureReader.withoutLog(bytes), "gpkg", .geoPackage, layer)
        case .kml:
            var reading = try shapes.read(bytes, "kml", .kml, layer)
            // KML knows no other.
            reading.crs = .impliedWGS84
            return reading
        case .shapefile:
            let companions = try ShapefileParts.beside(path)
            return try shapes.read(bytes, "shp", .shapefile, layer, companions)
        case .zip:
            let parts = try ShapefileParts.inside(bytes, path: path)
            return try shapes.read(parts.main, "shp", .shapefile, layer, parts.companions)
        }
    }

    static func content(_ path: String) throws(CartographyError) -> [UInt8] {
        do {
            return try RegularFile(path: path).allBytes(limit: mostBytes)
        } catch {
            throw .file(error)
        }
    }

    private func read(
        _ bytes: [UInt8], _ ending: String, _ format: Format, _ layer: String?,
        _ companions: [(ending: String, bytes: [UInt8])] = []
    ) throws(CartographyError) -> Reading {
        let file = MemoryFile(standingFor: path, suffix: ending)
        try file.write(bytes)
        for companion in companions {
            try file.writeCompanion(companion.bytes, ending: companion.ending)
        }
        let dataset = try GDALDataset.open(file.path, driver: format.rawValue, original: path)
        let layers = try unsafe layers(of: dataset, named: layer, all: format == .kml)
        var reading = Reading()
        var vertices = 0
        for index in unsafe layers.indices {
            let layer = unsafe layers[index]
            unsafe reading.crs = FeatureReader.crs(of: layer)
            try unsafe read(layer, into: &reading, &vertices)
        }
        return reading
    }

    @unsafe private func layers(
        of dataset: borrowing GDALDataset, named name: String?, all: Bool
    ) throws(CartographyError) -> [OGRLayerH] {
        var found: [OGRLayerH] = unsafe []
        var names: [String] = []
        for index in 0..<min(1000, unsafe GDALDatasetGetLayerCount(dataset.handle)) {
            guard let layer = unsafe GDALDatasetGetLayer(dataset.handle, index) else { continue }
            let text = unsafe OGR_L_GetName(layer).map { unsafe String(cString: $0) } ?? ""
            names.append(text)
            if name == nil || name == text { unsafe found.append(layer) }
        }
        guard let first = unsafe found.first else {
            throw bad(
                name.map { "it has no layer `\($0)`; there are: \(names.joined(separator: ", "))" }
                    ?? "it has no layer")
        }
        guard names.count == 1 || all || name != nil else {
            throw bad("it has several layers (\(names.joined(separator: ", "))), say which one")
        }
        return unsafe all ? found : [first]
    }

    @unsafe private func read(
        _ layer: OGRLayerH, into reading: inout Reading, _ vertices: inout Int
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        unsafe OGR_L_ResetReading(layer)
        while let feature = unsafe OGR_L_GetNextFeature(layer) {
            defer { unsafe OGR_F_Destroy(feature) }
            let number = reading.shapes.count + reading.otherShapes + 1
            guard let geometry = unsafe OGR_F_GetGeometryRef(feature) else {
                reading.otherShapes += 1
                continue
            }
            let parts = try unsafe parts(of: geometry, &vertices)
            guard !parts.isEmpty else {
                reading.otherShapes += 1
                continue
            }
            reading.shapes.append(
                Shape(
                    number: number, road: unsafe text(of: feature, RoadFile.names),
                    carriageway: unsafe text(of: feature, ["carriageway", "carriagewa"]),
                    parts: parts))
        }
        guard CPLGetLastErrorType() != CE_Failure else { throw bad(GDALLibrary.lastError) }
    }

    /// The lines of a shape, one or several; none where it is no line.
    @unsafe private func parts(
        of geometry: OGRGeometryH, _ vertices: inout Int
    ) throws(CartographyError) -> [[FeatureFile.Point]] {
        switch unsafe OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
        case wkbLineString:
            let count = unsafe OGR_G_GetPointCount(geometry)
            vertices += Int(count)
            guard vertices <= Self.mostVertices else {
                throw bad("its lines have more than \(Self.mostVertices) vertices")
            }
            return [
                (0..<count).map { index in
                    FeatureFile.Point(
                        x: unsafe OGR_G_GetX(geometry, index), y: unsafe OGR_G_GetY(geometry, index)
                    )
                }
            ]
        case wkbMultiLineString:
            var all: [[FeatureFile.Point]] = []
            for index in 0..<(unsafe OGR_G_GetGeometryCount(geometry)) {
                guard let part = unsafe OGR_G_GetGeometryRef(geometry, index) else { continue }
                all += try unsafe parts(of: part, &vertices)
            }
            return all
        default: return []
        }
    }

    @unsafe private func text(of feature: OGRFeatureH, _ names: [String]) -> String? {
        for name in names {
            let index = unsafe OGR_F_GetFieldIndex(feature, name)
            guard index >= 0, unsafe OGR_F_IsFieldSetAndNotNull(feature, index) != 0,
                let text = unsafe OGR_F_GetFieldAsString(feature, index)
            else { continue }
            let value = unsafe String(cString: text)
            if !value.isEmpty { return value }
        }
        return nil
    }

    private func bad(_ reason: String) -> CartographyError {
        .unusableFeatures(path: path, feature: nil, reason: reason)
    }
}
