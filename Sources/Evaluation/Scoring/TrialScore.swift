public import Statistics

/// A trial judged at one operating point: the figures an evaluator signs.
public struct TrialScore: Sendable {
    /// All rows of the lists, for curves and rates.
    public let whole: JudgedTrial
    /// The alarms of the operating point.
    public let headline: JudgedTrial
    /// Which rows are alarms.
    public let choice: OperatingChoice
    /// What became of each mine.
    public let records: [TargetRecord]
    /// What the alarms turned out to be.
    public let tally: OutcomeTally
    /// Share of the mines found.
    public let pd: PdEstimate

    /// Scores `lanes` at `choice`.
    ///
    /// - Throws: `EvaluationError` where a lane has no ground, `StatisticsError`.
    public init(
        lanes: [TrialLane], haloMarginMetres: Double = 0.10, choice: OperatingChoice = .selected
    ) throws {
        whole = try JudgedTrial(lanes: lanes, haloMarginMetres: haloMarginMetres)
        headline = whole.judged(at: choice)
        self.choice = choice
        records = headline.targetRecords
        tally = OutcomeTally(headline)
        pd = try PdEstimate(records)
    }

    /// A group of mines with its share found.
    public struct Group: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Share found.
        public var pd: PdEstimate
    }

    /// The shares found by `grouping`: classes and bands in their own order, others by name.
    public func groups(
        by grouping: Grouping, bands: DepthBands = .standard
    ) throws(StatisticsError) -> [Group] {
        let parts = Dictionary(grouping: records) { $0.name(in: grouping, bands: bands) }
        let names: [String]
        switch grouping {
        case .targetClass: names = TargetClass.allCases.map(\.rawValue)
        case .depthBand: names = bands.names
        case .model, .soilGroup, .lane: names = parts.keys.sorted()
        }
        var groups: [Group] = []
        for name in names {
            guard let part = parts[name] else { continue }
            groups.append(Group(name: name, pd: try PdEstimate(part)))
        }
        return groups
    }

    /// The rate of `kind` with its area; `nil` where no ground is left to count on.
    public func rate(_ kind: RateKind) -> EventRate? {
        try? EventRate(events: tally.falseAlarms(kind), area: headline.area(for: kind))
    }

    /// Whether a row of the lists is among the alarms of the operating point.
    public func isTaken(_ alarm: ScoredAlarm) -> Bool {
        switch choice {
        case .selected: alarm.isSelected
        case .everything: true
        case .threshold(let limit): alarm.score >= limit
        // Of rows that share the last score some may be left out; the halos' table takes them all.
        case .rate: headline.pool.last.map { alarm.score >= $0.score } ?? false
        }
    }

    /// How far the alarms lie from the mines they found.
    public var localisation: Localisation { Localisation(headline) }
    /// The mines some pass missed, worst first.
    public var missedMines: [MissedMine] { headline.missedMines(whole: whole) }
    /// The curve over all rows.
    public var curve: RocCurve { RocCurve(whole) }
}
