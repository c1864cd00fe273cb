public import SurveyModel

/// Centrelines in a file somebody else made: GeoJSON, GeoPackage, KML or Shapefile (also zipped), in any
/// CRS that PROJ leads to WGS 84 with a known accuracy.
///
/// Lines are named by the attribute `id`, else `road`, else `name`; `carriageway` says which one of a
/// divided road it is. Lines of one name are its parts, in the order of the file, end to start.
public struct RoadImport: Sendable {
    /// A centreline with where it came from.
    public struct Line: Sendable {
        /// The road's name, without the carriageway.
        public var road: String
        /// Which carriageway of a divided road it is.
        public var carriageway: Carriageway?
        /// The centreline, under the id it has in a record.
        public var centreline: Centreline
        /// Whether it was turned round, so that its chainage rises with that of the other carriageway.
        public var isReversed = false

        /// The centreline of a road, or of one carriageway of it.
        public init(road: String, carriageway: Carriageway?, centreline: Centreline) {
            self.road = road
            self.carriageway = carriageway
            self.centreline = centreline
        }
    }

    /// How the file is to be read.
    public struct Options: Sendable {
        /// Layer to read, where there are several.
        public var layer: String?
        /// Name for the road, in place of the file's.
        public var road: String?
        /// Carriageway, in place of the file's.
        public var carriageway: Carriageway?
        /// CRS, where the file does not say it.
        public var crs: String?

        /// Options of which each may be missing.
        public init(
            layer: String? = nil, road: String? = nil, carriageway: Carriageway? = nil,
            crs: String? = nil
        ) {
            self.layer = layer
            self.road = road
            self.carriageway = carriageway
            self.crs = crs
        }
    }

    /// The lines in the order of the file.
    public let lines: [Line]
    /// The CRS of the file, such as `EPSG:2079`.
    public let crs: String
    /// Name of that CRS.
    public let crsName: String
    /// PROJ's name of the transformation to WGS 84; empty where the file is on it.
    public let transformation: String
    /// Accuracy of that transformation as PROJ states it (m).
    public let accuracyMetres: Double
    /// What is doubtful, or was left out, as sentences.
    public let warnings: [String]

    /// Ends of parts no further apart than this join (m).
    static let joinMetres = 0.01

    /// Reads the file at `path`.
    ///
    /// - Throws: `CartographyError` with a sentence that says what is wrong or missing.
    public init(path: String, options: Options = Options()) throws(CartographyError) {
        let read = try RoadShapes.read(path, layer: options.layer)
        let crs = try Self.crs(of: read, options, path)
        let ways = try Self.ways(read.shapes, options, path)
        let transformation = try GroundTransformation(
            crs: crs, for: ways.flatMap { $0.parts.flatMap(\.self) })
        var warnings: [String] = []
        if read.otherShapes > 0 {
            warnings.append(
                "\(read.otherShapes) features of the file are no lines and were left out")
        }
        if transformation.accuracyMetres > 0.1 {
            warnings.append(
                "the road lies within \(transformation.accuracyMetres) m of where it is shown: "
                    + "that is the accuracy of \(transformation.method)")
        }
        var lines: [Line] = []
        for way in ways { lines.append(try Self.line(way, transformation)) }
        try Self.align(&lines, &warnings)
        self.lines = lines
        self.crs = crs
        crsName = transformation.name
        self.transformation = transformation.method
        accuracyMetres = transformation.accuracyMetres
        self.warnings = warnings
    }

    private struct Way {
        var road: String
        var carriageway: Carriageway?
        var parts: [[FeatureFile.Point]]
    }

    private static func crs(
        of read: RoadShapes.Reading, _ options: Options, _ path: String
    ) throws(CartographyError) -> String {
        switch read.crs {
        case .impliedWGS84: return "EPSG:4326"
        case .notSaid:
            guard let crs = options.crs else { throw .unknownCRS(path: path) }
            return crs
        case .named(let crs):
            if let other = options.crs, other.uppercased() != crs.uppercased() {
                throw .unusableCRS(
                    crs: other, reason: "the file says its CRS itself: \(crs.prefix(60))")
            }
            return crs
        }
    }

