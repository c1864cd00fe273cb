internal import Glibc
internal import SignalKit
internal import SurveyModel

/// The echo of an object buried on purpose at a known depth.
public struct CalibrationEcho: Sendable, Hashable {
    /// What was buried.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A metal ball or pipe.
        case ball
        /// A flat metal plate, wider than the footprint.
        case plate
        /// An inert mine.
        case simulant
    }

    /// Depth of its top (m).
    public var depthMetres: Double
    /// Place along the line where the echo comes first (m).
    public var distanceMetres: Double
    /// Time of its envelope's peak after that of the early arrival (ns).
    public var delayNanoseconds: Double
    /// Peak of its envelope re that of the early arrival (dB).
    public var decibels: Double
    /// How far it stands above what is usual beside it (dB).
    public var marginDecibels: Double

    static let step = "calibration target"
    /// Permittivities an echo is looked for at.
    static let permittivities = 2.0...30.0
    /// Least strength over what stretches of 0.3 m beside it hold at such times, as a factor.
    static let leastMargin = 1.6

    /// Looks for the echo of an object `depthMetres` deep within 0.15 m of `distanceMetres`, or anywhere
    /// along `channel` where that is nil.
    ///
    /// Of a plate, as of flat ground, only the median of the whole line is taken off, else the running median
    /// over 0.9 m.
    /// - Throws: `ProcessingError` for a depth that cannot be, no trace there, a time outside the window, and
    ///   no echo that is 1.6 times what
    ///   usual stretches of the line hold at such times.
    public init(
        in channel: AlignedChannel, kind: Kind, depthMetres: Double, distanceMetres: Double?,
        antennaHeightMetres: Double, antennaSeparationMetres: Double
    ) throws(ProcessingError) {
        guard depthMetres > 0, depthMetres <= 2 else {
            throw .badStepValue(
                step: Self.step, reason: "an object \(depthMetres) m deep is not from 0 to 2 m")
        }
        let interval = channel.section.timeAxis.sampleIntervalNanoseconds
        let width = channel.section.samplesPerTrace
        let early = AnalyticSection(channel.section)
        var section = channel.section
        if kind == .plate {
            LineMedianBackground().apply(to: &section)
        } else {
            MovingMedianBackground(windowMetres: 0.9).apply(to: &section)
        }
        let analytic = AnalyticSection(section)
        func delay(_ permittivity: Double) throws(ProcessingError) -> Double {
            try RefractedPath(
                antennaHeightMetres: antennaHeightMetres, permittivity: permittivity,
                step: Self.step
            ).delayNanoseconds(
                alongMetres: 0, depthMetres: depthMetres,
                separationMetres: antennaSeparationMetres)
                - antennaSeparationMetres / speedOfLightMetresPerNanosecond
        }
        let arrival = channel.arrivalNanoseconds
        let first = max(
            channel.surfaceNanoseconds, arrival + (try delay(Self.permittivities.lowerBound)))
        let last = arrival + (try delay(Self.permittivities.upperBound))
        let start = Int((first / interval).rounded(.up))
        let window = min(start, width)..<min(width, max(start, Int(last / interval)))
        guard window.count >= 3 else {
            throw .noEstimate(
                step: Self.step,
                reason: "the window ends before an echo from \(depthMetres) m could come")
        }
        let good = channel.faults.indices.filter { channel.faults[$0] == nil }
        let near = good.filter { index in
            guard let distanceMetres else { return true }
            return abs(channel.section.distancesMetres[index] - distanceMetres) <= 0.15
        }
        guard !near.isEmpty else {
            throw .noEstimate(
                step: Self.step,
                reason: distanceMetres.map { "the line has no good trace within 0.15 m of \($0) m" }
                    ?? "no trace can be used")
        }
        var found: (trace: Int, sample: Int, strength: Double) = (near[0], window.lowerBound, 0)
        for trace in near {
            for sample in window {
                let strength = analytic.strength(trace, sample)
                if strength > found.strength { found = (trace, sample, strength) }
            }
        }
        let place = channel.section.distancesMetres[found.trace]
        let clutter = analytic.usualMaximum(
            good.filter { abs(channel.section.distancesMetres[$0] - place) > 0.25 }, window)
        guard let clutter, found.strength > Self.leastMargin * clutter else {
            throw .noEstimate(
                step: Self.step,
                reason: clutter == nil
                    ? "the line has less than 0.9 m beside the object to compare its echo with"
                    : "no echo from \(depthMetres) m stands out of the clutter")
        }
        let direct = early.peak(found.trace, near: Int((arrival / interval).rounded()))
        guard direct.strength > 0 else {
            throw .noEstimate(step: Self.step, reason: "no early arrival to compare with")
        }
        let sample = found.sample
        let bend =
            sample > 0 && sample + 1 < width
            ? parabolicPeak(
                analytic.strength(found.trace, sample - 1), found.strength,
                analytic.strength(found.trace, sample + 1)) : 0
        self.depthMetres = depthMetres
        self.distanceMetres = place
        delayNanoseconds = (Double(sample) + bend - direct.sample) * interval
        decibels = 20 * log10(found.strength / direct.strength)
        marginDecibels = clutter > 0 ? 20 * log10(found.strength / clutter) : .infinity
    }

    /// An echo as measured.
    public init(
        depthMetres: Double, distanceMetres: Double, delayNanoseconds: Double, decibels: Double,
        marginDecibels: Double
    ) {
        self.depthMetres = depthMetres
        self.distanceMetres = distanceMetres
        self.delayNanoseconds = delayNanoseconds
        self.decibels = decibels
        self.marginDecibels = marginDecibels
    }

    /// The permittivity a single echo tells, the peak of the early arrival taken for the direct wave.
    ///
    /// - Throws: `ProcessingError.noEstimate` where no permittivity from 1 to 90 gives such a delay.
    public func permittivity(
        antennaHeightMetres: Double, antennaSeparationMetres: Double,
        pickSigmaNanoseconds: Double = 0.06
    ) throws(ProcessingError) -> VelocityEstimate {
        func delay(_ permittivity: Double) throws(ProcessingError) -> Double {
            try RefractedPath(
                antennaHeightMetres: antennaHeightMetres, permittivity: permittivity,
                step: Self.step
            ).delayNanoseconds(
                alongMetres: 0, depthMetres: depthMetres,
                separationMetres: antennaSeparationMetres)
                - antennaSeparationMetres / speedOfLightMetresPerNanosecond
        }
        var (low, high) = (1.0, 90.0)
        guard try delay(low) < delayNanoseconds, try delay(high) > delayNanoseconds else {
            throw .noEstimate(
                step: Self.step,
                reason: "no permittivity from 1 to 90 gives an echo from \(depthMetres) m after "
                    + "\(LineFitness.rounded(delayNanoseconds)) ns")
        }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if try delay(middle) < delayNanoseconds { low = middle } else { high = middle }
        }
        let slope = (try delay(low + 1e-4) - delay(low)) / 1e-4
        return VelocityEstimate(
            permittivity: low, sigma: pickSigmaNanoseconds / slope, method: .calibration, count: 1)
    }
}

