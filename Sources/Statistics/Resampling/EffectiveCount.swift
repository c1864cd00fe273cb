/// How many independent values a series of neighbours that resemble each other is worth.
///
/// n / (1 + 2 sum r_k), r_k the autocorrelation at distance k up to the first below 0.1; never more than n
/// and never less than 1.
///
/// Source: M. S. Bartlett (1946), Supplement to the Journal of the Royal Statistical Society 8, 27-41.
public enum EffectiveCount: Sendable {
    /// The worth of several series, each in order, taken as of one kind.
    ///
    /// - Throws: `StatisticsError` where there is no value, or one that is not finite.
    public static func of(_ series: [[Double]]) throws(StatisticsError) -> Double {
        let all = series.flatMap(\.self)
        guard !all.isEmpty else { throw .tooFew(quantity: "values", count: 0, needed: 1) }
        try StatisticsError.check(finite: all, "a value")
        let count = Double(all.count)
        let mean = all.reduce(0, +) / count
        let rests = series.map { $0.map { $0 - mean } }
        let power = rests.reduce(0.0) { $0 + $1.reduce(0.0) { $0 + $1 * $1 } }
        guard power > 0 else { return 1 }
        let longest = series.map(\.count).max() ?? 1
        var likeness = 1.0
        for lag in 1..<max(2, longest) {
            var product = 0.0
            for rest in rests where rest.count > lag {
                for place in lag..<rest.count { product += rest[place] * rest[place - lag] }
            }
            guard product >= 0.1 * power else { break }
            likeness += 2 * product / power
        }
        return max(1, min(count, count / likeness))
    }
}
