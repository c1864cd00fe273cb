internal import Foundation
public import SurveyModel

/// Whole sweeps small enough for a debug build: few coarse traces, few samples, known targets.
public enum TinySweep: Sendable {
    /// Something buried at a place of the lane.
    public struct Target: Sendable {
        /// Along the lane (m).
        public var x: Double
        /// Across the lane, left positive (m).
        public var y: Double
        /// Delay of its echo after the surface's (ns).
        public var delay: Double
        /// Amplitude, where noise has 1 and the surface 100.
        public var strength: Double

        /// A target at (`x`, `y`).
        public init(x: Double, y: Double, delay: Double = 1, strength: Double = 40) {
            self.x = x
            self.y = y
            self.delay = delay
            self.strength = strength
        }
    }

    /// Offsets of five channels 10 cm apart (m).
    public static let fiveChannels = [-0.2, -0.1, 0, 0.1, 0.2]
    /// Offsets of five channels so far apart that each gives maxima of its own (m).
    public static let wideChannels = [-0.6, -0.3, 0, 0.3, 0.6]
    /// Distance between traces (m).
    public static let traceSpacingMetres = 0.05

    /// A sweep of 1.5 GHz with 64 samples of 0.1 ns per trace.
    public static func sweep(
        seed: UInt64, targets: [Target] = [], offsets: [Double] = fiveChannels, traces: Int = 61
    ) -> Sweep {
        Sweep(
            format: "made up", instrument: Instrument(centreFrequencyMHz: 1500),
            channels: offsets.enumerated().map { place, offset in
                Channel(
                    index: place + 1, lateralOffsetMetres: offset,
                    radargram: radargram(
                        seed: seed &* 1000 &+ UInt64(place), y: offset, targets: targets,
                        traces: traces))
            }, positionSource: .traceHeaders)
    }

    /// The same ground swept the other way: traces and channels in reverse order.
    public static func mirrored(_ sweep: Sweep) -> Sweep {
        var turned = sweep
        turned.channels = sweep.channels.reversed().enumerated().map { place, channel in
            Channel(
                index: place + 1, lateralOffsetMetres: -channel.lateralOffsetMetres,
                radargram: reversed(channel.radargram))
        }
        return turned
    }

    /// The same traces from last to first.
    public static func reversed(_ radargram: Radargram) -> Radargram {
        let last = radargram.distancesMetres.last ?? 0
        return Radargram(
            samples: (0..<radargram.traceCount).reversed().flatMap { radargram.trace($0) },
            samplesPerTrace: radargram.samplesPerTrace,
            distancesMetres: radargram.distancesMetres.reversed().map { last - $0 },
            timeAxis: radargram.timeAxis)
    }

    /// The same sweep recorded with another gain.
    public static func scaled(_ sweep: Sweep, by factor: Float) -> Sweep {
        var weaker = sweep
        for index in weaker.channels.indices {
            for sample in weaker.channels[index].radargram.samples.indices {
                weaker.channels[index].radargram.samples[sample] *= factor
            }
        }
        return weaker
    }

    private static func radargram(
        seed: UInt64, y: Double, targets: [Target], traces: Int
    ) -> Radargram {
        var noise = SeededNoise(seed: seed)
        var values: [Float] = []
        let samples = 64
        for trace in 0..<traces {
            let x = Double(trace) * traceSpacingMetres
            let echoes = targets.map { target -> (delay: Double, strength: Double) in
                let (dx, dy) = (x - target.x, y - target.y)
                let across = (dx * dx + dy * dy).squareRoot() * 2 / 0.15
                let delay = (target.delay * target.delay + across * across).squareRoot()
                // Antennas look below: an echo fades with its distance across travel.
                let beam = exp(-(dy / 0.12) * (dy / 0.12))
                return (delay, target.strength * beam * target.delay / delay)
            }
            for sample in 0..<samples {
                let time = Double(sample) * 0.1 - 1
                var value = 100 * SyntheticSection.ricker(time) + noise.normal()
                for echo in echoes {
                    value += echo.strength * SyntheticSection.ricker(time - echo.delay)
                }
                values.append(Float(value))
            }
        }
        return Radargram(
            samples: values, samplesPerTrace: samples,
            distancesMetres: (0..<traces).map { Double($0) * traceSpacingMetres },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.1))
    }
}
