internal import Foundation
internal import RadarProcessing
internal import SurveyModel
internal import SyntheticGround

/// The radar of a sweep as SyntheticGround simulates it, and how its traces are brought to those recorded.
///
/// Strengths are those of an ideal pair of dipoles at the height and distance the instrument states (4 and
/// 6 cm where it states none): the recorded early arrival, direct wave and surface echo together, is
/// taken for that pair's. Real antennas send less straight across, or more: where a calibration measured a
/// metal plate's echo against the direct wave, the direct wave is simulated accordingly.
struct TrialRadar: Sendable {
    /// The simulated radar, with one channel.
    let radar: SimulatedRadar

    /// A plate's echo against the direct wave is never farther from 1 than this (dB).
    static let mostReferenceDecibels = 30.0

    /// The same for a sweep in memory.
    init(
        _ sweep: Sweep, centreFrequencyMHz: Double, amplitudeReferenceDecibels: Double? = nil
    ) throws {
        try self.init(
            SweepOnDemand(sweep), centreFrequencyMHz: centreFrequencyMHz,
            amplitudeReferenceDecibels: amplitudeReferenceDecibels)
    }

    /// A radar like that of `sweep`, whose plate echo re the direct wave is `amplitudeReferenceDecibels`
    /// where that was measured.
    init(
        _ sweep: SweepOnDemand, centreFrequencyMHz: Double,
        amplitudeReferenceDecibels: Double? = nil
    ) throws {
        guard let place = sweep.radarPlaces.first,
            case let first = try sweep.channel(at: place).radargram,
            let spacing = first.traceSpacingMetres
        else {
            throw WorkflowError.impossible(reason: "the sweep has no radar channel", hint: nil)
        }
        let instrument = sweep.outline.instrument
        var radar = SimulatedRadar()
        radar.traceSpacingMetres = min(max(spacing, 0.002), 1)
        radar.samplesPerTrace = max(16, first.samplesPerTrace)
        radar.sampleIntervalNanoseconds = first.timeAxis.sampleIntervalNanoseconds
        radar.wavelet.centreFrequencyMHz = centreFrequencyMHz
        if let height = instrument.antennaHeightMetres, (0.005...0.5).contains(height) {
            radar.heightMetres = height
        }
        if let separation = instrument.antennaSeparationMetres,
            (0.005...0.5).contains(separation)
        {
            radar.antennaSeparationMetres = separation
        }
        if let reference = amplitudeReferenceDecibels {
            guard abs(reference) <= Self.mostReferenceDecibels else {
                throw WorkflowError.impossible(
                    reason: "the calibration's plate echo is \(decimal(reference, 1)) dB re the "
                        + "direct wave, no antenna's is",
                    hint: "calibrate again, plate and free space with the same settings")
            }
            radar.directWaveAmplitude = pow(10, -reference / 20)
        }
        // The early arrival of the simulation is to come where that of the recording does.
        let wanted = EarlyArrival(in: first).peakNanoseconds
        radar.timeZeroNanoseconds = min(max(wanted - 0.3, -90), 90)
        self.radar = radar
    }

    /// Flat, even ground of `permittivity` that takes `lossDecibelsPerMetre` one way.
    func scene(
        permittivity: Double, lossDecibelsPerMetre: Double, length: Double, channels: Int = 1,
        channelSpacing: Double = 0.1
    ) -> GroundScene {
        let soil = Soil(
            name: "", relativePermittivity: permittivity, conductivitySiemensPerMetre: 0,
            lossDecibelsPerMetre: max(0, lossDecibelsPerMetre))
        var own = radar
        own.channelCount = channels
        own.channelSpacingMetres = channelSpacing
        return GroundScene(
            name: "trial", seed: 1, lengthMetres: length,
            layers: [
                GroundLayer(
                    permittivity: permittivity,
                    conductivityMilliSiemensPerMetre: min(
                        9_999, 1000 * soil.material.conductivitySiemensPerMetre))
            ], radar: own)
    }

    /// The trace over the even ground of `simulator` without its objects, and its early arrival.
    static func empty(
        _ simulator: GroundSimulator
    ) -> (trace: [Float], peak: Double, peakNanoseconds: Double) {
        let trace = simulator.withoutObjects.traces(channel: 0, range: 0..<1)
        let line = Radargram(
            samples: trace, samplesPerTrace: trace.count, distancesMetres: [0],
            timeAxis: simulator.scene.radar.timeAxis)
        let arrival = EarlyArrival(in: line)
        return (trace, Double(trace[arrival.peakSample]), arrival.peakNanoseconds)
    }
}
