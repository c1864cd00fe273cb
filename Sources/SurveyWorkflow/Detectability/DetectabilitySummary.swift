public import SurveyModel

/// Shares of a detectability map, for people and machines.
public struct DetectabilitySummary: Sendable {
    /// One class at one depth.
    public struct Row: Sendable {
        /// The class.
        public var kind: DetectabilityClass
        /// The depth (m).
        public var depthMetres: Double
        /// Share of the swept strips in each state.
        public var shares: [DetectabilityState: Double]
        /// Weightiest reasons with the share of the swept strips they stand for, largest first.
        public var reasons: [(reason: DetectabilityReason, share: Double)]
    }

    /// By class, then by depth.
    public var rows: [Row] = []
    /// For each class the depth that nine tenths, half and one tenth of the swept strips are assured to (m).
    public var assuredMetres: [DetectabilityClass: (most: Double, half: Double, best: Double)] = [:]

    /// The shares of `map`, by length of the channels' strips.
    public init(_ map: Detectability) {
        let total = map.tiles.reduce(0) { $0 + $1.toMetres - $1.fromMetres }
        guard total > 0 else { return }
        for kind in DetectabilityClass.allCases {
            for (depth, metres) in Detectability.depthsMetres.enumerated() {
                var shares: [DetectabilityState: Double] = [:]
                var reasons: [DetectabilityReason: Double] = [:]
                for tile in map.tiles {
                    guard let cell = tile.cells[kind]?[depth] else { continue }
                    let part = (tile.toMetres - tile.fromMetres) / total
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
                (depth: $0.assured(for: kind).depthMetres, part: $0.toMetres - $0.fromMetres)
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
}
