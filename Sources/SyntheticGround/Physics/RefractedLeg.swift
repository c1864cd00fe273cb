internal import SurveyModel

/// The way of a wave from an antenna in air to a point in the ground, bent at a flat surface.
///
/// The point of refraction is found from Snell's law. The amplitude is that of a ray tube (Deschamps,
/// 1972): the field of a source of unit strength, which falls as 1 / distance in air, times Fresnel's
/// transmission for the field across the plane of incidence, divided by the root of how much the tube
/// widened. Reciprocity gives the same figure for the way back.
struct RefractedLeg: Sendable {
    /// Travel time (ns).
    var delay: Double
    /// Amplitude (1/m).
    var amplitude: Double
    /// Cosine of the angle from the vertical in the ground.
    var cosineInGround: Double
    /// Sine of the angle from the vertical in air.
    var sineInAir: Double

    /// From `height` above the surface to `depth` below it, `range` apart horizontally (m), into ground
    /// of refractive index `index`.
    init(height: Double, depth: Double, range: Double, index: Double) {
        var crossing = range * height / (height + depth / index)
        for _ in 0..<4 {
            let rest = range - crossing
            let inAir = (height * height + crossing * crossing).squareRoot()
            let inGround = (depth * depth + rest * rest).squareRoot()
            let value = crossing / inAir - index * rest / inGround
            let slope =
                height * height / (inAir * inAir * inAir)
                + index * depth * depth / (inGround * inGround * inGround)
            crossing = min(max(crossing - value / slope, 0), range)
        }
        let rest = range - crossing
        let inAir = (height * height + crossing * crossing).squareRoot()
        let inGround = (depth * depth + rest * rest).squareRoot()
        let cosineInAir = height / inAir
        cosineInGround = depth / inGround
        sineInAir = crossing / inAir
        delay = (inAir + index * inGround) / speedOfLightMetresPerNanosecond
        // How range grows with the angle in air, and range over the sine of that angle.
        let growth =
            height / (cosineInAir * cosineInAir)
            + depth * cosineInAir
            / (index * cosineInGround * cosineInGround * cosineInGround)
        let lever = height / cosineInAir + depth / (cosineInGround * index)
        let spreading = (growth * lever * cosineInAir).squareRoot()
        let transmission = 2 * cosineInAir / (cosineInAir + index * cosineInGround)
        amplitude = transmission / spreading
    }
}
