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
        let conduction = LossyMedium(
            permittivity: permittivity, conductivity: conductivityMilliSiemensPerMetre / 1000)
        return conduction.attenuation(atGHz: frequency) * 20 / log(10)
            + relaxationLossDecibelsPerMetre * share * share
    }
}

/// The soils of `Soil` under names that can be typed.
public enum SoilCatalogue: Sendable {
    private static let soils: [(String, Soil)] = [
        ("dry-quartz", .dryQuartz), ("dry-calcareous", .dryCalcareous),
        ("moist-calcareous", .moistCalcareous), ("sea-spray", .moistSeaSpray),
        ("damp-coastal", .dampCoastal), ("wet-fresh", .wetFresh), ("damp-sabkha", .dampSabkha),
    ]

    /// The names, driest first.
    public static var names: [String] { soils.map(\.0) }

    /// The soil `name`, without end downwards; what conduction leaves of its loss is relaxation.
    ///
    /// - Throws: `SyntheticGroundError.unknownSoil`.
    public static func soil(_ name: String) throws(SyntheticGroundError) -> GroundLayer {
        guard let soil = soils.first(where: { $0.0 == name })?.1 else {
            throw .unknownSoil(name: name, known: names)
        }
        var layer = GroundLayer(
            permittivity: soil.relativePermittivity,
            conductivityMilliSiemensPerMetre: soil.conductivitySiemensPerMetre * 1000)
        layer.relaxationLossDecibelsPerMetre = max(
            0, soil.lossDecibelsPerMetre - layer.lossDecibelsPerMetre(atGHz: 1.5))
        return layer
    }
}
