internal import Glibc
internal import SignalKit
public import SurveyModel

/// Permittivity of the surface from the strength of its echo relative to a metal plate's.
///
/// Gamma = A_surface / A_plate and eps = ((1 + Gamma) / (1 - Gamma))^2 at normal incidence (Maser and Scullion,
/// 1992); here at the angle and with the field of the antennas (`SurfaceWave`). The direct wave, recorded
/// in free space, is taken off both; the echoes are compared in a window of 0.9 cycles before to 0.3 after
/// the plate's peak, which leaves out most of what comes from below. Soil is taken as lossless and flat.
public struct SurfaceReflection: Sendable, Hashable {
    /// Height of the antennas over ground and plate (m).
    public var antennaHeightMetres: Double
    /// Distance from transmitter to receiver (m).
    public var antennaSeparationMetres: Double
    /// Centre frequency (MHz).
    public var centreFrequencyMHz: Double
    /// What radiates.
    public var wave: SurfaceWave

    /// For antennas at a known height and distance from each other.
    ///
    /// - Throws: `ProcessingError.badStepValue` for a height outside 0.005...2 m or a distance outside 0...2 m.
    public init(
        antennaHeightMetres: Double, antennaSeparationMetres: Double,
        centreFrequencyMHz: Double, wave: SurfaceWave = .dipoles
    ) throws(ProcessingError) {
        guard (0.005...2).contains(antennaHeightMetres) else {
            throw .badStepValue(
                step: Self.step,
                reason: "an antenna \(antennaHeightMetres) m up is not from 0.005 to 2 m")
        }
        guard (0...2).contains(antennaSeparationMetres) else {
            throw .badStepValue(
                step: Self.step,
                reason: "antennas \(antennaSeparationMetres) m apart are not from 0 to 2 m")
        }
        self.antennaHeightMetres = antennaHeightMetres
        self.antennaSeparationMetres = antennaSeparationMetres
        self.centreFrequencyMHz = centreFrequencyMHz
        self.wave = wave
    }

    /// Name of the step in errors.
    static let step = "surface reflection"

    /// The permittivity under `ground`, with the traces of `plate` and of free space `air` recorded alike.
    ///
    /// sigma joins the scatter of the echo along the line, over its independent stretches, and the part
    /// of the echo the model does not explain, over the degrees of freedom of the window.
    ///
    /// - Throws: `ProcessingError` for sections that differ in samples or interval, hold nothing or no
    ///   numbers, for a plate no stronger than free space and an echo no ground gives.
    public func estimate(
        ground: Radargram, plate: Radargram, air: Radargram
    ) throws(ProcessingError) -> VelocityEstimate {
        try checkLikeness(ground, plate, air)
        let free = Self.meanTrace(air)
        let metal = Self.difference(Self.meanTrace(plate), free)
        let echo = Self.difference(Self.meanTrace(ground), free)
        let interval = ground.timeAxis.sampleIntervalNanoseconds
        let window = try window(metal, free, interval)
        let band = band(interval)
        let plateSpectrum = band.map { Self.spectrum(metal, window, $0 * interval) }
        let echoSpectrum = band.map { Self.spectrum(echo, window, $0 * interval) }
        let fit = try permittivity(echoSpectrum, plateSpectrum, band)
        let gains = (0..<ground.traceCount).map { index -> Double in
            let own = Self.difference(ground.trace(index).map(Double.init), free)
            return Self.gain(own, metal, window)
        }
        let gain = Self.gain(echo, metal, window)
        let scatter = Self.errorOfMean(gains)
        let unexplained = gain * (fit.misfit / Double(2 * band.count)).squareRoot()
        let slope = self.slope(fit.permittivity, plateSpectrum, band)
        return VelocityEstimate(
            permittivity: fit.permittivity, sigma: hypot(scatter, unexplained) / slope,
            method: .surface, count: ground.traceCount)
    }

    private func checkLikeness(
        _ ground: Radargram, _ plate: Radargram, _ air: Radargram
    ) throws(ProcessingError) {
        for part in [ground, plate, air] {
            guard part.traceCount > 0, part.samplesPerTrace == ground.samplesPerTrace,
                part.timeAxis.sampleIntervalNanoseconds
                    == ground.timeAxis.sampleIntervalNanoseconds
            else {
                throw .badStepValue(
                    step: Self.step,
                    reason: "ground, plate and free space must be recorded with the same samples")
            }
            try VelocityInput.checkSamples(part, step: Self.step)
        }
        try VelocityInput.checkBand(ground, centreFrequencyMHz)
    }

    private func window(
        _ plate: [Double], _ air: [Double], _ interval: Double
    ) throws(ProcessingError) -> Range<Int> {
        let peak = plate.indices.max { abs(plate[$0]) < abs(plate[$1]) } ?? 0
        let strongest = air.map(abs).max() ?? 0
        guard abs(plate[peak]) > 0.01 * strongest else {
            throw .noEstimate(
                step: Self.step, reason: "the plate's trace is that of free space, no echo is in it"
            )
        }
        let cycle = 1000 / centreFrequencyMHz / interval
        let first = max(0, peak - Int((0.9 * cycle).rounded()))
        return first..<min(plate.count, peak + Int((0.3 * cycle).rounded()) + 1)
    }

