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

    private func level(_ section: Radargram, _ slabs: Slabs) -> (score: [Float], strongest: [Int]) {
        var energy = SlabEnergy(of: section, starts: slabs.starts, length: slabs.length)
        let step = section.traceSpacingMetres ?? 1
        energy.average(half: Int((settings.energyLengthMetres / step / 2).rounded(.down)))
        energy.takeLogarithm()
        energy.level(
            innerTraces: Int((settings.annulusInnerMetres / step).rounded()),
            outerTraces: Int((settings.annulusOuterMetres / step).rounded()),
            weight: Float(settings.annulusWeight))
        return energy.strongest(settings.strongestSlabs)
    }
}
