@testable import MineDetection

/// Discriminators of a few trees.
enum TinyJudge {
    /// A tree that tells `low` where feature number `feature` is at most `threshold`, else `high`.
    static func tree(
        _ feature: Int = 0, _ threshold: Float = 0.5, low: Float = 0.1, high: Float = 0.9
    ) -> DecisionTree {
        var tree = DecisionTree()
        let root = tree.addLeaf(share: 0)
        tree.split(root, feature: feature, threshold: threshold)
        _ = tree.addLeaf(share: low)
        _ = tree.addLeaf(share: high)
        return tree
    }

    static let calibration = ScoreCalibration(
        intercept: -0.5, slope: 1.25, interceptVariance: 0.04, slopeVariance: 0.01,
        covariance: -0.005, prior: 0.125, alarms: 96, blankScoreAtOne: 81)

    /// A judge that looks at the symmetry and, for the class, at the energy contrast.
    static func judge(
        calibration: ScoreCalibration? = nil, imagingWeight: Double = 0
    ) -> Discriminator {
        Discriminator(
            name: "tiny", features: [.symmetry, .energyContrast],
            radars: Discriminator.Radars(
                centreFrequenciesMHz: [1000, 2000], largestTraceSpacingMetres: 0.03),
            imagingWeight: imagingWeight,
            nominalTail: NominalTail(scoreAtFifth: 1, scoreAtFive: -1), calibration: calibration,
            provenance: TrainingProvenance(
                tool: "test", algorithm: DetectorSettings.algorithmVersion, growth: ForestGrowth(),
                lanes: [
                    TrainingProvenance.Lane(
                        name: "L", digest: "00", soilGroup: "sand", mines: 3, objects: 2,
                        echoes: 40)
                ], limits: "none"),
            forest: DecisionForest(trees: [tree(), tree(0, 0.5, low: 0.3, high: 0.7)]),
            classForest: DecisionForest(trees: [tree(1, 0, low: 0, high: 1)]))
    }

    /// An echo with an imaging score of `imaging`.
    static func echo(
        _ x: Double, _ y: Double = 0, imaging: Double, symmetry: Double = 0, contrast: Double = 0
    ) -> Echo {
        var features = EchoFeatures()
        features[.smallDiscTop] = imaging
        features[.symmetry] = symmetry
        features[.energyContrast] = contrast
        return Echo(xMetres: x, yMetres: y, channel: 0, delayNanoseconds: 1, features: features)
    }
}
