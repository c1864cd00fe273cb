public import Statistics

/// Where on their curves two alarm lists are compared.
public enum OperatingPoint: Sendable, Hashable {
    /// Each at the alarms it selects itself.
    case ownChoice
    /// Each with its own threshold, at most this many ground alarms per m2.
    case groundRate(Double)

    /// In a sentence.
    var words: String {
        switch self {
        case .ownChoice: "each at its own choice of alarms"
        case .groundRate(let rate):
            "each at no more than \(Figure.significant(rate)) ground alarms per m2"
        }
    }
}

/// What two alarm lists give at one operating point, target by target.
public struct PairedOutcome: Sendable, Hashable {
    /// The point.
    public let point: OperatingPoint
    /// Score of the last alarm the first takes; `nil` where it takes none.
    public let firstThreshold: Double?
    /// Score of the last alarm the second takes; `nil` where it takes none.
    public let secondThreshold: Double?
    /// The mines.
    public let targets: PairedTargets
    /// The ground alarms; `nil` where there is no ground outside halos.
    public let groundAlarms: RateComparison?

    init(
        _ point: OperatingPoint, _ first: AlarmListTrial, _ second: AlarmListTrial
    ) throws(StatisticsError) {
        let (ours, theirs) = (first.taken(at: point), second.taken(at: point))
        self.point = point
        firstThreshold = ours.pool.last?.score
        secondThreshold = theirs.pool.last?.score
        targets = try PairedTargets(ours.targetRecords, theirs.targetRecords)
        groundAlarms =
            ours.areas.groundSquareMetres > 0
            ? try RateComparison(ours.groundEvents(), theirs.groundEvents()) : nil
    }
}

extension JudgedTrial {
    fileprivate func groundEvents() throws(StatisticsError) -> EventRate {
        try EventRate(
            events: OutcomeTally(self).groundAlarms, area: areas.groundSquareMetres)
    }
}
