public import Statistics

/// Which mines two alarm lists found on the same lanes.
///
/// A mine passed several times counts once: as found where more than half of its passes found it; half is
/// not enough.
public struct PairedTargets: Sendable, Hashable {
    /// Mines both found.
    public let both: Int
    /// The exact test of those that one alone found.
    public let test: McNemarTest
    /// Mines neither found.
    public let neither: Int

    /// Mines the first alone found.
    public var firstOnly: Int { test.firstOnly }
    /// Mines the second alone found.
    public var secondOnly: Int { test.secondOnly }
    /// All mines that count.
    public var count: Int { both + firstOnly + secondOnly + neither }
    /// Mines the first found.
    public var foundByFirst: Int { both + firstOnly }
    /// Mines the second found.
    public var foundBySecond: Int { both + secondOnly }

    /// The mines of two trials over the same lanes, in the same order.
    init(_ first: [TargetRecord], _ second: [TargetRecord]) throws(StatisticsError) {
        var counts = (both: 0, first: 0, second: 0, neither: 0)
        for (ours, theirs) in zip(first, second) {
            switch (ours.isFoundByMajority, theirs.isFoundByMajority) {
            case (true, true): counts.both += 1
            case (true, false): counts.first += 1
            case (false, true): counts.second += 1
            case (false, false): counts.neither += 1
            }
        }
        both = counts.both
        neither = counts.neither
        test = try McNemarTest(firstOnly: counts.first, secondOnly: counts.second)
    }
}

extension TargetRecord {
    /// Whether more than half of the passes found it.
    public var isFoundByMajority: Bool { 2 * hits > passes }
}
