internal import Statistics

/// Two alarm lists on the same lanes, drawn together.
struct PairedLaneBootstrap {
    private let first: LanePool
    private let second: LanePool
    private let plan: ResamplingPlan

    init(_ first: JudgedTrial, _ second: JudgedTrial, plan: ResamplingPlan) {
        self.first = LanePool(first)
        self.second = LanePool(second)
        self.plan = plan
    }

    var lanes: [String] { first.names }

    /// The differences of Pd at `rates`, which rise, and, last, of the mean Pd up to `limit`; none without
    /// mines or ground.
    func differences(
        at rates: [Double], meanUpTo limit: Double
    ) throws(StatisticsError) -> [PairedDifference] {
        try differences(of: rates + [limit]) { pool, weights in
            guard let mean = pool.partialArea(weights, upTo: limit, .ground),
                let found = Self.shares(pool, weights, rates)
            else { return nil }
            return found + [mean]
        }
    }

    /// The difference of Pd with all alarms taken; `nil` without mines.
    func differenceOfAll() throws(StatisticsError) -> PairedDifference? {
        try differences(of: [nil]) { Self.shares($0, $1, [.infinity]) }.first
    }

    /// The differences of `figures`, each given for one of `rates`.
    private func differences(
        of rates: [Double?], _ figures: (LanePool, [Int]) -> [Double]?
    ) throws(StatisticsError) -> [PairedDifference] {
        let one = [Int](repeating: 1, count: lanes.count)
        guard let ours = figures(first, one), let theirs = figures(second, one) else { return [] }
        func difference(_ weights: [Int]) -> [Double]? {
            guard let ours = figures(first, weights), let theirs = figures(second, weights) else {
                return nil
            }
            return zip(ours, theirs).map { $0 - $1 }
        }
        let count = lanes.count
        let canDraw = ResamplingPlan.obstacle(lanes: count) == nil
        let resamples = (0..<(canDraw ? plan.resamples : 0)).compactMap {
            difference(plan.weights(count, resample: $0))
        }
        let leftOut = (0..<count).map { lane in
            difference((0..<count).map { $0 == lane ? 0 : 1 })
        }
        var differences: [PairedDifference] = []
        for (place, rate) in rates.enumerated() {
            differences.append(
                try PairedDifference(
                    rate: rate, first: ours[place], second: theirs[place],
                    replicates: resamples.map { $0[place] },
                    jackknife: leftOut.map { $0?[place] }, confidence: plan.confidence))
        }
        return differences
    }

    /// Pd at each of `rates`; `nil` without mines.
    private static func shares(
        _ pool: LanePool, _ weights: [Int], _ rates: [Double]
    ) -> [Double]? {
        let mines = pool.mines(weights).reduce(0, +)
        guard mines > 0 else { return nil }
        return pool.found(weights, at: rates, .ground).map {
            Double($0.reduce(0, +)) / Double(mines)
        }
    }
}
