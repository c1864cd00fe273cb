/// Whether events are spread over areas as chance would, or come in bunches.
///
/// X^2 = sum (k_i - e_i)^2 / e_i with e_i = K A_i / A, compared with chi-square of m - 1 degrees of
/// freedom, upper tail; the index is X^2 / (m - 1), near 1 for chance. The distribution holds roughly where
/// e_i are above about 1.
///
/// Source: R. A. Fisher, H. G. Thornton and W. A. Mackenzie (1922), Annals of Applied Biology 9, 325-359.
public struct DispersionTest: Sendable, Hashable {
    /// X^2.
    public let statistic: Double
    /// Areas less one.
    public let degreesOfFreedom: Int
    /// Variance by mean; `nil` where there are no events.
    public let index: Double?
    /// The probability of bunches at least like these by chance; 1 where there are no events.
    public let pValue: Double

    /// The test of the events counted on several areas.
    ///
    /// - Throws: `StatisticsError` for fewer than two areas.
    public init(_ rates: [EventRate]) throws(StatisticsError) {
        guard rates.count > 1 else {
            throw .tooFew(quantity: "areas", count: rates.count, needed: 2)
        }
        let events = rates.reduce(0) { $0 + Double($1.events) }
        let area = rates.reduce(0) { $0 + $1.area }
        degreesOfFreedom = rates.count - 1
        guard events > 0 else {
            (statistic, index, pValue) = (0, nil, 1)
            return
        }
        statistic = rates.reduce(0) { sum, rate in
            let expected = events * (rate.area / area)
            let excess = Double(rate.events) - expected
            return sum + excess * excess / expected
        }
        index = statistic / Double(degreesOfFreedom)
        pValue = try ChiSquareDistribution(degreesOfFreedom: Double(degreesOfFreedom))
            .survival(statistic)
    }
}
