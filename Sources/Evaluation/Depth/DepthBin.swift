public import Statistics

/// The share of mines found in one range of depths, without a curve.
public struct DepthBin: Sendable, Hashable {
    /// Depths (m): its lower edge belongs to it, its upper edge to the next.
    public var depthsMetres: Range<Double>
    /// Mines.
    public var targets: Int
    /// Passes over them, and those that found them.
    public var encounters: Proportion
    /// 95 % by Clopper and Pearson; where mines were passed more than once, for the effective number of
    /// passes (`ClusteredProportion`).
    public var interval: Interval

    /// Bins of 2.5 cm from the surface that hold at least one of `records`.
    ///
    /// - Throws: `StatisticsError` for a depth that is negative, not finite or beyond 100 m.
    public static func bins(of records: [TargetRecord]) throws(StatisticsError) -> [DepthBin] {
        var groups: [Int: [TargetRecord]] = [:]
        for record in records {
            let depth = record.target.depthMetres
            guard (0...100).contains(depth) else {
                throw .outOfRange(quantity: "a depth", value: depth, allowed: "from 0 to 100 m")
            }
            groups[place(of: depth), default: []].append(record)
        }
        var bins: [DepthBin] = []
        for (place, records) in groups.sorted(by: { $0.key < $1.key }) {
            var clusters: [Proportion] = []
            for record in records {
                clusters.append(try Proportion(record.hits, of: record.passes))
            }
            let share = ClusteredProportion(clusters: clusters)
            bins.append(
                DepthBin(
                    depthsMetres: edge(place)..<edge(place + 1), targets: records.count,
                    encounters: try share.pooled, interval: try share.kornGraubard()))
        }
        return bins
    }

    private static func edge(_ place: Int) -> Double { Double(place * 25) / 1000 }

    private static func place(of depth: Double) -> Int {
        let rough = Int(depth * 40)
        // Division rounds: the edges themselves decide.
        if depth >= edge(rough + 1) { return rough + 1 }
        return depth < edge(rough) ? rough - 1 : rough
    }
}
