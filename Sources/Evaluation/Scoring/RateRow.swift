/// What is found at one rate of false alarms, with one threshold over all lanes.
public struct RateRow: Sendable, Hashable {
    /// Mines of one class.
    public struct ClassCount: Sendable, Hashable {
        /// The class.
        public var targetClass: TargetClass
        /// Found.
        public var found: Int
        /// Mines that count, once for every pass.
        public var of: Int

        /// `found` of `of` mines of `targetClass`.
        public init(targetClass: TargetClass, found: Int, of: Int) {
            self.targetClass = targetClass
            self.found = found
            self.of = of
        }
    }

    /// What the rate counts.
    public var kind: RateKind
    /// The rate allowed (1/m2).
    public var rate: Double
    /// Mines found, by class.
    public var classes: [ClassCount]
    /// What the alarms up to there turned out to be.
    public var tally: OutcomeTally
    /// Score of the last alarm taken; `nil` where none is.
    public var threshold: Double?
}

extension JudgedTrial {
    /// What is found at the largest number of alarms whose rate of `kind` is at most `rate` per m2.
    ///
    /// Where alarms share a score the row may end between them, in the order of the pool: a threshold on
    /// the score alone gives all of them or none.
    public func row(at rate: Double, _ kind: RateKind) -> RateRow {
        let taken = first(count(upTo: rate, kind))
        return RateRow(
            kind: kind, rate: rate, classes: taken.classCounts, tally: OutcomeTally(taken),
            threshold: taken.pool.last?.score)
    }

    /// The mines that count and those that an alarm of the pool found, by class.
    public var classCounts: [RateRow.ClassCount] {
        var found: [TargetClass: Int] = [:]
        for alarm in pool where alarm.outcome.isHit {
            if let target = target(of: alarm) { found[target.targetClass, default: 0] += 1 }
        }
        var mines: [TargetClass: Int] = [:]
        for mine in encounters {
            mines[lanes[mine.lane].targets[mine.target].targetClass, default: 0] += 1
        }
        return TargetClass.allCases.compactMap { name in
            mines[name].map {
                RateRow.ClassCount(targetClass: name, found: found[name] ?? 0, of: $0)
            }
        }
    }
}
