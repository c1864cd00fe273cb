/// The mean square of probability less outcome, and what it is made of.
///
/// score = reliability - resolution + uncertainty + withinBins. Murphy's three terms are exact where all
/// probabilities of a bin are alike; the fourth is what is left where they are not: their variance within
/// bins less twice their covariance with the outcomes.
///
/// Sources: A. H. Murphy (1973), Journal of Applied Meteorology 12, 595-600; D. B. Stephenson,
/// C. A. S. Coelho and I. T. Jolliffe (2008), Weather and Forecasting 23, 752-757.
public struct BrierScore: Sendable, Hashable {
    /// The score: 0 is perfect.
    public let score: Double
    /// How far shares lie from the probabilities promised: 0 is perfect.
    public let reliability: Double
    /// How far shares differ between bins: the more, the better.
    public let resolution: Double
    /// Of the outcomes alone.
    public let uncertainty: Double
    /// What differences within bins add.
    public let withinBins: Double

    init(_ pairs: [CalibrationPair], ranges: [Range<Int>], bins: [ProbabilityBin]) {
        let count = Double(pairs.count)
        let share = Double(pairs.count { $0.isMine }) / count
        var (score, reliability, resolution, within) = (0.0, 0.0, 0.0, 0.0)
        for (range, bin) in zip(ranges, bins) {
            let gap = bin.meanProbability - bin.share
            reliability += bin.count * gap * gap
            resolution += bin.count * (bin.share - share) * (bin.share - share)
            for pair in pairs[range] {
                let outcome = pair.isMine ? 1.0 : 0
                let excess = pair.probability - bin.meanProbability
                within += excess * excess - 2 * excess * (outcome - bin.share)
                score += (pair.probability - outcome) * (pair.probability - outcome)
            }
        }
        self.score = score / count
        self.reliability = reliability / count
        self.resolution = resolution / count
        uncertainty = share * (1 - share)
        withinBins = within / count
    }
}
