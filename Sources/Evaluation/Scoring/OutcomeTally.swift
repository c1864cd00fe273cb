/// How many alarms of a pool turned out to be what.
public struct OutcomeTally: Sendable, Hashable {
    /// Mines found, once for every pass over them.
    public var hits = 0
    /// Further alarms on found mines.
    public var duplicates = 0
    /// Alarms on buried objects that are no mines.
    public var objectAlarms = 0
    /// Alarms on empty ground.
    public var groundAlarms = 0
    /// Alarms on objects that do not count.
    public var uncounted = 0

    /// Nothing yet.
    public init() {}

    /// The outcomes of the alarms in the pool of `trial`.
    public init(_ trial: JudgedTrial) {
        for alarm in trial.pool { add(alarm.outcome) }
    }

    /// Counts one more outcome.
    public mutating func add(_ outcome: AlarmOutcome) {
        switch outcome {
        case .hit: hits += 1
        case .duplicate: duplicates += 1
        case .object: objectAlarms += 1
        case .ground: groundAlarms += 1
        case .uncounted: uncounted += 1
        case .outside: break
        }
    }

    /// The outcomes of two tallies together.
    static func + (first: OutcomeTally, second: OutcomeTally) -> OutcomeTally {
        var sum = first
        sum.hits += second.hits
        sum.duplicates += second.duplicates
        sum.objectAlarms += second.objectAlarms
        sum.groundAlarms += second.groundAlarms
        sum.uncounted += second.uncounted
        return sum
    }

    /// False alarms for a rate of `kind`.
    public func falseAlarms(_ kind: RateKind) -> Int {
        kind == .ground ? groundAlarms : groundAlarms + objectAlarms
    }
}
