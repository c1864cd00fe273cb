internal import Glibc
public import SurveyModel

/// Loss of the ground from how fast its clutter fades with depth.
///
/// Clutter spread evenly through the ground fades as R^-p exp(-2 a d) with R = h + d / sqrt(eps), the
/// distance its echoes seem to come from. Echoes of single points fade as R^-2 in power for each way
/// and the number of points in reach grows as R^2 (R in two dimensions), so that p is 1 (1/2). Real
/// clutter is not spread evenly: p is taken as uncertain by half its value, which bounds how well the loss
/// can be known.
public struct ClutterDecay: Sendable, Hashable {
    /// Relative permittivity.
    public var permittivity: Double
    /// Height of the antennas (m).
    public var antennaHeightMetres: Double
    /// Whether the waves are those of lines.
    public var isTwoDimensional: Bool
    /// Noise in the levels (dB), where known.
    public var noiseDecibels: Double?

    /// Decay through ground of a permittivity.
    public init(
        permittivity: Double, antennaHeightMetres: Double, isTwoDimensional: Bool,
        noiseDecibels: Double?
    ) {
        self.permittivity = permittivity
        self.antennaHeightMetres = antennaHeightMetres
        self.isTwoDimensional = isTwoDimensional
        self.noiseDecibels = noiseDecibels
    }

    static let step = "loss by decay"
    /// Depths whose clutter is used (m).
    public static let depthsMetres = 0.05...0.35

    /// The loss (dB/m, one way) that explains `levels`, which may come out below zero.
    ///
    /// Windows in which noise is more than half the power are left out; noise is taken off the others.
    /// - Throws: `ProcessingError.noEstimate` with fewer than four windows over at least 5 cm.
    public func loss(
        _ levels: [ClutterLevel]
    ) throws(ProcessingError) -> (decibelsPerMetre: Double, sigma: Double) {
        let root = permittivity.squareRoot()
        let noise = noiseDecibels.map { exp($0 * log(10) / 10) } ?? 0
        var points: [(depth: Double, spread: Double, level: Double)] = []
        for level in levels {
            let depth = level.nanoseconds * speedOfLightMetresPerNanosecond / (2 * root)
            let power = exp(level.decibels * log(10) / 10) - noise
            guard Self.depthsMetres.contains(depth), power > noise else { continue }
            points.append(
                (
                    depth, 20 * log10(antennaHeightMetres + depth / root), 10 * log10(power)
                ))
        }
        guard points.count >= 4, let first = points.first, let last = points.last,
            last.depth - first.depth >= 0.05
        else {
            throw .noEstimate(
                step: Self.step,
                reason: "clutter stands above the noise in only \(points.count) windows from "
                    + "\(Self.depthsMetres.lowerBound) to \(Self.depthsMetres.upperBound) m")
        }
        let exponent = isTwoDimensional ? 0.5 : 1
        let fit = StraightLine(
            points.map(\.depth), points.map { $0.level + exponent * $0.spread })
        let spreads = StraightLine(points.map(\.depth), points.map(\.spread))
        // Neighbouring windows resemble each other.
        let scatter = fit.slopeSigma * 2.0.squareRoot()
        let unknown = exponent / 2 * spreads.slope
        return (-fit.slope / 2, hypot(scatter, unknown) / 2)
    }
}

/// Least squares through points.
struct StraightLine {
    let slope: Double
    let slopeSigma: Double

    /// The line through at least three points of different abscissae.
    init(_ x: [Double], _ y: [Double]) {
        let count = Double(x.count)
        let (mx, my) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        let xx = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
        let slope = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / xx
        let rest = zip(x, y).reduce(0) { sum, point in
            let left = point.1 - my - slope * (point.0 - mx)
            return sum + left * left
        }
        self.slope = slope
        slopeSigma = (rest / max(1, count - 2) / xx).squareRoot()
    }
}
