internal import Glibc
internal import SignalKit
public import SurveyModel

/// Permittivity at which the focused image of a line is sharpest: the largest
/// sum |I|^4 / (sum |I|^2)^2 (Muller and Buffington, 1974).
///
/// I is the plain sum of the analytic signal along the delays of every point, over distance and apex delay,
/// so that every permittivity fills the same picture. The uncertainty is that of the jackknife (Efron, 1981)
/// over tenths of the line, and never less than half the range in which sharpness stays within a tenth of
/// its peak: with antennas above the ground the delays hardly tell permittivities apart, and the peak
/// lies too low.
public struct FocusingScan: Sendable, Hashable {
    /// Height of the antennas above the ground (m).
    public var antennaHeightMetres: Double
    /// Distance from transmitter to receiver (m).
    public var antennaSeparationMetres: Double
    /// Centre frequency (MHz).
    public var centreFrequencyMHz: Double
    /// Half the length of line summed for a point (m).
    public var apertureMetres: Double
    /// Greatest depth, at the least permittivity (m).
    public var depthMetres: Double
    /// Permittivities scanned, in equal ratios.
    public var permittivities: ClosedRange<Double>

    /// A scan for antennas of this height and separation.
    public init(
        antennaHeightMetres: Double = 0, antennaSeparationMetres: Double = 0,
        centreFrequencyMHz: Double, apertureMetres: Double = 0.20, depthMetres: Double = 0.40,
        permittivities: ClosedRange<Double> = 2.5...25
    ) {
        self.antennaHeightMetres = antennaHeightMetres
        self.antennaSeparationMetres = antennaSeparationMetres
        self.centreFrequencyMHz = centreFrequencyMHz
        self.apertureMetres = apertureMetres
        self.depthMetres = depthMetres
        self.permittivities = permittivities
    }

    static let step = "focusing scan"
    private static let blocks = 10
    private static let places = 17

    /// The permittivity of a line whose background was removed.
    ///
    /// - Throws: `ProcessingError` for unfit data or geometry, and where sharpness has no peak inside the
    ///   range.
    public func estimate(_ radargram: Radargram) throws(ProcessingError) -> VelocityEstimate {
        let fit = HyperbolaFit(
            antennaHeightMetres: antennaHeightMetres,
            antennaSeparationMetres: antennaSeparationMetres,
            centreFrequencyMHz: centreFrequencyMHz, apertureMetres: apertureMetres,
            depthsMetres: 0.02...max(0.03, depthMetres), permittivities: permittivities)
        let search = try HyperbolaSearch(fit, radargram)
        let ratio = log(permittivities.upperBound / permittivities.lowerBound)
        let step = ratio / Double(Self.places - 1)
        let scanned = (0..<Self.places).map {
            permittivities.lowerBound * exp(Double($0) * step)
        }
        let moments = scanned.map { self.moments(search, $0) }
        guard let whole = Self.peak(moments, leavingOut: nil) else {
            throw .noEstimate(
                step: Self.step,
                reason: "no permittivity from \(permittivities.lowerBound) to "
                    + "\(permittivities.upperBound) gives the sharpest image")
        }
        let parts = (0..<Self.blocks).compactMap { Self.peak(moments, leavingOut: $0) }
        let count = Double(parts.count)
        let mean = parts.reduce(0, +) / max(1, count)
        let scatter = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let jackknife = count > 1 ? (scatter * (count - 1) / count).squareRoot() : 1
        // A tenth left out that has no peak of its own says that the peak hangs on it.
        let lost = Double(Self.blocks - parts.count)
        let sigma = max(jackknife, Self.halfWidth(moments), 0.5) * (1 + lost)
        let permittivity = permittivities.lowerBound * exp(whole * step)
        return VelocityEstimate(
            permittivity: permittivity, sigma: permittivity * sigma * step, method: .focusing,
            count: radargram.traceCount)
    }

    /// Sums of |I|^2 and |I|^4 over each tenth of the line.
    private func moments(
        _ search: HyperbolaSearch, _ permittivity: Double
    ) -> [(second: Double, fourth: Double)] {
        let section = search.section
        var moments = [(second: Double, fourth: Double)](
            repeating: (0, 0), count: Self.blocks)
        let tick = 125 / centreFrequencyMHz
        let least = permittivities.lowerBound.squareRoot()
        let first = search.delay(0, 0, permittivities.upperBound)
        let rows = Int(2 * depthMetres * least / speedOfLightMetresPerNanosecond / tick)
        let count = section.positions.count
        for row in 1...max(1, rows) {
            let apex = first + Double(row) * tick
            guard let depth = depth(search, apex, permittivity) else { continue }
            let curve = DelayCurve(search, depth, permittivity)
            for (place, position) in section.positions.enumerated() {
                let found = search.semblance(curve, at: position, gate: [0])
                // The sum, not the mean: echoes that leave the window are missing from the image.
                let sum = found.strength * Double(found.count)
                let power = sum * sum
                let block = place * Self.blocks / count
                moments[block].second += power
                moments[block].fourth += power * power
            }
        }
        return moments
    }

    /// Depth whose echo comes at `apex` (ns from the first sample), by halving.
    private func depth(
        _ search: HyperbolaSearch, _ apex: Double, _ permittivity: Double
    ) -> Double? {
        var (low, high) = (0.0, 2 * depthMetres)
        guard search.delay(0, low, permittivity) < apex,
            search.delay(0, high, permittivity) > apex
        else { return nil }
        for _ in 0..<30 {
            let middle = (low + high) / 2
            if search.delay(0, middle, permittivity) < apex { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Half the range, in steps of the scan, in which sharpness stays within a tenth of its peak.
    private static func halfWidth(_ moments: [[(second: Double, fourth: Double)]]) -> Double {
        let sharpness = sharpness(moments, leavingOut: nil)
        let level = 0.9 * (sharpness.max() ?? 0)
        let first = sharpness.firstIndex { $0 >= level } ?? 0
        let last = sharpness.lastIndex { $0 >= level } ?? 0
        return Double(last - first) / 2
    }

    /// Sum |I|^4 / (sum |I|^2)^2 of each permittivity, without a tenth of the line.
    private static func sharpness(
        _ moments: [[(second: Double, fourth: Double)]], leavingOut block: Int?
    ) -> [Double] {
        moments.map { blocks -> Double in
            var (second, fourth) = (0.0, 0.0)
            for (index, moment) in blocks.enumerated() where index != block {
                second += moment.second
                fourth += moment.fourth
            }
            return second > 0 ? fourth / (second * second) : 0
        }
    }

    /// Where, in steps of the scan, sharpness peaks by a parabola; nil at the ends.
    private static func peak(
        _ moments: [[(second: Double, fourth: Double)]], leavingOut block: Int?
    ) -> Double? {
        let sharpness = sharpness(moments, leavingOut: block)
        guard let best = sharpness.indices.max(by: { sharpness[$0] < sharpness[$1] }),
            best > 0, best < sharpness.count - 1
        else { return nil }
        return Double(best)
            + parabolicPeak(sharpness[best - 1], sharpness[best], sharpness[best + 1])
    }
}
