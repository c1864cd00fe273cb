internal import MineDetection
internal import SurveyModel

extension CalibrationMeasure {
    /// How sweeps are searched that are compared by their maxima: as a calibration says.
    static func pipeline(
        permittivity: Double?, centreFrequencyMHz: Double?
    ) -> DetectionPipeline {
        let known = permittivity.map { min(max($0, 1.5), 40) } ?? 4
        return DetectionPipeline(
            ground: SurveySettings.Detection(
                groundRatePerSquareMetre: 0.2, permittivity: known,
                permittivityMaximum: max(9, known), searchDepthMetres: 0.3),
            centreFrequencyMHz: centreFrequencyMHz, discriminator: nil)
    }

    /// The maxima of several sweeps in the order of their places.
    static func maxima(_ sweeps: [ScoredSweep]) throws -> BlankMaxima {
        let series = sweeps.map { sweep in
            sweep.candidates.sorted {
                ($0.xMetres, $0.yMetres) < ($1.xMetres, $1.yMetres)
            }.map(\.score).filter(\.isFinite)
        }
        let scores = series.flatMap(\.self).sorted()
        let quantiles =
            scores.isEmpty
            ? []
            : [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99].map { share in
                ScoreQuantile(
                    share: share,
                    score: rounded(
                        scores[Int((share * Double(scores.count - 1)).rounded())], 4))
            }
        return BlankMaxima(
            count: scores.count,
            areaSquareMetres: rounded(sweeps.map(\.sweptSquareMetres).reduce(0, +), 4),
            quantiles: quantiles, sample: try sample(series))
    }
}
