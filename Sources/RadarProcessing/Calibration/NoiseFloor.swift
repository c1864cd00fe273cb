internal import Glibc
internal import SignalKit
public import SurveyModel

/// The noise of the receiver, from what a sweep holds above its band or from trace to trace.
///
/// Where the spectrum of the second half of the window is level between 3.5 times the centre frequency
/// and 95 % of the highest one, that level is taken for white noise. Otherwise what differs from the mean of
/// both neighbours in the last quarter of the window is an upper bound: clutter that changes from trace
/// to trace is in it.
public enum NoiseFloor: Sendable {
    /// Noise of a channel.
    public struct Level: Sendable, Hashable {
        /// Standard deviation of a sample's noise re the peak of the early arrival (dB).
        public var decibels: Double
        /// Whether clutter may be part of it.
        public var isUpperBound: Bool
    }

    /// The noise of `radargram` as recorded, over the traces without a fault.
    ///
    /// `nil` where there is no early arrival, too little of it or no noise at all.
    public static func level(
        of radargram: Radargram, faults: [ChannelQuality.Fault?], centreFrequencyMHz: Double
    ) -> Level? {
        let good = faults.indices.filter { faults[$0] == nil }
        let peak = radargram.medianTrace().map { Double(abs($0)) }.max() ?? 0
        guard peak > 0, peak.isFinite, good.count >= 3 else { return nil }
        if let white = whiteLevel(radargram, good, centreFrequencyMHz), white > 0 {
            return Level(decibels: 20 * log10(white / peak), isUpperBound: false)
        }
        let bound = differenceLevel(radargram, good)
        guard bound > 0 else { return nil }
        return Level(decibels: 20 * log10(bound / peak), isUpperBound: true)
    }

    /// Ratio of powers of the quarters of the band that is still taken for level.
    private static let mostTilt = 2.0

    private static func whiteLevel(
        _ radargram: Radargram, _ good: [Int], _ centreFrequencyMHz: Double
    ) -> Double? {
        let width = radargram.samplesPerTrace
        let count = width / 2
        guard count >= 32 else { return nil }
        let taper = (0..<count).map {
            Float(0.5 - 0.5 * cos(2 * Double.pi * (Double($0) + 0.5) / Double(count)))
        }
        let power = taper.reduce(0.0) { $0 + Double($1) * Double($1) }
        let bin = 1000 / (Double(count) * radargram.timeAxis.sampleIntervalNanoseconds)
        let first = Int((3.5 * centreFrequencyMHz / bin).rounded(.up))
        let last = Int(0.95 * Double(count / 2))
        guard last - first >= 11 else { return nil }
        var transform = RealFourierTransform(count: count)
        var powers = [Double](repeating: 0, count: last - first + 1)
        for index in good {
            let trace = Array(radargram.trace(index).suffix(count))
            let mean = trace.reduce(0, +) / Float(count)
            let tapered = zip(trace, taper).map { ($0 - mean) * $1 }
            let spectrum = transform.spectrum(of: tapered.span)
            for place in powers.indices { powers[place] += spectrum[first + place].power }
        }
        let quarter = powers.count / 4
        let parts = (0..<4).map { part in
            powers[part * quarter..<(part + 1) * quarter].reduce(0, +)
        }
        guard let least = parts.min(), let most = parts.max(), least > 0,
            most < mostTilt * least
        else { return nil }
        let mean = powers.reduce(0, +) / Double(powers.count * good.count)
        return (mean / power).squareRoot()
    }

    private static func differenceLevel(_ radargram: Radargram, _ good: [Int]) -> Double {
        let width = radargram.samplesPerTrace
        let isGood = Set(good)
        var values: [Float] = []
        for index in good where isGood.contains(index - 1) && isGood.contains(index + 1) {
            let start = index * width
            for sample in start + width * 3 / 4..<start + width {
                let samples = radargram.samples
                values.append(
                    abs(
                        samples[sample] - 0.5 * samples[sample - width]
                            - 0.5 * samples[sample + width]))
            }
        }
        // The difference from the mean of two others has one and a half times the variance.
        return Double(RobustStatistics.normalConsistency * RobustStatistics.median(&values))
            / 1.5.squareRoot()
    }
}
