internal import SignalKit
public import SurveyModel

/// Which traces of a channel can be believed, and how strong the channel is.
public struct ChannelQuality: Sendable, Equatable {
    /// Why a trace gives no evidence.
    public enum Fault: String, Sendable, CaseIterable {
        /// It holds a value that is not a finite number.
        case notFinite = "not finite"
        /// It holds a value ten thousand times its channel's early arrival.
        case outOfRange = "values out of range"
        /// All its samples are the same.
        case dead
        /// It repeats an earlier trace to the last bit.
        case frozen = "a repetition of an earlier trace"
        /// Its late part is the same as its neighbour's, long before those of the other traces are.
        case deadTail = "a late part without signal"
        /// Its samples are cut off after the surface echo.
        case clipped
        /// Its early arrival is less than half or more than twice the channel's median.
        case weakOrStrong = "antenna off the ground or coupling changed"
        /// Its channel's early arrival differs from trace to trace by more than a third of its strength:
        /// noise, or no ground.
        case incoherent = "no steady signal above the noise"
        /// Its late part is ten times as noisy as the channel's median.
        case noisy
    }

    /// Fault of each trace, `nil` for a good one.
    public var faults: [Fault?]
    /// Root mean square of the early arrival, median over the traces (stored units).
    public var earlyStrength: Double
    /// Time of the early arrival.
    public var arrival: EarlyArrival
    /// Samples from the start of the window within which every good trace differs from its neighbour:
    /// beyond it nothing was recorded.
    public var liveSamples: Int

    /// Number of traces with each fault.
    public var faultCounts: [Fault: Int] {
        faults.reduce(into: [:]) { counts, fault in
            if let fault { counts[fault, default: 0] += 1 }
        }
    }
}

/// Judges every trace before anything is changed.
public enum QualityControl: Sendable {
    /// The quality of one channel; whole-line medians of bounded size.
    public static func assess(_ radargram: Radargram, centreFrequencyMHz: Double) -> ChannelQuality
    {
        let width = radargram.samplesPerTrace
        let extents = (0..<radargram.traceCount).map { index in
            RowExtent(of: radargram.samples.span.extracting(index * width..<(index + 1) * width))
        }
        let finite = extents.map(\.isFinite)
        let arrival = EarlyArrival(in: radargram)
        let cycle = Int(
            (1000 / centreFrequencyMHz / radargram.timeAxis.sampleIntervalNanoseconds)
                .rounded())
        let early =
            max(0, arrival.peakSample - cycle)..<min(width, arrival.peakSample + cycle / 2 + 1)
        let late = max(0, width * 3 / 4)..<width
        let strengths = rootMeanSquares(radargram, early, finite)
        let noises = rootMeanSquares(radargram, late, finite)
        let strength = RobustStatistics.median(of: strengths.filter { $0 > 0 })
        let noise = RobustStatistics.median(of: noises.filter { $0 > 0 })
        let rail = clippingRail(radargram, extents)
        let isSteady = isSteady(radargram, early, finite, strength)
        let range = Double(strength) * 1e4
        let live = liveLengths(radargram, finite, strength)
        let usual = RobustStatistics.median(of: live.map { Float($0) })
        var seen = SeenTraces()
        let faults = (0..<radargram.traceCount).map { index -> ChannelQuality.Fault? in
            guard finite[index] else { return .notFinite }
            if extents[index].smallest == extents[index].largest { return .dead }
            if Double(extents[index].magnitude) > range { return .outOfRange }
            guard seen.insert(index, of: radargram) else { return .frozen }
            if Float(live[index]) < 0.8 * usual { return .deadTail }
            guard isSteady else { return .incoherent }
            if let rail, extents[index].magnitude >= rail,
                isClipped(radargram.trace(index).dropFirst(early.upperBound), rail)
            {
                return .clipped
            }
            if strengths[index] < 0.5 * strength || strengths[index] > 2 * strength {
                return .weakOrStrong
            }
            return noises[index] > 10 * noise && noise > 0 ? .noisy : nil
        }
        let good = faults.indices.filter { faults[$0] == nil }
        return ChannelQuality(
            faults: faults, earlyStrength: Double(strength), arrival: arrival,
            liveSamples: good.map { live[$0] }.min() ?? 0)
    }

    /// For each trace the number of samples up to the last one that differs from a neighbour's by a
    /// millionth of the early strength.
    private static func liveLengths(
        _ radargram: Radargram, _ finite: [Bool], _ strength: Float
    ) -> [Int] {
        let count = radargram.traceCount
        return (0..<count).map { index in
            let neighbour = index > 0 ? index - 1 : min(1, count - 1)
            guard neighbour != index, finite[index], finite[neighbour] else {
                return radargram.samplesPerTrace
            }
            let width = radargram.samplesPerTrace
            let here = radargram.samples.span.extracting(index * width..<(index + 1) * width)
            let beside = radargram.samples.span.extracting(
                neighbour * width..<(neighbour + 1) * width)
            let last = here.indices.reversed().first {
                abs(here[$0] - beside[$0]) > 1e-6 * strength
            }
            return last.map { $0 + 1 } ?? 0
        }
    }

    /// Whether neighbouring traces agree in the early arrival: the median of their difference stays
    /// below 0.35 of its strength.
    ///
    /// Independent noise of equal strength differs by 1.4.
    private static func isSteady(
        _ radargram: Radargram, _ window: Range<Int>, _ finite: [Bool], _ strength: Float
    ) -> Bool {
        let differences = (1..<max(1, radargram.traceCount)).compactMap { index -> Float? in
            guard finite[index], finite[index - 1], !window.isEmpty else { return nil }
            let width = radargram.samplesPerTrace
            let samples = radargram.samples.span
            var power = 0.0
            for place in index * width + window.lowerBound..<index * width + window.upperBound {
                let difference = Double(samples[place]) - Double(samples[place - width])
                power += difference * difference
            }
            return Float((power / Double(window.count)).squareRoot())
        }
        return RobustStatistics.median(of: differences) <= 0.35 * strength
    }

    private static func rootMeanSquares(
        _ radargram: Radargram, _ window: Range<Int>, _ finite: [Bool]
    ) -> [Float] {
        (0..<radargram.traceCount).map { index in
            guard finite[index], !window.isEmpty else { return 0 }
            let start = index * radargram.samplesPerTrace
            let samples = radargram.samples.span
            var power = 0.0
            for place in start + window.lowerBound..<start + window.upperBound {
                power += Double(samples[place]) * Double(samples[place])
            }
            return Float((power / Double(window.count)).squareRoot())
        }
    }

    /// The largest magnitude of the channel, where some trace stays on it for three samples running.
    private static func clippingRail(
        _ radargram: Radargram, _ extents: [RowExtent]
    ) -> Float? {
        let largest = extents.indices.map { index in
            extents[index].isFinite
                ? extents[index].magnitude
                : radargram.trace(index).filter(\.isFinite).map(abs).max() ?? 0
        }
        let rail = largest.max() ?? 0
        guard rail > 0 else { return nil }
        let clipped = extents.indices.contains { index in
            // Only a trace that reaches the rail can stay on it.
            largest[index] >= rail || !extents[index].isFinite
                ? isClipped(radargram.trace(index), rail) : false
        }
        return clipped ? rail : nil
    }

    private static func isClipped(_ trace: ArraySlice<Float>, _ rail: Float) -> Bool {
        var run = 0
        for value in trace {
            run = abs(value) >= rail ? run + 1 : 0
            if run >= 3 { return true }
        }
        return false
    }
}
