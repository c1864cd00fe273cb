internal import Glibc
internal import SignalKit
public import SurveyModel

/// How the channels of an array differ in strength, time and wavelet.
public enum ChannelBalance: Sendable {
    /// The figures of every radar channel of `sweep`; nil figures for a channel that gives no evidence.
    ///
    /// With a single channel there is nothing to compare it with: all its figures are nil. sigma is the
    /// standard error over four quarters of the strip, nil below 40 good traces.
    public static func channels(
        of sweep: Sweep, faults: [Int: [ChannelQuality.Fault?]], centreFrequencyMHz: Double
    ) -> [CalibratedChannel] {
        let radar = sweep.channels.filter { $0.kind == .radar }
        let profiles = radar.map { channel in
            profile(channel.radargram, faults[channel.index] ?? [], centreFrequencyMHz)
        }
        let known = profiles.compactMap(\.self)
        guard known.count > 1 else { return radar.map { CalibratedChannel(index: $0.index) } }
        let strength = ClutterMeasure.median(known.map(\.whole.level))
        let time = ClutterMeasure.median(known.map(\.whole.time))
        let ranked = known.indices.sorted {
            (known[$0].whole.level, $0) < (known[$1].whole.level, $1)
        }
        let reference = known[ranked[(ranked.count - 1) / 2]].wavelet
        return zip(radar, profiles).map { channel, profile in
            var result = CalibratedChannel(index: channel.index)
            guard let profile else { return result }
            result.gain = CalibrationFigure(
                profile.whole.level - strength, sigma: errorOfMean(profile.parts.map(\.level)),
                unit: "dB")
            result.timeOffset = CalibrationFigure(
                profile.whole.time - time, sigma: errorOfMean(profile.parts.map(\.time)),
                unit: "ns")
            result.waveletDifference = CalibrationFigure(
                difference(profile.wavelet, reference), sigma: nil, unit: "dB")
            return result
        }
    }

    private struct Arrival {
        var level: Double
        var time: Double
    }

    private struct Profile {
        var whole: Arrival
        var parts: [Arrival]
        var wavelet: [Float]
    }

    private static func profile(
        _ radargram: Radargram, _ faults: [ChannelQuality.Fault?], _ frequency: Double
    ) -> Profile? {
        let good = faults.indices.filter { faults[$0] == nil }
        guard good.count >= 5, let whole = arrival(radargram, good, frequency)
        else { return nil }
        let median = medianTrace(radargram, good)
        let kept = Radargram(
            samples: good.flatMap { radargram.trace($0) },
            samplesPerTrace: radargram.samplesPerTrace,
            distancesMetres: good.map { radargram.distancesMetres[$0] },
            timeAxis: radargram.timeAxis)
        guard
            let cut = try? EarlyWavelet(
                in: kept, medianTrace: median, centreFrequencyMHz: frequency, step: "channels")
        else { return nil }
        let quarter = good.count / 4
        let parts =
            quarter >= 10
            ? (0..<4).compactMap { part in
                arrival(
                    radargram, Array(good[part * quarter..<(part + 1) * quarter]), frequency)
            } : []
        return Profile(whole: whole, parts: parts, wavelet: cut.cut(from: median))
    }

    /// Root mean square within a cycle of the peak, which does not depend on where samples fall, and the time.
    private static func arrival(
        _ radargram: Radargram, _ traces: [Int], _ frequency: Double
    ) -> Arrival? {
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let trace = medianTrace(radargram, traces)
        let early = EarlyArrival(medianTrace: trace, interval: interval)
        let cycle = Int((1000 / frequency / interval).rounded())
        let window =
            max(0, early.peakSample - cycle)...min(trace.count - 1, early.peakSample + cycle)
        let power = window.reduce(0.0) { $0 + Double(trace[$1]) * Double(trace[$1]) }
        guard power > 0 else { return nil }
        return Arrival(
            level: 10 * log10(power),
            time: bandLimitedPeak(of: trace, near: early.peakSample) * interval)
    }

    private static func medianTrace(_ radargram: Radargram, _ traces: [Int]) -> [Float] {
        let samples = traces.flatMap { radargram.trace($0) }
        return ColumnMedians.medians(of: samples.span, columns: radargram.samplesPerTrace)
    }

    private static func errorOfMean(_ values: [Double]) -> Double? {
        guard values.count > 1 else { return nil }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let power = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (power / (count - 1) / count).squareRoot()
    }

    /// What the best shifted and scaled `reference` leaves of `wavelet` (dB), at least -60.
    private static func difference(_ wavelet: [Float], _ reference: [Float]) -> Double {
        let count = wavelet.count
        let filter = TraceFilter(samples: count, margin: count / 2)
        let own = filter.spectrum(of: wavelet)
        let theirs = filter.spectrum(of: reference)
        let energy = own.reduce(0) { $0 + $1.power } * theirs.reduce(0) { $0 + $1.power }
        guard energy > 0 else { return 0 }
        var best = 0.0
        for step in -200...200 {
            let shift = Double(step) / 20
            var sum = 0.0
            for bin in own.indices {
                let angle = 2 * Double.pi * filter.frequency(bin) * shift
                let (a, b) = (Double(own[bin].real), Double(own[bin].imaginary))
                let (c, d) = (Double(theirs[bin].real), Double(theirs[bin].imaginary))
                sum += (a * c + b * d) * cos(angle) + (a * d - b * c) * sin(angle)
            }
            best = max(best, sum)
        }
        return 10 * log10(max(1e-6, 1 - best * best / energy))
    }
}
