/// Student's t.
public struct StudentDistribution: Sendable, Hashable {
    /// Degrees of freedom, above 0.
    public let degreesOfFreedom: Double

    /// The distribution with these degrees of freedom.
    ///
    /// - Throws: `StatisticsError` unless they are a number above 0.
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        self.degreesOfFreedom = try checkedDegrees(degreesOfFreedom)
    }

    /// The probability of a value above `t`.
    public func survival(_ t: Double) -> Double {
        let (degrees, square) = (degreesOfFreedom, t * t)
        let bothTails = IncompleteBeta.complement(
            0.5, degrees / 2, at: square.isFinite ? square / (degrees + square) : 1)
        return t >= 0 ? bothTails / 2 : 1 - bothTails / 2
    }

    /// The t within which, on both sides of 0, a value lies with `confidence`.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func twoSidedQuantile(confidence: Double) throws(StatisticsError) -> Double {
        try StatisticsError.check(confidence: confidence)
        let degrees = degreesOfFreedom
        let share = IncompleteBeta.inverse(0.5, degrees / 2, probability: confidence)
        guard share > 0.5 else { return (degrees * share / (1 - share)).squareRoot() }
        // Near 1 the share has no digits left for 1 - share: that is computed on its own.
        let rest = IncompleteBeta.inverse(degrees / 2, 0.5, probability: 1 - confidence)
        return (degrees * (1 - rest) / rest).squareRoot()
    }
}
