/// Soils of the Libyan coast, and materials mines are made of.
///
/// Engineering assumptions: chosen together so that the reflectivities of known mine stacks come out
/// (`MineStack`), inside the ranges published for each material.
extension Dielectric {
    /// Dry quartz dune sand: 2.93 at 1.5 GHz.
    public static let dryQuartzSand = Dielectric(
        grains: 4.5, porosity: 0.40, water: 0.005, poreWater: 0)
    /// Dry calcareous sand: 4.4.
    public static let dryCalcareousSand = calcareous(water: 0.01, poreWater: 1)
    /// Moist calcareous sand with brackish water: 5.8.
    public static let moistCalcareousSand = calcareous(water: 0.05, poreWater: 1)
    /// Moist calcareous sand wetted by sea spray: 5.8.
    public static let sprayedCalcareousSand = calcareous(water: 0.05, poreWater: 5)
    /// Damp coastal sand: 8.8.
    public static let dampCoastalSand = calcareous(water: 0.12, poreWater: 5)
    /// Sand wet with fresh water: 15.9.
    public static let wetFreshSand = calcareous(water: 0.25, poreWater: 0.5)
    /// Sand wet with sea water: 15.9.
    public static let wetSeaSand = calcareous(water: 0.25, poreWater: 5)
    /// Sand full of sea water: 31.
    public static let saturatedSeaSand = calcareous(water: 0.45, poreWater: 5)
    /// Damp crust of a salt flat: 7.9.
    public static let dampSabkha = calcareous(water: 0.10, poreWater: 20)
    /// Moist salt flat: 15.9.
    public static let moistSabkha = calcareous(water: 0.25, poreWater: 20)
    /// Salt flat full of brine: 31.
    public static let saturatedSabkha = calcareous(water: 0.45, poreWater: 20)

    /// Air.
    public static let air = constant(1)
    /// TNT.
    public static let tnt = constant(2.9)
    /// TNT with RDX.
    public static let mixedExplosive = constant(3.0)
    /// RDX with its binder.
    public static let rdx = constant(3.1)
    /// Polythene.
    public static let polythene = constant(2.4)
    /// ABS and polystyrene of casings.
    public static let casePlastic = constant(2.65)
    /// Bakelite.
    public static let bakelite = constant(4.0)
    /// Rubber.
    public static let rubber = constant(4.0)
    /// Stone.
    public static let stone = constant(7.0)

    private static func calcareous(water: Double, poreWater: Double) -> Dielectric {
        Dielectric(grains: 8.2, porosity: 0.45, water: water, poreWater: poreWater)
    }

    private static func constant(_ permittivity: Double) -> Dielectric {
        Dielectric(
            dryIndex: permittivity.squareRoot(), waterContent: 0,
            conductivityMillisiemensPerMetre: 0)
    }
}
