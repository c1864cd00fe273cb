internal import Foundation
internal import SignalKit
public import SurveyModel

/// The white noise of a receiver, by time, from the part of the spectrum above the radar's band.
///
/// Neighbouring traces are subtracted (what both hold leaves, noise stays with twice its power), a
/// zero-phase high-pass keeps what lies above 3.5 times the centre frequency, and the median magnitude
/// over the line gives the standard deviation of what remains; white noise has the same power at every
/// frequency, so that the kept share of the band gives the whole.
///
/// A receiver adds the same noise at every time. Noise that changes with time was changed after it was
/// recorded, by a gain or a loss, and the signal with it.
public struct ReceiverNoise: Sendable, Equatable, Codable {
    /// What the noise tells.
    public enum Verdict: String, Sendable, Codable {
        /// The same at every time.
        case steady
        /// Not the same at every time: a gain or a loss was applied after recording.
        case changing
        /// No noise above the band: the samples are too coarse in time, or were filtered or computed.
        case notMeasurable = "not-measurable"
    }

    /// Middle of each bin, from the first sample (ns).
    public var timesNanoseconds: [Double]
    /// Standard deviation in each bin (stored units).
    public var levels: [Double]
    /// Median over the bins away from the early arrival (stored units); 0 where not measurable.
    public var level: Double
    /// Largest less smallest level of these bins (dB).
    public var spreadDecibels: Double
    /// What the noise tells.
    public var verdict: Verdict

    /// Lower end of the band the noise is taken from (centre frequencies).
    static let lowestBand = 3.5
    /// Upper end (share of the highest frequency the samples hold).
    static let highestShare = 0.95
    /// Number of bins.
    static let binCount = 12
    /// Changes up to this are taken for chance (dB), or 5 standard errors where that is more.
    static let steadyDecibels = 1.5
    /// Noise farther than this below the early arrival is no receiver's (dB).
    static let faintestDecibels = -90.0
    /// Most pairs of traces that are looked at.
    static let mostPairs = 400

    private static let none = ReceiverNoise(
        timesNanoseconds: [], levels: [], level: 0, spreadDecibels: 0, verdict: .notMeasurable)

    private init(
        timesNanoseconds: [Double], levels: [Double], level: Double, spreadDecibels: Double,
        verdict: Verdict
    ) {
        self.timesNanoseconds = timesNanoseconds
        self.levels = levels
        self.level = level
        self.spreadDecibels = spreadDecibels
        self.verdict = verdict
    }

    /// The noise of `radargram`, whose traces count where `isGood`.
    public init(in radargram: Radargram, centreFrequencyMHz: Double, isGood: [Bool]) {
        self = Self.measured(radargram, centreFrequencyMHz, isGood)
    }

    private static func measured(
        _ radargram: Radargram, _ centreFrequencyMHz: Double, _ isGood: [Bool]
    ) -> ReceiverNoise {
        let width = radargram.samplesPerTrace
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        // In cycles per sample, of which a half is the most.
        let low = lowestBand * centreFrequencyMHz / 1000 * interval
        let high = 0.5 * highestShare
        let pairs = (1..<max(1, radargram.traceCount)).filter { isGood[$0] && isGood[$0 - 1] }
        guard high - low >= 0.05, pairs.count >= 12 else { return none }
        let step = (pairs.count + mostPairs - 1) / mostPairs
        let used = stride(from: 0, to: pairs.count, by: step).map { pairs[$0] }
        let (rows, share) = highPassed(radargram, used, low: low, high: high)
        // Past the tapered ends and what the filter smears of them.
        let edge = taperLength(width) + Int((0.6 / fade(low, high)).rounded(.up))
        let perBin = (width - 2 * edge) / binCount
        guard perBin >= 2 else { return none }
        let peak = EarlyArrival(in: radargram)
        let cycle = 1000 / centreFrequencyMHz
        let strength = Double(radargram.medianTrace().map(abs).max() ?? 0)
        var times: [Double] = []
        var levels: [Double] = []
        for bin in 0..<binCount {
            let samples = edge + bin * perBin..<edge + (bin + 1) * perBin
            let power = samples.reduce(0.0) { sum, sample in
                let column = RobustStatistics.median(
                    of: (0..<used.count).map { abs(rows[$0 * width + sample]) })
                let deviation = Double(RobustStatistics.normalConsistency * column)
                return sum + deviation * deviation
            }
            // Halved: a difference of two traces holds the noise of both.
            levels.append((power / Double(perBin) / 2 / share).squareRoot())
            times.append((Double(samples.lowerBound + samples.upperBound) / 2) * interval)
        }
        let calm = levels.indices.filter {
            abs(times[$0] - peak.peakNanoseconds) > 1.5 * cycle + Double(perBin) * interval / 2
        }.map { levels[$0] }.sorted()
        guard let least = calm.first, let most = calm.last, calm.count >= 3 else { return none }
        let level = calm[calm.count / 2]
        guard least > 0, strength > 0, 20 * log10(most / strength) > faintestDecibels else {
            return none
        }
        let spread = 20 * log10(most / least)
        // Standard error of a median magnitude over independent values.
        let values = Double(used.count) * Double(perBin) * 2 * (high - low)
        let error = 20 * log10(1 + 1.17 / (2 * values).squareRoot() * 1.5)
        return ReceiverNoise(
            timesNanoseconds: times, levels: levels, level: level, spreadDecibels: spread,
            verdict: spread <= max(steadyDecibels, 5 * error) ? .steady : .changing)
    }

    /// Samples over which the ends of a trace fade.
    private static func taperLength(_ width: Int) -> Int { max(8, width / 10) }

    /// Width of the corners of the high-pass (cycles per sample).
    private static func fade(_ low: Double, _ high: Double) -> Double {
        min(0.05, (high - low) / 4)
    }

    /// Differences of neighbouring traces above `low` cycles per sample, and the share of a white
    /// spectrum's power that is left.
    private static func highPassed(
        _ radargram: Radargram, _ pairs: [Int], low: Double, high: Double
    ) -> (rows: [Float], share: Double) {
        let width = radargram.samplesPerTrace
        var transform = RealFourierTransform(count: FastLength.atLeast(width + width / 4))
        let count = transform.count
        let fade = fade(low, high)
        let response = (0...count / 2).map { bin -> ComplexFloat in
            let frequency = Double(bin) / Double(count)
            let rise = min(1, max(0, (frequency - low) / fade))
            let fall = min(1, max(0, (high - frequency) / fade))
            return ComplexFloat(real: Float(rise * fall), imaginary: 0)
        }
        let ramp = taperLength(width)
        let taper = (0..<width).map { sample -> Float in
            let place = min(sample, width - 1 - sample)
            guard place < ramp else { return 1 }
            return Float(0.5 - 0.5 * cos(.pi * (Double(place) + 0.5) / Double(ramp)))
        }
        let power = response.reduce(0.0) { $0 + Double($1.squaredMagnitude) }
        var rows: [Float] = []
        rows.reserveCapacity(pairs.count * width)
        for index in pairs {
            // A trace that ends in the midst of echoes holds every frequency at its end.
            let difference = zip(radargram.trace(index), radargram.trace(index - 1)).map { $0 - $1 }
            rows += zip(difference, taper).map { $0 * $1 }
        }
        var span = rows.mutableSpan
        transform.filterRows(
            &span, columns: width, leading: width / 8, response: response.span)
        return (rows, power / Double(response.count))
    }
}
