public import Statistics

/// Whether the ground alarms of a trial are spread over its lanes as chance would spread them.
///
/// The exact (Poisson) interval of a rate assumes alarms independent of each other. Where lanes differ by
/// more than chance, that interval is too short; what other lanes would give is then told by drawing lanes.
public struct LaneDispersion: Sendable, Hashable {
    /// One lane, all its passes together.
    public struct Lane: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its ground alarms on the area of its ground rate.
        public var rate: EventRate
    }

    /// The lanes that have ground.
    public let lanes: [Lane]
    /// The rate of all lanes together.
    public let rate: EventRate
    /// The test; `nil` with less than two lanes.
    public let test: DispersionTest?
    /// The percentile interval of the rate over lanes (1/m2); `nil` with less than two lanes.
    public let laneInterval: Interval?
    /// How the lanes were drawn.
    public let plan: ResamplingPlan

    /// Below this p-value lanes are said to differ by more than chance.
    public static let level = 0.05

    /// The dispersion of all ground alarms in the pool of `trial`: judge the alarms of the operating point
    /// alone for it.
    ///
    /// - Throws: `StatisticsError` where no lane has ground outside halos.
    public init(
        _ trial: JudgedTrial, plan: ResamplingPlan = .standard
    ) throws(StatisticsError) {
        self.plan = plan
        lanes = try Self.lanes(of: trial)
        rate = try EventRate(
            events: lanes.reduce(0) { $0 + $1.rate.events },
            area: lanes.reduce(0) { $0 + $1.rate.area })
        guard lanes.count > 1 else {
            (test, laneInterval) = (nil, nil)
            return
        }
        test = try DispersionTest(lanes.map(\.rate))
        laneInterval = try Self.interval(lanes, plan)
    }

    /// Whether the lanes differ by more than chance.
    public var isOverdispersed: Bool { test.map { $0.pValue < Self.level } ?? false }

    /// What it means for the interval of the ground rate.
    public var sentence: String {
        guard let test, let laneInterval else {
            return "With one lane it cannot be seen whether ground alarms come in bunches; "
                + "the Poisson interval of the ground rate assumes that they do not."
        }
        guard let index = test.index else {
            return "There are no ground alarms, so nothing is known of how they are spread."
        }
        let figures =
            "(index of dispersion \(Figure.decimals(index, 2)), \(Figure.pValue(test.pValue)))"
        guard isOverdispersed else {
            return
                "The ground alarms are spread over the \(lanes.count) lanes no more unevenly than "
                + "chance would spread them \(figures): nothing speaks against the Poisson interval "
                + "of the ground rate."
        }
        let caution = ResamplingPlan.caution(lanes: lanes.count).map { " (\($0))" } ?? ""
        return "The ground alarms differ between the \(lanes.count) lanes by more than chance "
            + "\(figures): the Poisson interval of the ground rate is too short. Drawing lanes gives "
            + "\(Figure.significant(laneInterval.low)) to \(Figure.significant(laneInterval.high)) "
            + "per m2 (\(Figure.percent(plan.confidence)))\(caution)."
    }

    private static func lanes(of trial: JudgedTrial) throws(StatisticsError) -> [Lane] {
        var names: [String] = []
        var counts: [String: (alarms: Int, area: Double)] = [:]
        for (lane, area) in zip(trial.lanes, trial.laneAreas) {
            if counts[lane.name] == nil { names.append(lane.name) }
            counts[lane.name, default: (0, 0)].area += area.groundSquareMetres
        }
        for alarm in trial.pool where alarm.outcome == .ground {
            counts[trial.lanes[alarm.lane].name]?.alarms += 1
        }
        var lanes: [Lane] = []
        for name in names {
            guard let count = counts[name], count.area > 0 else { continue }
            lanes.append(
                Lane(name: name, rate: try EventRate(events: count.alarms, area: count.area)))
        }
        return lanes
    }

    private static func interval(
        _ lanes: [Lane], _ plan: ResamplingPlan
    ) throws(StatisticsError) -> Interval {
        let replicates = (0..<plan.resamples).map { number in
            var (events, area) = (0.0, 0.0)
            for (weight, lane) in zip(plan.weights(lanes.count, resample: number), lanes) {
                events += Double(weight * lane.rate.events)
                area += Double(weight) * lane.rate.area
            }
            return events / area
        }
        return try BootstrapSample(replicates).percentile(confidence: plan.confidence)
    }
}
