/// P-values of several tests, adjusted so that any false claim among them is as unlikely as for one test.
///
/// With p-values p_1 <= ... <= p_m: adjusted p_i = max over j <= i of min(1, (m - j + 1) p_j). It holds
/// whatever the tests have to do with each other.
///
/// Source: S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
public enum HolmAdjustment: Sendable {
    /// The adjusted p-values, in the order of `pValues`.
    ///
    /// - Throws: `StatisticsError` unless each is in 0...1.
    public static func adjusted(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
        for value in pValues { try StatisticsError.check(probability: value) }
        var adjusted = pValues
        var largest = 0.0
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        for (rank, place) in order.enumerated() {
            largest = max(largest, min(1, Double(pValues.count - rank) * pValues[place]))
            adjusted[place] = largest
        }
        return adjusted
    }
}
