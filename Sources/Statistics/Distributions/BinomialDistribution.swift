/// The number of successes in independent trials of one probability.
public struct BinomialDistribution: Sendable, Hashable {
    /// Number of trials.
    public let trials: Int
    /// Probability of success in each.
    public let probability: Double

    /// `trials` of `probability`.
    ///
    /// - Throws: `StatisticsError` where the trials are negative or the probability is not in 0...1.
    public init(trials: Int, probability: Double) throws(StatisticsError) {
        try StatisticsError.check(count: trials, "the number of trials")
        try StatisticsError.check(probability: probability)
        self.trials = trials
        self.probability = probability
    }

    /// The probability of exactly `successes`.
    public func mass(_ successes: Int) -> Double {
        guard (0...trials).contains(successes) else { return 0 }
        if probability == 0 { return successes == 0 ? 1 : 0 }
        if probability == 1 { return successes == trials ? 1 : 0 }
        let (hits, misses) = (Double(successes), Double(trials - successes))
        return IncompleteBeta.derivative(hits + 1, misses + 1, at: probability)
            / (Double(trials) + 1)
    }

    /// The probability of `successes` or fewer.
    public func cumulative(_ successes: Int) -> Double {
        guard successes >= 0 else { return 0 }
        guard successes < trials else { return 1 }
        return IncompleteBeta.complement(
            Double(successes) + 1, Double(trials - successes), at: probability)
    }

    /// The probability of more than `successes`.
    public func survival(_ successes: Int) -> Double {
        guard successes >= 0 else { return 1 }
        guard successes < trials else { return 0 }
        return IncompleteBeta.value(
            Double(successes) + 1, Double(trials - successes), at: probability)
    }
}
