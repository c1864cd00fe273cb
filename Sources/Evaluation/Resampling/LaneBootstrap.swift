public import Statistics

/// How far the detection of a trial could have come out otherwise with other lanes of the same kind.
///
/// Whole lanes are drawn with replacement, as many as there are, all passes over a lane together; then one
/// threshold is set over all lanes of the resample, so that the threshold's own uncertainty is part of the
/// interval. Alarms of one score, those of all copies of a lane among them, are taken together or not
/// at all, as a threshold on the score does.
///
/// Where all lanes agree, as when every mine is found, resamples agree too: the interval of Clopper and
/// Pearson tells then what the number of mines allows.
///
/// Source: B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapters 8 and 13.
public struct LaneBootstrap: Sendable {
    /// The lanes that are drawn, by name.
    public var lanes: [String] { pool.names }
    /// How often and from which seed.
    public let plan: ResamplingPlan
    private let pool: LanePool

    /// The bootstrap of `trial`.
    public init(_ trial: JudgedTrial, plan: ResamplingPlan = .standard) {
        pool = LanePool(trial)
        self.plan = plan
    }

    /// Why there are no intervals; `nil` where there are.
    public var obstacle: String? { ResamplingPlan.obstacle(lanes: lanes.count) }
    /// What is to be said beside the intervals; `nil` where nothing is.
    public var caution: String? { ResamplingPlan.caution(lanes: lanes.count) }

    /// What is found at each of `rates` of `kind`, in the trial and in its resamples.
    ///
    /// - Complexity: O(resamples x alarms), whatever the number of rates.
    /// - Throws: `StatisticsError` for rates that are negative or not finite.
    public func detection(
        at rates: [Double], _ kind: RateKind
    ) throws(StatisticsError) -> [ResampledDetection] {
        for rate in rates where !(rate >= 0 && rate.isFinite) {
            throw .outOfRange(quantity: "a rate", value: rate, allowed: "a number from 0 up")
        }
        let order = rates.indices.sorted { (rates[$0], $0) < (rates[$1], $1) }
        let rising = order.map { rates[$0] }
        let one = [Int](repeating: 1, count: lanes.count)
        var results = rates.map { ResampledDetection(rate: $0, kind: kind, plan: plan) }
        let mines = pool.mines(one)
        for (place, hits) in zip(order, pool.found(one, at: rising, kind)) {
            results[place].setEstimates(hits, of: mines)
        }
        guard obstacle == nil else { return results }
        for number in 0..<plan.resamples {
            let weights = plan.weights(lanes.count, resample: number)
            let mines = pool.mines(weights)
            for (place, hits) in zip(order, pool.found(weights, at: rising, kind)) {
                results[place].append(hits, of: mines)
            }
        }
        return results
    }

    /// The curve with its band on a grid of `rates` of `kind`; `nil` where there is an `obstacle`.
    ///
    /// Each interval holds for its rate alone: that the whole curve lies within the band is less likely.
    ///
    /// - Throws: `StatisticsError` for rates that are negative or not finite.
    public func band(at rates: [Double], _ kind: RateKind) throws(StatisticsError) -> RocBand? {
        guard obstacle == nil else { return nil }
        var points: [RocBand.Point] = []
        for result in try detection(at: rates, kind) {
            guard let pd = result.pd, let interval = try result.interval() else { continue }
            points.append(RocBand.Point(rate: result.rate, pd: pd, interval: interval))
        }
        return RocBand(
            kind: kind, points: points, confidence: plan.confidence, lanes: lanes.count,
            caution: caution)
    }
}

/// A curve of detection against a rate of false alarms with its pointwise intervals.
public struct RocBand: Sendable, Hashable {
    /// One rate.
    public struct Point: Sendable, Hashable {
        /// Rate of false alarms (1/m2).
        public var rate: Double
        /// Share of the mines found.
        public var pd: Double
        /// What lanes of the same kind could have given.
        public var interval: Interval
    }

    /// What the rate counts.
    public let kind: RateKind
    /// In the order of the rates asked for; those without mines to find are left out.
    public let points: [Point]
    /// Confidence at each rate by itself.
    public let confidence: Double
    /// Number of lanes drawn from.
    public let lanes: Int
    /// What is to be said beside the band; `nil` where nothing is.
    public let caution: String?

    /// `count` equal steps from 0 to `limit`, both ends included.
    public static func grid(upTo limit: Double, steps count: Int = 100) -> [Double] {
        (0...max(1, count)).map { limit * Double($0) / Double(max(1, count)) }
    }
}
