internal import SurveyModel

/// The ground of a rectangle of the road frame in projected metres, cut into pieces so short that
/// chainage and offset map to metres by interpolation (error below a tenth of a millimetre).
struct SegmentGround: Sendable {
    static let pieceMetres = 100.0

    /// A piece of one leg, its corners in projected metres.
    struct Piece: Sendable {
        var rectangle: RoadRectangle
        /// Low chainage with low and high offset, then high chainage with low and high offset.
        var corners: [ProjectedPosition]

        func place(chainage: Double, offset: Double) -> ProjectedPosition {
            let u = (chainage - rectangle.chainage.low) / rectangle.chainage.length
            let v = (offset - rectangle.offset.low) / rectangle.offset.length
            let shares = [(1 - u) * (1 - v), (1 - u) * v, u * (1 - v), u * v]
            var result = ProjectedPosition(eastMetres: 0, northMetres: 0)
            for (share, corner) in zip(shares, corners) {
                result.eastMetres += share * corner.eastMetres
                result.northMetres += share * corner.northMetres
            }
            return result
        }

        /// The part of `part` that lies in this piece, as a quadrilateral.
        func quadrilateral(of part: RoadRectangle) -> [ProjectedPosition]? {
            let clipped = part.clipped(to: rectangle)
            guard !clipped.isEmpty else { return nil }
            let (low, high) = (clipped.chainage.low, clipped.chainage.high)
            return [
                place(chainage: low, offset: clipped.offset.low),
                place(chainage: low, offset: clipped.offset.high),
                place(chainage: high, offset: clipped.offset.high),
                place(chainage: high, offset: clipped.offset.low),
            ]
        }
    }

    let pieces: [Piece]
    /// Ground at the outer corners of bends, beside no leg, as quadrilaterals.
    let corners: [[ProjectedPosition]]

    init(
        of rectangle: RoadRectangle, on road: Centreline, projection: MapProjection
    ) throws(CartographyError) {
        try road.check(rectangle)
        var pieces: [Piece] = []
        for stretch in road.stretches(
            of: rectangle.chainage, maximumMetres: Self.pieceMetres)
        {
            let leg = road.legs[stretch.leg]
            var corners: [ProjectedPosition] = []
            for chainage in [stretch.chainage.low, stretch.chainage.high] {
                for offset in [rectangle.offset.low, rectangle.offset.high] {
                    corners.append(
                        try projection.forward(leg.geographic(chainage: chainage, offset: offset)))
                }
            }
            pieces.append(
                Piece(
                    rectangle: RoadRectangle(
                        chainage: stretch.chainage, offset: rectangle.offset), corners: corners))
        }
        self.pieces = pieces
        corners = try Self.corners(of: rectangle, on: road, projection: projection)
    }

    /// Everything it is made of, for the frame of a raster.
    var points: [ProjectedPosition] { pieces.flatMap(\.corners) + corners.flatMap(\.self) }

    /// A corner narrower than this is rounding (m).
    private static let narrowestCornerMetres = 0.01

    private static func corners(
        of rectangle: RoadRectangle, on road: Centreline, projection: MapProjection
    ) throws(CartographyError) -> [[ProjectedPosition]] {
        var result: [[ProjectedPosition]] = []
        for (index, bend) in road.bends(in: rectangle.chainage) {
            guard let part = bend.outerPart(of: rectangle.offset),
                bend.wedgeMetres(offset: part) >= narrowestCornerMetres
            else { continue }
            // Where a segment ends at the bend, the half of the corner before or after it is its
            // own.
            for (legIndex, isOwn) in [
                (index, rectangle.chainage.low < bend.chainageMetres),
                (index + 1, bend.chainageMetres < rectangle.chainage.high),
            ] where isOwn {
                let leg = road.legs[legIndex]
                let at = bend.chainageMetres
                result.append(
                    try projection.forward([
                        leg.geographic(chainage: at, offset: part.low),
                        leg.geographic(chainage: at, offset: part.high),
                        bend.mitre(offset: part.high), bend.mitre(offset: part.low),
                    ]))
            }
        }
        return result
    }
}

extension TileCanvas {
    /// Paints a part of a segment.
    mutating func paint(
        _ part: RoadRectangle, of ground: SegmentGround, in frame: RasterFrame, value: UInt8,
        rule: Rule
    ) {
        for piece in ground.pieces {
            guard let shape = piece.quadrilateral(of: part) else { continue }
            paint(shape.map(frame.pixel(of:)), value: value, rule: rule)
        }
    }

    /// Paints the outer corners of a segment's bends.
    mutating func paintCorners(
        of ground: SegmentGround, in frame: RasterFrame, value: UInt8, rule: Rule
    ) {
        for corner in ground.corners {
            paint(corner.map(frame.pixel(of:)), value: value, rule: rule)
        }
    }
}
