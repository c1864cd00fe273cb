/// A share estimated from counts, such as detected targets of all targets.
///
/// Counts may be fractional, as effective counts of clustered outcomes are. Nothing is known after no
/// trials: the estimate is `nil` and every interval is 0...1, which is also the limit of the formulas.
///
/// Sources: C. J. Clopper and E. S. Pearson (1934), E. B. Wilson (1927), A. Agresti and B. A. Coull
/// (1998).
public struct Proportion: Sendable, Hashable {
    /// Trials with the outcome that is counted.
    public let successes: Double
    /// All trials.
    public let trials: Double

    /// `successes` of `trials`.
    ///
    /// - Throws: `StatisticsError` unless 0 <= `successes` <= `trials` and both are finite.
    public init(successes: Double, trials: Double) throws(StatisticsError) {
        guard trials >= 0, trials.isFinite else {
            throw .outOfRange(
                quantity: "the number of trials", value: trials, allowed: "a number from 0 up")
        }
        guard successes >= 0, successes <= trials else {
            throw .outOfRange(
                quantity: "the number of successes", value: successes,
                allowed: "from 0 to the number of trials, \(trials)")
        }
        self.successes = successes
        self.trials = trials
    }

    /// `successes` of `trials`, as counted.
    ///
    /// - Throws: `StatisticsError` unless 0 <= `successes` <= `trials`.
    public init(_ successes: Int, of trials: Int) throws(StatisticsError) {
        try self.init(successes: Double(successes), trials: Double(trials))
    }

    /// Successes by trials, `nil` without trials.
    public var estimate: Double? { trials > 0 ? successes / trials : nil }
    /// Trials without the outcome.
    public var failures: Double { trials - successes }

    /// The exact two-sided interval of Clopper and Pearson: what a claim rests on.
    ///
    /// With a = 1 - confidence: low = Beta^-1(a/2; x, n - x + 1), high = Beta^-1(1 - a/2; x + 1, n - x).
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func clopperPearson(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        try StatisticsError.check(confidence: confidence)
        let tail = (1 - confidence) / 2
        return Interval(low: lower(tail: tail), high: upper(tail: tail))
    }

    /// The exact one-sided lower bound: the share is at least this, with `confidence`.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func clopperPearsonLower(confidence: Double = 0.95) throws(StatisticsError) -> Double {
        try StatisticsError.check(confidence: confidence)
        return lower(tail: 1 - confidence)
    }

    /// The exact one-sided upper bound: the share is at most this, with `confidence`.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func clopperPearsonUpper(confidence: Double = 0.95) throws(StatisticsError) -> Double {
        try StatisticsError.check(confidence: confidence)
        return upper(tail: 1 - confidence)
    }

    /// The score interval of Wilson: for plots, as it covers the stated confidence on average only.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func wilson(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        let z = try NormalDistribution.twoSidedQuantile(confidence: confidence)
        guard trials > 0 else { return Interval(low: 0, high: 1) }
        let (share, square) = (successes / trials, z * z / trials)
        let centre = share + square / 2
        let reach = z * (share * (failures / trials) / trials + square / (4 * trials)).squareRoot()
        // At the ends the formula says exactly 0 and 1, its rounding does not.
        return Interval(
            low: successes == 0 ? 0 : max(0, (centre - reach) / (1 + square)),
            high: failures == 0 ? 1 : min(1, (centre + reach) / (1 + square)))
    }

    /// The interval of Agresti and Coull, cut to 0...1.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func agrestiCoull(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        let z = try NormalDistribution.twoSidedQuantile(confidence: confidence)
        let widened = trials + z * z
        let share = (successes + z * z / 2) / widened
        let reach = z * (share * (1 - share) / widened).squareRoot()
        return Interval(low: max(0, share - reach), high: min(1, share + reach))
    }

    private func lower(tail: Double) -> Double {
        guard successes > 0 else { return 0 }
        return IncompleteBeta.inverse(successes, failures + 1, probability: tail)
    }

    private func upper(tail: Double) -> Double {
        guard failures > 0 else { return 1 }
        return 1 - IncompleteBeta.inverse(failures, successes + 1, probability: tail)
    }
}
