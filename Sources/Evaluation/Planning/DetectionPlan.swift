internal import Statistics

/// How many targets a trial needs to show a probability of detection, and how often it will.
///
/// The trial passes with `missesAllowed` misses or fewer. `targets` is the smallest n for which a detector of
/// exactly `pd` passes with at most 1 - `confidence`: BinCDF(misses; n, 1 - pd) <= 1 - confidence. It is the
/// number for one cell: one class in one soil and one band of depths.
public struct DetectionPlan: Sendable, Hashable {
    /// The probability of detection to be shown.
    public let pd: Double
    /// Misses with which the trial still passes.
    public let missesAllowed: Int
    /// One-sided confidence of the claim.
    public let confidence: Double
    /// Targets needed.
    public let targets: Int

    /// More targets than these nobody buries, and beyond them counts lose digits.
    private static let most = 1_000_000_000_000

    /// The smallest trial that shows `pd` with `missesAllowed`.
    ///
    /// - Throws: `EvaluationError` where `pd` or `confidence` is not between 0 and 1, the misses are negative or
    ///   beyond a million, or more than 10^12 targets were needed.
    /// - Complexity: O(log n).
    public init(pd: Double, missesAllowed: Int, confidence: Double) throws(EvaluationError) {
        try EvaluationError.check(share: pd, "the Pd to be shown")
        try EvaluationError.check(share: confidence, "the confidence")
        guard (0...1_000_000).contains(missesAllowed) else {
            throw .impossible("\(missesAllowed) misses are not from 0 to 1000000", hint: nil)
        }
        self.pd = pd
        self.missesAllowed = missesAllowed
        self.confidence = confidence
        // The last digit of 1 - confidence is rounding, it must not cost a target.
        let error = (1 - confidence) * (1 + 1e-12)
        var (low, high) = (missesAllowed, missesAllowed + 1)
        while try Self.passing(missesAllowed, of: high, pd: pd) > error {
            guard high < Self.most else {
                throw .impossible(
                    "a Pd of \(pd) would need more than \(Self.most) targets",
                    hint: "no trial can show it; state a lower Pd")
            }
            (low, high) = (high, high * 2)
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if try Self.passing(missesAllowed, of: middle, pd: pd) > error {
                low = middle
            } else {
                high = middle
            }
        }
        targets = high
    }

    /// The chance that a detector of `truePd` passes.
    ///
    /// - Throws: `EvaluationError` unless `truePd` is in 0...1.
    public func power(truePd: Double) throws(EvaluationError) -> Double {
        guard (0...1).contains(truePd) else {
            throw .impossible("the true Pd is \(truePd), allowed is from 0 to 1", hint: nil)
        }
        return try Self.passing(missesAllowed, of: targets, pd: truePd)
    }

    /// A true Pd a plan may be judged by where none is stated: with a fifth of the misses of `pd`, 0.99 for 0.95.
    public static func comfortablePd(toShow pd: Double) -> Double { 1 - (1 - pd) / 5 }

    /// The Pd that `targets` found without a miss show with `confidence`, one-sided.
    ///
    /// - Throws: `EvaluationError` where there are no targets or the confidence is not between 0 and 1.
    public static func shownWithoutMiss(
        targets: Int, confidence: Double
    ) throws(EvaluationError) -> Double {
        do {
            return try Proportion(targets, of: targets).clopperPearsonLower(confidence: confidence)
        } catch {
            throw EvaluationError(error)
        }
    }

    private static func passing(
        _ misses: Int, of targets: Int, pd: Double
    ) throws(EvaluationError) -> Double {
        do {
            return try BinomialDistribution(trials: targets, probability: 1 - pd)
                .cumulative(misses)
        } catch {
            throw EvaluationError(error)
        }
    }
}

extension EvaluationError {
    /// What a statistic refused.
    init(_ error: StatisticsError) {
        self = .impossible(error.description, hint: error.hint)
    }

    /// Refuses a share that is not strictly between 0 and 1.
    static func check(share: Double, _ quantity: String) throws(EvaluationError) {
        guard share > 0, share < 1 else {
            throw .impossible(
                "\(quantity) is \(share), allowed is more than 0 and less than 1", hint: nil)
        }
    }
}
