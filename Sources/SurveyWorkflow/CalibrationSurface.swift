internal import Foundation
internal import RadarProcessing
internal import SurveyModel

/// The permittivity of the surface under sweeps, from a plate and free space.
struct CalibrationSurface: Sendable {
    var antenna: AntennaTraces
    var heightMetres: Double
    var separationMetres: Double
    var isTwoDimensional: Bool

    /// What the ground says.
    struct Answer: Sendable {
        var estimate: VelocityEstimate?
        var withoutEcho: Double
        var likePlate: Double
    }

    /// What the permittivity is uncertain by at best, as a part of it: over 12 m of simulated lanes of even
    /// ground it is off by 2 % (rms, 5 % at most), over a single metre, one place only, by 7 % (15 %).
    static func leastRelativeSigma(lengthMetres: Double) -> Double {
        lengthMetres < 5 ? 0.12 : 0.05
    }

    /// Permittivity over all channels of `sweeps`.
    func answer(
        _ sweeps: [Sweep], centreFrequencyMHz: Double, monitor: WorkMonitor
    ) throws -> Answer {
        guard
            let interval = sweeps.first?.channels.first(where: { $0.kind == .radar })?
                .radargram.timeAxis.sampleIntervalNanoseconds
        else { throw ProcessingError.noRadarChannel }
        let surface = try CoupledSurface(
            plate: antenna.plate, air: antenna.air, intervalNanoseconds: interval,
            antennaHeightMetres: heightMetres, antennaSeparationMetres: separationMetres,
            centreFrequencyMHz: centreFrequencyMHz, wave: isTwoDimensional ? .lines : .dipoles)
        var fits: [CoupledSurface.Fit] = []
        var failure: ProcessingError?
        for sweep in sweeps {
            for channel in sweep.channels where channel.kind == .radar {
                try monitor.check()
                let faults = QualityControl.assess(
                    channel.radargram, centreFrequencyMHz: centreFrequencyMHz
                ).faults
                guard faults.contains(nil) else { continue }
                do throws(ProcessingError) {
                    fits.append(try surface.fit(channel.radargram, faults: faults))
                } catch { failure = error }
            }
        }
        guard !fits.isEmpty else {
            throw failure ?? .noEstimate(step: "surface echo", reason: "no trace can be used")
        }
        let count = Double(fits.count)
        let length = sweeps.reduce(0.0) { sum, sweep in
            let places = sweep.channels.flatMap(\.radargram.distancesMetres)
            return sum + (places.max() ?? 0) - (places.min() ?? 0)
        }
        return Answer(
            estimate: Self.estimate(fits, Self.leastRelativeSigma(lengthMetres: length)),
            withoutEcho: fits.map(\.withoutEcho).reduce(0, +) / count,
            likePlate: fits.map(\.likePlate).reduce(0, +) / count)
    }

    /// The median over all traces; sigma by the scatter of the medians of thirds of channels.
    private static func estimate(
        _ fits: [CoupledSurface.Fit], _ least: Double
    ) -> VelocityEstimate? {
        let all = fits.flatMap(\.permittivities)
        guard !all.isEmpty else { return nil }
        let parts = fits.flatMap { fit -> [Double] in
            let third = fit.permittivities.count / 3
            guard third > 0 else {
                return fit.permittivities.isEmpty ? [] : [median(fit.permittivities)]
            }
            return (0..<3).map { median(Array(fit.permittivities[$0 * third..<($0 + 1) * third])) }
        }
        let middle = median(all)
        let spread = 1.4826 * median(parts.map { abs($0 - middle) })
        let scatter = 1.2533 * spread / Double(parts.count).squareRoot()
        return VelocityEstimate(
            permittivity: middle, sigma: hypot(scatter, least * middle),
            method: .surface, count: all.count)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

extension CalibrationSurface {
    /// What a calibration knows of its antenna; nil where it holds no traces or no geometry.
    init?(_ calibration: RadarCalibration) {
        guard let antenna = calibration.antenna, let height = calibration.antennaHeightMetres,
            let separation = calibration.radar.antennaSeparationMetres
        else { return nil }
        self.init(
            antenna: antenna, heightMetres: height, separationMetres: separation,
            isTwoDimensional: calibration.isTwoDimensional)
    }
}
