internal import SurveyModel

/// A part of a lane over which chainage and offset change evenly with the distance along it.
struct LaneLeg: Sendable, Equatable {
    /// Distances along the lane where it begins and ends (m).
    var x: MetreRange
    /// Where the lane's middle is at its beginning.
    var start: RoadPosition
    /// Where the lane's middle is at its end.
    var end: RoadPosition
    /// +1 where the lane was driven with chainage, else -1.
    var sign: Double

    /// The legs of a lane over distances `x`; beyond a measured path its last legs go straight on.
    static func legs(of placement: LanePlacement, over x: MetreRange) -> [LaneLeg] {
        var places = [x.low, x.high]
        if let path = placement.path, path.isUsable {
            places = path.knots.map(\.xMetres)
            if x.low < places[0] { places.insert(x.low, at: 0) }
            if x.high > places[places.count - 1] { places.append(x.high) }
        }
        return zip(places, places.dropFirst()).compactMap { low, high in
            guard low < high, low <= x.high, high >= x.low else { return nil }
            let leg = LaneLeg(
                x: MetreRange(low: low, high: high),
                start: placement.roadPosition(xMetres: low, yMetres: 0),
                end: placement.roadPosition(xMetres: high, yMetres: 0),
                sign: placement.direction.sign)
            return leg.start.chainageMetres == leg.end.chainageMetres ? nil : leg
        }
    }

    /// The ground beside it from `y.low` to `y.high` of the lane.
    func rectangle(y: MetreRange) -> RoadRectangle {
        let middles = [start.offsetMetres, end.offsetMetres]
        let sides = [sign * y.low, sign * y.high]
        let low = min(middles[0], middles[1]) + min(sides[0], sides[1])
        let high = max(middles[0], middles[1]) + max(sides[0], sides[1])
        return RoadRectangle(
            chainage: MetreRange(
                low: min(start.chainageMetres, end.chainageMetres),
                high: max(start.chainageMetres, end.chainageMetres)),
            offset: MetreRange(low: low, high: high))
    }

    /// The point of the lane at a place of the road; `nil` beside its ends.
    func lanePoint(of position: RoadPosition) -> (x: Double, y: Double)? {
        let way = end.chainageMetres - start.chainageMetres
        let share = (position.chainageMetres - start.chainageMetres) / way
        let rounding = 1e-6 / abs(way)
        guard share >= -rounding, share <= 1 + rounding else { return nil }
        let middle = start.offsetMetres + share * (end.offsetMetres - start.offsetMetres)
        return (
            x.low + share * (x.high - x.low), sign * (position.offsetMetres - middle)
        )
    }
}
