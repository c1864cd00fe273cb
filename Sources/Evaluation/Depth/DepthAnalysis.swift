public import Statistics

/// What a trial tells of Pd against depth, for all mines or for one class of them.
public struct DepthAnalysis: Sendable, Hashable {
    /// The class; `nil` for all mines together.
    public let targetClass: TargetClass?
    /// Counts by depth, without a curve.
    public let bins: [DepthBin]
    /// The curve; `nil` where none can be fitted.
    public let curve: DepthCurve?
    /// d90.
    public let d90: AssuredDepth
    /// d90/95.
    public let d90Lower95: AssuredDepth

    /// The analysis of `records`, all of which are taken as of class `targetClass`.
    ///
    /// - Throws: `StatisticsError` for impossible depths and a ridge below 0.
    public init(
        _ records: [TargetRecord], targetClass: TargetClass? = nil,
        ridge: Double = DepthCurve.standardRidge
    ) throws(StatisticsError) {
        self.targetClass = targetClass
        bins = try DepthBin.bins(of: records)
        if let obstacle = Self.obstacle(records) {
            curve = nil
            d90 = .noCurve(obstacle)
            d90Lower95 = .noCurve(obstacle)
            return
        }
        let curve = try DepthCurve(records, ridge: ridge)
        self.curve = curve
        d90 = curve.d90
        d90Lower95 = curve.d90Lower95
    }

    /// All mines of `trial`, then each class it has.
    ///
    /// - Throws: `StatisticsError` for impossible depths and a ridge below 0.
    public static func analyses(
        of trial: JudgedTrial, ridge: Double = DepthCurve.standardRidge
    ) throws(StatisticsError) -> [DepthAnalysis] {
        let records = trial.targetRecords
        var analyses = [try DepthAnalysis(records, ridge: ridge)]
        for name in TargetClass.allCases {
            let ofClass = records.filter { $0.target.targetClass == name }
            guard !ofClass.isEmpty else { continue }
            analyses.append(try DepthAnalysis(ofClass, targetClass: name, ridge: ridge))
        }
        return analyses
    }

    private static func obstacle(_ records: [TargetRecord]) -> String? {
        let passes = records.reduce(0) { $0 + $1.passes }
        let hits = records.reduce(0) { $0 + $1.hits }
        let depths = records.map(\.target.depthMetres)
        guard let least = depths.min(), let most = depths.max(), passes > 0 else {
            return "no mines, no curve"
        }
        let range = "\(Figure.centimetres(least)) to \(Figure.centimetres(most))"
        if hits == passes {
            return "all \(passes) encounters from \(range) were found: no curve can be fitted, the "
                + "limit lies deeper than tested; the counts tell how sure that is"
        }
        if hits == 0 {
            return "none of \(passes) encounters from \(range) was found: no curve can be fitted, "
                + "the limit lies shallower than tested"
        }
        guard least < most else {
            return "all mines lie at \(Figure.centimetres(least)): no curve can be fitted"
        }
        return nil
    }
}
