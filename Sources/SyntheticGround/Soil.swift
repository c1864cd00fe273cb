internal import Foundation
internal import SurveyModel

/// A homogeneous soil: permittivity, conductivity, and loss at 1.5 GHz.
///
/// Permittivity by the refractive-index mixing (CRIM) of carbonate grains, air and Debye water;
/// conductivity by Archie's law. Conductivity alone, without the relaxation of water,
/// understates the loss of moist ground at radar frequencies: `material` holds the conductivity that
/// gives the stated loss, `staticMaterial` the conductivity itself.
public struct Soil: Sendable, Hashable, Codable {
    /// What ground it is.
    public var name: String
    /// Real part of the relative permittivity at 1.5 GHz.
    public var relativePermittivity: Double
    /// Conductivity at low frequency (S/m).
    public var conductivitySiemensPerMetre: Double
    /// One-way loss of a plane wave of 1.5 GHz (dB/m), conduction and relaxation together.
    public var lossDecibelsPerMetre: Double

    /// A soil called `name`.
    public init(
        name: String, relativePermittivity: Double, conductivitySiemensPerMetre: Double,
        lossDecibelsPerMetre: Double
    ) {
        self.name = name
        self.relativePermittivity = relativePermittivity
        self.conductivitySiemensPerMetre = conductivitySiemensPerMetre
        self.lossDecibelsPerMetre = lossDecibelsPerMetre
    }

    /// The soil with its conductivity at low frequency.
    public var staticMaterial: Material {
        Material(
            name: name, relativePermittivity: relativePermittivity,
            conductivitySiemensPerMetre: conductivitySiemensPerMetre)
    }

    /// The soil with the conductivity that gives `lossDecibelsPerMetre` at 1.5 GHz.
    ///
    /// With attenuation a (Np/m) and angular frequency w: n'' = a c0/w, eps'' = 2 n'' sqrt(eps' + n''^2),
    /// sigma = w eps0 eps''.
    public var material: Material {
        let angular = 2 * Double.pi * 1.5  // rad/ns
        let nepers = lossDecibelsPerMetre * log(10.0) / 20
        let index = nepers * speedOfLightMetresPerNanosecond / angular
        let imaginary = 2 * index * (relativePermittivity + index * index).squareRoot()
        let vacuumPermittivity = 8.854_187_8128e-3  // F/m times 1e9, for rad/ns
        return Material(
            name: name, relativePermittivity: relativePermittivity,
            conductivitySiemensPerMetre: angular * vacuumPermittivity * imaginary)
    }

    /// Velocity of a plane wave where the loss is small (m/ns).
    public var velocityMetresPerNanosecond: Double {
        speedOfLightMetresPerNanosecond / relativePermittivity.squareRoot()
    }

    /// Dry quartz dune sand.
    public static let dryQuartz = Soil("dry quartz dune", 2.9, 0, 0.5)
    /// Dry calcareous sand.
    public static let dryCalcareous = Soil("dry calcareous", 4.4, 0.0002, 1.0)
    /// Moist calcareous sand with brackish water.
    public static let moistCalcareous = Soil("moist calcareous", 5.8, 0.004, 7.1)
    /// Moist calcareous sand with the water of sea spray.
    public static let moistSeaSpray = Soil("moist calcareous, sea spray", 5.8, 0.020, 18)
    /// Damp coastal sand.
    public static let dampCoastal = Soil("damp coastal", 8.8, 0.116, 74)
    /// Wet sand with fresh water.
    public static let wetFresh = Soil("wet fresh", 15.9, 0.051, 43)
    /// Wet sand with sea water.
    public static let wetSea = Soil("wet sea water", 15.9, 0.505, 225)
    /// Sand saturated with sea water.
    public static let saturatedSea = Soil("saturated sea water", 31, 1.635, 496)
    /// Damp crust of a sabkha.
    public static let dampSabkha = Soil("damp sabkha crust", 7.9, 0.323, 191)
    /// Moist sabkha.
    public static let moistSabkha = Soil("moist sabkha", 15.9, 2.018, 712)
    /// Sabkha saturated with brine.
    public static let saturatedSabkha = Soil("saturated sabkha brine", 31, 6.539, 1431)

    /// All of them, from the driest to the saltiest.
    public static let catalogue: [Soil] = [
        .dryQuartz, .dryCalcareous, .moistCalcareous, .moistSeaSpray, .dampCoastal, .wetFresh,
        .wetSea, .saturatedSea, .dampSabkha, .moistSabkha, .saturatedSabkha,
    ]

    private init(
        _ name: String, _ permittivity: Double, _ conductivity: Double, _ loss: Double
    ) {
        self.init(
            name: name, relativePermittivity: permittivity,
            conductivitySiemensPerMetre: conductivity, lossDecibelsPerMetre: loss)
    }
}
