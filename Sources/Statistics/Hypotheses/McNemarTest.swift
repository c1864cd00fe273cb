/// The exact test of two methods on the same targets, whether both find equally many.
///
/// Only targets on which they differ count. p = min(1, 2 BinCDF(min(b, c); b + c, 1/2)); 1 where they
/// never differ.
///
/// Source: Q. McNemar (1947), Psychometrika 12, 153-157, with the binomial in place of chi-square.
public struct McNemarTest: Sendable, Hashable {
    /// Targets only the first method found.
    public let firstOnly: Int
    /// Targets only the second method found.
    public let secondOnly: Int
    /// Two-sided.
    public let pValue: Double

    /// The test of these discordant counts.
    ///
    /// - Throws: `StatisticsError` where one is negative.
    public init(firstOnly: Int, secondOnly: Int) throws(StatisticsError) {
        try StatisticsError.check(count: firstOnly, "a count of targets")
        try StatisticsError.check(count: secondOnly, "a count of targets")
        let halves = try BinomialDistribution(trials: firstOnly + secondOnly, probability: 0.5)
        self.firstOnly = firstOnly
        self.secondOnly = secondOnly
        pValue = min(1, 2 * halves.cumulative(min(firstOnly, secondOnly)))
    }
}
