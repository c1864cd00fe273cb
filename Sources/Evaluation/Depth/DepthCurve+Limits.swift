internal import Glibc
internal import Statistics

/// The depth down to which Pd is at least 0.90.
public enum AssuredDepth: Sendable, Hashable {
    /// Down to here (m).
    case metres(Double)
    /// Also at the deepest depth tested (m): the limit lies deeper.
    case deeperThanTested(Double)
    /// At no depth tested.
    case nowhere
    /// Pd rises with depth: it does not fall to 0.90 at any.
    case risesWithDepth
    /// No curve, and why.
    case noCurve(String)

    /// What `figure` (`Pd`, or its lower bound) does, in words.
    public func sentence(of figure: String = "Pd") -> String {
        switch self {
        case .metres(let depth): "\(figure) falls to 0.90 at \(Figure.centimetres(depth))"
        case .deeperThanTested(let depth):
            "\(figure) above 0.90 to the deepest tested, \(Figure.centimetres(depth))"
        case .nowhere: "\(figure) below 0.90 at all tested depths"
        case .risesWithDepth:
            "Pd rises with depth: there is no depth at which it falls to 0.90"
        case .noCurve(let reason): reason
        }
    }
}

extension DepthCurve {
    /// The share of mines the limits are given for.
    public static let assuredPd = 0.90

    /// d90: where the fitted Pd falls to 0.90.
    public var d90: AssuredDepth {
        guard slope < 0 else { return .risesWithDepth }
        let depth = (Self.assuredLogit - intercept) / slope / 10
        if depth < testedMetres.lowerBound { return .nowhere }
        if depth > testedMetres.upperBound { return .deeperThanTested(testedMetres.upperBound) }
        return .metres(depth)
    }

    /// d90/95: where the one-sided lower bound of 95 % falls to 0.90.
    ///
    /// The bound may lie below 0.90 at shallow depths too, where few mines were tested:
    /// `assuredFromMetres` tells from where it holds.
    public var d90Lower95: AssuredDepth {
        guard slope < 0 else { return .risesWithDepth }
        guard let range = assuredRange else { return .nowhere }
        let deepest = testedMetres.upperBound
        return range.upperBound >= deepest ? .deeperThanTested(deepest) : .metres(range.upperBound)
    }

    /// The least depth tested from which the lower bound of 95 % is at least 0.90 (m); `nil` where it
    /// nowhere is.
    public var assuredFromMetres: Double? { assuredRange?.lowerBound }

    /// The depths tested (m) at which the lower bound of 95 % is at least 0.90.
    ///
    /// The bound is a line less a convex function and so concave: these depths are one range.
    var assuredRange: ClosedRange<Double>? {
        let (least, most) = (testedMetres.lowerBound, testedMetres.upperBound)
        let top = goldenSection(least, most)
        guard margin(top) >= 0 else { return nil }
        let low = margin(least) >= 0 ? least : crossing(outside: least, inside: top)
        let high = margin(most) >= 0 ? most : crossing(outside: most, inside: top)
        return low...high
    }

    private static var assuredLogit: Double { log(assuredPd / (1 - assuredPd)) }

    /// The lower bound's logit less that of 0.90 at `depth` (m).
    private func margin(_ depth: Double) -> Double {
        // The one-sided quantile of 95 % of the normal distribution.
        logit(at: depth) - 1.6448536269514722 * standardError(at: depth) - Self.assuredLogit
    }

    /// Where the concave margin is largest.
    private func goldenSection(_ from: Double, _ to: Double) -> Double {
        let share = (5.0.squareRoot() - 1) / 2
        var (low, high) = (from, to)
        for _ in 0..<100 {
            let (left, right) = (high - share * (high - low), low + share * (high - low))
            if margin(left) < margin(right) { low = left } else { high = right }
        }
        let middle = (low + high) / 2
        return [from, middle, to].max { margin($0) < margin($1) } ?? middle
    }

    private func crossing(outside: Double, inside: Double) -> Double {
        var (outside, inside) = (outside, inside)
        for _ in 0..<100 {
            let middle = (outside + inside) / 2
            if margin(middle) >= 0 { inside = middle } else { outside = middle }
        }
        return inside
    }
}
