internal import Glibc
internal import SurveyModel

/// How the perpendicular turns at a bend.
///
/// Beside a leg it stands at right angles to the leg. On the outer side of a bend lies ground beside
/// neither leg; to name it, the perpendicular turns evenly from that of one leg to that of the next over
/// `reachMetres` of chainage on either side of the vertex. So every place near a road has one chainage and
/// offset, and the way back ends at the same place; but at such a place the chainage tells the angle in
/// fractions of a millimetre, and written to the centimetre it names the ground only to within the offset
/// times the turn.
struct RoadTurn: Sendable {
    static let mostReachMetres = 0.005

    let position: GeographicPosition
    let chainageMetres: Double
    /// Direction of the road on arrival.
    let azimuthDegrees: Double
    /// How far the road turns here, positive to the right.
    let turnDegrees: Double
    let reachMetres: Double

    /// How far the perpendicular at `chainage` is turned away from that of the leg it lies on (degrees,
    /// positive to the right).
    func addedDegrees(chainage: Double, offset: Double) -> Double {
        let behind = chainage - chainageMetres
        guard abs(behind) < reachMetres, isOuter(offset) else { return 0 }
        let share = (behind + reachMetres) / (2 * reachMetres)
        return behind < 0 ? share * turnDegrees : (share - 1) * turnDegrees
    }

    /// The outer side of a turn to the right is the left one.
    func isOuter(_ offset: Double) -> Bool { offset * turnDegrees > 0 }

    /// Whether `point` lies on the outer side, seen from halfway through the turn.
    func holdsOuter(_ point: GeographicPosition) -> Bool {
        let way = Geodesy.inverse(from: position, to: point)
        let left = sin((azimuthDegrees + turnDegrees / 2 - way.azimuthDegrees) * .pi / 180)
        return isOuter(left)
    }

    /// The turns between legs: turn `n` stands where leg `n` ends.
    static func turns(between legs: [RoadLeg]) -> [RoadTurn] {
        zip(legs, legs.dropFirst()).map { leg, next in
            let arrival = leg.point(at: leg.lengthMetres).azimuthDegrees
            return RoadTurn(
                position: next.start, chainageMetres: next.startChainageMetres,
                azimuthDegrees: arrival,
                turnDegrees: remainder(next.azimuthDegrees - arrival, 360),
                reachMetres: min(
                    mostReachMetres, leg.lengthMetres / 4, next.lengthMetres / 4))
        }
    }
}

extension Centreline {
    /// The turn at an end of leg `index` that reaches `chainage`, if any.
    func turn(at chainage: Double, leg index: Int) -> RoadTurn? {
        for place in [index - 1, index] where turns.indices.contains(place) {
            let turn = turns[place]
            if abs(chainage - turn.chainageMetres) < turn.reachMetres { return turn }
        }
        return nil
    }

    /// The place at `chainage` on leg `index`, `offset` metres along the perpendicular to the left.
    func place(chainage: Double, leg index: Int, offset: Double) -> GeographicPosition {
        let foot = legs[index].point(at: chainage - legs[index].startChainageMetres)
        guard offset != 0 else { return foot.position }
        let added = turn(at: chainage, leg: index)?.addedDegrees(
            chainage: chainage, offset: offset)
        return Geodesy.direct(
            from: foot.position, azimuthDegrees: foot.azimuthDegrees + (added ?? 0) - 90,
            metres: offset
        ).position
    }

    /// The position of a point on the outer side whose perpendicular stands within reach of a turn, found by halving.
    func position(
        of point: GeographicPosition, near turn: RoadTurn
    ) -> RoadPosition {
        let sideSign = turn.turnDegrees > 0 ? 1.0 : -1.0
        var low = turn.chainageMetres - turn.reachMetres
        var high = turn.chainageMetres + turn.reachMetres
        for _ in 0..<60 where low < high {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if ahead(of: point, at: middle, turn, sideSign) > 0 {
                low = middle
            } else {
                high = middle
            }
        }
        let chainage = (low + high) / 2
        let leg = legs[legIndex(at: chainage)]
        let foot = leg.point(at: chainage - leg.startChainageMetres)
        return RoadPosition(
            chainageMetres: chainage,
            offsetMetres: sideSign * Geodesy.inverse(from: foot.position, to: point).metres)
    }

    /// How far `point` lies ahead of the turned perpendicular at `chainage` (m).
    private func ahead(
        of point: GeographicPosition, at chainage: Double, _ turn: RoadTurn, _ sideSign: Double
    ) -> Double {
        let leg = legs[legIndex(at: chainage)]
        let foot = leg.point(at: chainage - leg.startChainageMetres)
        let way = Geodesy.inverse(from: foot.position, to: point)
        let heading =
            foot.azimuthDegrees + turn.addedDegrees(chainage: chainage, offset: sideSign)
        return way.metres * cos((way.azimuthDegrees - heading) * .pi / 180)
    }
}
