internal import Foundation

/// Step 7: how often blank ground alone reaches a score.
///
/// Independent maxima of blank ground come at `maximaPerSquareMetre`; above the 90th percentile u their
/// scores follow a generalised Pareto law fitted by probability-weighted moments (Hosking and Wallis,
/// 1987), P(T > t) = zeta (1 + xi (t - u) / sigma)^(-1/xi); below u they are counted.
/// Ground rate at t = maxima per m2 times P(T > t).
public struct TailFit: Sendable, Equatable, Codable {
    /// Maxima of blank ground per m2.
    public let maximaPerSquareMetre: Double
    /// u.
    public let threshold: Double
    /// Share of maxima above u.
    public let exceedanceShare: Double
    /// xi, kept within -0.3...0.4.
    public let shape: Double
    /// sigma.
    public let scale: Double
    /// Number of maxima fitted.
    public let maximaCount: Int
    /// Area of the blank ground (m2).
    public let areaSquareMetres: Double
    /// Scores of the maxima at every 5 % from 0 to 90 %.
    private let quantiles: [Double]

    /// Fewest maxima a fit may rest on.
    public static let fewestMaxima = 50

    /// Fits the scores of independent maxima on `areaSquareMetres` of blank ground.
    ///
    /// - Throws: `DetectionError.tooFewBlankMaxima` below 50 maxima.
    public init(blankScores: [Double], areaSquareMetres: Double) throws(DetectionError) {
        let scores = blankScores.filter(\.isFinite).sorted()
        guard scores.count >= Self.fewestMaxima, areaSquareMetres > 0 else {
            throw .tooFewBlankMaxima(
                found: scores.count, needed: Self.fewestMaxima, areaSquareMetres: areaSquareMetres)
        }
        maximaCount = scores.count
        self.areaSquareMetres = areaSquareMetres
        maximaPerSquareMetre = Double(scores.count) / areaSquareMetres
        let rank = Int((0.9 * Double(scores.count)).rounded(.down))
        threshold = scores[rank - 1]
        let excesses = scores[rank...].map { $0 - scores[rank - 1] }
        exceedanceShare = Double(excesses.count) / Double(scores.count)
        (shape, scale) = Self.paretoLaw(excesses)
        quantiles = (0...18).map { step in
            scores[Int((0.05 * Double(step) * Double(scores.count - 1)).rounded())]
        }
    }

    /// The ground rate (1/m2) at which blank ground reaches `score`.
    ///
    /// Never less than a tenth of an alarm on all the blank ground fitted: what a rarer score means, that
    /// ground cannot tell.
    public func groundRate(at score: Double) -> Double {
        max(maximaPerSquareMetre * survival(score), 0.1 / areaSquareMetres)
    }

    /// The score that blank ground reaches at `groundRate` (1/m2); -infinity for a rate at or above that
    /// of all maxima.
    public func score(atGroundRate groundRate: Double) -> Double {
        let share = groundRate / maximaPerSquareMetre
        guard share < 1 else { return -.infinity }
        guard share < exceedanceShare else { return interpolatedQuantile(1 - share) }
        let ratio = exceedanceShare / share
        let excess =
            abs(shape) < 1e-9
            ? scale * log(ratio) : scale * (pow(ratio, shape) - 1) / shape
        return threshold + excess
    }

    private func survival(_ score: Double) -> Double {
        guard score > threshold else {
            return max(exceedanceShare, 1 - shareBelow(score))
        }
        let excess = (score - threshold) / scale
        guard abs(shape) > 1e-9 else { return exceedanceShare * exp(-excess) }
        let base = 1 + shape * excess
        return base > 0 ? exceedanceShare * pow(base, -1 / shape) : 0
    }

    private func shareBelow(_ score: Double) -> Double {
        guard score > quantiles[0] else { return 0 }
        for step in 1..<quantiles.count where score <= quantiles[step] {
            let span = quantiles[step] - quantiles[step - 1]
            let part = span > 0 ? (score - quantiles[step - 1]) / span : 1
            return 0.05 * (Double(step - 1) + part)
        }
        return 0.9
    }

    private func interpolatedQuantile(_ share: Double) -> Double {
        let place = min(max(share / 0.05, 0), 18)
        let below = min(Int(place), 17)
        return quantiles[below] + (place - Double(below))
            * (quantiles[below + 1] - quantiles[below])
    }

    /// Shape and scale from ascending excesses by probability-weighted moments.
    static func paretoLaw(_ excesses: [Double]) -> (shape: Double, scale: Double) {
        let count = Double(excesses.count)
        let mean = excesses.reduce(0, +) / count
        guard mean > 0 else { return (0, 1e-6) }
        let weighted =
            excesses.enumerated().reduce(0.0) { sum, term in
                sum + (1 - (Double(term.offset + 1) - 0.35) / count) * term.element
            } / count
        let difference = mean - 2 * weighted
        let free = difference > 0 ? 2 - mean / difference : -0.3
        let shape = min(0.4, max(-0.3, free))
        return (shape, mean * (1 - shape))
    }
}
