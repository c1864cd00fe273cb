/// Estimates from resampled data, and the intervals they give.
///
/// Source: B. Efron (1987), Journal of the American Statistical Association 82, 171-185.
public struct BootstrapSample: Sendable, Hashable {
    /// The estimates, ascending.
    public let replicates: SortedSample

    /// The estimates of the resamples.
    ///
    /// - Throws: `StatisticsError` for fewer than two, or one that is not finite.
    public init(_ replicates: [Double]) throws(StatisticsError) {
        guard replicates.count > 1 else {
            throw .tooFew(quantity: "resamples", count: replicates.count, needed: 2)
        }
        self.replicates = try SortedSample(replicates)
    }

    /// The interval between the quantiles at a/2 and 1 - a/2, a = 1 - confidence.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func percentile(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        try StatisticsError.check(confidence: confidence)
        let tail = (1 - confidence) / 2
        return Interval(
            low: try replicates.quantile(tail), high: try replicates.quantile(1 - tail))
    }

    /// The interval corrected for bias and acceleration (BCa).
    ///
    /// The bias follows from the share of replicates below `estimate` (those equal to it count half), the
    /// acceleration from the estimates with one cluster left out each; where these are all alike there
    /// is none.
    ///
    /// - Throws: `StatisticsError` for fewer than two jackknife values, values that are not finite, and
    ///   where the interval has no meaning: all replicates on one side of the estimate, or an
    ///   acceleration too large. The percentile interval may be used then, and be said to be used.
    public func biasCorrected(
        estimate: Double, jackknife: [Double], confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try StatisticsError.check(confidence: confidence)
        try StatisticsError.check(finite: [estimate], "the estimate")
        let bias = try NormalDistribution.quantile(shareBelow(estimate))
        guard bias.isFinite else {
            throw .undefined(
                "all resamples lie on one side of the estimate, so the bias is unknown",
                hint: "take the percentile interval")
        }
        let acceleration = try Self.acceleration(jackknife)
        let tail = (1 - confidence) / 2
        func corrected(_ probability: Double) throws(StatisticsError) -> Double {
            let shifted = try bias + NormalDistribution.quantile(probability)
            guard acceleration * shifted < 1 else {
                throw .undefined(
                    "the acceleration \(acceleration) is too large for this confidence",
                    hint: "take the percentile interval")
            }
            return try replicates.quantile(
                NormalDistribution.cumulative(bias + shifted / (1 - acceleration * shifted)))
        }
        return Interval(low: try corrected(tail), high: try corrected(1 - tail))
    }

    private func shareBelow(_ estimate: Double) -> Double {
        let below = replicates.values.count { $0 < estimate }
        let equal = replicates.values.count { $0 == estimate }
        return (Double(below) + Double(equal) / 2) / Double(replicates.values.count)
    }

    private static func acceleration(_ jackknife: [Double]) throws(StatisticsError) -> Double {
        guard jackknife.count > 1 else {
            throw .tooFew(quantity: "jackknife values", count: jackknife.count, needed: 2)
        }
        try StatisticsError.check(finite: jackknife, "a jackknife value")
        let mean = jackknife.reduce(0, +) / Double(jackknife.count)
        var (squares, cubes) = (0.0, 0.0)
        for value in jackknife {
            let excess = mean - value
            squares += excess * excess
            cubes += excess * excess * excess
        }
        guard squares > 0 else { return 0 }
        return cubes / (6 * squares * squares.squareRoot())
    }
}
