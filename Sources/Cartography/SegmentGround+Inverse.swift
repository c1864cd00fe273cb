internal import SurveyModel

extension SegmentGround.Piece {
    /// Chainage and offset of a place in or beside the piece, the way back of `place(chainage:offset:)`.
    ///
    /// `nil` for a piece without area. Newton's method from the piece's middle: pieces are so nearly
    /// parallelograms that the second step is exact to rounding.
    func roadPosition(of point: ProjectedPosition) -> RoadPosition? {
        let (low, left, far, farLeft) = (corners[0], corners[1], corners[2], corners[3])
        let along = (
            far.eastMetres - low.eastMetres, far.northMetres - low.northMetres
        )
        let across = (
            left.eastMetres - low.eastMetres, left.northMetres - low.northMetres
        )
        let twist = (
            farLeft.eastMetres - far.eastMetres - across.0,
            farLeft.northMetres - far.northMetres - across.1
        )
        var (u, v) = (0.5, 0.5)
        for _ in 0..<3 {
            let east = low.eastMetres + u * along.0 + v * across.0 + u * v * twist.0
            let north = low.northMetres + u * along.1 + v * across.1 + u * v * twist.1
            let byU = (along.0 + v * twist.0, along.1 + v * twist.1)
            let byV = (across.0 + u * twist.0, across.1 + u * twist.1)
            let area = byU.0 * byV.1 - byU.1 * byV.0
            guard area != 0, area.isFinite else { return nil }
            let miss = (point.eastMetres - east, point.northMetres - north)
            u += (miss.0 * byV.1 - miss.1 * byV.0) / area
            v += (miss.1 * byU.0 - miss.0 * byU.1) / area
        }
        return RoadPosition(
            chainageMetres: rectangle.chainage.low + u * rectangle.chainage.length,
            offsetMetres: rectangle.offset.low + v * rectangle.offset.length)
    }
}
