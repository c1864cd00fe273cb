internal import Cartography
internal import Pictures
internal import SurveyModel

/// How ground of a road lies on the plane of a sheet.
enum SheetPlane: Sendable {
    /// East and north.
    case grid(MapProjection, Centreline)
    /// Chainage and offset.
    case straightened(Centreline)

    var road: Centreline {
        switch self {
        case .grid(_, let road), .straightened(let road): road
        }
    }

    /// Parts of a rectangle, and the outer corners of its bends where they are drawn.
    struct Ground {
        let areas: (RoadRectangle) -> [[PlanePoint]]
        let corners: [[PlanePoint]]
    }

    func ground(of rectangle: RoadRectangle) throws -> Ground {
        switch self {
        case .grid(let projection, let road):
            let drawn = try DrawnGround(of: rectangle, on: road, projection: projection)
            return Ground(
                areas: { drawn.areas(of: $0).map { $0.map(Self.point) } },
                corners: drawn.corners.map { $0.map(Self.point) })
        case .straightened:
            return Ground(areas: { [Self.ring($0)] }, corners: [])
        }
    }

    /// The outline of a rectangle as one ring.
    func outline(of rectangle: RoadRectangle) throws -> [PlanePoint] {
        switch self {
        case .grid(let projection, let road):
            try projection.forward(try road.outline(of: rectangle)).map(Self.point)
        case .straightened: Self.ring(rectangle)
        }
    }

    func point(_ position: RoadPosition) throws -> PlanePoint {
        switch self {
        case .grid(let projection, let road):
            Self.point(try projection.forward(try road.geographicOrBeyond(position)))
        case .straightened:
            PlanePoint(x: position.chainageMetres, y: position.offsetMetres)
        }
    }

    /// The centreline along `range`, with its chainages.
    func centreline(_ range: MetreRange) throws -> (points: [PlanePoint], metres: [Double]) {
        guard case .grid(let projection, let road) = self else {
            return (
                [PlanePoint(x: range.low, y: 0), PlanePoint(x: range.high, y: 0)],
                [range.low, range.high]
            )
        }
        let vertices = try road.vertices.map {
            try road.roadPosition(of: $0).chainageMetres
        }.filter { $0 > range.low + 0.001 && $0 < range.high - 0.001 }
        // Between vertices a leg is a geodesic: over 100 m it is straight to less than a millimetre.
        let steps = max(1, Int((range.length / 100).rounded(.up)))
        let even = (0...steps).map {
            range.low + range.length * Double($0) / Double(steps)
        }
        let metres = (vertices + even).sorted()
        return (
            try metres.map {
                Self.point(
                    try projection.forward(
                        try road.geographic(
                            of: RoadPosition(
                                chainageMetres: min(max($0, 0), road.lengthMetres),
                                offsetMetres: 0))))
            }, metres
        )
    }

    private static func point(_ position: ProjectedPosition) -> PlanePoint {
        PlanePoint(x: position.eastMetres, y: position.northMetres)
    }

    private static func ring(_ rectangle: RoadRectangle) -> [PlanePoint] {
        let (chainage, offset) = (rectangle.chainage, rectangle.offset)
        return [
            PlanePoint(x: chainage.low, y: offset.low),
            PlanePoint(x: chainage.high, y: offset.low),
            PlanePoint(x: chainage.high, y: offset.high),
            PlanePoint(x: chainage.low, y: offset.high),
        ]
    }
}
