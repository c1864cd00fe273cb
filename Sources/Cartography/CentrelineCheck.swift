internal import SurveyModel

/// Finds what makes a centreline useless for chainage: it turns back, or crosses or touches itself.
enum CentrelineCheck {
    /// A road that turns by more than this at a vertex runs backwards (degrees).
    static let mostTurnDegrees = 150.0

    /// Throws where `road` turns back at a vertex, or crosses or touches itself.
    ///
    /// - Complexity: sorted by extent along the road's longer direction, near linear for roads.
    static func check(_ road: Centreline) throws(CartographyError) {
        for (index, turn) in road.turns.enumerated()
        where abs(turn.turnDegrees) > mostTurnDegrees {
            throw .turnsBack(
                road: road.road, vertex: index + 2, degrees: turn.turnDegrees)
        }
        if let pair = crossing(of: pieces(of: road)) {
            throw .crossesItself(
                road: road.road, firstMetres: pair.first, secondMetres: pair.second)
        }
    }

    /// A straight piece of at most 1 km, in degrees.
    private struct Piece {
        var leg: Int
        var number: Int
        var chainage: MetreRange
        var from: SIMD2<Double>
        var to: SIMD2<Double>

        func low(_ axis: Int) -> Double { min(from[axis], to[axis]) }
        func high(_ axis: Int) -> Double { max(from[axis], to[axis]) }
    }

    private static func pieces(of road: Centreline) -> [Piece] {
        var pieces: [Piece] = []
        let first = road.vertices[0].longitude
        // A road across the 180th meridian stays in one piece.
        func point(_ place: GeographicPosition) -> SIMD2<Double> {
            var longitude = place.longitude
            if longitude - first > 180 { longitude -= 360 }
            if longitude - first < -180 { longitude += 360 }
            return SIMD2(longitude, place.latitude)
        }
        for (index, leg) in road.legs.enumerated() {
            let count = max(1, Int((leg.lengthMetres / 1000).rounded(.up)))
            let step = leg.lengthMetres / Double(count)
            var from = point(leg.start)
            for piece in 0..<count {
                let isLast = piece == count - 1
                let to =
                    isLast
                    ? point(road.vertices[index + 1])
                    : point(leg.point(at: Double(piece + 1) * step).position)
                let start = leg.startChainageMetres + Double(piece) * step
                pieces.append(
                    Piece(
                        leg: index, number: pieces.count,
                        chainage: MetreRange(low: start, high: start + step), from: from, to: to))
                from = to
            }
        }
        return pieces
    }

    /// Where two pieces that do not follow each other meet.
    private static func crossing(of pieces: [Piece]) -> (first: Double, second: Double)? {
        let extent = (0..<2).map { axis in
            (pieces.map { $0.high(axis) }.max() ?? 0) - (pieces.map { $0.low(axis) }.min() ?? 0)
        }
        let axis = extent[0] >= extent[1] ? 0 : 1
        let sorted = pieces.sorted { $0.low(axis) < $1.low(axis) }
        var active: [Piece] = []
        for piece in sorted {
            active.removeAll { $0.high(axis) < piece.low(axis) }
            for other in active where abs(other.number - piece.number) > 1 {
                guard let share = meeting(piece, other) else { continue }
                let mine = piece.chainage.low + share.own * piece.chainage.length
                let its = other.chainage.low + share.other * other.chainage.length
                return (min(mine, its), max(mine, its))
            }
            active.append(piece)
        }
        return nil
    }

    /// Shares of two pieces at which they meet.
    private static func meeting(_ one: Piece, _ two: Piece) -> (own: Double, other: Double)? {
        guard one.low(1) <= two.high(1), two.low(1) <= one.high(1), one.low(0) <= two.high(0),
            two.low(0) <= one.high(0)
        else { return nil }
        let way = one.to - one.from
        let its = two.to - two.from
        let gap = two.from - one.from
        let area = way.x * its.y - way.y * its.x
        guard area != 0 else {
            // On one line, and their extents overlap.
            let isOnLine = gap.x * way.y - gap.y * way.x == 0
            return isOnLine ? (0, 0) : nil
        }
        let own = (gap.x * its.y - gap.y * its.x) / area
        let other = (gap.x * way.y - gap.y * way.x) / area
        return (0...1).contains(own) && (0...1).contains(other) ? (own, other) : nil
    }
}
