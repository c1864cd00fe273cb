/// A logistic curve fitted with a ridge: logit P = b0 + b1 x1 + ...
///
/// Maximises the log-likelihood less `ridge` / 2 * (b1^2 + b2^2 + ...), by Newton steps that are halved
/// until they do not make it worse. The intercept b0 is not penalised. Predictors are taken as they are:
/// whoever wants them on one scale has to bring them there. With a ridge above 0 a fit exists also where a
/// predictor separates the outcomes; it never exists where all outcomes are alike, because b0 has no end.
///
/// Source: S. le Cessie and J. C. van Houwelingen (1992), Applied Statistics 41, 191-201.
public struct LogisticRegression: Sendable, Hashable {
    /// b0, b1, ...
    public let coefficients: [Double]
    /// Inverse of the penalised Hessian, in the order of the coefficients.
    public let covariance: [[Double]]
    /// Newton steps taken.
    public let iterations: Int

    /// Fits `outcomes` at `predictors` (one row each).
    ///
    /// All rows have one length; empty rows fit b0 alone.
    ///
    /// - Throws: `StatisticsError` for lists that do not match, values that are not finite, a negative ridge,
    ///   outcomes that are all alike, and where no finite fit exists (separated or dependent predictors
    ///   without a ridge).
    public init(
        predictors: [[Double]], outcomes: [Bool], ridge: Double
    ) throws(StatisticsError) {
        try Self.check(predictors, outcomes, ridge)
        let rows = predictors.map { [1] + $0 }
        var fit = PenalisedLikelihood(rows: rows, outcomes: outcomes, ridge: ridge)
        iterations = try fit.climb()
        coefficients = fit.coefficients
        covariance = try fit.covariance()
    }

    /// The logit at `predictors`.
    public func linearPredictor(at predictors: [Double]) -> Double {
        zip(coefficients, [1] + predictors).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The probability at `predictors`.
    public func probability(at predictors: [Double]) -> Double {
        PenalisedLikelihood.logistic(linearPredictor(at: predictors))
    }

    /// The standard error of the linear predictor at `predictors`.
    public func standardError(at predictors: [Double]) -> Double {
        let row = [1] + predictors
        let variance = zip(row, covariance).reduce(0) { sum, line in
            sum + line.0 * zip(row, line.1).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return max(0, variance).squareRoot()
    }

    private static func check(
        _ predictors: [[Double]], _ outcomes: [Bool], _ ridge: Double
    ) throws(StatisticsError) {
        guard predictors.count == outcomes.count else {
            throw .unequalLengths(
                first: "rows", firstCount: predictors.count, second: "outcomes",
                secondCount: outcomes.count)
        }
        guard ridge >= 0, ridge.isFinite else {
            throw .outOfRange(quantity: "the ridge", value: ridge, allowed: "a number from 0 up")
        }
        let width = predictors.first?.count ?? 0
        for row in predictors {
            guard row.count == width else {
                throw .unequalLengths(
                    first: "predictors in the first row", firstCount: width,
                    second: "in another", secondCount: row.count)
            }
            try StatisticsError.check(finite: row, "a predictor")
        }
        guard outcomes.contains(true), outcomes.contains(false) else {
            throw .undefined(
                "all \(outcomes.count) outcomes are alike, so no curve can be fitted",
                hint: "give the share with its interval instead")
        }
    }
}
