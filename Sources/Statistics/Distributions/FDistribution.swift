/// Fisher's F: the ratio of two mean squares.
public struct FDistribution: Sendable, Hashable {
    /// Degrees of freedom of the numerator.
    public let numeratorDegrees: Double
    /// Degrees of freedom of the denominator.
    public let denominatorDegrees: Double

    /// The distribution with these degrees of freedom.
    ///
    /// - Throws: `StatisticsError` unless both are numbers above 0.
    public init(
        numeratorDegrees: Double, denominatorDegrees: Double
    ) throws(StatisticsError) {
        self.numeratorDegrees = try checkedDegrees(numeratorDegrees)
        self.denominatorDegrees = try checkedDegrees(denominatorDegrees)
    }

    /// The probability of a value above `f`.
    public func survival(_ f: Double) -> Double {
        guard f > 0 else { return 1 }
        guard f.isFinite else { return f.isNaN ? .nan : 0 }
        return IncompleteBeta.value(
            denominatorDegrees / 2, numeratorDegrees / 2,
            at: denominatorDegrees / (denominatorDegrees + numeratorDegrees * f))
    }
}
