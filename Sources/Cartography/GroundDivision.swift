internal import SurveyModel

/// Ground cut into pieces over each of which the same rectangles lie.
public enum GroundDivision: Sendable {
    /// A piece and the rectangles over all of it, by their places in the list.
    public struct Piece: Sendable, Hashable {
        /// Where.
        public var rectangle: RoadRectangle
        /// Which rectangles lie over it, ascending; never empty.
        public var members: [Int]
    }

    /// The pieces of the union of `rectangles`, in order of chainage, then offset.
    ///
    /// Every edge is kept as it is: no rounding. Empty rectangles and those that are not finite have no
    /// piece.
    /// - Complexity: edges along the road times rectangles side by side.
    public static func pieces(of rectangles: [RoadRectangle]) -> [Piece] {
        let used = rectangles.indices.filter {
            rectangles[$0].isFinite && !rectangles[$0].isEmpty
        }.sorted { rectangles[$0].chainage.low < rectangles[$1].chainage.low }
        let cuts = Set(
            used.flatMap { [rectangles[$0].chainage.low, rectangles[$0].chainage.high] }
        ).sorted()
        var pieces: [Piece] = []
        var active: [Int] = []
        var next = used.startIndex
        for (low, high) in zip(cuts, cuts.dropFirst()) {
            active.removeAll { rectangles[$0].chainage.high <= low }
            while next < used.endIndex, rectangles[used[next]].chainage.low <= low {
                active.append(used[next])
                next += 1
            }
            pieces += slab(MetreRange(low: low, high: high), active.sorted(), rectangles)
        }
        return pieces
    }

    private static func slab(
        _ chainage: MetreRange, _ active: [Int], _ rectangles: [RoadRectangle]
    ) -> [Piece] {
        let cuts = Set(
            active.flatMap { [rectangles[$0].offset.low, rectangles[$0].offset.high] }
        ).sorted()
        return zip(cuts, cuts.dropFirst()).compactMap { low, high in
            let members = active.filter {
                rectangles[$0].offset.low <= low && rectangles[$0].offset.high >= high
            }
            guard !members.isEmpty else { return nil }
            return Piece(
                rectangle: RoadRectangle(
                    chainage: chainage, offset: MetreRange(low: low, high: high)),
                members: members)
        }
    }

    /// Area of the union (m2) by the other way of cutting, to check the pieces against.
    public static func unionSquareMetres(_ rectangles: [RoadRectangle]) -> Double {
        RectangleSet.union(rectangles.filter { $0.isFinite && !$0.isEmpty })
            .reduce(0) { $0 + $1.areaSquareMetres }
    }
}
