internal import Glibc
public import SurveyModel

/// A vertex of a centreline where one leg ends and the next begins.
struct RoadBend: Sendable {
    /// A mitre no longer than this many offsets, or a hairpin would throw its corner far away.
    static let longestMitre = 2.0

    let position: GeographicPosition
    let chainageMetres: Double
    /// Direction of the road on arrival.
    let azimuthDegrees: Double
    /// How far the road turns here, positive to the right.
    let turnDegrees: Double

    /// Where the edges at `offset` of both legs meet.
    func mitre(offset: Double) -> GeographicPosition {
        let half = turnDegrees / 2
        let stretch = 1 / max(cos(half * .pi / 180), 1 / Self.longestMitre)
        return Geodesy.direct(
            from: position, azimuthDegrees: azimuthDegrees + half - 90, metres: offset * stretch
        ).position
    }

    /// Distance along the road within which edges at `offset` cross each other on the inner side.
    func crossing(offset: Double) -> Double {
        let half = min(abs(turnDegrees) / 2, 60)
        return isOuter(offset) ? 0 : abs(offset) * tan(half * .pi / 180)
    }

    /// Whether `offset` lies on the outer side of the turn.
    func isOuter(_ offset: Double) -> Bool { offset * turnDegrees > 0 }

    /// The part of `range` on the outer side of the turn.
    func outerPart(of range: MetreRange) -> MetreRange? {
        let part =
            turnDegrees > 0
            ? MetreRange(low: max(range.low, 0), high: range.high)
            : MetreRange(low: range.low, high: min(range.high, 0))
        return part.low < part.high ? part : nil
    }

    /// Width of the ground at the outer corner that belongs to no leg, at the far edge of `range`.
    func wedgeMetres(offset range: MetreRange) -> Double {
        max(abs(range.low), abs(range.high)) * abs(turnDegrees) * .pi / 180
    }
}

extension Centreline {
    /// Where two legs meet within `range`, in order of chainage, each with the number of its first
    /// leg.
    func bends(in range: MetreRange) -> [(leg: Int, bend: RoadBend)] {
        zip(legs, legs.dropFirst()).enumerated().compactMap { index, pair in
            let (leg, next) = pair
            guard range.contains(next.startChainageMetres) else { return nil }
            let arrival = leg.point(at: leg.lengthMetres)
            let turn = remainder(next.azimuthDegrees - arrival.azimuthDegrees, 360)
            let bend = RoadBend(
                position: next.start, chainageMetres: next.startChainageMetres,
                azimuthDegrees: arrival.azimuthDegrees, turnDegrees: turn)
            return (index, bend)
        }
    }

    /// The outer corners of bends within `rectangle`, as gaps round each bend as wide as the corner at
    /// its far edge; corners under 1 cm wide are left out.
    public func cornerGaps(in rectangle: RoadRectangle) -> [CoverageGap] {
        bends(in: rectangle.chainage).map(\.bend).compactMap { bend in
            guard let part = bend.outerPart(of: rectangle.offset) else { return nil }
            let width = bend.wedgeMetres(offset: part)
            guard width >= 0.01 else { return nil }
            let low = max(rectangle.chainage.low, bend.chainageMetres - width / 2)
            let high = min(rectangle.chainage.high, bend.chainageMetres + width / 2)
            return CoverageGap(chainage: MetreRange(low: low, high: high), offset: part)
        }
    }

    /// Ground at the outer corners of bends within `rectangle` (m2), which lies beside no leg and
    /// so under no lane that is placed by chainage and offset.
    public func cornerSquareMetres(in rectangle: RoadRectangle) -> Double {
        bends(in: rectangle.chainage).map(\.bend).reduce(0) { sum, bend in
            guard let part = bend.outerPart(of: rectangle.offset) else { return sum }
            let angle = abs(bend.turnDegrees) * .pi / 180
            return sum + angle / 2 * abs(part.high * part.high - part.low * part.low)
        }
    }
}
