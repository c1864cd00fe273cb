/// Observations in ascending order, for quantiles.
public struct SortedSample: Sendable, Hashable {
    /// The observations, ascending; at least one.
    public let values: [Double]

    /// The observations of `values`.
    ///
    /// - Throws: `StatisticsError` where there are none or one is not finite.
    /// - Complexity: O(n log n).
    public init(_ values: [Double]) throws(StatisticsError) {
        guard !values.isEmpty else { throw .tooFew(quantity: "observations", count: 0, needed: 1) }
        try StatisticsError.check(finite: values, "an observation")
        self.values = values.sorted()
    }

    /// The quantile at `probability`, between observations by straight lines: type 7 of Hyndman and Fan
    /// (1996), as NumPy's default.
    ///
    /// - Throws: `StatisticsError` unless the probability is in 0...1.
    public func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try StatisticsError.check(probability: probability)
        let place = probability * Double(values.count - 1)
        let before = min(Int(place), values.count - 1)
        let after = min(before + 1, values.count - 1)
        let share = place - Double(before)
        return values[before] + share * (values[after] - values[before])
    }
}
