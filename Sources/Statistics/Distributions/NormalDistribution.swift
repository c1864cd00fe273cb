internal import CBoostMath

/// The standard normal distribution.
public enum NormalDistribution: Sendable {
    /// The probability of a value up to `z`.
    public static func cumulative(_ z: Double) -> Double {
        boost_error_function_complement(-z / 2.0.squareRoot()) / 2
    }

    /// The probability of a value above `z`.
    public static func survival(_ z: Double) -> Double { cumulative(-z) }

    /// The z up to which a value lies with `probability`; infinite at 0 and 1.
    ///
    /// - Throws: `StatisticsError` unless the probability is in 0...1.
    public static func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try StatisticsError.check(probability: probability)
        if probability == 0 { return -.infinity }
        if probability == 1 { return .infinity }
        return -(2.0.squareRoot()) * boost_error_function_complement_inverse(2 * probability)
    }

    /// The z within which, on both sides of 0, a value lies with `confidence`.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public static func twoSidedQuantile(confidence: Double) throws(StatisticsError) -> Double {
        try StatisticsError.check(confidence: confidence)
        return 2.0.squareRoot() * boost_error_function_complement_inverse(1 - confidence)
    }
}
