internal import Statistics

/// How much blank ground a trial needs to show that alarms on it are rare, and how often it will.
///
/// With `alarmsAllowed` alarms or fewer on `areaSquareMetres`, the one-sided upper bound of Garwood is at most
/// `groundRate`. The area is ground outside the halos of all objects that is in fact swept.
public struct BlankGroundPlan: Sendable, Hashable {
    /// The ground rate to be shown (alarms per m2).
    public let groundRate: Double
    /// Alarms with which the trial still passes.
    public let alarmsAllowed: Int
    /// One-sided confidence of the claim.
    public let confidence: Double
    /// Blank area needed (m2).
    public let areaSquareMetres: Double

    /// The smallest area that shows `groundRate` with `alarmsAllowed`.
    ///
    /// - Throws: `EvaluationError` where the rate is not a number above 0, the alarms are negative or beyond a
    ///   million, or the confidence is not between 0 and 1.
    public init(
        groundRate: Double, alarmsAllowed: Int, confidence: Double
    ) throws(EvaluationError) {
        try EvaluationError.check(share: confidence, "the confidence")
        guard groundRate > 0, groundRate.isFinite else {
            throw .impossible(
                "the ground rate to be shown is \(groundRate), allowed is a number above 0",
                hint: nil)
        }
        guard (0...1_000_000).contains(alarmsAllowed) else {
            throw .impossible("\(alarmsAllowed) alarms are not from 0 to 1000000", hint: nil)
        }
        self.groundRate = groundRate
        self.alarmsAllowed = alarmsAllowed
        self.confidence = confidence
        do {
            // The bound on one square metre is the number of alarms that the area may be worth.
            areaSquareMetres =
                try EventRate(events: alarmsAllowed, area: 1)
                .garwoodUpper(confidence: confidence) / groundRate
        } catch {
            throw EvaluationError(error)
        }
        guard areaSquareMetres.isFinite else {
            throw .impossible("a ground rate of \(groundRate) is too small to be shown", hint: nil)
        }
    }

    /// The chance that a detector with `trueRate` alarms per m2 passes.
    ///
    /// - Throws: `EvaluationError` unless the rate is a number from 0 up.
    public func power(trueRate: Double) throws(EvaluationError) -> Double {
        do {
            return try PoissonDistribution(mean: trueRate * areaSquareMetres)
                .cumulative(alarmsAllowed)
        } catch {
            throw .impossible(
                "the true ground rate is \(trueRate), allowed is a number from 0 up", hint: nil)
        }
    }
}
