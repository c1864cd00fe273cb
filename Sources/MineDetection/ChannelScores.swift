internal import Foundation
internal import SignalKit
public import SurveyModel

/// The suspicion along one channel: for each trace a score, and the time and extent of what caused it.
public struct ChannelScores: Sendable, Equatable {
    /// Offset across travel (m), positive to the left.
    public var lateralOffsetMetres: Double
    /// Distance of each trace (m).
    public var distancesMetres: [Double]
    /// Mean of the two scales' log slab energy against blank clutter; -infinity at faulty traces.
    public var scores: [Float]
    /// Start of the strongest slab after the ground surface (ns): where the object's echo sets in.
    public var delaysNanoseconds: [Float]
    /// Log energy at the anti-vehicle scale less that at the anti-personnel scale.
    public var scaleContrast: [Float]
}

/// Step 6: slab energy at two scales and a constant-false-alarm-rate level.
///
/// For each scale, e[n, k] is the mean of z^2 over slab k and a few traces; T[n] is the mean of the
/// strongest slabs of log e[n, k] less half of what the log level in an annulus along the track exceeds
/// the line's. The score is the mean of T over the scales: monotone in suspicion, in natural-log units of
/// energy, comparable between sweeps because z has unit clutter strength.
public struct EnergyDetector: Sendable {
    /// The detector's numbers.
    public let settings: DetectorSettings
    /// Centre frequency (MHz).
    public let centreFrequencyMHz: Double
    /// Largest delay after the surface that is searched (ns).
    public let longestDelayNanoseconds: Double

    /// A detector searching `searchDepthMetres` of ground of at most `permittivityMaximum`.
    public init(
        settings: DetectorSettings = DetectorSettings(), centreFrequencyMHz: Double,
        searchDepthMetres: Double, permittivityMaximum: Double
    ) {
        self.settings = settings
        self.centreFrequencyMHz = centreFrequencyMHz
        longestDelayNanoseconds =
            2 * searchDepthMetres * permittivityMaximum.squareRoot()
            / speedOfLightMetresPerNanosecond
    }

    /// Scores one channel given as two whitened sections of the same shape.
    ///
    /// Faulty traces (`isValid` false) score -infinity.
    /// - Throws: `DetectionError.windowTooShort` where no slab fits after the surface.
    public func scores(
        short: Radargram, long: Radargram, surfaceNanoseconds: Double,
        lateralOffsetMetres: Double, isValid: [Bool]
    ) throws(DetectionError) -> ChannelScores {
        let slabs = try slabs(in: short, surfaceNanoseconds: surfaceNanoseconds)
        let atShort = level(short, slabs)
        let atLong = level(long, slabs)
        let interval = short.timeAxis.sampleIntervalNanoseconds
        var result = ChannelScores(
            lateralOffsetMetres: lateralOffsetMetres, distancesMetres: short.distancesMetres,
            scores: [], delaysNanoseconds: [], scaleContrast: [])
        for trace in 0..<short.traceCount {
            let score = (atShort.score[trace] + atLong.score[trace]) / 2
            result.scores.append(isValid[trace] ? score : -.infinity)
            let start = Double(slabs.starts[atShort.strongest[trace]]) * interval
            result.delaysNanoseconds.append(
                Float(max(0, start - surfaceNanoseconds)))
            result.scaleContrast.append(atLong.score[trace] - atShort.score[trace])
        }
        return result
    }

    private struct Slabs {
        var starts: [Int]
        var length: Int
    }

    private func slabs(
        in section: Radargram, surfaceNanoseconds: Double
    ) throws(DetectionError) -> Slabs {
        let interval = section.timeAxis.sampleIntervalNanoseconds
        let length = max(
            2, Int((settings.slabCycles * 1000 / centreFrequencyMHz / interval).rounded()))
        let first = max(0, Int((surfaceNanoseconds / interval).rounded()))
        let end = min(
            section.samplesPerTrace,
            Int(((surfaceNanoseconds + longestDelayNanoseconds) / interval).rounded(.up)))
        let starts = Array(stride(from: first, through: end - length, by: max(1, length / 2)))
        guard !starts.isEmpty else {
            throw .windowTooShort(
                windowNanoseconds: Double(section.samplesPerTrace) * interval,
                surfaceNanoseconds: surfaceNanoseconds)
        }
        return Slabs(starts: starts, length: length)
    }

