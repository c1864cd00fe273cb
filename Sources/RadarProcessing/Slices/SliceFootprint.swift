internal import SurveyModel

/// How far beside itself a radar sees the ground at a depth: the first Fresnel zone.
///
/// The zone ends where the way there and back is half a wavelength longer than straight down. For an
/// antenna at height h over ground of index n the way to a point beside the nadir is longer by
/// r^2 / (2 (h + z / n)) each way (paraxial, refracted), so that r^2 = lambda (h + z / n) / 2; with
/// (lambda / 4n)^2 added it is exact for an antenna on the ground (R. E. Sheriff, Nomogram for
/// Fresnel-zone calculation, Geophysics 45, 1980). lambda is the wavelength in air at the centre
/// frequency.
public enum SliceFootprint: Sendable {
    /// Radius of the zone (m) at the top of `window`, where it is smallest: what lies between lines
    /// further apart than twice this was not seen in all of the window.
    ///
    /// - Throws: `SliceFault.badFigure` where a figure is out of range.
    public static func radiusMetres(
        of window: SliceWindow, centreFrequencyMHz: Double, antennaHeightMetres: Double?
    ) throws(SliceFault) -> Double {
        guard centreFrequencyMHz >= 1, centreFrequencyMHz <= 20_000 else {
            throw .badFigure(
                name: "centre frequency", reason: "\(centreFrequencyMHz) is not from 1 to 20000 MHz"
            )
        }
        let height = antennaHeightMetres ?? 0
        guard height >= 0, height <= 5 else {
            throw .badFigure(name: "antenna height", reason: "\(height) is not from 0 to 5 m")
        }
        let wavelength = speedOfLightMetresPerNanosecond * 1000 / centreFrequencyMHz
        let index = window.permittivity.squareRoot()
        let quarter = wavelength / index / 4
        let zone = wavelength * (height + window.fromMetres / index) / 2
        return (zone + quarter * quarter).squareRoot()
    }
}
