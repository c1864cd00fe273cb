/// Permittivity and time zero from echoes of objects at known depths, such as metal balls.
///
/// Least squares of t = t0 + tau(depth, eps) with tau the delay straight above the object
/// (`RefractedPath`); two objects determine it, each more tells how well it holds.
public struct CalibrationTarget: Sendable, Hashable {
    /// Depth of the object's top (m).
    public var depthMetres: Double
    /// Time of its echo's peak from the first sample (ns).
    public var peakNanoseconds: Double

    /// An object whose top is `depthMetres` deep.
    public init(depthMetres: Double, peakNanoseconds: Double) {
        self.depthMetres = depthMetres
        self.peakNanoseconds = peakNanoseconds
    }

    /// What objects at known depths tell.
    public struct Result: Sendable, Hashable {
        /// The permittivity with its uncertainty.
        public var estimate: VelocityEstimate
        /// Time zero from the first sample (ns).
        public var timeZeroNanoseconds: Double
        /// Its uncertainty (ns).
        public var timeZeroSigmaNanoseconds: Double
    }

    /// The permittivity over `targets`, each peak known to `pickSigmaNanoseconds` or, where they
    /// scatter more, to their scatter.
    ///
    /// - Throws: `ProcessingError` for fewer than two different depths, figures that cannot be, and
    ///   where no permittivity from 1 to 90 gives such times.
    public static func fit(
        _ targets: [CalibrationTarget], antennaHeightMetres: Double = 0,
        antennaSeparationMetres: Double = 0, pickSigmaNanoseconds: Double = 0.02
    ) throws(ProcessingError) -> Result {
        let step = "calibration target"
        for target in targets {
            guard (0...20).contains(target.depthMetres), abs(target.peakNanoseconds) < 1e6 else {
                throw .badStepValue(
                    step: step,
                    reason: "an echo at \(target.peakNanoseconds) ns from \(target.depthMetres) m")
            }
        }
        guard Set(targets.map(\.depthMetres)).count >= 2 else {
            throw .noEstimate(step: step, reason: "objects at two different depths are needed")
        }
        guard pickSigmaNanoseconds > 0, (0...2).contains(antennaSeparationMetres) else {
            throw .badStepValue(
                step: step,
                reason: "echoes known to \(pickSigmaNanoseconds) ns, antennas "
                    + "\(antennaSeparationMetres) m apart")
        }
        var permittivity = 4.0
        for _ in 0..<60 {
            let line = try straightLine(
                targets, permittivity, antennaHeightMetres, antennaSeparationMetres, step)
            let change = line.slope / line.derivative
            permittivity = min(max(permittivity + change, permittivity / 1.5), 1.5 * permittivity)
            permittivity = min(max(permittivity, 1), 90)
            if abs(change) < 1e-9 { break }
        }
        let line = try straightLine(
            targets, permittivity, antennaHeightMetres, antennaSeparationMetres, step)
        guard permittivity > 1.0001, permittivity < 89.9 else {
            throw .noEstimate(
                step: step, reason: "no permittivity from 1 to 90 gives echoes at these times")
        }
        let freedom = Double(max(1, targets.count - 2))
        let sigma =
            targets.count > 2
            ? max(pickSigmaNanoseconds, (line.rest / freedom).squareRoot()) : pickSigmaNanoseconds
        return Result(
            estimate: VelocityEstimate(
                permittivity: permittivity, sigma: sigma * line.slopeError,
                method: .calibration, count: targets.count),
            timeZeroNanoseconds: line.offset,
            timeZeroSigmaNanoseconds: sigma * line.offsetError)
    }

    /// Fit of t - tau = offset + change d tau / d eps at one permittivity; `slope` / `derivative` is the
    /// change.
    private static func straightLine(
        _ targets: [CalibrationTarget], _ permittivity: Double, _ height: Double,
        _ separation: Double, _ step: String
    ) throws(ProcessingError) -> (
        slope: Double, derivative: Double, offset: Double, rest: Double, slopeError: Double,
        offsetError: Double
    ) {
        func delays(_ permittivity: Double) throws(ProcessingError) -> [Double] {
            let path = try RefractedPath(
                antennaHeightMetres: height, permittivity: permittivity, step: step)
            return targets.map {
                path.delayNanoseconds(
                    alongMetres: 0, depthMetres: $0.depthMetres, separationMetres: separation)
            }
        }
        let here = try delays(permittivity)
        let above = try delays(permittivity + 1e-5)
        let slopes = zip(here, above).map { ($1 - $0) / 1e-5 }
        let rests = zip(targets, here).map { $0.peakNanoseconds - $1 }
        let count = Double(targets.count)
        let middle = slopes.reduce(0, +) / count
        let mean = rests.reduce(0, +) / count
        let spread = slopes.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        guard spread > 0 else {
            throw .noEstimate(step: step, reason: "these depths do not tell a velocity")
        }
        let slope = zip(slopes, rests).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - mean) }
        let change = slope / spread
        let offset = mean - change * middle
        let rest = zip(slopes, rests).reduce(0.0) { sum, pair in
            let left = pair.1 - offset - change * pair.0
            return sum + left * left
        }
        return (
            slope, spread, offset, rest, 1 / spread.squareRoot(),
            (1 / count + middle * middle / spread).squareRoot()
        )
    }
}
