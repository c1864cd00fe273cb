import Glibc
import SurveyModel

/// A made-up sweep of the reference array: 14 channels 7.5 cm apart, 1 cm between traces, 256 samples of
/// 0.05 ns; a Ricker wavelet of 1.5 GHz under noise.
enum ReferenceSweep {
    static let centreFrequencyMHz = 1500.0
    static let samplesPerTrace = 256
    static let channelCount = 14

    static func sweep(metres: Int, channels: Int = channelCount) -> Sweep {
        var state: UInt64 = 1
        func noise() -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648
        }
        let wavelet = (0..<samplesPerTrace).map { sample -> Float in
            let phase = Double.pi * 1.5 * (Double(sample) * 0.05 - 1)
            return 100 * Float((1 - 2 * phase * phase) * exp(-phase * phase))
        }
        let traces = metres * 100
        return Sweep(
            format: "made up", instrument: Instrument(centreFrequencyMHz: centreFrequencyMHz),
            channels: (0..<channels).map { index in
                Channel(
                    index: index + 1, lateralOffsetMetres: 0.075 * Double(index) - 0.4875,
                    radargram: Radargram(
                        samples: (0..<traces * samplesPerTrace).map {
                            wavelet[$0 % samplesPerTrace] + noise()
                        },
                        samplesPerTrace: samplesPerTrace,
                        distancesMetres: (0..<traces).map { Double($0) * 0.01 },
                        timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05)))
            },
            positionSource: .traceHeaders)
    }

    /// A line of noise, `traces` x `samples`, 2 cm between traces.
    static func line(traces: Int, samples: Int, seed: UInt64 = 7) -> Radargram {
        var state = seed
        return Radargram(
            samples: (0..<traces * samples).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648
            },
            samplesPerTrace: samples, distancesMetres: (0..<traces).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }
}
