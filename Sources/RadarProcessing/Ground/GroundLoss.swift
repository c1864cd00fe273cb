internal import Foundation
internal import SurveyModel

/// How fast the ground's own echoes fade with delay beyond what spreading explains.
///
/// L(t) = a - p log10(h + z(t) / n) - s t, with L the level of the clutter (dB), h the antenna's height and
/// z = c t / (2 n). Echoes of a volume spread as p = 20 from a point source in three dimensions, and a
/// surface whose farther parts come later fades more slowly; p = 10 is taken as the other end. s is the
/// middle of the slopes for both, its error covers them. The slope is the median over all pairs of
/// levels (Theil, 1950; Sen, 1968), which a single layer's echo does not move.
public struct GroundLoss: Sendable, Equatable, Codable {
    /// Two-way loss per delay (dB/ns), not below 0.
    public var decibelsPerNanosecond: Double
    /// Its standard error (dB/ns).
    public var errorDecibelsPerNanosecond: Double
    /// Index of refraction that turned delay into depth for the spreading.
    public var index: Double

    /// One-way loss (dB/m): s n / c.
    public var decibelsPerMetre: Double {
        decibelsPerNanosecond * index / speedOfLightMetresPerNanosecond
    }
    /// Its standard error (dB/m).
    public var errorDecibelsPerMetre: Double {
        errorDecibelsPerNanosecond * index / speedOfLightMetresPerNanosecond
    }

    /// Fewest levels a slope may rest on.
    public static let fewestLevels = 3

    /// From levels (dB) at delays after the surface (ns) over ground of `permittivity`; `nil` with too
    /// few.
    public init?(
        delaysNanoseconds delays: [Double], levelsDecibels levels: [Double], permittivity: Double,
        antennaHeightMetres height: Double
    ) {
        guard delays.count == levels.count, delays.count >= Self.fewestLevels else { return nil }
        index = permittivity.squareRoot()
        let squared = permittivity
        func slope(_ power: Double) -> (value: Double, error: Double) {
            let flat = zip(delays, levels).map { delay, level in
                level + power
                    * log10(height + speedOfLightMetresPerNanosecond * delay / (2 * squared))
            }
            var slopes: [Double] = []
            for second in delays.indices {
                for first in 0..<second where delays[second] > delays[first] {
                    slopes.append(
                        (flat[first] - flat[second]) / (delays[second] - delays[first]))
                }
            }
            slopes.sort()
            let middle = slopes[slopes.count / 2]
            let spread = slopes.map { abs($0 - middle) }.sorted()[slopes.count / 2]
            return (middle, 1.4826 * spread / Double(delays.count).squareRoot())
        }
        let (near, far) = (slope(10), slope(20))
        let middle = (near.value + far.value) / 2
        decibelsPerNanosecond = max(0, middle)
        let model = abs(near.value - far.value) / 2
        errorDecibelsPerNanosecond =
            (model * model + near.error * near.error).squareRoot()
    }
}
