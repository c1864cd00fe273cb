internal import Cartography
public import Evaluation
internal import FileAccess
internal import SurveyModel

/// The ground of a lane, as edges in words or as polygons of a GeoJSON or GeoPackage file.
public enum LaneGroundFile: Sendable {
    /// Reads swept ground: `X0,X1,Y0,Y1` in lane metres, or the path of a file of polygons.
    ///
    /// - Throws: `TrialFileError` naming the text or the file and its feature.
    public static func swept(
        _ text: String, places: PlaceReference = .notSaid, layer: String? = nil
    ) throws(TrialFileError) -> SweptGround.Shape {
        guard !text.allSatisfy({ $0 == " " }) else {
            throw TrialFileError("swept area", "none is given", hint: edgesHint)
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let isNumbers = parts.count > 1 && !Folder.exists(text)
        guard isNumbers else { return try polygons(text, places: places, layer: layer) }
        var edges: [Double] = []
        for part in parts {
            guard let edge = TextNumber.parse(part) else {
                throw TrialFileError(
                    text, "`\(part.prefix(40))` is not a decimal number", hint: edgesHint)
            }
            edges.append(edge)
        }
        return .rectangle(try rectangle(edges, named: text))
    }

    /// The rectangle with the edges x0, x1, y0, y1; `name` stands for them in errors.
    ///
    /// - Throws: `TrialFileError` where they are not four, enclose nothing or are no edges of a lane.
    public static func rectangle(
        _ edges: [Double], named name: String
    ) throws(TrialFileError) -> LaneRectangle {
        guard edges.count == 4 else {
            throw TrialFileError(
                name, "\(edges.count) numbers are no swept area", hint: edgesHint)
        }
        if let far = edges.first(where: { !(abs($0) <= LanePlaceReader.mostMetres) }) {
            throw TrialFileError(name, "\(far) m is no edge of a lane", hint: edgesHint)
        }
        guard edges[0] < edges[1], edges[2] < edges[3] else {
            throw TrialFileError(
                name, "the swept area is empty: each first edge must lie below the second",
                hint: edgesHint)
        }
        return LaneRectangle(fromX: edges[0], toX: edges[1], fromY: edges[2], toY: edges[3])
    }

    /// The ground in the polygons of the file at `path`; polygons that overlap are joined.
    ///
    /// - Throws: `TrialFileError`.
    public static func polygons(
        _ path: String, places: PlaceReference = .notSaid, layer: String? = nil
    ) throws(TrialFileError) -> SweptGround.Shape {
        let parts = try LanePolygonReader(path: path, places: places, layer: layer).polygons()
        do throws(CartographyError) {
            let joined = try PolygonShapes.union(parts, path: path)
            return .polygons(joined.joined().map(LanePolygonReader.lanePolygon))
        } catch {
            throw TrialFileError(path, error)
        }
    }

    /// The zones that do not count in the file at `path`, each as it stands there.
    ///
    /// - Throws: `TrialFileError`, also where a zone has a hole, as what lies in it would be unclear.
    public static func exclusions(
        _ path: String, places: PlaceReference = .notSaid, layer: String? = nil
    ) throws(TrialFileError) -> [LanePolygon] {
        let parts = try LanePolygonReader(path: path, places: places, layer: layer).polygons()
        guard parts.allSatisfy({ $0.count == 1 }) else {
            throw TrialFileError(
                path, "a zone that does not count has a hole",
                hint: "draw it as several polygons without holes")
        }
        return parts.joined().map(LanePolygonReader.lanePolygon)
    }

    private static let edgesHint = "write X0,X1,Y0,Y1 in lane metres, such as 0,12,-0.25,0.25"
}

/// Reads polygons of a map file into the frame of a lane.
private struct LanePolygonReader {
    let path: String
    private let file: FeatureFile
    /// `nil` where the coordinates are lane metres.
    private let converter: LaneMapConverter?

    init(path: String, places: PlaceReference, layer: String?) throws(TrialFileError) {
        self.path = path
        do throws(CartographyError) {
            file = try FeatureFile(path: path, layer: layer)
        } catch {
            throw TrialFileError(path, error)
        }
        converter = try Self.converter(path, file.crs, places)
    }

    func polygons() throws(TrialFileError) -> [PolygonShapes.Polygon] {
        var polygons: [PolygonShapes.Polygon] = []
        for (index, feature) in file.features.enumerated() {
            let place = TrialFileError.Place.feature(index + 1)
            guard case .polygons(let parts) = feature.shape else {
                throw TrialFileError(path, at: place, "the feature is not a polygon")
            }
            for part in parts {
                var polygon: PolygonShapes.Polygon = []
                for ring in part { polygon.append(try laneRing(ring, place)) }
                if let fault = PolygonShapes.fault(of: polygon) {
                    throw TrialFileError(path, at: place, fault, hint: "draw the ring anew")
                }
                polygons.append(polygon)
            }
        }
        guard !polygons.isEmpty else { throw TrialFileError(path, "it holds no polygon") }
        return polygons
    }

    static func lanePolygon(_ ring: [FeatureFile.Point]) -> LanePolygon {
        LanePolygon(corners: ring.map { LanePoint(xMetres: $0.x, yMetres: $0.y) })
    }

    private func laneRing(
        _ ring: [FeatureFile.Point], _ place: TrialFileError.Place
    ) throws(TrialFileError) -> [FeatureFile.Point] {
        var corners: [FeatureFile.Point] = []
        corners.reserveCapacity(ring.count)
        for point in ring {
            let corner = try lanePoint(point, place)
            guard abs(corner.x) <= LanePlaceReader.mostMetres,
                abs(corner.y) <= LanePlaceReader.mostMetres
            else {
                throw TrialFileError(
                    path, at: place,
                    "a corner lies too far from the start of the lane (\(corner.x), \(corner.y))",
                    hint: "check the frame of the lane and the CRS")
            }
            corners.append(corner)
        }
        return corners
    }

    private func lanePoint(
        _ point: FeatureFile.Point, _ place: TrialFileError.Place
    ) throws(TrialFileError) -> FeatureFile.Point {
        guard let converter else { return point }
        do throws(CartographyError) {
            let lane = try converter.lanePoint(point.x, point.y)
            return FeatureFile.Point(x: lane.xMetres, y: lane.yMetres)
        } catch {
            throw TrialFileError(path, at: place, error.description, hint: error.hint)
        }
    }

    private static func converter(
        _ path: String, _ crs: FeatureFile.CRS, _ places: PlaceReference
    ) throws(TrialFileError) -> LaneMapConverter? {
        switch places {
        case .onMap(let map, let said):
            return try map.converter(
                from: LanePlaceReader.crs(crs, path, said: said, "--ground-crs"), path: path)
        case .ofLane(let map):
            return try LanePlaceReader.converter(crs, path, of: map, option: "--ground-crs")
        case .notSaid:
            throw TrialFileError(
                path, "it is not said how its places lie in the lane",
                hint: "give the frame of the lane, or say that they are lane metres")
        }
    }
}
