public import Statistics

/// How sure the errors of place are, for the mines that were found.
///
/// CEP is the quantile of the distances, between observations by straight lines (type 7). Its interval is the
/// percentile interval of hits drawn with replacement: it takes hits as independent, and below 20 hits the
/// CEP95 hangs on the largest distance alone.
public struct LocalisationPrecision: Sendable, Hashable {
    /// A radius that holds a share of the alarms.
    public struct Radius: Sendable, Hashable {
        /// The share.
        public var share: Double
        /// The radius (m).
        public var metres: Double
        /// Its interval; `nil` for one hit.
        public var interval: Interval?
    }

    /// Mines found.
    public let hits: Int
    /// Holds half the alarms that found mines; `nil` without any.
    public let cep50: Radius?
    /// Holds 95 % of them; `nil` without any.
    public let cep95: Radius?
    /// Whether the mean error may be nothing; `nil` for less than 3 hits, and where all lie on one line.
    public let bias: HotellingTest?
    /// Why there is no test; `nil` where there is one.
    public let biasObstacle: String?

    /// The precision of `localisation`; hits are drawn by `plan`.
    ///
    /// - Throws: `StatisticsError` for places that are not finite.
    public init(
        _ localisation: Localisation, plan: ResamplingPlan = .standard
    ) throws(StatisticsError) {
        hits = localisation.misses.count
        (cep50, cep95) = try Self.radii(localisation, plan)
        do {
            bias = try HotellingTest(
                x: localisation.misses.map(\.along), y: localisation.misses.map(\.across))
            biasObstacle = nil
        } catch {
            bias = nil
            biasObstacle = error.description
        }
    }

    private static func radii(
        _ localisation: Localisation, _ plan: ResamplingPlan
    ) throws(StatisticsError) -> (Radius?, Radius?) {
        let radii = localisation.misses.map(\.radius).sorted()
        guard !radii.isEmpty else { return (nil, nil) }
        let all = try SortedSample(radii)
        var half = Radius(share: 0.5, metres: try all.quantile(0.5))
        var most = Radius(share: 0.95, metres: try all.quantile(0.95))
        guard radii.count > 1 else { return (half, most) }
        var (halves, mosts): ([Double], [Double]) = ([], [])
        for number in 0..<plan.resamples {
            let weights = plan.weights(radii.count, resample: number)
            let drawn = zip(weights, radii).flatMap { repeatElement($1, count: $0) }
            let sample = try SortedSample(drawn)
            halves.append(try sample.quantile(0.5))
            mosts.append(try sample.quantile(0.95))
        }
        half.interval = try BootstrapSample(halves).percentile(confidence: plan.confidence)
        most.interval = try BootstrapSample(mosts).percentile(confidence: plan.confidence)
        return (half, most)
    }
}
