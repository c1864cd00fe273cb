internal import Glibc
public import SurveyModel

extension Centreline {
    /// Chainage and offset of the nearest point of the centreline.
    ///
    /// In the outer corner of a bend the nearest point is the vertex; there the chainage, within
    /// millimetres of it, tells the direction, see `RoadTurn`. On the inner side of a bend two chainages
    /// may lead to one place: the nearer leg counts.
    ///
    /// - Throws: `CartographyError.farFromRoad` beyond 100 m, `.beyondRoadEnd` before the first or
    ///   after the last vertex, `.coordinateOutOfRange` for a point off the globe.
    /// - Complexity: a few multiplications per kilometre of road and one geodesic iteration per leg
    ///   that may be nearest.
    public func roadPosition(of point: GeographicPosition) throws(CartographyError)
        -> RoadPosition
    {
        guard Geodesy.isOnGlobe(point) else {
            throw .coordinateOutOfRange(
                road: road, vertex: 0, longitude: point.longitude, latitude: point.latitude)
        }
        let starts = candidates(for: point)
        let nearest = starts.map { foot(of: point, leg: $0.leg, from: $0.alongMetres) }
            .min { $0.distanceMetres < $1.distanceMetres }
        guard let nearest else { throw .tooFewVertices(road: road, count: 0) }
        guard nearest.distanceMetres <= Self.maximumOffsetMetres else {
            throw .farFromRoad(
                road: road, metres: (nearest.distanceMetres * 100).rounded() / 100)
        }
        if let beyond = metresBeyondEnd(nearest), beyond > Self.sameVertexMetres {
            throw .beyondRoadEnd(road: road, metres: (beyond * 1000).rounded() / 1000)
        }
        let chainage = legs[nearest.leg].startChainageMetres + nearest.alongMetres
        if let turn = turn(at: chainage, leg: nearest.leg), turn.holdsOuter(point) {
            return position(of: point, near: turn)
        }
        return RoadPosition(
            chainageMetres: chainage,
            offsetMetres: nearest.isLeft ? nearest.distanceMetres : -nearest.distanceMetres)
    }

    /// The foot of a perpendicular on one leg, held within it.
    private struct Foot {
        var leg: Int
        var alongMetres: Double
        var overshootMetres: Double
        var distanceMetres: Double
        var isLeft: Bool
    }

    /// One start per leg that may hold the nearest point, in order of chainage.
    private func candidates(for point: GeographicPosition) -> [(leg: Int, alongMetres: Double)] {
        let place = Geodesy.geocentric(point)
        let feet = chords.map { (leg: $0.leg, foot: $0.foot(of: place)) }
        let best = feet.map(\.foot.squaredDistance).min() ?? 0
        let reach = best.squareRoot() + RoadChord.slackMetres
        var starts: [(leg: Int, alongMetres: Double)] = []
        var bestOfLeg = Double.infinity
        for (leg, foot) in feet where foot.squaredDistance <= reach * reach {
            if starts.last?.leg != leg {
                starts.append((leg, foot.alongMetres))
                bestOfLeg = foot.squaredDistance
            } else if foot.squaredDistance < bestOfLeg {
                starts[starts.count - 1] = (leg, foot.alongMetres)
                bestOfLeg = foot.squaredDistance
            }
        }
        return starts
    }

    private func foot(of point: GeographicPosition, leg index: Int, from start: Double) -> Foot {
        let leg = legs[index]
        var along = start
        // Each turn takes away the error's along part; three are the rule, twenty never needed.
        for _ in 0..<20 {
            let step = Self.components(of: point, seenFrom: leg.point(at: along)).along
            along += step
            if abs(step) < 1e-7 { break }
        }
        let held = min(max(along, 0), leg.lengthMetres)
        let seen = Self.components(of: point, seenFrom: leg.point(at: held))
        return Foot(
            leg: index, alongMetres: held, overshootMetres: abs(along - held),
            distanceMetres: hypot(seen.along, seen.left), isLeft: seen.left > 0)
    }

    private func metresBeyondEnd(_ foot: Foot) -> Double? {
        let isFirst = foot.leg == 0 && foot.alongMetres == 0
        let isLast =
            foot.leg == legs.count - 1 && foot.alongMetres == legs[foot.leg].lengthMetres
        return isFirst || isLast ? foot.overshootMetres : nil
    }

    private static func components(
        of point: GeographicPosition, seenFrom foot: Geodesy.Arrival
    ) -> (along: Double, left: Double) {
        let way = Geodesy.inverse(from: foot.position, to: point)
        let angle = (foot.azimuthDegrees - way.azimuthDegrees) * .pi / 180
        return (way.metres * cos(angle), way.metres * sin(angle))
    }
}
