/// The least depth at which mines are missed and the largest at which they are found, by model and soil.
///
/// A limit lies in what was tested only where some encounters were found and some were not; otherwise the
/// table says on which side of the tested depths it lies.
public struct DepthLimits: Sendable, Hashable {
    /// Where the limit lies.
    public enum Censoring: String, Sendable, Hashable, CaseIterable {
        /// Found every time.
        case neverMissed = "never missed (limit deeper than tested)"
        /// Found never.
        case neverSeen = "never seen (limit shallower than tested)"
        /// Found and missed.
        case mixed
    }

    /// One model in one soil group.
    public struct Row: Sendable, Hashable {
        /// Model, such as `PMN-2`.
        public var model: String
        /// Soil group of the lanes, where told.
        public var soilGroup: String?
        /// Mines.
        public var targets: Int
        /// Passes over these mines.
        public var encounters: Int
        /// Passes that found them.
        public var found: Int
        /// Least depth of a mine that at least one pass missed (m).
        public var shallowestMissedMetres: Double?
        /// Largest depth of a mine that at least one pass found (m).
        public var deepestFoundMetres: Double?
        /// Depths tested (m).
        public var testedMetres: ClosedRange<Double>

        /// Where the limit lies.
        public var censoring: Censoring {
            if found == encounters { return .neverMissed }
            return found == 0 ? .neverSeen : .mixed
        }
    }

    /// By model, then by soil group; lanes without a soil group come first.
    public let rows: [Row]

    /// The limits of `records`.
    public init(_ records: [TargetRecord]) {
        let groups = Dictionary(grouping: records) {
            Group(model: $0.target.model, soilGroup: $0.soilGroup)
        }
        rows = groups.compactMap { group, records in
            let depths = records.map(\.target.depthMetres)
            guard let least = depths.min(), let most = depths.max() else { return nil }
            return Row(
                model: group.model, soilGroup: group.soilGroup, targets: records.count,
                encounters: records.reduce(0) { $0 + $1.passes },
                found: records.reduce(0) { $0 + $1.hits },
                shallowestMissedMetres: records.filter { $0.hits < $0.passes }
                    .map(\.target.depthMetres).min(),
                deepestFoundMetres: records.filter { $0.hits > 0 }
                    .map(\.target.depthMetres).max(),
                testedMetres: least...most)
        }.sorted { ($0.model, $0.soilGroup ?? "") < ($1.model, $1.soilGroup ?? "") }
    }

    private struct Group: Hashable {
        var model: String
        var soilGroup: String?
    }
}
