public import FileAccess
public import SurveyModel

/// What can go wrong between a road, its ground and a map of it.
public enum CartographyError: ExplainedError, Equatable {
    /// The disk refused.
    case file(FileError)
    /// The bytes are not a GeoJSON road file.
    case notGeoJSON(path: String, reason: String)
    /// A file of features, or one of them, cannot be used.
    case unusableFeatures(path: String, feature: Int?, reason: String)
    /// A road file holds no line.
    case noRoad(path: String)
    /// A feature of a road file is not a single line.
    case notALine(path: String, feature: Int, type: String)
    /// A line of a road file has no name.
    case roadWithoutId(path: String, feature: Int)
    /// Two lines of a road file have the same name.
    case duplicateRoad(path: String, road: String)
    /// A road file is not in WGS 84.
    case foreignCRS(path: String, crs: String)
    /// Longitude and latitude of a road look exchanged.
    case swappedCoordinates(road: String, longitude: Double, latitude: Double)
    /// A road has fewer than two vertices.
    case tooFewVertices(road: String, count: Int)
    /// Two neighbouring vertices of a road are the same point.
    case zeroLengthLeg(road: String, vertex: Int)
    /// Two neighbouring vertices, or the ends of a road, are implausibly far apart.
    case roadTooLong(road: String, kilometres: Double)
    /// A coordinate is not a longitude and latitude.
    case coordinateOutOfRange(road: String, vertex: Int, longitude: Double, latitude: Double)
    /// A chainage lies before the start or after the end of the road.
    case chainageOutsideRoad(road: String, chainageMetres: Double, lengthMetres: Double)
    /// An offset is too large to belong to the road.
    case offsetTooLarge(road: String, offsetMetres: Double)
    /// A point lies beyond the start or the end of the road.
    case beyondRoadEnd(road: String, metres: Double)
    /// A point lies too far from the road.
    case farFromRoad(road: String, metres: Double)
    /// A segment, alarm or find names a road that is not known.
    case unknownRoad(road: String)
    /// A text does not name a projected CRS in metres.
    case unusableCRS(crs: String, reason: String)
    /// No transformation of known accuracy leads to this CRS.
    case noReliableTransformation(crs: String)
    /// A point lies outside the area the CRS is made for.
    case outsideAreaOfUse(crs: String, longitude: Double, latitude: Double)
    /// A coordinate could not be transformed.
    case notTransformable(crs: String, reason: String)
    /// A ring does not enclose an area.
    case degenerateRing(vertices: Int)
    /// Coverage cannot be computed from these figures.
    case unusableCoverage(reason: String)
    /// There is nothing to draw.
    case emptyMap
    /// A pixel size is out of range.
    case unusablePixel(metres: Double)
    /// A raster would be too large.
    case rasterTooLarge(pixels: Double, limit: Double)
    /// A straightened strip holds one road only.
    case stripOfRoads([String])
    /// A table cannot be exported.
    case unusableLayer(layer: String, reason: String)
    /// The name does not end in a format that can be written.
    case unknownFormat(path: String)
    /// The geodata library refused.
    case notWritten(path: String, reason: String)
    /// The geodata library was built without a format.
    case missingDriver(path: String, driver: String)
    /// A centreline crosses or touches itself.
    case crossesItself(road: String, firstMetres: Double, secondMetres: Double)
    /// A centreline turns back on itself at a vertex.
    case turnsBack(road: String, vertex: Int, degrees: Double)
    /// The parts of a road leave a gap.
    case partsDoNotJoin(road: String, part: Int, metres: Double)
    /// A road's file does not say its CRS.
    case unknownCRS(path: String)
    /// The transformation from a CRS needs a file of shifts that is not installed.
    case missingGrid(crs: String, grid: String)
    /// Nobody says how good the transformation from a CRS is.
    case unknownAccuracy(crs: String, transformation: String)
    /// PROJ knows no transformation from a CRS for this place.
    case noTransformationHere(crs: String)
    /// Two carriageways do not lie beside each other.
    case carriagewaysApart(first: String, second: String, reason: String)
    /// The posts of a road cannot be used.
    case calibration(CalibrationError)
    /// A sweep cannot be placed.
    case unplaceable(reason: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .file(let cause): cause.description
        case .unusableFeatures(let path, let feature, let reason):
            path + (feature.map { ", feature \($0)" } ?? "") + ": " + reason
        case .notGeoJSON, .noRoad, .notALine, .roadWithoutId, .duplicateRoad, .foreignCRS,
            .swappedCoordinates:
            roadFileDescription
        case .tooFewVertices, .zeroLengthLeg, .roadTooLong, .coordinateOutOfRange,
            .chainageOutsideRoad, .offsetTooLarge, .beyondRoadEnd, .farFromRoad, .unknownRoad:
            roadDescription
        case .missingDriver, .crossesItself, .turnsBack, .partsDoNotJoin, .unknownCRS,
            .missingGrid, .unknownAccuracy, .noTransformationHere, .carriagewaysApart,
            .calibration, .unplaceable:
            importDescription
        default: mapDescription
        }
    }

    /// What to do next.
    public var hint: String? {
        if let hint = importHint { return hint }
        return switch self {
        case .file(let cause): cause.hint
        case .notGeoJSON, .noRoad: "give a GeoJSON file (RFC 7946) with one LineString per road"
        case .notALine: "join the parts of the road into one LineString and leave other shapes out"
        case .roadWithoutId: "give each line a property \"id\""
        case .foreignCRS: "write the road as longitude and latitude in WGS 84, without \"crs\""
        case .swappedCoordinates: "GeoJSON wants longitude first, then latitude"
        case .unusableCRS: "give a projected CRS in metres, such as EPSG:32634"
        case .noReliableTransformation: "choose a CRS on WGS 84, such as EPSG:32634"
        case .outsideAreaOfUse: "choose the CRS of the zone in which the road lies"
        case .rasterTooLarge:
            "draw one map a kilometre with --tiles FOLDER, or one segment with --segment, or choose a "
                + "larger --pixel"
        case .stripOfRoads: "draw one segment with --segment"
        case .unusablePixel: "choose a pixel between 0.01 and 10 m"
        case .unknownFormat:
            "end the name in .gpkg, .geojson, .kml, .kmz, .zip, .csv or .csv.zip, or name a folder"
        case .emptyMap: "add a segment first"
        default: nil
        }
    }
}

