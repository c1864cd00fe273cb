internal import SurveyModel

/// The roads of a survey by id, with the projection of its maps.
struct RoadNetwork: Sendable {
    private let roads: [String: Centreline]
    let projection: MapProjection

    init(_ roads: [Centreline], projection: MapProjection) {
        self.roads = Dictionary(
            roads.map { ($0.road, $0) }, uniquingKeysWith: { first, _ in first })
        self.projection = projection
    }

    func ground(
        of rectangle: RoadRectangle, on road: String
    ) throws(CartographyError) -> SegmentGround {
        try SegmentGround(of: rectangle, on: find(road), projection: projection)
    }

    func place(of position: RoadPosition, on road: String) throws(CartographyError)
        -> ProjectedPosition
    {
        try projection.forward(find(road).geographicOrBeyond(position))
    }

    func find(_ road: String) throws(CartographyError) -> Centreline {
        guard let found = roads[road] else { throw .unknownRoad(road: road) }
        return found
    }
}
