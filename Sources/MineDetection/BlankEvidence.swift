internal import Statistics

/// What blank ground of one radar tells: how often it alone reaches a score, in both lists, and what its
/// echoes are like.
public struct BlankEvidence: Sendable {
    /// Tail of the score alarms are ordered by.
    public let tail: TailFit
    /// Tail of the plain imaging score.
    public let imagingTail: TailFit
    /// What its echoes are like; `nil` where they are too few.
    public let anomaly: AnomalyModel?
    /// Scores of its maxima, ascending.
    private let scores: [Double]
    /// Imaging scores of its maxima, ascending.
    private let imagingScores: [Double]

    /// From the candidates of `areaSquareMetres` of blank ground.
    ///
    /// - Throws: `DetectionError.tooFewBlankMaxima` below 50 maxima.
    public init(
        candidates: [Candidate], areaSquareMetres: Double
    ) throws(DetectionError) {
        tail = try TailFit(
            blankScores: candidates.map(\.score), areaSquareMetres: areaSquareMetres)
        imagingTail = try TailFit(
            blankScores: candidates.map(\.imagingScore), areaSquareMetres: areaSquareMetres)
        anomaly = AnomalyModel(candidates.map(\.features))
        scores = candidates.map(\.score).filter(\.isFinite).sorted()
        imagingScores = candidates.map(\.imagingScore).filter(\.isFinite).sorted()
    }

    /// The conformal p-value of `score` being clutter: (1 + #{blank scores >= score}) / (1 + n).
    ///
    /// Where blank ground and the ground searched are exchangeable, clutter has a p-value of at most a in a
    /// share a of cases at most (Vovk, Gammerman and Shafer, 2005).
    public func clutterPValue(of score: Double) -> Double {
        var (low, high) = (0, scores.count)
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] < score { low = middle + 1 } else { high = middle }
        }
        return Double(1 + scores.count - low) / Double(1 + scores.count)
    }

    /// How ground with the maxima `searched` compares with it; `nil` where they are too few to tell.
    public func likeness(of searched: [Candidate]) -> GroundLikeness? {
        GroundLikeness(searched: searched.map(\.imagingScore), blank: imagingScores)
    }

    /// Whether this ground is like that on which `calibration` was made: the rate at which it reaches the
    /// score that ground reached once per m2 may be, by its 95 % interval, between a third and three per m2.
    public func agrees(with calibration: ScoreCalibration) -> Bool {
        let count = scores.count { $0 >= calibration.blankScoreAtOne }
        guard let rate = try? EventRate(events: count, area: tail.areaSquareMetres),
            let interval = try? rate.garwood()
        else { return false }
        return interval.high >= 1.0 / 3 && interval.low <= 3
    }
}