extension CartographyError {
    private var roadFileDescription: String {
        switch self {
        case .notGeoJSON(let path, let reason):
            "\(path): this is not a GeoJSON road file (\(reason))"
        case .noRoad(let path): "\(path): there is no line in this road file"
        case .notALine(let path, let feature, let type):
            "\(path): feature \(feature) is a \(type), a road is one LineString"
        case .roadWithoutId(let path, let feature):
            "\(path): feature \(feature) has no property id, road or name"
        case .duplicateRoad(let path, let road):
            "\(path): there are two roads called \"\(road)\""
        case .foreignCRS(let path, let crs): "\(path): the CRS is \(crs), a road is in WGS 84"
        case .swappedCoordinates(let road, let longitude, let latitude):
            "road \"\(road)\": longitude \(longitude), latitude \(latitude) look exchanged"
        default: ""
        }
    }

    private var roadDescription: String {
        switch self {
        case .tooFewVertices(let road, let count):
            "road \"\(road)\" has \(count) vertices, at least 2 are needed"
        case .zeroLengthLeg(let road, let vertex):
            "road \"\(road)\": vertices \(vertex) and \(vertex + 1) are the same point"
        case .roadTooLong(let road, let kilometres):
            "road \"\(road)\": a stretch of \(kilometres) km is longer than any road"
        case .coordinateOutOfRange(let road, let vertex, let longitude, let latitude):
            "road \"\(road)\": vertex \(vertex) at longitude \(longitude), latitude \(latitude) "
                + "is not a place on Earth"
        case .chainageOutsideRoad(let road, let chainage, let length):
            "chainage \(Chainage(metres: chainage)) is not on road \"\(road)\", which runs from "
                + "0+000 to \(Chainage(metres: length))"
        case .offsetTooLarge(let road, let offset):
            "an offset of \(offset) m is too far from the centreline of road \"\(road)\" "
                + "(at most 100 m)"
        case .beyondRoadEnd(let road, let metres):
            "the point lies \(metres) m beyond the end of road \"\(road)\""
        case .farFromRoad(let road, let metres):
            "the point lies \(metres) m from road \"\(road)\" (at most 100 m)"
        case .unknownRoad(let road): "there is no road \"\(road)\" in the road file"
        default: ""
        }
    }

    private var mapDescription: String {
        switch self {
        case .unusableCRS(let crs, let reason): "\"\(crs)\" cannot be used for maps (\(reason))"
        case .noReliableTransformation(let crs):
            "no transformation of known accuracy leads from WGS 84 to \(crs)"
        case .outsideAreaOfUse(let crs, let longitude, let latitude):
            "longitude \(longitude), latitude \(latitude) lies outside the area \(crs) is made for"
        case .notTransformable(let crs, let reason):
            "a coordinate cannot be turned into \(crs) (\(reason))"
        case .degenerateRing(let vertices):
            "a ring of \(vertices) vertices does not enclose an area"
        case .unusableCoverage(let reason): "coverage cannot be computed: \(reason)"
        case .emptyMap: "there is nothing to draw"
        case .unusablePixel(let metres): "a pixel of \(metres) m is out of range"
        case .rasterTooLarge(let pixels, let limit):
            "the map would have \(pixels / 1e6) million pixels, more than \(limit / 1e6) million"
        case .stripOfRoads(let roads):
            "a straightened strip holds one road, not \(roads.joined(separator: ", "))"
        case .unusableLayer(let layer, let reason):
            "layer \"\(layer)\" cannot be exported: \(reason)"
        case .unknownFormat(let path): "\(path): the ending names no format that can be written"
        case .notWritten(let path, let reason): "\(path): cannot be written (\(reason))"
        default: ""
        }
    }
}
