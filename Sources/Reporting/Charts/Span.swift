/// From one value to another, such as the ends of an interval or of an axis.
///
/// Any two numbers are taken; charts leave out spans whose ends are not finite.
public struct Span: Sendable, Hashable {
    /// Its lower end.
    public var low: Double
    /// Its upper end.
    public var high: Double

    /// From `low` to `high`.
    public init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
    }

    /// From the lower to the upper end of `range`.
    public init(_ range: ClosedRange<Double>) { self.init(range.lowerBound, range.upperBound) }

    var isFinite: Bool { low.isFinite && high.isFinite }
    var length: Double { high - low }

    func contains(_ value: Double) -> Bool { value >= low && value <= high }
}
