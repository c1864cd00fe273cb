internal import Glibc
internal import SurveyModel

/// The way of a pulse from an antenna through a flat surface to a buried point, and its delay.
///
/// The antenna is `antennaHeightMetres` (h) above ground of relative permittivity eps, n = sqrt(eps). A leg
/// over the horizontal distance r to the depth z enters the ground at the distance a from the antenna:
///
///     delay = [sqrt(h^2 + a^2) + n sqrt(z^2 + (r - a)^2)] / c0
///     a / sqrt(h^2 + a^2) = n (r - a) / sqrt(z^2 + (r - a)^2)        (Snell)
///
/// which is the quickest way there is (Fermat). With h = 0 the antenna touches the ground and the ray is
/// straight, a = 0, at every angle: the hyperbola that migration assumes. Beyond the critical angle that
/// is not the limit of a small height, where the quickest way runs along the surface in air.
public struct RefractedPath: Sendable, Hashable {
    /// Relative permittivities of ground, from air to a little above water.
    public static let permittivities = 1.0...90.25
    /// Heights an antenna can have (m).
    public static let heightsMetres = 0.0...10.0

    /// Height of the antennas above the ground (m).
    public let antennaHeightMetres: Double
    /// Relative permittivity of the ground.
    public let permittivity: Double

    /// Paths from antennas `antennaHeightMetres` above ground of `permittivity`.
    ///
    /// - Throws: `ProcessingError.permittivityOutOfRange`, `.badStepValue` for a height outside 0...10 m.
    public init(
        antennaHeightMetres: Double, permittivity: Double, step: String = "focusing"
    ) throws(ProcessingError) {
        guard Self.permittivities.contains(permittivity) else {
            throw .permittivityOutOfRange(step: step, permittivity: permittivity)
        }
        guard Self.heightsMetres.contains(antennaHeightMetres) else {
            throw .badStepValue(
                step: step,
                reason:
                    "an antenna \(antennaHeightMetres) m above the ground, 0 to 10 m is possible")
        }
        self.antennaHeightMetres = antennaHeightMetres
        self.permittivity = permittivity
    }

    /// One way between an antenna and a buried point.
    public struct Leg: Sendable, Hashable {
        /// Horizontal distance from the antenna at which the ray enters the ground (m).
        public var entryMetres: Double
        /// One-way delay (ns).
        public var delayNanoseconds: Double
        /// Change of the delay with horizontal distance (ns/m).
        public var slopeNanosecondsPerMetre: Double
        /// Vertical extent of the ray over its length, 0...1: the cosine of the angle from the vertical
        /// where the ray is straight; 1 for a leg of no length.
        public var obliquity: Double
    }

    /// The leg over `horizontalMetres` (its sign does not matter) to a point `depthMetres` deep (>= 0).
    public func leg(horizontalMetres: Double, depthMetres: Double) -> Leg {
        let r = abs(horizontalMetres)
        let h = antennaHeightMetres
        let z = max(depthMetres, 0)
        let n = permittivity.squareRoot()
        let entry = entryMetres(r, z, n)
        let air = hypot(h, entry)
        let ground = hypot(z, r - entry)
        let length = air + ground
        let sine = h > 0 ? entry / air : (ground > 0 ? n * r / ground : n)
        return Leg(
            entryMetres: entry,
            delayNanoseconds: (air + n * ground) / speedOfLightMetresPerNanosecond,
            slopeNanosecondsPerMetre: sine / speedOfLightMetresPerNanosecond,
            obliquity: length > 0 ? (h + z) / length : 1)
    }

    /// Delay from transmitter to point to receiver (ns).
    ///
    /// The antennas are `separationMetres` apart along travel; the point is `alongMetres` and
    /// `acrossMetres` from the middle between them and `depthMetres` deep.
    public func delayNanoseconds(
        alongMetres: Double, acrossMetres: Double = 0, depthMetres: Double,
        separationMetres: Double = 0
    ) -> Double {
        let half = separationMetres / 2
        let out = hypot(alongMetres + half, acrossMetres)
        let back = hypot(alongMetres - half, acrossMetres)
        let first = leg(horizontalMetres: out, depthMetres: depthMetres).delayNanoseconds
        guard back != out else { return 2 * first }
        return first + leg(horizontalMetres: back, depthMetres: depthMetres).delayNanoseconds
    }

    /// Where the ray enters the ground: the root of Snell's law, which rises with a, by Newton's steps
    /// kept inside a bracket that every step shrinks.
    private func entryMetres(_ r: Double, _ z: Double, _ n: Double) -> Double {
        let h = antennaHeightMetres
        if h == 0 || r == 0 { return 0 }
        if z == 0 { return r }
        var low = n > 1 ? max(0, r - z / (permittivity - 1).squareRoot()) : 0
        var high = r
        var a = min(max(r * n * h / (z + n * h), low), high)
        for _ in 0..<100 {
            let air = hypot(h, a)
            let ground = hypot(z, r - a)
            let residual = a / air - n * (r - a) / ground
            if residual == 0 { return a }
            if residual > 0 { high = a } else { low = a }
            let slope = h / air * (h / air) / air + n * (z / ground) * (z / ground) / ground
            var next = a - residual / slope
            if !(next > low && next < high) { next = low + (high - low) / 2 }
            // Below this the delay, which is least there, no longer changes.
            if abs(next - a) <= 1e-14 * r { return next }
            a = next
        }
        return a
    }
}
