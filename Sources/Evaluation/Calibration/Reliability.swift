internal import Glibc
public import Statistics

/// Whether the probabilities of alarms keep what they promise.
public struct Reliability: Sendable, Hashable {
    /// The line logit P(mine) = intercept + slope * logit(probability): 0 and 1 where all is well.
    public struct Recalibration: Sendable, Hashable {
        /// Below 0 where probabilities are too high throughout.
        public var intercept: Double
        /// Below 1 where probabilities are too extreme.
        public var slope: Double
        /// 95 % of the intercept.
        public var interceptInterval: Interval
        /// 95 % of the slope.
        public var slopeInterval: Interval
    }

    /// Alarms with a probability and an outcome.
    public let count: Int
    /// Those on a mine.
    public let mines: Int
    /// Bins of equal size, up to `binCount`, by rising probability; equal probabilities share a bin.
    public let bins: [ProbabilityBin]
    /// The Brier score.
    public let brier: BrierScore
    /// Mean of -log of the probability given to what happened, probabilities kept 1e-15 off 0 and 1.
    public let logLoss: Double
    /// The calibration error beside chance.
    public let error: CalibrationError
    /// The line that would set the probabilities right; `nil` where there is none.
    public let recalibration: Recalibration?
    /// Why there is no such line; `nil` where there is one.
    public let recalibrationObstacle: String?

    /// Bins alarms are spread over.
    public static let binCount = 15
    /// Fewest alarms with a probability: two for each bin.
    public static let leastCount = 30

    /// The reliability of `pairs`; chance is simulated by `plan`.
    ///
    /// - Throws: `StatisticsError` for less than 30 pairs and a probability that is not in 0...1.
    public init(
        _ pairs: [CalibrationPair], plan: ResamplingPlan = .standard
    ) throws(StatisticsError) {
        guard !pairs.isEmpty else {
            throw .undefined("the alarms carry no probabilities", hint: nil)
        }
        guard pairs.count >= Self.leastCount else {
            throw .tooFew(
                quantity: "alarms with a probability", count: pairs.count, needed: Self.leastCount)
        }
        for pair in pairs where !(0...1).contains(pair.probability) {
            throw .outOfRange(
                quantity: "a probability", value: pair.probability, allowed: "from 0 to 1")
        }
        let rising = pairs.enumerated().sorted {
            ($0.element.probability, $0.offset) < ($1.element.probability, $1.offset)
        }.map(\.element)
        let ranges = ProbabilityBin.ranges(of: rising, count: Self.binCount)
        var bins: [ProbabilityBin] = []
        for range in ranges { bins.append(try ProbabilityBin(rising[range])) }
        self.bins = bins
        count = pairs.count
        mines = pairs.count { $0.isMine }
        brier = BrierScore(rising, ranges: ranges, bins: bins)
        logLoss = Self.logLoss(rising)
        error = try CalibrationError(rising, ranges: ranges, bins: bins, plan: plan)
        do {
            recalibration = try Self.recalibration(rising)
            recalibrationObstacle = nil
        } catch {
            recalibration = nil
            recalibrationObstacle = error.description
        }
    }

    /// What the calibration error says.
    public var sentence: String {
        let chance =
            "a perfect classifier with these probabilities shows "
            + "\(Figure.decimals(error.expectedByChance, 3)) on average and more than "
            + "\(Figure.decimals(error.upper95ByChance, 3)) 1 time in 20"
        let start =
            "The calibration error over \(count) alarms is \(Figure.decimals(error.value, 3)); \(chance)"
        return error.isMoreThanChance
            ? "\(start): the probabilities do not keep what they promise."
            : "\(start): this trial shows no fault of the probabilities, which does not prove that there "
                + "is none."
    }

    private static func logLoss(_ pairs: [CalibrationPair]) -> Double {
        let sum = pairs.reduce(0.0) { sum, pair in
            let probability = pair.clippedProbability
            return sum - (pair.isMine ? log(probability) : log1p(-probability))
        }
        return sum / Double(pairs.count)
    }

    private static func recalibration(
        _ pairs: [CalibrationPair]
    ) throws(StatisticsError) -> Recalibration {
        let logits = pairs.map { pair in
            let probability = pair.clippedProbability
            return [log(probability) - log1p(-probability)]
        }
        let fit = try LogisticRegression(
            predictors: logits, outcomes: pairs.map(\.isMine), ridge: 0)
        let z = try NormalDistribution.twoSidedQuantile(confidence: 0.95)
        func interval(_ place: Int) -> Interval {
            let reach = z * fit.covariance[place][place].squareRoot()
            return Interval(
                low: fit.coefficients[place] - reach, high: fit.coefficients[place] + reach)
        }
        return Recalibration(
            intercept: fit.coefficients[0], slope: fit.coefficients[1],
            interceptInterval: interval(0), slopeInterval: interval(1))
    }
}
