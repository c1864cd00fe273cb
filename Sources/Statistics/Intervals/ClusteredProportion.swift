/// A share estimated from outcomes that belong together, such as several passes over each target.
///
/// Passes over one target are not independent: counting each as a trial promises too much. The effective
/// number of trials follows from the spread between clusters. With m clusters of n_i trials and x_i
/// successes, n = sum n_i, p = sum x_i / n:
///
///     var(p)  = m / (m - 1) * sum (x_i - p n_i)^2 / n^2           (linearised ratio)
///     n_e     = p (1 - p) / var(p) * (t_{n-1} / t_{m-1})^2
///     n*      = n_e, at most n and at least n^2 / sum n_i^2
///     x*      = p n*
///
/// where t_d is the two-sided quantile of Student's t with d degrees of freedom at the confidence. The
/// interval is that of Clopper and Pearson for x* of n*. The upper limit holds where clusters happen to
/// agree better than chance; the lower one is what the clusters are worth where all trials of a cluster
/// go the same way (m for clusters of one size). Where all trials succeed, or all fail, the spread tells
/// nothing and the clusters themselves are counted: m of m, or 0 of m.
///
/// Source: E. L. Korn and B. I. Graubard (1998), Survey Methodology 24, 193-201, for one stratum; the
/// upper limit as in the presentation standards of the US National Center for Health Statistics (2017).
public struct ClusteredProportion: Sendable, Hashable {
    /// The clusters that have trials.
    public let clusters: [Proportion]

    /// The outcomes of `clusters`; those without trials say nothing and are left out.
    public init(clusters: [Proportion]) {
        self.clusters = clusters.filter { $0.trials > 0 }
    }

    /// Trials and successes of all clusters, as if independent.
    public var pooled: Proportion {
        get throws(StatisticsError) {
            // A sum of fractions may round past the sum of their trials.
            try Proportion(successes: min(successes, trials), trials: trials)
        }
    }

    /// The effective counts x* of n* (see the type); they depend on the confidence through Student's t.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func effective(confidence: Double = 0.95) throws(StatisticsError) -> Proportion {
        try StatisticsError.check(confidence: confidence)
        let count = Double(clusters.count)
        if clusters.allSatisfy({ $0.failures == 0 }) {
            return try Proportion(successes: count, trials: count)
        }
        if clusters.allSatisfy({ $0.successes == 0 }) {
            return try Proportion(successes: 0, trials: count)
        }
        let share = successes / trials
        let worth = try effectiveTrials(share: share, confidence: confidence)
        return try Proportion(successes: min(share * worth, worth), trials: worth)
    }

    /// The two-sided interval of Korn and Graubard; 0...1 without clusters.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func kornGraubard(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        try effective(confidence: confidence).clopperPearson(confidence: confidence)
    }

    /// The one-sided lower bound: that of the two-sided interval with twice the error.
    ///
    /// - Throws: `StatisticsError` unless the confidence is above 0.5 and below 1.
    public func kornGraubardLower(confidence: Double = 0.95) throws(StatisticsError) -> Double {
        guard confidence > 0.5, confidence < 1 else {
            throw .outOfRange(
                quantity: "the confidence", value: confidence,
                allowed: "more than 0.5 and less than 1")
        }
        return try kornGraubard(confidence: 2 * confidence - 1).low
    }

    private var trials: Double { clusters.reduce(0) { $0 + $1.trials } }
    private var successes: Double { clusters.reduce(0) { $0 + $1.successes } }

    private func effectiveTrials(
        share: Double, confidence: Double
    ) throws(StatisticsError) -> Double {
        let total = trials
        let least = total * total / clusters.reduce(0) { $0 + $1.trials * $1.trials }
        // One cluster has no spread: it is worth one trial.
        guard clusters.count > 1, total > 1 else { return min(least, total) }
        let count = Double(clusters.count)
        let squares = clusters.reduce(0) { sum, cluster in
            let excess = cluster.successes - share * cluster.trials
            return sum + excess * excess
        }
        let variance = count / (count - 1) * squares / (total * total)
        guard variance > 0 else { return total }
        let quantiles =
            try StudentDistribution(degreesOfFreedom: total - 1)
            .twoSidedQuantile(confidence: confidence)
            / StudentDistribution(degreesOfFreedom: count - 1)
            .twoSidedQuantile(confidence: confidence)
        let worth = share * (1 - share) / variance * quantiles * quantiles
        return min(max(worth, least), total)
    }
}
