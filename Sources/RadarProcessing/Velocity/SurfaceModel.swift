internal import Glibc
internal import SignalKit
internal import SurveyModel

/// What radiates in `SurfaceReflection`.
public enum SurfaceWave: String, Sendable, Hashable, Codable, CaseIterable {
    /// A plane wave polarised across travel, at the angle of the specular ray (Fresnel, s).
    case plane
    /// Two short dipoles across travel, side by side along it: what most radars carry.
    case dipoles
    /// Two lines across travel, as simulations in two dimensions have.
    case lines
}

/// The echo of flat ground relative to that of a metal plate in its place.
///
/// Plane: Gamma(theta) = (cos - sqrt(eps - sin^2)) / (cos + sqrt(eps - sin^2)), the plate being -1. Lines
/// and dipoles close to the ground send a spectrum of plane waves, evanescent ones included, which is summed
/// (Sommerfeld, 1909; Chew, 1995, 2.3): with k_z = k cos(alpha) and R the distance Tx-Rx, lines give
/// the integral of Gamma_s exp(-2 i k_z h) cos(k_x R) d alpha, dipoles that of k_rho
/// [Gamma_s (J0 - J1 / x) - Gamma_p (k_z / k)^2 J1 / x] exp(-2 i k_z h) d alpha, x = k_rho R.
struct SurfaceModel {
    let wave: SurfaceWave
    let heightMetres: Double
    let separationMetres: Double

    /// Echo over the plate's at `frequency` GHz, for ground of real `permittivity`.
    func ratio(permittivity: Double, frequency: Double) -> ComplexDouble {
        if wave == .plane {
            let angle = atan2(separationMetres / 2, heightMetres)
            return ComplexDouble(0) - reflections(permittivity, ComplexDouble(cos(angle))).s
        }
        let wavenumber = 2 * Double.pi * frequency / speedOfLightMetresPerNanosecond
        let ground = spectrum(wavenumber) { reflections(permittivity, $0) }
        let plate = spectrum(wavenumber) { _ in (s: ComplexDouble(-1), p: ComplexDouble(1)) }
        return ground / plate
    }

    /// Reflection of the electric field across the plane of incidence (s) and of the magnetic one (p),
    /// by the cosine of the angle in air, which is imaginary for evanescent waves.
    private func reflections(
        _ permittivity: Double, _ cosine: ComplexDouble
    ) -> (s: ComplexDouble, p: ComplexDouble) {
        // Below the surface cos^2 + eps - 1, on the branch that decays downwards.
        let square = cosine * cosine + ComplexDouble(permittivity - 1)
        var below = square.squareRoot
        if square.real < 0 { below = ComplexDouble(0, -abs(below.imaginary)) }
        return (
            (cosine - below) / (cosine + below),
            (permittivity * cosine - below) / (permittivity * cosine + below)
        )
    }

    /// Integral over all plane waves by the midpoint rule: 96 angles that travel, 192 that decay, to
    /// exp(-16) of the surface's.
    private func spectrum(
        _ k: Double, _ reflection: (ComplexDouble) -> (s: ComplexDouble, p: ComplexDouble)
    ) -> ComplexDouble {
        var sum = ComplexDouble(0)
        let step = Double.pi / 2 / 96
        for index in 0..<96 {
            let angle = (Double(index) + 0.5) * step
            let cosine = ComplexDouble(cos(angle))
            let phase = -2 * k * heightMetres * cos(angle)
            let weight = weight(reflection(cosine), cosine, k * sin(angle))
            sum = sum + step * weight * ComplexDouble(cos(phase), sin(phase))
        }
        let reach = asinh(8 / (k * max(heightMetres, 0.005)))
        let width = reach / 192
        for index in 0..<192 {
            let u = (Double(index) + 0.5) * width
            let cosine = ComplexDouble(0, -sinh(u))
            let weight = weight(reflection(cosine), cosine, k * cosh(u))
            let decay = width * exp(-2 * k * heightMetres * sinh(u))
            // d k_z / k_z turns by i between the two branches.
            sum = sum + decay * weight * ComplexDouble(0, 1)
        }
        return sum
    }

    private func weight(
        _ reflection: (s: ComplexDouble, p: ComplexDouble), _ cosine: ComplexDouble,
        _ alongGround: Double
    ) -> ComplexDouble {
        let x = alongGround * separationMetres
        if wave == .lines { return cos(x) * reflection.s }
        let share = x > 1e-6 ? j1(x) / x : 0.5
        return alongGround
            * ((j0(x) - share) * reflection.s - share * (cosine * cosine * reflection.p))
    }
}
