public import Statistics

/// How often and from which seed something is resampled.
public struct ResamplingPlan: Sendable, Hashable {
    /// Number of resamples.
    public let resamples: Int
    /// Whatever is drawn follows from it alone.
    public let seed: UInt64
    /// Confidence of the intervals.
    public let confidence: Double

    /// 2,000 resamples and intervals of 95 %.
    public static let standard = ResamplingPlan(checkedResamples: 2000, seed: 1, confidence: 0.95)

    /// The plan with these figures.
    ///
    /// - Throws: `StatisticsError` for less than 2 or more than 1,000,000 resamples, and a confidence that is
    ///   not between 0 and 1.
    public init(
        resamples: Int = 2000, seed: UInt64 = 1, confidence: Double = 0.95
    ) throws(StatisticsError) {
        guard (2...1_000_000).contains(resamples) else {
            throw .outOfRange(
                quantity: "the number of resamples", value: Double(resamples),
                allowed: "from 2 to 1000000")
        }
        guard confidence > 0, confidence < 1 else {
            throw .outOfRange(
                quantity: "the confidence", value: confidence,
                allowed: "more than 0 and less than 1")
        }
        self.init(checkedResamples: resamples, seed: seed, confidence: confidence)
    }

    private init(checkedResamples: Int, seed: UInt64, confidence: Double) {
        resamples = checkedResamples
        self.seed = seed
        self.confidence = confidence
    }

    /// How often each of `count` lanes stands in resample number `number`: `count` draws with
    /// replacement.
    ///
    /// A resample follows from the seed and its number alone, so that two lists resampled by one plan meet
    /// the same lanes.
    func weights(_ count: Int, resample number: Int) -> [Int] {
        var generator = SeededGenerator(seed: seed, stream: UInt64(number))
        var weights = [Int](repeating: 0, count: count)
        for _ in 0..<count { weights[generator.index(below: count)] += 1 }
        return weights
    }

    /// Why `count` lanes cannot be resampled; `nil` where they can.
    static func obstacle(lanes count: Int) -> String? {
        switch count {
        case 2...: nil
        case 1: "one lane cannot be resampled: how lanes differ from each other is not known"
        default: "there are no lanes to resample"
        }
    }

    /// What is to be said of intervals from `count` lanes; `nil` where there are enough.
    static func caution(lanes count: Int) -> String? {
        guard (2..<8).contains(count) else { return nil }
        return "\(count) lanes are few for resampling them: the true interval is likely wider"
    }
}
