public import Statistics

/// What is found at one rate of false alarms, in a trial and in its resamples.
public struct ResampledDetection: Sendable, Hashable {
    /// The rate (1/m2).
    public let rate: Double
    /// What the rate counts.
    public let kind: RateKind
    /// How it was resampled.
    public let plan: ResamplingPlan
    /// Share found of all mines; `nil` without mines.
    public private(set) var pd: Double?
    /// Share found of the mines of each class the trial has.
    public private(set) var pdByClass: [TargetClass: Double] = [:]
    /// The shares found in the resamples, in their order; resamples without mines are left out.
    public private(set) var replicates: [Double] = []
    /// The same by class, for the resamples that hold mines of the class.
    public private(set) var replicatesByClass: [TargetClass: [Double]] = [:]

    init(rate: Double, kind: RateKind, plan: ResamplingPlan) {
        self.rate = rate
        self.kind = kind
        self.plan = plan
    }

    mutating func setEstimates(_ hits: [Int], of mines: [Int]) {
        pd = Self.share(hits.reduce(0, +), of: mines.reduce(0, +))
        for name in TargetClass.allCases {
            pdByClass[name] = Self.share(hits[name.place], of: mines[name.place])
        }
    }

    mutating func append(_ hits: [Int], of mines: [Int]) {
        if let share = Self.share(hits.reduce(0, +), of: mines.reduce(0, +)) {
            replicates.append(share)
        }
        for name in pdByClass.keys {
            if let share = Self.share(hits[name.place], of: mines[name.place]) {
                replicatesByClass[name, default: []].append(share)
            }
        }
    }

    /// The percentile interval of the share of all mines, or of those of `name`; `nil` with less than
    /// two replicates.
    ///
    /// - Throws: never for replicates made by `LaneBootstrap`.
    public func interval(of name: TargetClass? = nil) throws(StatisticsError) -> Interval? {
        let values = name.map { replicatesByClass[$0] ?? [] } ?? replicates
        guard values.count > 1 else { return nil }
        return try BootstrapSample(values).percentile(confidence: plan.confidence)
    }

    private static func share(_ hits: Int, of mines: Int) -> Double? {
        mines > 0 ? Double(hits) / Double(mines) : nil
    }
}
