internal import Glibc
public import Statistics

/// Probability of detection against depth: logit Pd = b0 + b1 d, with d the depth of the top in units of
/// 10 cm.
///
/// A small ridge on b1 (`ridge` / 2 * b1^2 off the log-likelihood, 0.01 unless told otherwise) keeps the
/// fit finite where all shallow mines are found and all deep ones missed. At 0.01 a slope of 10 in the logit
/// per 10 cm, from 99.3 % down to 0.7 %, is as usual as one standard deviation: ordinary data is not moved.
///
/// Every pass is one row. The standard error of the logit at a depth is the larger of two: that of the
/// penalised likelihood, and the one clustered by target, H^-1 (sum s_g s_g') H^-1 G / (G - 1)
/// (n - 1) / (n - 2) with the scores s_g summed over the passes of target g, which is the wider where passes
/// repeat each other and collapses where the fit leaves no residuals.
///
/// Sources: A. P. Berens (1989), ASM Handbook 17, 689-701 (a90/95); K.-Y. Liang and S. L. Zeger (1986),
/// Biometrika 73, 13-22.
public struct DepthCurve: Sendable, Hashable {
    /// The curve at one depth.
    public struct Point: Sendable, Hashable {
        /// Depth of the top (m).
        public var depthMetres: Double
        /// Fitted Pd.
        public var pd: Double
        /// Two-sided 95 % at this depth by itself.
        public var interval: Interval
    }

    /// Ridge unless told otherwise.
    public static let standardRidge = 0.01

    /// b0: the logit of Pd at the surface.
    public let intercept: Double
    /// b1: its change per 10 cm of depth.
    public let slope: Double
    /// Ridge on b1.
    public let ridge: Double
    /// Mines.
    public let targets: Int
    /// Passes over them.
    public let encounters: Int
    /// Passes that found them.
    public let found: Int
    /// Depths tested (m): the curve says nothing beyond.
    public let testedMetres: ClosedRange<Double>
    /// Of (b0, b1), from the penalised likelihood.
    let likelihoodCovariance: SymmetricPair
    /// Of (b0, b1), clustered by target; `nil` with less than two targets.
    let clusteredCovariance: SymmetricPair?

    /// Fits the passes over `records`.
    ///
    /// - Throws: `StatisticsError` where all outcomes are alike (see `DepthAnalysis`), where all depths are,
    ///   for depths that are not finite and a ridge below 0.
    public init(
        _ records: [TargetRecord], ridge: Double = standardRidge
    ) throws(StatisticsError) {
        let records = records.filter { $0.passes > 0 }
        let depths = records.map(\.target.depthMetres)
        guard let least = depths.min(), let most = depths.max() else {
            throw .tooFew(quantity: "mines", count: 0, needed: 2)
        }
        guard least < most else {
            throw .undefined(
                "all mines lie at one depth, so no curve can be fitted",
                hint: "give the share with its interval instead")
        }
        var predictors: [[Double]] = []
        var outcomes: [Bool] = []
        for record in records {
            for pass in 0..<record.passes {
                predictors.append([Self.unit(record.target.depthMetres)])
                outcomes.append(pass < record.hits)
            }
        }
        let fit = try LogisticRegression(predictors: predictors, outcomes: outcomes, ridge: ridge)
        intercept = fit.coefficients[0]
        slope = fit.coefficients[1]
        self.ridge = ridge
        targets = records.count
        encounters = outcomes.count
        found = records.reduce(0) { $0 + $1.hits }
        testedMetres = least...most
        likelihoodCovariance = SymmetricPair(
            first: fit.covariance[0][0], both: fit.covariance[0][1],
            second: fit.covariance[1][1])
        clusteredCovariance = Self.clustered(likelihoodCovariance, fit, records)
    }

    /// Fitted Pd at `depth` (m).
    public func pd(atMetres depth: Double) -> Double { Self.logistic(logit(at: depth)) }

    /// The curve at `depth` (m) with its two-sided interval of 95 %.
    public func point(atMetres depth: Double) throws(StatisticsError) -> Point {
        let reach =
            try NormalDistribution.twoSidedQuantile(confidence: 0.95) * standardError(at: depth)
        let logit = logit(at: depth)
        return Point(
            depthMetres: depth, pd: Self.logistic(logit),
            interval: Interval(
                low: Self.logistic(logit - reach), high: Self.logistic(logit + reach)))
    }

    /// The curve at `count` + 1 equally spaced depths from the shallowest to the deepest tested.
    public func points(steps count: Int = 50) throws(StatisticsError) -> [Point] {
        let (least, most) = (testedMetres.lowerBound, testedMetres.upperBound)
        var points: [Point] = []
        for step in 0...max(1, count) {
            let share = Double(step) / Double(max(1, count))
            points.append(try point(atMetres: least + share * (most - least)))
        }
        return points
    }

    /// The larger of the two standard errors of the logit at `depth` (m).
    func standardError(at depth: Double) -> Double {
        let unit = Self.unit(depth)
        return max(
            likelihoodCovariance.variance(at: unit), clusteredCovariance?.variance(at: unit) ?? 0
        ).squareRoot()
    }

    func logit(at depth: Double) -> Double { intercept + slope * Self.unit(depth) }

    /// Depth in units of 10 cm.
    static func unit(_ metres: Double) -> Double { metres * 10 }

    private static func clustered(
        _ inverse: SymmetricPair, _ fit: LogisticRegression, _ records: [TargetRecord]
    ) -> SymmetricPair? {
        guard records.count > 1 else { return nil }
        var meat = SymmetricPair(first: 0, both: 0, second: 0)
        var rows = 0.0
        for record in records {
            let unit = unit(record.target.depthMetres)
            let expected = Double(record.passes) * fit.probability(at: [unit])
            let excess = Double(record.hits) - expected
            meat.first += excess * excess
            meat.both += excess * excess * unit
            meat.second += excess * excess * unit * unit
            rows += Double(record.passes)
        }
        guard rows > 2 else { return nil }
        let groups = Double(records.count)
        return inverse.sandwich(meat).scaled(groups / (groups - 1) * (rows - 1) / (rows - 2))
    }

    private static func logistic(_ x: Double) -> Double {
        x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
    }
}

/// A symmetric matrix of two rows.
struct SymmetricPair: Sendable, Hashable {
    var first: Double
    var both: Double
    var second: Double

    /// The variance of b0 + b1 `x`.
    func variance(at x: Double) -> Double { max(0, first + 2 * both * x + second * x * x) }

    /// This matrix, `middle`, this matrix.
    func sandwich(_ middle: SymmetricPair) -> SymmetricPair {
        func form(_ left: (Double, Double), _ right: (Double, Double)) -> Double {
            left.0 * (middle.first * right.0 + middle.both * right.1)
                + left.1 * (middle.both * right.0 + middle.second * right.1)
        }
        let (top, bottom) = ((first, both), (both, second))
        return SymmetricPair(
            first: form(top, top), both: form(top, bottom), second: form(bottom, bottom))
    }

    func scaled(_ factor: Double) -> SymmetricPair {
        SymmetricPair(first: first * factor, both: both * factor, second: second * factor)
    }
}
