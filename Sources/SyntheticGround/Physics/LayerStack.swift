internal import Glibc
internal import SurveyModel

/// A plate of one material inside an object.
public struct MaterialLayer: Sendable, Equatable, Codable {
    /// Real relative permittivity.
    public var permittivity: Double
    /// Conductivity (S/m); metal where it is 1e5 and more.
    public var conductivitySiemensPerMetre: Double
    /// Thickness (m).
    public var thicknessMetres: Double

    /// A plate of one material.
    public init(
        permittivity: Double, conductivitySiemensPerMetre: Double = 0, thicknessMetres: Double
    ) {
        self.permittivity = permittivity
        self.conductivitySiemensPerMetre = conductivitySiemensPerMetre
        self.thicknessMetres = thicknessMetres
    }
}

/// Reflection of a plane wave by plates embedded in soil, all echoes between them included.
///
/// The admittance seen from each interface is carried from the lowest plate to the top (Born and Wolf,
/// Principles of Optics, 1.6): field across the plane of incidence, time as exp(+i w t). A metal plate
/// gives +1 here: amplitudes are relative to its echo, whose field is turned over.
struct LayerStack: Sendable {
    /// From the top to the bottom.
    var layers: [MaterialLayer]
    /// The soil above and below.
    var surroundings: LossyMedium

    /// Reflection coefficient at `frequency` GHz, referred to the top, of a wave `angle` radians off the
    /// vertical in the soil.
    func reflection(atGHz frequency: Double, angle: Double = 0) -> Complex {
        let sine = sin(angle)
        let sideways = Complex(surroundings.permittivity * sine * sine)
        let soil = surroundings.index(atGHz: frequency)
        let outside = (soil * soil - sideways).squareRoot
        var admittance = outside
        for layer in layers.reversed() {
            let inside = LossyMedium(
                permittivity: layer.permittivity, conductivity: layer.conductivitySiemensPerMetre
            ).index(atGHz: frequency)
            // Downwards part of the index; of an evanescent wave it points down as a decay.
            var index = (inside * inside - sideways).squareRoot
            if index.imaginary > 0 { index = -1 * index }
            let wave =
                2 * .pi * frequency * layer.thicknessMetres / speedOfLightMetresPerNanosecond
            // exp(-2 i n k d), which goes to zero in what no wave gets through.
            let decay = exp(2 * wave * index.imaginary)
            let round = decay * Complex(angle: -2 * wave * index.real)
            let inner = (index - admittance) / (index + admittance)
            let reflected = inner * round
            admittance = index * (Complex(1) - reflected) / (Complex(1) + reflected)
        }
        return (admittance - outside) / (admittance + outside)
    }
}
