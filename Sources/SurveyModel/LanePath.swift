/// How a sweep was laid on its road.
public enum PlacementMethod: String, Sendable, Codable, CaseIterable {
    /// Satellite fixes, moved from the antenna to the array.
    case gnss
    /// Two pegs or more, the wheel scaled to them.
    case pegs
    /// Chainage, offset and direction typed in: not for stake-out.
    case typed
}

/// A place along a lane that does not run straight beside its road, with its 95 % errors.
public struct LaneKnot: Sendable, Hashable, Codable {
    /// Distance along the lane as recorded (m).
    public var xMetres: Double
    /// Chainage of the array's centre there (m).
    public var chainageMetres: Double
    /// Offset of the array's centre there (m).
    public var offsetMetres: Double
    /// 95 % error along the road (m).
    public var alongErrorMetres: Double
    /// 95 % error across the road (m).
    public var acrossErrorMetres: Double

    /// A knot at `xMetres` of the lane.
    public init(
        xMetres: Double, chainageMetres: Double, offsetMetres: Double, alongErrorMetres: Double,
        acrossErrorMetres: Double
    ) {
        self.xMetres = xMetres
        self.chainageMetres = chainageMetres
        self.offsetMetres = offsetMetres
        self.alongErrorMetres = alongErrorMetres
        self.acrossErrorMetres = acrossErrorMetres
    }

    /// The place between this knot and a later one; errors are the larger ones.
    func between(_ next: LaneKnot, xMetres: Double) -> LaneKnot {
        let share = (xMetres - self.xMetres) / (next.xMetres - self.xMetres)
        return LaneKnot(
            xMetres: xMetres,
            chainageMetres: chainageMetres + share * (next.chainageMetres - chainageMetres),
            offsetMetres: offsetMetres + share * (next.offsetMetres - offsetMetres),
            alongErrorMetres: max(alongErrorMetres, next.alongErrorMetres),
            acrossErrorMetres: max(acrossErrorMetres, next.acrossErrorMetres))
    }
}

/// Measured places of a sweep along its lane, straight and even between them.
public struct LanePath: Sendable, Hashable, Codable {
    /// How they were measured.
    public var method: PlacementMethod
    /// The places, in order of distance along the lane; two or more.
    public var knots: [LaneKnot]
    /// By how much the wheel and the pegs, or the fixes and a straight way, disagreed (m).
    public var misclosureMetres: Double
    /// Metres of road for each metre of the wheel, where it was scaled.
    public var wheelScale: Double?
    /// Distances along the lane within its reach at which nothing was measured.
    public var blanks: [MetreRange]?

    /// A path by `method` through `knots`.
    public init(
        method: PlacementMethod, knots: [LaneKnot], misclosureMetres: Double,
        wheelScale: Double? = nil
    ) {
        self.method = method
        self.knots = knots
        self.misclosureMetres = misclosureMetres
        self.wheelScale = wheelScale
    }

    /// Whether it can be used: two knots or more, finite, in order.
    public var isUsable: Bool {
        let figures = knots.flatMap {
            [
                $0.xMetres, $0.chainageMetres, $0.offsetMetres, $0.alongErrorMetres,
                $0.acrossErrorMetres,
            ]
        }
        return knots.count >= 2 && misclosureMetres.isFinite
            && (blanks ?? []).allSatisfy { $0.low.isFinite && $0.high.isFinite }
            && figures.allSatisfy { $0.isFinite && abs($0) < 1e9 }
            && zip(knots, knots.dropFirst()).allSatisfy { $0.xMetres < $1.xMetres }
            && knots.allSatisfy { $0.alongErrorMetres >= 0 && $0.acrossErrorMetres >= 0 }
    }

    /// Points with a larger 95 % error are not set out (m): a find is to lie within it.
    public static let mostStakeOutErrorMetres = 0.25

    /// Whether points may be set out from it: measured, and everywhere well enough.
    public var isForStakeOut: Bool {
        method != .typed
            && knots.allSatisfy {
                $0.alongErrorMetres <= Self.mostStakeOutErrorMetres
                    && $0.acrossErrorMetres <= Self.mostStakeOutErrorMetres
            }
    }

    /// The distances along the lane it holds for.
    public var reach: MetreRange {
        MetreRange(low: knots.first?.xMetres ?? 0, high: knots.last?.xMetres ?? 0)
    }

    /// Stretches of `range` in which the place is measured.
    public func measured(in range: MetreRange) -> [MetreRange] {
        var parts = [
            MetreRange(low: max(range.low, reach.low), high: min(range.high, reach.high))
        ]
        for blank in blanks ?? [] {
            parts = parts.flatMap { part in
                [
                    MetreRange(low: part.low, high: min(part.high, blank.low)),
                    MetreRange(low: max(part.low, blank.high), high: part.high),
                ]
            }
        }
        return parts.filter { $0.low < $0.high }
    }

    /// 95 % errors at a distance along the lane; where nothing was measured, the way to the next measured
    /// place is added, for the array cannot have gone further.
    public func errors(atX xMetres: Double) -> (alongMetres: Double, acrossMetres: Double) {
        guard let knot = knot(atX: xMetres) else { return (0, 0) }
        var away = max(reach.low - xMetres, xMetres - reach.high, 0)
        for blank in blanks ?? [] where blank.contains(xMetres) {
            away = max(away, min(xMetres - blank.low, blank.high - xMetres))
        }
        return (knot.alongErrorMetres + away, knot.acrossErrorMetres + away)
    }

    /// `range` cut at the knots and where the offset drifts by more than `mostDriftMetres`.
    public func pieces(of range: MetreRange, mostDriftMetres: Double) -> [MetreRange] {
        guard isUsable, mostDriftMetres > 0 else { return [] }
        var result: [MetreRange] = []
        for (one, two) in zip(knots, knots.dropFirst()) {
            let low = max(range.low, one.xMetres)
            let high = min(range.high, two.xMetres)
            guard low < high else { continue }
            let share = (high - low) / (two.xMetres - one.xMetres)
            let drift = abs(two.offsetMetres - one.offsetMetres) * share
            let count = max(1, Int(min(100_000, (drift / mostDriftMetres).rounded(.up))))
            let step = (high - low) / Double(count)
            for piece in 0..<count {
                result.append(
                    MetreRange(
                        low: low + Double(piece) * step,
                        high: piece == count - 1 ? high : low + Double(piece + 1) * step))
            }
        }
        return result
    }

    /// The place at a distance along the lane; beyond the ends the last stretch goes straight on.
    public func knot(atX xMetres: Double) -> LaneKnot? {
        guard isUsable else { return nil }
        var low = 0
        var high = knots.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if knots[middle].xMetres <= xMetres { low = middle } else { high = middle }
        }
        return knots[low].between(knots[low + 1], xMetres: xMetres)
    }
}