    private static func ways(
        _ shapes: [RoadShapes.Shape], _ options: Options, _ path: String
    ) throws(CartographyError) -> [Way] {
        var ways: [Way] = []
        for shape in shapes {
            guard let road = options.road ?? shape.road else {
                throw .roadWithoutId(path: path, feature: shape.number)
            }
            var carriageway = options.carriageway
            if carriageway == nil, let text = shape.carriageway {
                carriageway = Carriageway(named: text)
                guard carriageway != nil else {
                    throw .unusableFeatures(
                        path: path, feature: shape.number,
                        reason: "carriageway \"\(text)\" is none of A, B, left and right")
                }
            }
            if let known = ways.firstIndex(where: {
                $0.road == road && $0.carriageway == carriageway
            }) {
                ways[known].parts += shape.parts
            } else {
                ways.append(Way(road: road, carriageway: carriageway, parts: shape.parts))
            }
        }
        guard !ways.isEmpty else { throw .noRoad(path: path) }
        return ways
    }

    private static func line(
        _ way: Way, _ transformation: GroundTransformation
    ) throws(CartographyError) -> Line {
        let id = way.carriageway?.lineID(of: way.road) ?? way.road
        var vertices: [GeographicPosition] = []
        for (number, part) in way.parts.enumerated() {
            var places: [GeographicPosition] = []
            for point in part { places.append(try transformation.geographic(point)) }
            if let end = vertices.last, let start = places.first {
                let gap = Geodesy.inverse(from: end, to: start).metres
                guard gap <= joinMetres else {
                    throw .partsDoNotJoin(road: id, part: number, metres: gap)
                }
                places.removeFirst()
            }
            vertices += places
        }
        if transformation.method.isEmpty {
            try RoadFile.refuseSwapped(RoadFile.Line(road: id, vertices: vertices))
        }
        let centreline = try Centreline(road: id, vertices: vertices)
        try CentrelineCheck.check(centreline)
        return Line(road: way.road, carriageway: way.carriageway, centreline: centreline)
    }

    /// Turns the second carriageway of each road, where it runs against the first.
    private static func align(
        _ lines: inout [Line], _ warnings: inout [String]
    ) throws(CartographyError) {
        for road in Set(lines.map(\.road)) {
            let places = lines.indices.filter { lines[$0].road == road }
            guard places.count > 1 else { continue }
            let names = places.map { lines[$0].centreline.road }.joined(separator: ", ")
            guard places.count == 2, let one = lines[places[0]].carriageway,
                let two = lines[places[1]].carriageway, one.other == two
            else {
                throw .carriagewaysApart(
                    first: lines[places[0]].centreline.road,
                    second: lines[places[1]].centreline.road,
                    reason: "a road is one line, or A and B, or left and right; there are \(names)")
            }
            if let turned = try lines[places[1]].aligned(with: lines[places[0]]) {
                warnings.append(turned)
            }
        }
    }
}

extension RoadImport.Line {
    /// Lays it beside the other carriageway of the same road: turned round where it runs against it.
    ///
    /// - Returns: a sentence where it was turned.
    /// - Throws: `CartographyError.carriagewaysApart` where the two do not lie beside each other, or left and
    ///   right are exchanged.
    public mutating func aligned(with other: RoadImport.Line) throws(CartographyError) -> String? {
        let pair = try CarriagewayPair(centreline, beside: other.centreline)
        if pair.runsAgainst {
            centreline = try Centreline(
                road: centreline.road, vertices: centreline.vertices.reversed())
            isReversed = true
        }
        let isLeft = pair.lie == .left
        guard carriageway != .left || isLeft, carriageway != .right || !isLeft else {
            throw .carriagewaysApart(
                first: centreline.road, second: other.centreline.road,
                reason: "\(centreline.road) lies to the \(pair.lie.rawValue) of the other, looking "
                    + "along increasing chainage")
        }
        return isReversed
            ? "carriageway \(centreline.road) ran against \(other.centreline.road) and was turned "
                + "round: both have chainage the same way" : nil
    }
}
