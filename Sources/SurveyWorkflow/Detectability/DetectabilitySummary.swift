public import SurveyModel

/// Shares of a detectability map, for people and machines.
public struct DetectabilitySummary: Sendable {
    /// One class at one depth.
    public struct Row: Sendable {
        /// The class.
        public var kind: DetectabilityClass
        /// The depth (m).
        public var depthMetres: Double
        /// Share of the ground under the array in each state; what lies between channels too far apart for
        /// the class is grey.
        public var shares: [DetectabilityState: Double]
        /// Weightiest reasons with the share of that ground they stand for, largest first.
        public var reasons: [(reason: DetectabilityReason, share: Double)]
    }

    /// By class, then by depth.
    public var rows: [Row] = []
    /// For each class the depth that nine tenths, half and one tenth of that ground are assured to (m).
    public var assuredMetres: [DetectabilityClass: (most: Double, half: Double, best: Double)] = [:]

    /// The shares of `map`.
    public init(_ map: Detectability) {
        let total = map.tiles.reduce(0) { $0 + $1.toMetres - $1.fromMetres }
        guard total > 0 else { return }
        for kind in DetectabilityClass.allCases {
            let seen = Self.seenShare(map, kind.coverageClass)
            for (depth, metres) in Detectability.depthsMetres.enumerated() {
                var shares: [DetectabilityState: Double] = [:]
                var reasons: [DetectabilityReason: Double] = [:]
                if seen < 1 {
                    shares[.grey] = 1 - seen
                    reasons[.channelSpacing] = 1 - seen
                }
                for tile in map.tiles {
                    guard let cell = tile.cells[kind]?[depth] else { continue }
                    let part = seen * (tile.toMetres - tile.fromMetres) / total
                    shares[cell.state, default: 0] += part
                    if let first = cell.reasons.first { reasons[first, default: 0] += part }
                }
                rows.append(
                    Row(
                        kind: kind, depthMetres: metres, shares: shares,
                        reasons: reasons.sorted {
                            ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
                        }.map { ($0.key, $0.value) }))
            }
            let depths = map.tiles.map {
                (
                    depth: $0.assured(for: kind).depthMetres,
                    part: seen * ($0.toMetres - $0.fromMetres)
                )
            }.sorted { $0.depth > $1.depth }
            func reached(_ share: Double) -> Double {
                var sum = 0.0
                for (depth, part) in depths {
                    sum += part
                    if sum >= share * total - 1e-9 { return depth }
                }
                return 0
            }
            assuredMetres[kind] = (reached(0.9), reached(0.5), reached(0.1))
        }
    }

    /// Share of the width of the array, with half a strip either side, that lies in a channel's strip.
    private static func seenShare(_ map: Detectability, _ kind: CoverageClass) -> Double {
        let strip = 2 * Detectability.halfStripMetres(for: kind)
        let offsets = Set(map.tiles.map(\.lateralOffsetMetres)).sorted()
        guard let first = offsets.first, let last = offsets.last else { return 1 }
        let seen = zip(offsets, offsets.dropFirst()).reduce(strip) { $0 + min($1.1 - $1.0, strip) }
        let whole = last - first + strip
        // Rounding of the offsets is no gap.
        return seen > whole - 0.001 ? 1 : seen / whole
    }
}