    /// Half to one and a half times the centre, in eight steps (GHz).
    private func band(_ interval: Double) -> [Double] {
        (0...8).map { centreFrequencyMHz / 1000 * (0.5 + Double($0) / 8) }
    }

    private func model(_ permittivity: Double, _ band: [Double]) -> [ComplexDouble] {
        let model = SurfaceModel(
            wave: wave, heightMetres: antennaHeightMetres,
            separationMetres: antennaSeparationMetres)
        return band.map { model.ratio(permittivity: permittivity, frequency: $0) }
    }

    /// Share of the echo's power that ground of `permittivity` does not explain.
    private func misfit(
        _ permittivity: Double, _ echo: [ComplexDouble], _ plate: [ComplexDouble],
        _ band: [Double]
    ) -> Double {
        let ratios = model(permittivity, band)
        var rest = 0.0
        var power = 0.0
        for index in band.indices {
            rest += (echo[index] - ratios[index] * plate[index]).squaredMagnitude
            power += echo[index].squaredMagnitude
        }
        return power > 0 ? rest / power : 1
    }

    /// The best permittivity: steps of 8 %, then golden sections.
    private func permittivity(
        _ echo: [ComplexDouble], _ plate: [ComplexDouble], _ band: [Double]
    ) throws(ProcessingError) -> (permittivity: Double, misfit: Double) {
        let places = (0...52).map { 1.05 * exp(0.08 * Double($0)) }
        let values = places.map { misfit($0, echo, plate, band) }
        let best = values.indices.min { values[$0] < values[$1] } ?? 0
        guard best > 0, best < places.count - 1, values[best] < 0.5 else {
            throw .noEstimate(
                step: Self.step,
                reason: "the echo at the plate's time is not that of ground, permittivities from "
                    + "1.05 to 67 were tried")
        }
        let golden = 0.381_966_011_250_105
        var (low, high) = (places[best - 1], places[best + 1])
        for _ in 0..<18 {
            let (left, right) = (low + golden * (high - low), high - golden * (high - low))
            if misfit(left, echo, plate, band) < misfit(right, echo, plate, band) {
                high = right
            } else {
                low = left
            }
        }
        let middle = (low + high) / 2
        return (middle, misfit(middle, echo, plate, band))
    }

    /// Change of the echo's gain with permittivity.
    private func slope(
        _ permittivity: Double, _ plate: [ComplexDouble], _ band: [Double]
    ) -> Double {
        let above = model(permittivity * 1.01, band)
        let below = model(permittivity / 1.01, band)
        var change = 0.0
        var power = 0.0
        for index in band.indices {
            change += ((above[index] - below[index]) * plate[index]).squaredMagnitude
            power += plate[index].squaredMagnitude
        }
        return (change / power).squareRoot() / (permittivity * (1.01 - 1 / 1.01))
    }

    /// Fourier sum over `window` at `turns` per sample.
    private static func spectrum(
        _ trace: [Double], _ window: Range<Int>, _ turns: Double
    ) -> ComplexDouble {
        window.reduce(ComplexDouble(0)) { sum, index in
            let phase = -2 * Double.pi * turns * Double(index)
            return sum + trace[index] * ComplexDouble(cos(phase), sin(phase))
        }
    }

    private static func meanTrace(_ radargram: Radargram) -> [Double] {
        var mean = [Double](repeating: 0, count: radargram.samplesPerTrace)
        for index in 0..<radargram.traceCount {
            for (sample, value) in radargram.trace(index).enumerated() {
                mean[sample] += Double(value) / Double(radargram.traceCount)
            }
        }
        return mean
    }

    private static func difference(_ a: [Double], _ b: [Double]) -> [Double] {
        zip(a, b).map { $0 - $1 }
    }

    private static func gain(
        _ trace: [Double], _ plate: [Double], _ window: Range<Int>
    ) -> Double {
        var product = 0.0
        var power = 0.0
        for index in window {
            product += trace[index] * plate[index]
            power += plate[index] * plate[index]
        }
        return power > 0 ? abs(product / power) : 0
    }

    /// Standard error of the mean of neighbours that resemble each other.
    ///
    /// The variance grows by 1 + 2 sum of the autocorrelation up to its first value below 0.1.
    private static func errorOfMean(_ values: [Double]) -> Double {
        let count = Double(values.count)
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / count
        let rest = values.map { $0 - mean }
        let power = rest.reduce(0) { $0 + $1 * $1 }
        guard power > 0 else { return 0 }
        var likeness = 1.0
        for lag in 1..<values.count {
            let product = zip(rest, rest.dropFirst(lag)).reduce(0.0) { $0 + $1.0 * $1.1 }
            guard product / power >= 0.1 else { break }
            likeness += 2 * product / power
        }
        return (power / (count - 1) * min(likeness, count) / count).squareRoot()
    }
}
