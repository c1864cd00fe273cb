internal import Foundation
internal import SignalKit
public import SurveyModel

/// What one channel tells of the ground under it; all levels in dB re the peak of its early arrival.
public struct ChannelGround: Sendable, Equatable {
    /// A stretch of about a metre.
    public struct Tile: Sendable, Equatable {
        /// Where it starts (m).
        public var fromMetres: Double
        /// Where it ends (m).
        public var toMetres: Double
        /// Level of clutter and noise together in each delay bin (dB).
        public var levelsDecibels: [Double]
        /// Its traces.
        public var traceCount: Int
        /// Traces that give no evidence, by why.
        public var faults: [ChannelQuality.Fault: Int]
    }

    /// Channel number.
    public var index: Int
    /// Offset across travel (m).
    public var lateralOffsetMetres: Double
    /// Peak of the early arrival on the median trace, with its sign (stored units).
    public var earlyPeak: Double
    /// Time of that peak from the first sample (ns).
    public var earlyPeakNanoseconds: Double
    /// The receiver's noise.
    public var noise: ReceiverNoise
    /// That noise in the radar's band (dB); `nil` where it is not measurable.
    public var bandNoiseDecibels: Double?
    /// Middle of the delay bins after the surface (ns).
    public var delaysNanoseconds: [Double]
    /// The tiles along the line.
    public var tiles: [Tile]
    /// Change of the early arrival's time within half a metre, as height (rms, m).
    public var roughnessMetres: Double

    /// Length of a delay bin (cycles).
    public static let binCycles = 0.5
    /// Length of the background window (m).
    public static let backgroundMetres = DetectionPreparation.longWindowMetres

    /// The ground under `channel`, searched to `longestDelayNanoseconds` after the surface, in tiles of
    /// `tileMetres`.
    ///
    /// - Throws: as `DetectionPreparation.align`.
    public init(
        _ channel: Channel, _ preparation: DetectionPreparation,
        longestDelayNanoseconds: Double, tileMetres: Double
    ) throws(ProcessingError) {
        let raw = channel.radargram
        let frequency = preparation.centreFrequencyMHz
        let aligned = try preparation.align(channel)
        let isGood = aligned.faults.map { $0 == nil }
        index = channel.index
        lateralOffsetMetres = channel.lateralOffsetMetres
        let arrival = EarlyArrival(in: raw)
        let median = raw.medianTrace()
        earlyPeak = median.isEmpty ? 0 : Double(median[arrival.peakSample])
        earlyPeakNanoseconds = arrival.peakNanoseconds
        noise = ReceiverNoise(in: raw, centreFrequencyMHz: frequency, isGood: isGood)
        let peak = Double(aligned.section.medianTrace().map(abs).max() ?? 0)
        let strength = QualityControl.assess(raw, centreFrequencyMHz: frequency).earlyStrength
        let interval = raw.timeAxis.sampleIntervalNanoseconds
        if noise.level > 0, strength > 0, peak > 0 {
            let gain = Self.noiseGain(frequency, interval)
            bandNoiseDecibels = 20 * log10(noise.level / strength * gain / peak)
        }
        var section = aligned.section
        MovingMedianBackground(windowMetres: Self.backgroundMetres).apply(to: &section)
        let bin = Self.binCycles * 1000 / frequency
        let end = min(
            aligned.liveNanoseconds, Double(raw.samplesPerTrace - 4) * interval)
        let reach = min(longestDelayNanoseconds, end - aligned.surfaceNanoseconds)
        let count = max(0, Int((reach / bin).rounded(.down)))
        delaysNanoseconds = (0..<count).map { (Double($0) + 0.5) * bin }
        tiles = Self.tiles(
            section, aligned, peak: peak, binSamples: bin / interval, count: count,
            metres: tileMetres)
        roughnessMetres = Self.roughness(aligned)
    }

    /// Standard deviation of unit white noise after the band-pass of the detector.
    private static func noiseGain(_ frequency: Double, _ interval: Double) -> Double {
        let band = ZeroPhaseBandPass.holding(
            centreFrequencyMHz: frequency, intervalNanoseconds: interval)
        let taps = BandPass.taps(
            count: band.tapCount, low: band.lowMHz * interval / 1000,
            high: band.highMHz * interval / 1000)
        return taps.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    private static func tiles(
        _ section: Radargram, _ aligned: AlignedChannel, peak: Double, binSamples: Double,
        count: Int, metres: Double
    ) -> [Tile] {
        let places = section.distancesMetres
        guard let low = places.min(), let high = places.max(), peak > 0 else { return [] }
        let step = section.traceSpacingMetres ?? metres
        let number = max(1, Int(((high - low) / metres).rounded()))
        let length = (high - low + step) / Double(number)
        let first = aligned.surfaceNanoseconds / section.timeAxis.sampleIntervalNanoseconds
        let width = section.samplesPerTrace
        var members = [[Int]](repeating: [], count: number)
        for (trace, place) in places.enumerated() {
            members[min(number - 1, Int((place - low + step / 2) / length))].append(trace)
        }
        return members.enumerated().map { tile, traces in
            let good = traces.filter { aligned.faults[$0] == nil }
            let levels = (0..<count).map { bin -> Double in
                let start = Int((first + Double(bin) * binSamples).rounded())
                let end = min(width, Int((first + Double(bin + 1) * binSamples).rounded()))
                guard start >= 0, start < end, !good.isEmpty else { return -.infinity }
                let values = good.flatMap { trace in
                    section.samples[trace * width + start..<trace * width + end].map(abs)
                }
                let middle = RobustStatistics.median(of: values)
                return 20
                    * log10(Double(RobustStatistics.normalConsistency * middle) / peak)
            }
            let faults = traces.reduce(into: [ChannelQuality.Fault: Int]()) { counts, trace in
                if let fault = aligned.faults[trace] { counts[fault, default: 0] += 1 }
            }
            let from = low - step / 2 + Double(tile) * length
            return Tile(
                fromMetres: from, toMetres: from + length, levelsDecibels: levels,
                traceCount: traces.count, faults: faults)
        }
    }

    /// Standard deviation of the time-zero shifts about their running median over half a metre, as height
    /// above a surface.
    private static func roughness(_ aligned: AlignedChannel) -> Double {
        let shifts = aligned.timeZeroShiftsNanoseconds
        let step = aligned.section.traceSpacingMetres ?? 0.02
        let half = max(1, Int((0.25 / step).rounded()))
        let good = shifts.indices.filter { aligned.faults[$0] == nil }
        guard good.count > 2 * half else { return 0 }
        let residuals = good.indices.map { place -> Float in
            let near = good[max(0, place - half)...min(good.count - 1, place + half)]
            let middle = RobustStatistics.median(of: near.map { Float(shifts[$0]) })
            return abs(Float(shifts[good[place]]) - middle)
        }
        let middle = RobustStatistics.median(of: residuals)
        return Double(RobustStatistics.normalConsistency * middle)
            * speedOfLightMetresPerNanosecond / 2
    }
}
