internal import Glibc
internal import SignalKit
public import SurveyModel

/// How strong the clutter of a strip is, by time after the surface echo and along the track.
///
/// Traces are those of `DetectionPreparation.align`, their running median over 0.9 m taken off; levels are
/// 1.4826 times the median magnitude re the peak of the channel's median trace, in windows of half a cycle
/// from one cycle after the surface on.
public struct ClutterMeasure: Sendable, Equatable {
    /// Levels over the whole strip.
    public var levels: [ClutterLevel]
    /// Level of each stretch of half a metre re the same windows, mean over the first twelve (dB); one
    /// series for each file, channels joined by their median.
    public var stretches: [Double]

    /// Windows a stretch is judged by.
    public static let stretchWindows = 12
    /// Length of a stretch (m).
    public static let stretchMetres = 0.5

    /// The clutter of one sweep's channels; faulty traces are left out.
    public init(_ channels: [AlignedChannel], centreFrequencyMHz: Double) {
        let half = 500 / centreFrequencyMHz
        let lines = channels.compactMap { ClutterLine($0, halfCycle: half) }
        let count = lines.map(\.windows.count).min() ?? 0
        let byLine = lines.map { line in
            (0..<count).map { line.level(of: 0..<line.magnitudes.count, window: $0) }
        }
        let places = Set(lines.flatMap(\.places)).sorted()
        var whole: [[Double]] = []
        for place in places {
            let own = lines.compactMap { line -> [Double]? in
                let traces = line.places.indices.filter { line.places[$0] == place }
                guard traces.count >= 5 else { return nil }
                return (0..<count).map { line.level(at: traces, window: $0) }
            }
            guard !own.isEmpty else { continue }
            let joined = (0..<count).map { window in Self.median(own.map { $0[window] }) }
            guard joined.allSatisfy(\.isFinite) else { continue }
            whole.append(joined)
        }
        let judged = min(count, Self.stretchWindows)
        stretches =
            judged == 0
            ? [] : whole.map { $0.prefix(judged).reduce(0, +) / Double(judged) }
        levels = (0..<count).compactMap { window in
            let values = byLine.map { $0[window] }.filter(\.isFinite)
            guard !values.isEmpty else { return nil }
            return ClutterLevel(
                nanoseconds: 2 * half + (Double(window) + 0.5) * half,
                decibels: Self.median(values),
                sigma: Self.errorOfMedian(whole.map { $0[window] }))
        }
    }

    /// Standard error of a median of `values` by their spread; nil with fewer than four.
    static func errorOfMedian(_ values: [Double]) -> Double? {
        guard values.count >= 4 else { return nil }
        let middle = median(values)
        let spread = 1.4826 * median(values.map { abs($0 - middle) })
        // The median of normal values scatters by sqrt(pi / 2) more than their mean.
        return 1.2533 * spread / Double(values.count).squareRoot()
    }

    /// The median; not a number without values.
    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1
            ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// The magnitudes of one channel's clutter.
private struct ClutterLine {
    /// Ranges of samples.
    let windows: [Range<Int>]
    /// Of each good trace.
    let magnitudes: [[Float]]
    /// Number of the stretch each good trace lies in.
    let places: [Int]
    private let peak: Double

    init?(_ channel: AlignedChannel, halfCycle: Double) {
        let good = channel.faults.indices.filter { channel.faults[$0] == nil }
        let peak = channel.section.medianTrace().map { Double(abs($0)) }.max() ?? 0
        guard good.count >= 5, peak > 0, peak.isFinite else { return nil }
        self.peak = peak
        var section = channel.section
        MovingMedianBackground(windowMetres: 0.9).apply(to: &section)
        let interval = section.timeAxis.sampleIntervalNanoseconds
        let start = channel.surfaceNanoseconds + 2 * halfCycle
        let end = min(channel.liveNanoseconds, Double(section.samplesPerTrace) * interval)
        let count = Int((end - start) / halfCycle)
        guard count > 0 else { return nil }
        windows = (0..<count).compactMap { window in
            let first = Int(((start + Double(window) * halfCycle) / interval).rounded(.up))
            let last = Int(((start + Double(window + 1) * halfCycle) / interval).rounded(.up))
            return first >= 0 && last <= section.samplesPerTrace && last > first
                ? first..<last : nil
        }
        magnitudes = good.map { section.trace($0).map(abs) }
        places = good.map { index in
            let place = section.distancesMetres[index] / ClutterMeasure.stretchMetres
            return abs(place) < 1e9 ? Int(place.rounded(.down)) : .max
        }
    }

    func level(of traces: Range<Int>, window: Int) -> Double {
        level(at: Array(traces), window: window)
    }

    /// Level of some traces (dB re the peak); -infinity where nothing varies.
    func level(at traces: [Int], window: Int) -> Double {
        let values = traces.flatMap { magnitudes[$0][windows[window]] }
        let median = RobustStatistics.normalConsistency * RobustStatistics.median(of: values)
        return 20 * log10(Double(median) / peak)
    }
}
