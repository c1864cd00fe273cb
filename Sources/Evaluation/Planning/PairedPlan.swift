internal import Statistics

/// How many targets a comparison of two detectors on the same targets needs.
///
/// n = (z_a sqrt(p10 + p01) + z_b sqrt(p10 + p01 - (p10 - p01)^2))^2 / (p10 - p01)^2, rounded up, with z_a for
/// the two-sided error and z_b for the power; `exactPower` says what the exact test of McNemar then has,
/// which is a little less.
///
/// Source: J. T. Connor (1987), Biometrics 43, 207-211.
public struct PairedPlan: Sendable, Hashable {
    /// Share of the targets that only the first detector finds.
    public let firstOnly: Double
    /// Share of the targets that only the second detector finds.
    public let secondOnly: Double
    /// Chance wanted that the difference is shown.
    public let power: Double
    /// Two-sided confidence of the test.
    public let confidence: Double
    /// Targets needed.
    public let targets: Int

    /// The comparison that shows the difference of these shares with `power`.
    ///
    /// - Throws: `EvaluationError` where the shares are alike or not shares of one whole, `power` is not between
    ///   0.5 and 1, the confidence is not between 0 and 1, or more than 10^12 targets were needed.
    public init(
        firstOnly: Double, secondOnly: Double, power: Double, confidence: Double
    ) throws(EvaluationError) {
        let (sum, difference) = (firstOnly + secondOnly, firstOnly - secondOnly)
        guard firstOnly >= 0, secondOnly >= 0, sum <= 1, difference != 0 else {
            throw .impossible(
                "the shares \(firstOnly) and \(secondOnly) of targets that one detector alone finds "
                    + "must differ, be 0 or more and at most 1 together", hint: nil)
        }
        guard power >= 0.5, power < 1 else {
            throw .impossible(
                "the power is \(power), allowed is from 0.5 and less than 1", hint: nil)
        }
        try EvaluationError.check(share: confidence, "the confidence")
        self.firstOnly = firstOnly
        self.secondOnly = secondOnly
        self.power = power
        self.confidence = confidence
        let reach: Double
        do {
            reach =
                try NormalDistribution.twoSidedQuantile(confidence: confidence) * sum.squareRoot()
                + NormalDistribution.quantile(power)
                * max(0, sum - difference * difference).squareRoot()
        } catch {
            throw EvaluationError(error)
        }
        let needed = (reach * reach / (difference * difference)).rounded(.up)
        guard needed <= 1e12 else {
            throw .impossible(
                "the shares \(firstOnly) and \(secondOnly) are too near to each other: more than "
                    + "10^12 targets were needed", hint: nil)
        }
        targets = max(1, Int(needed))
    }

    /// The chance that the exact test shows the difference; `nil` where more than 100000 targets are needed.
    ///
    /// - Complexity: O(n log n).
    public func exactPower() throws(EvaluationError) -> Double? {
        guard targets <= 100_000 else { return nil }
        do {
            let sum = firstOnly + secondOnly
            let discordant = try BinomialDistribution(trials: targets, probability: min(1, sum))
            var total = 0.0
            for count in 1...targets {
                let weight = discordant.mass(count)
                // What is left out is less than 10^5 times this.
                guard weight > 1e-15 else { continue }
                total += try weight * rejection(among: count, share: firstOnly / sum)
            }
            return total
        } catch {
            throw EvaluationError(error)
        }
    }

    /// The chance that the test rejects, given how many targets one detector alone found.
    private func rejection(among count: Int, share: Double) throws(StatisticsError) -> Double {
        // The largest count of the rarer kind with which the test rejects is below `high`.
        var (low, high) = (0, count / 2 + 1)
        while low < high {
            let middle = low + (high - low) / 2
            let test = try McNemarTest(firstOnly: middle, secondOnly: count - middle)
            if test.pValue <= 1 - confidence { low = middle + 1 } else { high = middle }
        }
        let split = try BinomialDistribution(trials: count, probability: share)
        return split.cumulative(low - 1) + split.survival(count - low)
    }
}
