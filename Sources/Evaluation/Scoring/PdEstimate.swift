public import Statistics

/// A share of mines found, with its intervals.
///
/// Each mine counts once: where a lane was passed several times, by the share of the passes that found
/// it. The Clopper-Pearson interval takes the number of mines as its size, as if passes over one mine
/// told nothing new: it never promises more than the mines support.
public struct PdEstimate: Sendable, Hashable {
    /// Mines that count.
    public let targets: Int
    /// Mines found: whole where each was passed once.
    public let detected: Double
    /// Passes over them.
    public let encounters: Int
    /// Passes that found them.
    public let hits: Int
    /// For claims (Clopper and Pearson, 1934); `nil` without mines.
    public let clopperPearson: Interval?
    /// For pictures (Wilson, 1927); `nil` without mines.
    public let wilson: Interval?
    /// Of the share of encounters, clustered by mine (Korn and Graubard, 1998); `nil` where every mine was
    /// passed once.
    public let clustered: Interval?

    /// The estimate from `records`, at `confidence`.
    public init(
        _ records: [TargetRecord], confidence: Double = 0.95
    ) throws(StatisticsError) {
        targets = records.count
        encounters = records.reduce(0) { $0 + $1.passes }
        hits = records.reduce(0) { $0 + $1.hits }
        let isRepeated = encounters > targets
        detected = isRepeated ? records.reduce(0) { $0 + $1.share } : Double(hits)
        guard targets > 0 else {
            (clopperPearson, wilson, clustered) = (nil, nil, nil)
            return
        }
        let share = try Proportion(
            successes: min(detected, Double(targets)), trials: Double(targets))
        clopperPearson = try share.clopperPearson(confidence: confidence)
        wilson = try share.wilson(confidence: confidence)
        guard isRepeated else {
            clustered = nil
            return
        }
        var clusters: [Proportion] = []
        for record in records { clusters.append(try Proportion(record.hits, of: record.passes)) }
        clustered = try ClusteredProportion(clusters: clusters)
            .kornGraubard(confidence: confidence)
    }

    /// Share of the mines found; `nil` without mines.
    public var pd: Double? { targets > 0 ? detected / Double(targets) : nil }
    /// Share of the encounters that found a mine; `nil` without mines.
    public var encounterPd: Double? { encounters > 0 ? Double(hits) / Double(encounters) : nil }
}
