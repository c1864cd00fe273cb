internal import Glibc
internal import SurveyModel

/// One layer of soil.
///
/// Conduction loses the same share at every radar frequency, relaxation of the pore water a share that
/// grows with the square of the frequency (Debye, 1929, far below the relaxation frequency).
public struct GroundLayer: Sendable, Equatable, Codable {
    /// Thickness (m); the last layer goes on for ever, whatever it says.
    public var thicknessMetres: Double
    /// Real relative permittivity.
    public var permittivity: Double
    /// Direct-current conductivity (mS/m).
    public var conductivityMilliSiemensPerMetre: Double
    /// One-way loss by relaxation at 1.5 GHz (dB/m).
    public var relaxationLossDecibelsPerMetre: Double

    /// A layer of soil.
    public init(
        thicknessMetres: Double = .greatestFiniteMagnitude, permittivity: Double,
        conductivityMilliSiemensPerMetre: Double = 0, relaxationLossDecibelsPerMetre: Double = 0
    ) {
        self.thicknessMetres = thicknessMetres
        self.permittivity = permittivity
        self.conductivityMilliSiemensPerMetre = conductivityMilliSiemensPerMetre
        self.relaxationLossDecibelsPerMetre = relaxationLossDecibelsPerMetre
    }

    /// One-way loss of a plane wave at `frequency` GHz (dB/m).
    public func lossDecibelsPerMetre(atGHz frequency: Double) -> Double {
        let share = frequency / 1.5
        let conduction = Dielectric(
            permittivity: permittivity, conductivity: conductivityMilliSiemensPerMetre / 1000)
        return conduction.attenuation(atGHz: frequency) * 20 / log(10)
            + relaxationLossDecibelsPerMetre * share * share
    }
}

/// Soils of Libya's coast by name.
///
/// Permittivity, conductivity and loss come from a mixing model of dry grains, water, air and salt
/// (CRIM, Archie and Debye).
public enum SoilCatalogue: Sendable {
    /// The soils: name, permittivity, conductivity (mS/m) and relaxation loss at 1.5 GHz (dB/m).
    private static let soils: [(String, Double, Double, Double)] = [
        ("dry-quartz", 2.9, 0, 0.45), ("dry-calcareous", 4.4, 0.2, 0.9),
        ("moist-calcareous", 5.8, 4, 4.4), ("sea-spray", 5.8, 20, 4.5),
        ("damp-coastal", 8.8, 116, 10), ("wet-fresh", 15.9, 51, 22),
        ("damp-sabkha", 7.9, 323, 8),
    ]

    /// The names, driest first.
    public static var names: [String] { soils.map(\.0) }

    /// The soil `name`, without end downwards.
    ///
    /// - Throws: `SyntheticGroundError.unknownSoil`.
    public static func soil(_ name: String) throws(SyntheticGroundError) -> GroundLayer {
        guard let found = soils.first(where: { $0.0 == name }) else {
            throw .unknownSoil(name: name, known: names)
        }
        return GroundLayer(
            permittivity: found.1, conductivityMilliSiemensPerMetre: found.2,
            relaxationLossDecibelsPerMetre: found.3)
    }
}
