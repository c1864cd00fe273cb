/// A rate estimated from events counted on an area, such as alarms on blank ground.
///
/// The intervals are exact where events are independent of each other (Poisson); alarms that come in
/// bunches make them too short, which `DispersionTest` tells.
///
/// Source: F. Garwood (1936), Biometrika 28, 437-442.
public struct EventRate: Sendable, Hashable {
    /// Events counted.
    public let events: Int
    /// Area (or length, or time) in which they were counted, above 0.
    public let area: Double

    /// `events` in `area`.
    ///
    /// - Throws: `StatisticsError` where the events are negative or the area is not above 0.
    public init(events: Int, area: Double) throws(StatisticsError) {
        try StatisticsError.check(count: events, "the number of events")
        guard area > 0, area.isFinite else {
            throw .outOfRange(quantity: "the area", value: area, allowed: "a number above 0")
        }
        self.events = events
        self.area = area
    }

    /// Events by area.
    public var estimate: Double { Double(events) / area }

    /// The exact two-sided interval: low = chi2^-1(a/2; 2k) / 2A, high = chi2^-1(1 - a/2; 2k + 2) / 2A.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func garwood(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        try StatisticsError.check(confidence: confidence)
        let tail = (1 - confidence) / 2
        return Interval(low: lower(tail: tail), high: upper(tail: tail))
    }

    /// The exact one-sided lower bound: the rate is at least this, with `confidence`.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func garwoodLower(confidence: Double = 0.95) throws(StatisticsError) -> Double {
        try StatisticsError.check(confidence: confidence)
        return lower(tail: 1 - confidence)
    }

    /// The exact one-sided upper bound: the rate is at most this, with `confidence`.
    ///
    /// - Throws: `StatisticsError` unless the confidence is between 0 and 1.
    public func garwoodUpper(confidence: Double = 0.95) throws(StatisticsError) -> Double {
        try StatisticsError.check(confidence: confidence)
        return upper(tail: 1 - confidence)
    }

    private func lower(tail: Double) -> Double {
        events == 0 ? 0 : IncompleteGamma.inverse(Double(events), probability: tail) / area
    }

    private func upper(tail: Double) -> Double {
        IncompleteGamma.complementInverse(Double(events) + 1, probability: tail) / area
    }
}
