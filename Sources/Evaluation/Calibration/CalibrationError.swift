internal import Statistics

/// The expected calibration error, and what a perfect classifier with these very probabilities would show.
///
/// ECE = sum n_b / n |share_b - mean probability_b|. It is above 0 also where every probability is right,
/// the more so the fewer alarms there are: it says something only beside what chance gives.
public struct CalibrationError: Sendable, Hashable {
    /// The error.
    public let value: Double
    /// Its mean where each alarm is a mine with just its probability.
    ///
    /// From the exact distribution of the number of mines in each bin, where bins hold up to 2,000 alarms;
    /// else the mean of the simulation.
    public let expectedByChance: Double
    /// What it exceeds by chance 1 time in 20, simulated.
    public let upper95ByChance: Double
    /// The share of simulations with an error at least this large, counting the observed one.
    public let pValue: Double

    /// Whether the error is larger than chance explains.
    public var isMoreThanChance: Bool { value > upper95ByChance }

    /// The largest bin whose distribution is summed exactly.
    static let largestExactBin = 2000

    init(
        _ pairs: [CalibrationPair], ranges: [Range<Int>], bins: [ProbabilityBin],
        plan: ResamplingPlan
    ) throws(StatisticsError) {
        let count = Double(pairs.count)
        value = bins.reduce(0) { $0 + $1.count * abs($1.share - $1.meanProbability) } / count
        let probabilities = ranges.map { pairs[$0].map(\.probability) }
        let expected = bins.map { $0.count * $0.meanProbability }
        var errors: [Double] = []
        errors.reserveCapacity(plan.resamples)
        for number in 0..<plan.resamples {
            var generator = SeededGenerator(seed: plan.seed, stream: UInt64(number))
            var sum = 0.0
            for (bin, mean) in zip(probabilities, expected) {
                var mines = 0
                for probability in bin where generator.uniform() < probability { mines += 1 }
                sum += abs(Double(mines) - mean)
            }
            errors.append(sum / count)
        }
        let simulated = try SortedSample(errors)
        upper95ByChance = try simulated.quantile(0.95)
        // Sums of the same counts may differ in their last bits.
        let observed = value - 1e-12
        pValue = Double(1 + errors.count { $0 >= observed }) / Double(1 + errors.count)
        let isExact = probabilities.allSatisfy { $0.count <= Self.largestExactBin }
        let gap =
            isExact
            ? zip(probabilities, expected).reduce(0) { $0 + Self.meanGap($1.0, from: $1.1) }
            : errors.reduce(0, +) / Double(errors.count) * count
        expectedByChance = gap / count
    }

    /// The mean distance of the number of mines from `mean`, where each alarm is one with its probability.
    ///
    /// - Complexity: O(n^2) in the number of alarms.
    static func meanGap(_ probabilities: [Double], from mean: Double) -> Double {
        var mass = [1.0]
        for probability in probabilities {
            var next = [Double](repeating: 0, count: mass.count + 1)
            for (mines, share) in mass.enumerated() {
                next[mines] += share * (1 - probability)
                next[mines + 1] += share * probability
            }
            mass = next
        }
        return mass.enumerated().reduce(0) { $0 + $1.element * abs(Double($1.offset) - mean) }
    }
}
