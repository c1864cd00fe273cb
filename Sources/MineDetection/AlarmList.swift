public import SurveyModel

/// Candidates as alarms, with what can be said of each.
public enum AlarmList: Sendable {
    /// The candidates of `sweep` above the candidate threshold of either list, highest score first.
    ///
    /// Ids are running numbers from 1 in that order; `isSelected` marks those at or above the threshold
    /// of the operating point. The expected rate is left out where it is only nominal, or where the ground
    /// gives more maxima than the blank ground it would be read from.
    public static func alarms(
        from candidates: [Candidate], sweep: String, at point: OperatingPoint, depth: DepthScale
    ) -> [Alarm] {
        let calibration = point.calibration
        let rates = point.likeness?.verdict == .livelier ? nil : point.blank
        return candidates.filter {
            $0.score >= point.candidateThreshold
                || $0.imagingScore >= point.imagingCandidateThreshold
        }.enumerated().map { rank, found in
            Alarm(
                id: "\(rank + 1)", sweep: sweep, xMetres: found.xMetres, yMetres: found.yMetres,
                depthMetres: depth.depthMetres(delayNanoseconds: found.delayNanoseconds),
                score: found.score, isSelected: found.score >= point.threshold,
                expectedFARPerSquareMetre: rates?.tail.groundRate(at: found.score),
                alarmClass: found.alarmClass, evidence: evidence(found, point, rates, calibration))
        }
    }

    private static func evidence(
        _ found: Candidate, _ point: OperatingPoint, _ rates: BlankEvidence?,
        _ calibration: ScoreCalibration?
    ) -> AlarmEvidence {
        AlarmEvidence(
            imagingScore: found.imagingScore,
            isImagingSelected: found.imagingScore >= point.imagingThreshold,
            imagingFARPerSquareMetre: rates?.imagingTail.groundRate(at: found.imagingScore),
            clutterPValue: point.blank?.clutterPValue(of: found.score),
            anomaly: point.blank?.anomaly?.distance(of: found.features),
            probability: calibration.map { calibration in
                let range = calibration.probability(at: found.score)
                return ProbabilityRange(value: range.value, low: range.low, high: range.high)
            },
            judge: point.judge?.name)
    }
}
