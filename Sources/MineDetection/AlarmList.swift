public import SurveyModel

/// Candidates as alarms, with what can be said of each.
public enum AlarmList: Sendable {
    /// The candidates of `sweep` above the candidate threshold, highest score first.
    ///
    /// Ids are running numbers from 1 in that order; `isSelected` marks those at or above the threshold
    /// of the operating point. The expected rate is left out where it is only nominal.
    public static func alarms(
        from candidates: [Candidate], sweep: String, at point: OperatingPoint, depth: DepthScale
    ) -> [Alarm] {
        candidates.filter { $0.score >= point.candidateThreshold }.enumerated().map { rank, found in
            Alarm(
                id: "\(rank + 1)", sweep: sweep, xMetres: found.xMetres, yMetres: found.yMetres,
                depthMetres: depth.depthMetres(delayNanoseconds: found.delayNanoseconds),
                score: found.score, isSelected: found.score >= point.threshold,
                expectedFARPerSquareMetre: point.tail?.groundRate(at: found.score),
                alarmClass: found.alarmClass)
        }
    }
}
