/// An interval from `low` to `high`, both included.
public struct Interval: Sendable, Hashable {
    /// Lower end.
    public var low: Double
    /// Upper end; infinite where nothing bounds it.
    public var high: Double

    /// The interval from `low` to `high`.
    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// Its length.
    public var width: Double { high - low }

    /// Whether `value` lies in it.
    public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
