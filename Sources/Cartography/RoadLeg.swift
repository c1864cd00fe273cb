internal import SurveyModel

/// One geodesic between two neighbouring vertices of a centreline.
struct RoadLeg: Sendable {
    let start: GeographicPosition
    let azimuthDegrees: Double
    let lengthMetres: Double
    let startChainageMetres: Double

    var endChainageMetres: Double { startChainageMetres + lengthMetres }

    /// The place `metres` along the leg and the direction of the road there.
    func point(at metres: Double) -> Geodesy.Arrival {
        Geodesy.direct(from: start, azimuthDegrees: azimuthDegrees, metres: metres)
    }

    /// The place at `chainage`, `offset` metres to the left.
    func geographic(chainage: Double, offset: Double) -> GeographicPosition {
        let foot = point(at: chainage - startChainageMetres)
        guard offset != 0 else { return foot.position }
        return Geodesy.direct(
            from: foot.position, azimuthDegrees: foot.azimuthDegrees - 90, metres: offset
        ).position
    }

    static func legs(
        road: String, vertices: [GeographicPosition]
    ) throws(CartographyError) -> [RoadLeg] {
        var legs: [RoadLeg] = []
        var chainage = 0.0
        for (index, (start, end)) in zip(vertices, vertices.dropFirst()).enumerated() {
            let way = Geodesy.inverse(from: start, to: end)
            guard way.metres >= Centreline.sameVertexMetres else {
                throw .zeroLengthLeg(road: road, vertex: index + 1)
            }
            legs.append(
                RoadLeg(
                    start: start, azimuthDegrees: way.azimuthDegrees, lengthMetres: way.metres,
                    startChainageMetres: chainage))
            chainage += way.metres
            guard way.metres <= Centreline.longestLegMetres,
                chainage <= Centreline.longestRoadMetres
            else {
                throw .roadTooLong(road: road, kilometres: (chainage / 1000).rounded())
            }
        }
        return legs
    }
}

/// A straight line through the Earth, at most 1 km long, that stands for a piece of a leg: it
/// departs from the geodesic by at most 2 cm, so it can name the nearest leg without a geodesic
/// problem each.
struct RoadChord: Sendable {
    static let longestMetres = 1000.0
    /// Twice the largest departure of a chord from its geodesic, and some.
    static let slackMetres = 0.05

    let leg: Int
    let startMetres: Double
    let lengthMetres: Double
    let origin: SIMD3<Double>
    let span: SIMD3<Double>

    /// Squared distance from `point` and how far along the leg the foot lies (m).
    func foot(of point: SIMD3<Double>) -> (squaredDistance: Double, alongMetres: Double) {
        let relative = point - origin
        let share = (relative * span).sum() / (span * span).sum()
        let clamped = min(max(share, 0), 1)
        let miss = relative - span * clamped
        return ((miss * miss).sum(), startMetres + clamped * lengthMetres)
    }

    static func chords(of leg: RoadLeg, at index: Int) -> [RoadChord] {
        let count = max(1, Int((leg.lengthMetres / longestMetres).rounded(.up)))
        let step = leg.lengthMetres / Double(count)
        let points = (0...count).map {
            Geodesy.geocentric(leg.point(at: Double($0) * step).position)
        }
        return (0..<count).map { piece in
            RoadChord(
                leg: index, startMetres: Double(piece) * step, lengthMetres: step,
                origin: points[piece], span: points[piece + 1] - points[piece])
        }
    }
}
