/// How far the alarms that found mines lie from their centres.
///
/// The alarm credited with the mine counts, the one a deminer would dig first; further alarms on the
/// same mine do not. CEP is the empirical radius that holds that share of the alarms.
public struct Localisation: Sendable, Hashable {
    /// An alarm's place less the mine's (m).
    public struct Miss: Sendable, Hashable {
        /// Along the lane.
        public var along: Double
        /// Across the lane, positive to the left.
        public var across: Double

        /// Distance.
        public var radius: Double { ExactDistance.length(along, across) }
    }

    /// The errors, one for each mine found, in the order of the pool.
    public let misses: [Miss]
    /// Depth errors (m), alarm less truth, where the alarm tells a depth.
    public let depthErrors: [Double]

    /// The errors of the alarms in the pool of `trial` that found mines.
    public init(_ trial: JudgedTrial) {
        var misses: [Miss] = []
        var depths: [Double] = []
        for pooled in trial.pool where pooled.outcome.isHit {
            guard let target = trial.target(of: pooled) else { continue }
            let alarm = trial.lanes[pooled.lane].alarms[pooled.alarm]
            misses.append(
                Miss(
                    along: alarm.xMetres - target.xMetres,
                    across: alarm.yMetres - target.yMetres))
            if let depth = alarm.depthMetres { depths.append(depth - target.depthMetres) }
        }
        self.misses = misses
        depthErrors = depths
    }

    /// Mean error along the lane (m).
    public var biasAlongMetres: Double? { Self.mean(misses.map(\.along)) }
    /// Mean error across the lane (m).
    public var biasAcrossMetres: Double? { Self.mean(misses.map(\.across)) }
    /// Root of the mean square distance (m).
    public var rmseMetres: Double? {
        Self.mean(misses.map { $0.radius * $0.radius }).map { $0.squareRoot() }
    }
    /// Mean depth error (m).
    public var depthBiasMetres: Double? { Self.mean(depthErrors) }
    /// Root of the mean square depth error (m).
    public var depthRMSEMetres: Double? {
        Self.mean(depthErrors.map { $0 * $0 }).map { $0.squareRoot() }
    }

    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
