/// The conditional test of two Poisson rates, whether both have equally many events per area.
///
/// Given all k1 + k2 events, those of the first are binomial with A1 / (A1 + A2) where the rates are equal.
/// Without events, or with equal rates, p is 1.
///
/// Source: J. Przyborowski and H. Wilenski (1940), Biometrika 31, 313-323.
public struct RateComparison: Sendable, Hashable {
    /// The first rate.
    public let first: EventRate
    /// The second rate.
    public let second: EventRate
    /// Two-sided: the probability of all outcomes that are not likelier than the one observed.
    ///
    /// The method of small p-values, as `scipy.stats.binomtest` has it (with its tolerance of 1e-7).
    public let pValue: Double
    /// Two-sided: twice the smaller tail, at most 1; it agrees with `ratioInterval`.
    public let doubledPValue: Double

    /// The test of these rates.
    ///
    /// - Throws: `StatisticsError` where the areas are too unequal for a share of them to be a number
    ///   between 0 and 1.
    public init(_ first: EventRate, _ second: EventRate) throws(StatisticsError) {
        let share = first.area / (first.area + second.area)
        guard share > 0, share < 1 else {
            throw .outOfRange(
                quantity: "the share of the first area", value: share,
                allowed: "more than 0 and less than 1")
        }
        let null = try BinomialDistribution(
            trials: first.events + second.events, probability: share)
        self.first = first
        self.second = second
        pValue = null.smallPValue(first.events)
        doubledPValue = min(
            1, 2 * min(null.cumulative(first.events), null.survival(first.events - 1)))
    }

    /// First rate by second; `nil` where neither has events, infinite where only the second has none.
    public var ratio: Double? {
        guard first.events + second.events > 0 else { return nil }
        return first.estimate / second.estimate
    }

    /// The interval of the ratio that follows from Clopper and Pearson's for the first's share of events.
    ///
    /// The upper end is infinite where the second has no events.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func ratioInterval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        let (ours, theirs) = (Double(first.events), Double(second.events))
        let share = try Proportion(successes: ours, trials: ours + theirs)
            .clopperPearson(confidence: confidence)
        let rest = try Proportion(successes: theirs, trials: ours + theirs)
            .clopperPearson(confidence: confidence)
        let areas = second.area / first.area
        // 1 - share is taken from the mirrored interval, which keeps its digits where share is near 1.
        return Interval(low: share.low / rest.high * areas, high: share.high / rest.low * areas)
    }
}

extension BinomialDistribution {
    /// The probability of all counts that are not likelier than `observed`.
    func smallPValue(_ observed: Int) -> Double {
        // Counts as likely as the observed one differ from it by rounding.
        let limit = mass(observed) * (1 + 1e-7)
        let mean = probability * Double(trials)
        if Double(observed) == mean { return 1 }
        if Double(observed) < mean {
            let first = leastCount(from: Int(mean.rounded(.up)), to: trials + 1) {
                mass($0) <= limit
            }
            return min(1, cumulative(observed) + survival(first - 1))
        }
        let above = leastCount(from: 0, to: Int(mean.rounded(.down)) + 1) { mass($0) > limit }
        return min(1, survival(observed - 1) + cumulative(above - 1))
    }

    /// The least count in `start`..<`end` with a property that all further ones have too; `end` without.
    private func leastCount(from start: Int, to end: Int, has: (Int) -> Bool) -> Int {
        var (low, high) = (start, end)
        while low < high {
            let middle = low + (high - low) / 2
            if has(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
