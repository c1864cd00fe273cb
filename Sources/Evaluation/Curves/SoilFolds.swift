/// What is found where the threshold was set on other ground: for each soil group, the score at which
/// the other groups keep a rate is used unchanged.
///
/// A threshold that is set and judged on the same lanes flatters the detector; ground of another kind is
/// what it will meet.
public struct SoilFolds: Sendable {
    /// One soil group, judged with the threshold of the others.
    public struct Fold: Sendable, Hashable {
        /// Its name.
        public var soilGroup: String
        /// Scores of this and more are taken; `nil` where the other groups allow no alarm at all.
        public var threshold: Double?
        /// What the alarms in this group turned out to be.
        public var tally: OutcomeTally
        /// Its mines and those of them found, by class.
        public var classes: [RateRow.ClassCount]
        /// The area that the rate is given for (m2).
        public var areaSquareMetres: Double
    }

    /// What the rate counts.
    public let kind: RateKind
    /// The rate the threshold was set for (1/m2).
    public let rate: Double
    /// The groups by name.
    public let folds: [Fold]

    /// Judges each soil group of `trial` with the threshold that keeps `rate` of `kind` on the others.
    ///
    /// - Throws: `EvaluationError` with fewer than two soil groups, or a lane without one.
    public init(
        _ trial: JudgedTrial, at rate: Double, _ kind: RateKind
    ) throws(EvaluationError) {
        let groups = Set(trial.lanes.compactMap(\.soilGroup)).sorted()
        guard groups.count >= 2, trial.lanes.allSatisfy({ $0.soilGroup != nil }) else {
            throw .impossible(
                "folds by soil need every lane's soil group and at least two groups",
                hint: "name the soil groups of the lanes")
        }
        self.kind = kind
        self.rate = rate
        folds = groups.map { group in
            let others = trial.part { $0.soilGroup != group }
            let row = others.row(at: rate, kind)
            let judged = trial.part { $0.soilGroup == group }
            let count = row.threshold.map { limit in
                judged.pool.prefix { $0.score >= limit }.count
            }
            let taken = judged.first(count ?? 0)
            return Fold(
                soilGroup: group, threshold: row.threshold, tally: OutcomeTally(taken),
                classes: taken.classCounts, areaSquareMetres: judged.area(for: kind))
        }
    }

    /// All groups together.
    public var tally: OutcomeTally { folds.reduce(OutcomeTally()) { $0 + $1.tally } }
    /// The rate that came out over all groups (1/m2); `nil` without ground.
    public var realisedRate: Double? {
        let area = folds.reduce(0) { $0 + $1.areaSquareMetres }
        return area > 0 ? Double(tally.falseAlarms(kind)) / area : nil
    }
    /// Mines of all groups and those of them found, by class.
    public var classes: [RateRow.ClassCount] {
        TargetClass.allCases.compactMap { name in
            let counts = folds.flatMap(\.classes).filter { $0.targetClass == name }
            guard !counts.isEmpty else { return nil }
            return RateRow.ClassCount(
                targetClass: name, found: counts.reduce(0) { $0 + $1.found },
                of: counts.reduce(0) { $0 + $1.of })
        }
    }
}
