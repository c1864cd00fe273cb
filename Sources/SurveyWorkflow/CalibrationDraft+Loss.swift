internal import Foundation
internal import RadarProcessing
internal import SurveyModel

extension CalibrationDraft {
    /// The loss: by equal objects at several depths, else by how the clutter fades.
    mutating func addLoss() throws {
        guard let permittivity else {
            warn("no-loss", "without a permittivity the loss of the ground cannot be told")
            return
        }
        let height = heightMetres ?? 0
        if heightMetres == nil && !echoes.isEmpty {
            warn(
                "height-assumed",
                "the antenna's height is not known, it is taken to touch the ground")
        }
        var found: [(value: Double, sigma: Double)] = []
        for group in Set(echoes.map { "\($0.target.kind.rawValue) \($0.target.model ?? "")" })
            .sorted()
        {
            let own = echoes.filter {
                "\($0.target.kind.rawValue) \($0.target.model ?? "")" == group
            }
            guard own.count >= 2, let kind = own.first?.target.kind else { continue }
            do {
                let one = try EchoDecay.loss(
                    own.map(\.echo), kind: kind, permittivity: permittivity.permittivity,
                    antennaHeightMetres: height, isTwoDimensional: story.isTwoDimensional)
                found.append((one.decibelsPerMetre, one.sigma))
            } catch { warn("no-echo-loss", "\(error)") }
        }
        if !found.isEmpty {
            let weights = found.reduce(0) { $0 + 1 / ($1.sigma * $1.sigma) }
            let mean = found.reduce(0) { $0 + $1.value / ($1.sigma * $1.sigma) } / weights
            keepLoss(mean, sigma: 1 / weights.squareRoot(), "equal objects at several depths")
            return
        }
        do {
            let one = try ClutterDecay(
                permittivity: permittivity.permittivity, antennaHeightMetres: height,
                isTwoDimensional: story.isTwoDimensional,
                noiseDecibels: measure.noise.flatMap { $0.isUpperBound ? nil : inBand($0.value) }
            ).loss(measure.clutter)
            // Depths are taken from times, and with them what is lost on a metre.
            let depths = permittivity.relativeDepthError * one.decibelsPerMetre
            keepLoss(
                one.decibelsPerMetre, sigma: hypot(one.sigma, depths),
                "decay of the clutter with depth")
            warn(
                "loss-by-clutter",
                "the loss rests on clutter spread evenly with depth; equal objects at several "
                    + "depths would tell it without that")
        } catch { warn("no-loss", "\(error)") }
    }

    /// White noise after the band-pass of the detector, which keeps a part of the spectrum.
    private func inBand(_ decibels: Double) -> Double {
        let nyquist = 500 / (Double(radar.sampleIntervalPicoseconds) / 1000)
        let kept = min(1, 2 * measure.centreFrequencyMHz / nyquist)
        return decibels + 10 * log10(kept)
    }

    private mutating func keepLoss(_ value: Double, sigma: Double, _ method: String) {
        if value < 0 {
            warn(
                "loss-below-zero",
                "echoes fade by less than distance alone explains (\(decimal(value, 1)) +- "
                    + "\(decimal(sigma, 1)) dB/m): the loss is put at 0")
        }
        loss = CalibrationFigure(
            CalibrationMeasure.rounded(max(0, value), 2),
            sigma: CalibrationMeasure.rounded(sigma, 2), unit: "dB/m one way")
        lossMethod = method
    }
}
