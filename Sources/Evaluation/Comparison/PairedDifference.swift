public import Statistics

/// A figure of the first alarm list less that of the second, over all encounters, and what lanes of the
/// same kind could have given.
public struct PairedDifference: Sendable, Hashable {
    /// How the interval was made.
    public enum Method: Sendable, Hashable {
        /// Corrected for bias and acceleration (BCa), the latter from leaving out one lane each.
        case biasCorrected
        /// Percentiles alone, and why.
        case percentile(reason: String)
    }

    /// The ground rate the figure is given for, or up to (1/m2); `nil` for the lists' own choice of alarms.
    public let rate: Double?
    /// The first's figure.
    public let first: Double
    /// The second's figure.
    public let second: Double
    /// The interval of the difference; `nil` where lanes cannot be resampled.
    public let interval: Interval?
    /// How it was made; `nil` without an interval.
    public let method: Method?

    /// First less second.
    public var difference: Double { first - second }
    /// Whether the interval lies on one side of 0.
    public var excludesZero: Bool { interval.map { $0.low > 0 || $0.high < 0 } ?? false }
    /// Whether no resample differs from another: the interval then says nothing.
    public var isWithoutSpread: Bool { interval.map { $0.width == 0 } ?? false }

    init(
        rate: Double?, first: Double, second: Double, replicates: [Double], jackknife: [Double?],
        confidence: Double
    ) throws(StatisticsError) {
        self.rate = rate
        self.first = first
        self.second = second
        guard replicates.count > 1 else {
            (interval, method) = (nil, nil)
            return
        }
        let sample = try BootstrapSample(replicates)
        let known = jackknife.compactMap(\.self)
        guard known.count == jackknife.count else {
            interval = try sample.percentile(confidence: confidence)
            method = .percentile(reason: "one lane holds all mines")
            return
        }
        do {
            interval = try sample.biasCorrected(
                estimate: first - second, jackknife: known, confidence: confidence)
            method = .biasCorrected
        } catch {
            interval = try sample.percentile(confidence: confidence)
            method = .percentile(reason: error.description)
        }
    }
}
