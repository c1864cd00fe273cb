/// A mine that was not found, and what finding it would have taken.
public struct MissedMine: Sendable, Hashable {
    /// The mine, with the passes that did find it, if any.
    public var record: TargetRecord
    /// The highest score of any row credited with it, below the operating point or not selected; `nil`
    /// where no row lies in its halo at all.
    public var bestScore: Double?
    /// The ground rate at which it would have been found (1/m2); `nil` where never.
    public var groundRateNeeded: Double?
}

extension JudgedTrial {
    /// The mines some pass missed, the worst first: those that no row points to, then by the rate it
    /// would take to find them; of equal ones the shallower first.
    ///
    /// `whole` is the same trial with all rows.
    public func missedMines(whole: JudgedTrial) -> [MissedMine] {
        var best: [[String]: (score: Double, groundAlarms: Int)] = [:]
        var groundAlarms = 0
        for alarm in whole.pool {
            if alarm.outcome == .ground { groundAlarms += 1 }
            guard alarm.outcome.isHit, let target = whole.target(of: alarm) else { continue }
            let key = [whole.lanes[alarm.lane].name, target.id]
            if best[key] == nil { best[key] = (alarm.score, groundAlarms) }
        }
        let area = areas.groundSquareMetres
        let missed = targetRecords.filter { $0.hits < $0.passes }.map { record in
            let found = best[[record.lane, record.target.id]]
            return MissedMine(
                record: record, bestScore: found?.score,
                groundRateNeeded: found.flatMap { area > 0 ? Double($0.groundAlarms) / area : nil })
        }
        return missed.sorted {
            let first = $0.groundRateNeeded ?? .infinity
            let second = $1.groundRateNeeded ?? .infinity
            return first != second
                ? first > second
                : $0.record.target.depthMetres < $1.record.target.depthMetres
        }
    }
}
