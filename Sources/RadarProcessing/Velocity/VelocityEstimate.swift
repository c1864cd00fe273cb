public import SurveyModel

/// A permittivity of the ground with its uncertainty, and what it was measured by.
///
/// Estimates are combined with the inverse of their variances; where they scatter by more than their
/// uncertainties say, the combined uncertainty grows by sqrt(chi^2 / (n - 1)) (Birge, 1932).
public struct VelocityEstimate: Sendable, Hashable {
    /// How a permittivity was found.
    public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// Shape of a buried object's hyperbola.
        case hyperbola
        /// Sharpness of the focused image.
        case focusing
        /// Strength of the surface echo.
        case surface
        /// Objects at known depths.
        case calibration
        /// Several of these together.
        case combined
    }

    /// Relative permittivity.
    public var permittivity: Double
    /// Its standard deviation.
    public var sigma: Double
    /// What it was found by.
    public var method: Method
    /// Number of hyperbolae, traces or targets it rests on.
    public var count: Int

    /// A permittivity with its uncertainty.
    public init(permittivity: Double, sigma: Double, method: Method, count: Int) {
        self.permittivity = permittivity
        self.sigma = sigma
        self.method = method
        self.count = count
    }

    /// Velocity c / sqrt(eps) (m/ns).
    public var velocityMetresPerNanosecond: Double {
        speedOfLightMetresPerNanosecond / permittivity.squareRoot()
    }

    /// Relative error of a depth taken from a delay, dz / z = 0.5 deps / eps.
    public var relativeDepthError: Double { 0.5 * sigma / permittivity }

    /// Several estimates as one.
    public struct Combination: Sendable, Hashable {
        /// The mean with inverse-variance weights, its uncertainty widened where they disagree.
        public var estimate: VelocityEstimate
        /// Sum of squared deviations over variances; n - 1 is expected.
        public var chiSquare: Double
        /// Said where the estimates contradict each other.
        public var warning: SweepWarning?
    }

    /// The combination of `estimates`.
    ///
    /// - Throws: `ProcessingError.noEstimate` for none, or one without a finite, positive permittivity and
    ///   uncertainty.
    public static func combine(
        _ estimates: [VelocityEstimate]
    ) throws(ProcessingError) -> Combination {
        for estimate in estimates {
            guard estimate.sigma > 0, estimate.sigma.isFinite, estimate.permittivity >= 1,
                estimate.permittivity.isFinite
            else {
                throw .noEstimate(
                    step: "velocity",
                    reason: "a permittivity of \(estimate.permittivity) +- \(estimate.sigma) by "
                        + "\(estimate.method.rawValue) cannot be combined")
            }
        }
        guard let first = estimates.first else {
            throw .noEstimate(step: "velocity", reason: "no method gave a permittivity")
        }
        var weights = 0.0
        var sum = 0.0
        for estimate in estimates {
            weights += 1 / (estimate.sigma * estimate.sigma)
            sum += estimate.permittivity / (estimate.sigma * estimate.sigma)
        }
        let mean = sum / weights
        let chiSquare = estimates.reduce(0.0) { total, estimate in
            let deviation = (estimate.permittivity - mean) / estimate.sigma
            return total + deviation * deviation
        }
        let freedom = Double(max(1, estimates.count - 1))
        let widening = max(1, (chiSquare / freedom).squareRoot())
        let methods = Set(estimates.map(\.method))
        let combined = VelocityEstimate(
            permittivity: mean, sigma: widening / weights.squareRoot(),
            method: methods.count == 1 ? first.method : .combined,
            count: estimates.reduce(0) { $0 + $1.count })
        return Combination(
            estimate: combined, chiSquare: chiSquare,
            warning: warning(chiSquare, estimates.count, widening))
    }

    /// A warning where chi-square lies above its mean by more than two of its standard deviations,
    /// sqrt(2 (n - 1)).
    private static func warning(
        _ chiSquare: Double, _ count: Int, _ widening: Double
    ) -> SweepWarning? {
        let freedom = Double(count - 1)
        guard count > 1, chiSquare > freedom + 2 * (2 * freedom).squareRoot() else { return nil }
        let factor = (10 * widening).rounded() / 10
        return SweepWarning(
            code: "velocity-contradicts",
            text:
                "the \(count) permittivities differ by more than their uncertainties; the combined "
                + "one is \(factor) times as uncertain")
    }
}
