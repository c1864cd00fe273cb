internal import Foundation

/// A trained judge of echoes: how much an echo is like those of mines it has learnt from.
///
/// It orders alarms and gives them a class; it takes none away. Readable as JSON, with where it comes from.
public struct Discriminator: Sendable, Equatable, Codable {
    /// The kind of file.
    public static let format = "clearroad-discriminator"
    /// The version this program writes and reads.
    public static let formatVersion = 1

    /// The radars it was trained for.
    public struct Radars: Sendable, Equatable, Codable {
        /// Least and largest centre frequency (MHz).
        public var centreFrequenciesMHz: [Double]
        /// Largest distance between traces (m).
        public var largestTraceSpacingMetres: Double

        /// Radars between two centre frequencies.
        public init(centreFrequenciesMHz: [Double], largestTraceSpacingMetres: Double) {
            self.centreFrequenciesMHz = centreFrequenciesMHz
            self.largestTraceSpacingMetres = largestTraceSpacingMetres
        }
    }

    /// Always `Discriminator.format`.
    public var format = Self.format
    /// The version of the file.
    public var formatVersion = Self.formatVersion
    /// Its name, shown with alarms.
    public var name: String
    /// The features it asks about, in the order of its trees' numbers.
    public var features: [EchoFeature]
    /// The radars it may judge.
    public var radars: Radars
    /// What is added of the plain imaging score, so that ground unlike all that was learnt still counts.
    public var imagingWeight: Double
    /// Scores of blank ground, for where none is given.
    public var nominalTail: NominalTail
    /// How scores became probabilities on ground it had not seen; `nil` where that was not measured.
    public var calibration: ScoreCalibration?
    /// What it was trained on.
    public var provenance: TrainingProvenance
    /// Mine or not.
    public var forest: DecisionForest
    /// Anti-vehicle or not, of mines.
    public var classForest: DecisionForest

    /// A judge made of its parts.
    public init(
        name: String, features: [EchoFeature], radars: Radars, imagingWeight: Double,
        nominalTail: NominalTail, calibration: ScoreCalibration?, provenance: TrainingProvenance,
        forest: DecisionForest,
        classForest: DecisionForest
    ) {
        self.name = name
        self.features = features
        self.radars = radars
        self.imagingWeight = imagingWeight
        self.nominalTail = nominalTail
        self.calibration = calibration
        self.provenance = provenance
        self.forest = forest
        self.classForest = classForest
    }

    /// The score of an echo: logit of the forest's share of mines, plus the weighted imaging score.
    public func score(of echo: Echo) -> Double {
        let share = forest.share(of: row(of: echo.features))
        return log((share + 0.002) / (1 - share + 0.002)) + imagingWeight * echo.imagingScore
    }

    /// How much an echo is like an anti-vehicle mine's rather than an anti-personnel mine's, 0...1.
    public func antiVehicleShare(of features: EchoFeatures) -> Double {
        classForest.share(of: row(of: features))
    }

    /// The values the trees ask about.
    public func row(of values: EchoFeatures) -> [Float] {
        features.map { Float(values[$0]) }
    }

    /// Why it may not judge a radar of `centreFrequencyMHz` with traces `traceSpacingMetres` apart; `nil`
    /// where it may.
    public func objection(
        centreFrequencyMHz: Double, traceSpacingMetres: Double?
    ) -> String? {
        let low = radars.centreFrequenciesMHz.first ?? 0
        let high = radars.centreFrequenciesMHz.last ?? 0
        guard low <= centreFrequencyMHz, centreFrequencyMHz <= high else {
            return
                "the discriminator \(name) was trained for radars of \(Int(low)) to \(Int(high)) "
                + "MHz, not of \(Int(centreFrequencyMHz)) MHz"
        }
        guard let spacing = traceSpacingMetres, spacing <= radars.largestTraceSpacingMetres else {
            return "the discriminator \(name) was trained for traces at most "
                + "\(radars.largestTraceSpacingMetres) m apart"
        }
        return nil
    }

    /// What is wrong with a file that decodes but cannot be used; `nil` for nothing.
    public var fault: String? {
        if format != Self.format { return "`format` is not \(Self.format)" }
        if formatVersion != Self.formatVersion {
            return "it is of version \(formatVersion), this program reads version "
                + "\(Self.formatVersion)"
        }
        if features.isEmpty || Set(features).count != features.count {
            return "`features` are none or repeated"
        }
        let frequencies = radars.centreFrequenciesMHz
        guard frequencies.count == 2, frequencies.allSatisfy((1...100_000).contains),
            frequencies[0] <= frequencies[1]
        else { return "`centreFrequenciesMHz` are not two rising figures from 1 to 100000" }
        if !imagingWeight.isFinite { return "`imagingWeight` is no number" }
        for trees in [forest, classForest] where !trees.asksOnly(ofFirst: features.count) {
            return "a tree asks about a feature that is not listed"
        }
        return forest.count == 0 ? "it has no trees" : nil
    }
}

/// Scores as probabilities: logit P = intercept + slope x score, fitted to alarms on soil groups that the
/// forest judging them had not learnt from.
public struct ScoreCalibration: Sendable, Equatable, Codable {
    /// The fit.
    public var intercept, slope: Double
    /// Variances and covariance of intercept and slope over drawn lanes.
    public var interceptVariance, slopeVariance, covariance: Double
    /// Share of mines among the alarms it was fitted to: the prior it stands for.
    public var prior: Double
    /// Alarms it was fitted to.
    public var alarms: Int
    /// The score that blank ground of the training lanes reached once per m2.
    public var blankScoreAtOne: Double

    /// A calibration.
    public init(
        intercept: Double, slope: Double, interceptVariance: Double, slopeVariance: Double,
        covariance: Double, prior: Double, alarms: Int, blankScoreAtOne: Double
    ) {
        self.intercept = intercept
        self.slope = slope
        self.interceptVariance = interceptVariance
        self.slopeVariance = slopeVariance
        self.covariance = covariance
        self.prior = prior
        self.alarms = alarms
        self.blankScoreAtOne = blankScoreAtOne
    }

    /// The probability at `score` with its 95 % interval.
    public func probability(
        at score: Double
    ) -> (value: Double, low: Double, high: Double) {
        let logit = intercept + slope * score
        let variance =
            interceptVariance + 2 * score * covariance + score * score * slopeVariance
        let half = 1.959963984540054 * max(0, variance).squareRoot()
        func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        return (logistic(logit), logistic(logit - half), logistic(logit + half))
    }
}