extension AnalyticSection {
    /// The envelope at a sample.
    fileprivate func strength(_ trace: Int, _ sample: Int) -> Double {
        samples[trace * width + sample].power.squareRoot()
    }

    /// The median over stretches of 0.3 m of the largest envelope in `window`; nil with fewer than three.
    fileprivate func usualMaximum(_ traces: [Int], _ window: Range<Int>) -> Double? {
        var largest: [Int: Double] = [:]
        for trace in traces {
            let place = positions[trace] / 0.3
            guard abs(place) < 1e9 else { continue }
            let own = window.map { strength(trace, $0) }.max() ?? 0
            let stretch = Int(place.rounded(.down))
            largest[stretch] = max(largest[stretch] ?? 0, own)
        }
        guard largest.count >= 3 else { return nil }
        return ClutterMeasure.median(Array(largest.values))
    }

    /// The envelope's peak within ten samples of `sample`.
    fileprivate func peak(_ trace: Int, near sample: Int) -> (sample: Double, strength: Double) {
        let first = min(max(1, sample - 10), max(1, width - 2))
        let range = first..<max(first + 1, min(width - 1, sample + 11))
        let best = range.max { strength(trace, $0) < strength(trace, $1) } ?? sample
        let bend = parabolicPeak(
            strength(trace, best - 1), strength(trace, best), strength(trace, best + 1))
        return (Double(best) + bend, strength(trace, best))
    }
}
