public import Evaluation

/// What the oracle sees: the benchmark of what is possible on trial lanes.
///
/// Each mine has a filter of its own and so each lane several. At a threshold t the ground count of a lane
/// is the mean, over the filters of its mines, of the number of the filter's ground maxima of at least t;
/// the ground rate is the sum of these counts over the lanes with mines, over their ground. A mine is found
/// where its own statistic is at least t. One threshold holds for all lanes.
public struct OracleScore: Sendable, Equatable {
    /// One mine and its filter's answer.
    public struct Mine: Sendable, Equatable {
        /// Its lane.
        public var lane: String
        /// Its truth.
        public var target: Target
        /// The strongest response within its halo; 0 where no good trace lies in it.
        public var statistic: Double

        /// A mine of `lane` whose filter answers with `statistic`.
        public init(lane: String, target: Target, statistic: Double) {
            self.lane = lane
            self.target = target
            self.statistic = statistic
        }
    }

    /// A ground maximum of one filter.
    public struct GroundMaximum: Sendable, Equatable {
        /// Its response.
        public var statistic: Double
        /// What it adds to the ground count: 1 over the number of filters of its lane.
        public var weight: Double

        /// A maximum of `statistic` that adds `weight` to the count.
        public init(statistic: Double, weight: Double) {
            self.statistic = statistic
            self.weight = weight
        }
    }

    /// The mines, lane by lane in the order of the truth.
    public let mines: [Mine]
    /// The ground maxima of all filters, highest first.
    public let ground: [GroundMaximum]
    /// Ground of the lanes with mines (m2).
    public let groundSquareMetres: Double

    /// A score of `mines` over `ground` of `groundSquareMetres`.
    public init(mines: [Mine], ground: [GroundMaximum], groundSquareMetres: Double) {
        self.mines = mines
        self.ground = ground.sorted { $0.statistic > $1.statistic }
        self.groundSquareMetres = groundSquareMetres
    }

    /// What is found at one ground rate.
    public struct Row: Sendable, Equatable {
        /// The rate allowed (per m2).
        public var groundRate: Double
        /// Statistics above it are taken: the highest ground maximum that would exceed the rate; 0 where
        /// none does.
        public var threshold: Double
        /// The mines found, in the order of the score's.
        public var found: [Mine]

        /// Mines found of a class.
        public func count(_ targetClass: TargetClass) -> Int {
            found.count { $0.target.targetClass == targetClass }
        }
    }

    /// What is found where no more than `groundRate` ground alarms per m2 are allowed.
    public func row(groundRate: Double) -> Row {
        // A billionth, for sums of thirds and sevenths that should be whole.
        let allowed = groundRate * groundSquareMetres + 1e-9
        var count = 0.0
        let first = ground.first {
            count += $0.weight
            return count > allowed
        }
        let threshold = first?.statistic ?? 0
        return Row(
            groundRate: groundRate, threshold: threshold,
            found: mines.filter { $0.statistic > threshold })
    }

    /// The mines of each class and those of `row`.
    public func classCounts(_ row: Row) -> [RateRow.ClassCount] {
        TargetClass.allCases.compactMap { name in
            let mines = mines.count { $0.target.targetClass == name }
            guard mines > 0 else { return nil }
            return RateRow.ClassCount(targetClass: name, found: row.count(name), of: mines)
        }
    }

    /// A point of the curve.
    public struct CurvePoint: Sendable, Equatable {
        /// Statistics of at least this are taken.
        public var threshold: Double
        /// Ground maxima per m2.
        public var groundRate: Double
        /// Part of the mines found.
        public var detected: Double
    }

    /// The curve of the mines of `classes` (of all where `nil`): a point for each mine, the strongest first.
    ///
    /// Empty without such mines or without ground.
    public func curve(of classes: Set<TargetClass>? = nil) -> [CurvePoint] {
        let statistics = mines.filter { classes?.contains($0.target.targetClass) ?? true }
            .map(\.statistic).sorted(by: >)
        guard groundSquareMetres > 0 else { return [] }
        var count = 0.0
        var next = 0
        return statistics.enumerated().map { place, threshold in
            while next < ground.count, ground[next].statistic >= threshold {
                count += ground[next].weight
                next += 1
            }
            return CurvePoint(
                threshold: threshold, groundRate: count / groundSquareMetres,
                detected: Double(place + 1) / Double(statistics.count))
        }
    }
}
