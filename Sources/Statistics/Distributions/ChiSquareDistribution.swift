/// The sum of the squares of `degreesOfFreedom` independent standard normal values.
public struct ChiSquareDistribution: Sendable, Hashable {
    /// Degrees of freedom, above 0.
    public let degreesOfFreedom: Double

    /// The distribution with these degrees of freedom.
    ///
    /// - Throws: `StatisticsError` unless they are a number above 0.
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        self.degreesOfFreedom = try checkedDegrees(degreesOfFreedom)
    }

    /// The probability of a value up to `x`.
    public func cumulative(_ x: Double) -> Double {
        x <= 0 ? 0 : IncompleteGamma.value(degreesOfFreedom / 2, at: x / 2)
    }

    /// The probability of a value above `x`.
    public func survival(_ x: Double) -> Double {
        x <= 0 ? 1 : IncompleteGamma.complement(degreesOfFreedom / 2, at: x / 2)
    }

    /// The x up to which a value lies with `probability`; infinite at 1.
    ///
    /// - Throws: `StatisticsError` unless the probability is in 0...1.
    public func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try StatisticsError.check(probability: probability)
        guard probability < 1 else { return .infinity }
        return 2 * IncompleteGamma.inverse(degreesOfFreedom / 2, probability: probability)
    }
}

/// Degrees of freedom that are a number above 0.
func checkedDegrees(_ degrees: Double) throws(StatisticsError) -> Double {
    guard degrees > 0, degrees.isFinite else {
        throw .outOfRange(
            quantity: "the degrees of freedom", value: degrees, allowed: "a number above 0")
    }
    return degrees
}
