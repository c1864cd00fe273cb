/// A non-dispersive dielectric, as the simulations know matter.
///
/// Permittivities of explosives and cases: explosives 2.9 to 3.14, bakelite 3.5, rubber 6.0 (the set
/// published for the PMN in gprMax issue 347); plastics from handbook ranges, chosen so that plane
/// layers of them give the reflectivities that `MineModel` is held to.
public struct Material: Sendable, Hashable, Codable {
    /// What it is, in a word.
    public var name: String
    /// Real part of the relative permittivity.
    public var relativePermittivity: Double
    /// Conductivity (S/m).
    public var conductivitySiemensPerMetre: Double

    /// A dielectric called `name`.
    public init(
        name: String, relativePermittivity: Double, conductivitySiemensPerMetre: Double = 0
    ) {
        self.name = name
        self.relativePermittivity = relativePermittivity
        self.conductivitySiemensPerMetre = conductivitySiemensPerMetre
    }

    /// Air.
    public static let air = Material(name: "air", relativePermittivity: 1)
    /// Cast TNT.
    public static let tnt = Material(name: "TNT", relativePermittivity: 2.9)
    /// Trialene: TNT, RDX and aluminium, the filling of the PRB M409.
    public static let trialene = Material(name: "trialene", relativePermittivity: 3.01)
    /// RDX with wax.
    public static let rdx = Material(name: "RDX", relativePermittivity: 3.1)
    /// TNT and RDX cast together.
    public static let tntRDX = Material(name: "TNT-RDX", relativePermittivity: 3.14)
    /// Bakelite.
    public static let bakelite = Material(
        name: "bakelite", relativePermittivity: 3.5, conductivitySiemensPerMetre: 0.01)
    /// Carbon-filled rubber of a pressure cover.
    public static let rubber = Material(
        name: "rubber", relativePermittivity: 6, conductivitySiemensPerMetre: 0.01)
    /// Unfilled rubber of a thin pressure cover.
    public static let thinRubber = Material(name: "thin rubber", relativePermittivity: 4)
    /// ABS and similar case plastics.
    public static let abs = Material(name: "ABS", relativePermittivity: 2.7)
    /// Polystyrene.
    public static let polystyrene = Material(name: "polystyrene", relativePermittivity: 2.6)
    /// Polyethylene (polythene).
    public static let polyethylene = Material(name: "polyethylene", relativePermittivity: 2.4)
    /// Stone.
    public static let stone = Material(name: "stone", relativePermittivity: 7)
    /// Fresh water in a flooded mine, its loss at 1.5 GHz taken as conductivity.
    public static let water = Material(
        name: "water", relativePermittivity: 79, conductivitySiemensPerMetre: 0.5)
    /// Metal: so conductive that no wave enters.
    public static let metal = Material(
        name: "metal", relativePermittivity: 1, conductivitySiemensPerMetre: 1e7)
}
