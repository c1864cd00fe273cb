public import SurveyModel

/// Lays a sweep between pegs, with the wheel scaled to them.
public enum PegPlacement: Sendable {
    /// A larger misclosure, as a share of the way between two pegs, is refused.
    public static let mostShare = 0.01
    /// A larger misclosure between two pegs is refused, however far apart they are (m).
    public static let mostMetres = 0.25
    /// 95 % error with which a person stops the array at a peg (m).
    public static let readingErrorMetres = 0.02

    /// The placement of traces at `distancesMetres` of the wheel between `pegs`.
    ///
    /// Between two pegs the way is straight in chainage and offset and the wheel is scaled to fit; beyond
    /// the outermost pegs traces have no place. The misclosure of a stretch is m = L - W, with L the
    /// way between the pegs by chainage and offset and W that of the wheel. It is taken out in
    /// proportion, as in a traverse; what may remain at share u of the stretch is largest in the middle:
    ///
    ///     along(u)^2 = ((1-u) e1)^2 + (u e2)^2 + (2 u (1-u) m)^2 + r^2
    ///     across(u)^2 = ((1-u) e1)^2 + (u e2)^2 + a^2
    ///
    /// where e1, e2 are the 95 % errors of the pegs, r that of reading the wheel and a the wander between
    /// pegs. The terms of the pegs follow from linear interpolation by the law of propagation of
    /// independent errors (JCGM 100:2008, 5.1.2); the third is the bend, with no slip at the pegs, of a wheel
    /// that lost half of m in one half of the stretch.
    ///
    /// - Throws: `CartographyError.unplaceable` with fewer than two pegs, pegs out of order or at one
    ///   place, one off the road, or a misclosure above 1 % or, on stretches over 25 m, above 0.25 m where
    ///   that is less.
    public static func place(
        distancesMetres: [Double], pegs: [LanePeg], on road: Centreline,
        wanderMetres: Double = 0.05
    ) throws(CartographyError) -> SweepPlacement {
        let pegs = pegs.sorted { $0.wheelMetres < $1.wheelMetres }
        try check(pegs, on: road)
        let direction: TravelDirection =
            pegs[pegs.count - 1].position.chainageMetres > pegs[0].position.chainageMetres
            ? .up : .down
        var worst = 0.0
        for (one, two) in zip(pegs, pegs.dropFirst()) {
            let misclosure = try misclosure(from: one, to: two, direction)
            if abs(misclosure) > abs(worst) { worst = misclosure }
        }
        let traces = distancesMetres.map { distance in
            trace(at: distance, pegs, on: road, wanderMetres: wanderMetres)
        }
        let whole = (pegs[0], pegs[pegs.count - 1])
        return SweepPlacement(
            method: .pegs, traces: traces, direction: direction, misclosureMetres: worst,
            wheelScale: way(from: whole.0, to: whole.1)
                / (whole.1.wheelMetres - whole.0.wheelMetres))
    }

    /// Way between two pegs by chainage and offset (m).
    static func way(from one: LanePeg, to two: LanePeg) -> Double {
        let along = two.position.chainageMetres - one.position.chainageMetres
        let across = two.position.offsetMetres - one.position.offsetMetres
        return (along * along + across * across).squareRoot()
    }

    private static func check(
        _ pegs: [LanePeg], on road: Centreline
    ) throws(CartographyError) {
        guard pegs.count >= 2 else {
            throw .unplaceable(reason: "two pegs or more are needed, there are \(pegs.count)")
        }
        for peg in pegs {
            let figures = [
                peg.wheelMetres, peg.position.chainageMetres, peg.position.offsetMetres,
                peg.errorMetres,
            ]
            guard figures.allSatisfy(\.isFinite), peg.errorMetres >= 0 else {
                throw .unplaceable(reason: "peg \"\(peg.name)\" has a figure that is none")
            }
            _ = try road.geographic(of: peg.position)
        }
    }

    private static func misclosure(
        from one: LanePeg, to two: LanePeg, _ direction: TravelDirection
    ) throws(CartographyError) -> Double {
        let names = "\"\(one.name)\" and \"\(two.name)\""
        let wheel = two.wheelMetres - one.wheelMetres
        guard wheel > 0.5 else {
            throw .unplaceable(reason: "pegs \(names) are passed within 0.5 m of the wheel")
        }
        let ahead =
            direction.sign * (two.position.chainageMetres - one.position.chainageMetres)
        guard ahead > 0 else {
            throw .unplaceable(
                reason: "pegs \(names) do not follow each other along the road as the wheel passed "
                    + "them")
        }
        let way = way(from: one, to: two)
        let misclosure = way - wheel
        guard abs(misclosure) <= mostMisclosure(wayMetres: way) else {
            throw .unplaceable(
                reason: "pegs \(names) are \(text(way)) m apart and \(text(wheel)) m by the wheel, "
                    + "\(text(abs(misclosure) / way * 100)) % and \(text(abs(misclosure))) m off; at "
                    + "most 1 % and 0.25 m are accepted")
        }
        return misclosure
    }

    /// What wheel and pegs may differ by over a stretch (m): 1 % of it, and no more than 0.25 m.
    public static func mostMisclosure(wayMetres: Double) -> Double {
        min(mostShare * wayMetres, mostMetres)
    }

    private static func trace(
        at distance: Double, _ pegs: [LanePeg], on road: Centreline, wanderMetres: Double
    ) -> SweepPlacement.Trace {
        guard let first = pegs.first, let last = pegs.last,
            distance >= first.wheelMetres - 1e-9, distance <= last.wheelMetres + 1e-9
        else { return SweepPlacement.nowhere(.beyondMeasured) }
        let next = pegs.indices.dropFirst().first { pegs[$0].wheelMetres >= distance }
        let index = next ?? pegs.count - 1
        let (one, two) = (pegs[index - 1], pegs[index])
        let share = (distance - one.wheelMetres) / (two.wheelMetres - one.wheelMetres)
        let position = RoadPosition(
            chainageMetres: one.position.chainageMetres
                + share * (two.position.chainageMetres - one.position.chainageMetres),
            offsetMetres: one.position.offsetMetres
                + share * (two.position.offsetMetres - one.position.offsetMetres))
        let ends = [(1 - share) * one.errorMetres, share * two.errorMetres]
        let bend =
            2 * share * (1 - share)
            * (way(from: one, to: two) - (two.wheelMetres - one.wheelMetres))
        func joined(_ terms: [Double]) -> Double {
            terms.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        return SweepPlacement.trace(
            position, along: joined(ends + [bend, readingErrorMetres]),
            across: joined(ends + [wanderMetres]), on: road)
    }

    private static func text(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }
}
