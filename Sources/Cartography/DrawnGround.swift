/// The ground of a rectangle of the road frame in the metres of a map, cut as rasters of it are.
public struct DrawnGround: Sendable {
    private let ground: SegmentGround

    /// The ground of `rectangle` beside `road`.
    ///
    /// - Throws: `CartographyError.chainageOutsideRoad`, `.offsetTooLarge`, `.degenerateRing`,
    ///   `.outsideAreaOfUse` and others of the transformation.
    public init(
        of rectangle: RoadRectangle, on road: Centreline, projection: MapProjection
    ) throws(CartographyError) {
        ground = try SegmentGround(of: rectangle, on: road, projection: projection)
    }

    /// The quadrilaterals that `part` of the rectangle covers; none where it lies outside.
    public func areas(of part: RoadRectangle) -> [[ProjectedPosition]] {
        ground.pieces.compactMap { $0.quadrilateral(of: part) }
    }

    /// Ground at the outer corners of bends, beside no leg, which no lane placed by chainage can cover.
    public var corners: [[ProjectedPosition]] { ground.corners }
}
