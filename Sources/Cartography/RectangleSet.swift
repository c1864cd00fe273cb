internal import SurveyModel

/// Set operations on unions of rectangles, exact to the rounding of their coordinates.
enum RectangleSet {
    /// Ground narrower than this is rounding, not a gap (m).
    static let roundingMetres = 0.001
    /// A piece of a gap narrower than this has no shape (m).
    private static let sliverMetres = 1e-9

    /// The union as disjoint rectangles, in whichever direction gives fewer of them.
    static func union(_ rectangles: [RoadRectangle]) -> [RoadRectangle] {
        guard let box = RoadRectangle.bounds(of: rectangles) else { return [] }
        return fewest(rectangles, within: box, isWanted: { $0 > 0 })
    }

    /// What of `box` no rectangle covers.
    static func complement(
        of rectangles: [RoadRectangle], within box: RoadRectangle
    ) -> [RoadRectangle] {
        fewest(rectangles, within: box, isWanted: { $0 == 0 })
    }

    /// Points of the union from which it is left by no move of at most `along` and `across`.
    ///
    /// Minkowski erosion with a rectangle, done by growing the complement. Seams up to a millimetre
    /// are closed first, or a seam of rounding width would grow into a gap.
    static func eroded(
        _ rectangles: [RoadRectangle], along: Double, across: Double
    ) -> [RoadRectangle] {
        let whole = rectangles.filter { !$0.isEmpty }
        guard let bounds = RoadRectangle.bounds(of: whole) else { return [] }
        let seam = roundingMetres / 2
        let margin = 1.0
        let outside = complement(
            of: whole.map { $0.grown(along: seam, across: seam) },
            within: bounds.grown(along: margin, across: margin))
        return complement(
            of: outside.map { $0.grown(along: along + seam, across: across + seam) },
            within: bounds)
    }

    /// Gaps of at least a millimetre that `rectangles` leave in `box`, as disjoint rectangles.
    ///
    /// Ground outside the box counts as covered, so that a sliver along its border is rounding too.
    static func gaps(
        in box: RoadRectangle, coveredBy rectangles: [RoadRectangle]
    ) -> [RoadRectangle] {
        let seam = roundingMetres / 2
        let open = complement(
            of: rectangles.filter { !$0.isEmpty }.map { $0.grown(along: seam, across: seam) },
            within: box.grown(along: -seam, across: -seam))
        // Where edges differ by rounding, cutting leaves slivers beside the gap they belong to.
        return union(open.map { snapped($0.grown(along: seam, across: seam), to: box) })
            .filter { min($0.chainage.length, $0.offset.length) > sliverMetres }
    }

    private static func fewest(
        _ rectangles: [RoadRectangle], within box: RoadRectangle, isWanted: (Int) -> Bool
    ) -> [RoadRectangle] {
        let alongFirst = SlabDecomposition.cells(rectangles, within: box, cap: 1)
            .filter { isWanted($0.count) }.map(\.rectangle)
        let acrossFirst = SlabDecomposition.cells(
            rectangles.map(\.transposed), within: box.transposed, cap: 1
        ).filter { isWanted($0.count) }.map(\.rectangle.transposed)
        return acrossFirst.count < alongFirst.count ? acrossFirst : alongFirst
    }

    /// Edges that meant the border of `box` put exactly on it.
    private static func snapped(_ rectangle: RoadRectangle, to box: RoadRectangle)
        -> RoadRectangle
    {
        func snap(_ value: Double, _ range: MetreRange) -> Double {
            if abs(value - range.low) < 1e-7 { return range.low }
            if abs(value - range.high) < 1e-7 { return range.high }
            return value
        }
        let clipped = rectangle.clipped(to: box)
        return RoadRectangle(
            chainage: MetreRange(
                low: snap(clipped.chainage.low, box.chainage),
                high: snap(clipped.chainage.high, box.chainage)),
            offset: MetreRange(
                low: snap(clipped.offset.low, box.offset),
                high: snap(clipped.offset.high, box.offset)))
    }
}
