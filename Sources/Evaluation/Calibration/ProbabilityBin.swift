public import Statistics

/// Alarms of about one probability.
public struct ProbabilityBin: Sendable, Hashable {
    /// Their mean probability.
    public let meanProbability: Double
    /// Those that lie on a mine, of all.
    public let mines: Proportion
    /// Clopper and Pearson's 95 %.
    public let interval: Interval

    /// Share on a mine.
    public var share: Double { mines.estimate ?? 0 }
    /// Alarms.
    public var count: Double { mines.trials }

    init(_ pairs: ArraySlice<CalibrationPair>) throws(StatisticsError) {
        meanProbability = pairs.reduce(0) { $0 + $1.probability } / Double(pairs.count)
        mines = try Proportion(pairs.count { $0.isMine }, of: pairs.count)
        interval = try mines.clopperPearson()
    }

    /// The places of `pairs`, which rise by probability, in up to `count` bins of equal size.
    ///
    /// Pairs of one probability are kept together, in the bin their middle falls into; bins that none falls
    /// into are left out.
    static func ranges(of pairs: [CalibrationPair], count: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var last = -1
        var start = 0
        while start < pairs.count {
            var end = start + 1
            while end < pairs.count, pairs[end].probability == pairs[start].probability { end += 1 }
            // The middle of the block, by whole numbers: 2 x middle = start + end.
            let bin = (start + end) * count / (2 * pairs.count)
            if bin == last, let range = ranges.popLast() {
                ranges.append(range.lowerBound..<end)
            } else {
                ranges.append(start..<end)
            }
            (last, start) = (bin, end)
        }
        return ranges
    }
}
