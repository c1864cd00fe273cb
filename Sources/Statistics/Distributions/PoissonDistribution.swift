/// The number of independent events where `mean` are expected.
public struct PoissonDistribution: Sendable, Hashable {
    /// Events expected.
    public let mean: Double

    /// The distribution of this mean.
    ///
    /// - Throws: `StatisticsError` unless the mean is a number from 0 up.
    public init(mean: Double) throws(StatisticsError) {
        guard mean >= 0, mean.isFinite else {
            throw .outOfRange(
                quantity: "the mean", value: mean, allowed: "a number from 0 up")
        }
        self.mean = mean
    }

    /// The probability of `events` or fewer.
    public func cumulative(_ events: Int) -> Double {
        events < 0 ? 0 : IncompleteGamma.complement(Double(events) + 1, at: mean)
    }

    /// The probability of more than `events`.
    public func survival(_ events: Int) -> Double {
        events < 0 ? 1 : IncompleteGamma.value(Double(events) + 1, at: mean)
    }
}
