/// What was promised of one alarm, and what it was.
public struct CalibrationPair: Sendable, Hashable {
    /// Probability that it is a mine, as its list tells.
    public var probability: Double
    /// Whether it lies on a mine.
    public var isMine: Bool

    /// The pair of `probability` and `isMine`.
    public init(probability: Double, isMine: Bool) {
        self.probability = probability
        self.isMine = isMine
    }

    /// The probability, kept 1e-15 off 0 and 1 for logarithms.
    var clippedProbability: Double { min(max(probability, 1e-15), 1 - 1e-15) }
}

extension JudgedTrial {
    /// The alarms of the pool that carry a probability and have an outcome.
    ///
    /// On a mine lie first alarms and further ones alike; alarms on objects and on empty ground do not. Those
    /// on what was not swept say nothing and are left out. Alarms on one mine are not independent of each
    /// other, so figures of chance promise a little too much where there are many duplicates.
    public var calibrationPairs: [CalibrationPair] {
        pool.compactMap { pooled in
            guard let probability = lanes[pooled.lane].alarms[pooled.alarm].probability else {
                return nil
            }
            switch pooled.outcome {
            case .hit, .duplicate:
                return CalibrationPair(probability: probability, isMine: true)
            case .object, .ground:
                return CalibrationPair(probability: probability, isMine: false)
            case .uncounted, .outside: return nil
            }
        }
    }
}
