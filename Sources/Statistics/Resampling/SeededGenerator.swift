/// Random numbers that follow from a seed alone: the same on every machine.
///
/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood (2014), OOPSLA. Draws within a range are made here
/// and not by the standard library, whose way of drawing may change.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The sequence of `seed`.
    public init(seed: UInt64) { state = seed }

    /// The sequence number `stream` of `seed`: one per piece of work, whatever the order of the pieces.
    public init(seed: UInt64, stream: UInt64) {
        // Mixed twice, so that neighbouring streams do not overlap as neighbouring seeds would.
        var outer = SeededGenerator(seed: seed)
        var inner = SeededGenerator(seed: stream ^ outer.next())
        state = inner.next()
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including 1, a multiple of 2^-53.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// An index from 0 up to but not including `count`, all equally likely; `count` is at least 1.
    ///
    /// D. Lemire (2019), ACM Transactions on Modeling and Computer Simulation 29, 3.
    public mutating func index(below count: Int) -> Int {
        precondition(count > 0, "an index needs something to point at")
        let bound = UInt64(count)
        var product = bound.multipliedFullWidth(by: next())
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = bound.multipliedFullWidth(by: next()) }
        }
        return Int(product.high)
    }

    /// Brings `values` into an order in which all orders are equally likely (Fisher and Yates).
    public mutating func shuffle<Value>(_ values: inout [Value]) {
        guard values.count > 1 else { return }
        for last in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(last, index(below: last + 1))
        }
    }
}
