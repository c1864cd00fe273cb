internal import SurveyModel

/// Turns the delay after the surface echo into depth in ground of one assumed permittivity.
///
/// z = c t / (2 sqrt(eps)) with c = 0.299792458 m/ns. The antennas' distance is small against the path
/// and left out.
public struct DepthScale: Sendable, Hashable {
    /// Assumed relative permittivity.
    public let permittivity: Double
    /// Relative permittivity of the driest ground taken into account; it decides the depth error.
    public static let driestPermittivity = 2.5

    /// A scale for ground of `permittivity`.
    public init(permittivity: Double) { self.permittivity = permittivity }

    /// Depth (m) of an echo `delayNanoseconds` after the surface.
    public func depthMetres(delayNanoseconds: Double) -> Double {
        delayNanoseconds * speedOfLightMetresPerNanosecond / (2 * permittivity.squareRoot())
    }

    /// How much deeper the object may lie (m): 3 cm for picking the echo, and the depth in the driest
    /// ground less the stated one.
    public func errorMetres(depthMetres: Double) -> Double {
        let stretch = (permittivity / Self.driestPermittivity).squareRoot()
        return 0.03 + depthMetres * max(0, stretch - 1)
    }
}
