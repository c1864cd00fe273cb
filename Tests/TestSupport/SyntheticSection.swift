internal import Foundation
public import SurveyModel

/// Small made-up sections for tests: a Ricker wavelet at the surface, noise, and point targets.
public enum SyntheticSection: Sendable {
    /// A Ricker wavelet of `frequency` GHz at `time` ns, peak 1.
    public static func ricker(_ time: Double, frequency: Double = 1.5) -> Double {
        let argument = (Double.pi * frequency * time) * (Double.pi * frequency * time)
        return (1 - 2 * argument) * exp(-argument)
    }

    /// A section 2 cm between traces, 50 ps between samples: a surface echo of 100 at 1 ns delayed by
    /// `delays`, unit noise, and point targets at (x m, delay ns after the surface) of `strength`.
    public static func section(
        traces: Int = 200, samples: Int = 128, seed: UInt64 = 1,
        delays: [Double] = [], targets: [(x: Double, delay: Double, strength: Double)] = []
    ) -> Radargram {
        var noise = SeededNoise(seed: seed)
        var values: [Float] = []
        for trace in 0..<traces {
            let late = trace < delays.count ? delays[trace] : 0
            for sample in 0..<samples {
                let time = Double(sample) * 0.05 - 1 - late
                var value = 100 * ricker(time) + noise.normal()
                for target in targets {
                    let across = (Double(trace) * 0.02 - target.x) * 2 / 0.15
                    let arrival = (target.delay * target.delay + across * across).squareRoot()
                    value += target.strength * ricker(time - arrival)
                }
                values.append(Float(value))
            }
        }
        return Radargram(
            samples: values, samplesPerTrace: samples,
            distancesMetres: (0..<traces).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }
}