    private func level(
        _ section: Radargram, _ slabs: Slabs
    ) -> (score: [Float], strongest: [Int]) {
        var energy = slabEnergy(section, slabs)
        let step = section.traceSpacingMetres ?? 1
        let half = Int((settings.energyLengthMetres / step / 2).rounded(.down))
        for k in energy.indices {
            let smooth = movingMean(energy[k], half: half)
            let logs = smooth.map { log($0 + 1e-6) }
            energy[k] = levelled(logs, step: step)
        }
        let take = min(settings.strongestSlabs, energy.count)
        var scores: [Float] = []
        var strongest: [Int] = []
        for trace in 0..<section.traceCount {
            let order = energy.indices.sorted { energy[$0][trace] > energy[$1][trace] }
            scores.append(order.prefix(take).reduce(0) { $0 + energy[$1][trace] } / Float(take))
            strongest.append(order[0])
        }
        return (scores, strongest)
    }

    /// Mean of z^2 over each slab: slabs x traces.
    private func slabEnergy(_ section: Radargram, _ slabs: Slabs) -> [[Float]] {
        let width = section.samplesPerTrace
        var energy = [[Float]](
            repeating: [Float](repeating: 0, count: section.traceCount),
            count: slabs.starts.count)
        for trace in 0..<section.traceCount {
            let row = section.samples[trace * width..<(trace + 1) * width]
            for (k, start) in slabs.starts.enumerated() {
                var sum: Float = 0
                for i in row.startIndex + start..<row.startIndex + start + slabs.length {
                    sum += row[i] * row[i]
                }
                energy[k][trace] = sum / Float(slabs.length)
            }
        }
        return energy
    }

    private func movingMean(_ values: [Float], half: Int) -> [Float] {
        guard half > 0 else { return values }
        return values.indices.map { t in
            var sum: Float = 0
            for k in -half...half { sum += values[mirrored(t + k, values.count)] }
            return sum / Float(2 * half + 1)
        }
    }

    /// Takes off `annulusWeight` times what the level round each trace exceeds the line's level by.
    private func levelled(_ logs: [Float], step: Double) -> [Float] {
        let line = RobustStatistics.median(of: logs)
        let annulus = Annulus(
            inner: Int((settings.annulusInnerMetres / step).rounded()),
            outer: Int((settings.annulusOuterMetres / step).rounded()))
        let weight = Float(settings.annulusWeight)
        let local = annulus.medians(logs)
        return logs.indices.map { logs[$0] - weight * (local[$0] - line) }
    }
}

/// Traces at a distance of `inner` to `outer` on either side.
private struct Annulus {
    let inner: Int
    let outer: Int

    /// The median over the annulus of each place, evaluated at every few places and interpolated: the
    /// level changes slowly against the annulus.
    func medians(_ values: [Float]) -> [Float] {
        let last = values.count - 1
        guard last > 0, outer > 0 else { return values }
        let count = max(2, last / max(1, inner / 4) + 1)
        let nodes = (0..<count).map { Double($0) * Double(last) / Double(count - 1) }
        let levels = nodes.map { median(values, at: Int($0.rounded())) }
        return values.indices.map { t in
            let place = Double(t) * Double(count - 1) / Double(last)
            let before = min(Int(place), count - 2)
            let weight = Float(place - Double(before))
            return levels[before] + weight * (levels[before + 1] - levels[before])
        }
    }

    private func median(_ values: [Float], at place: Int) -> Float {
        let left = max(0, place - outer)..<max(0, place - inner + 1)
        let right = min(values.count, place + inner)..<min(values.count, place + outer + 1)
        var around = Array(values[left]) + Array(values[right])
        return around.isEmpty
            ? RobustStatistics.median(of: values) : RobustStatistics.median(&around)
    }
}
