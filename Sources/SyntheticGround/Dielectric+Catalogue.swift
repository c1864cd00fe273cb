/// The soils of `Soil.catalogue` over all frequencies, with the relaxation of their water: engineering
/// assumptions, grains of quartz (4.5) or carbonate (8.2).
extension Dielectric {
    /// A material of the catalogue.
    public init(_ material: Material) {
        self.init(
            dryIndex: material.relativePermittivity.squareRoot(), waterContent: 0,
            conductivityMillisiemensPerMetre: 1000 * material.conductivitySiemensPerMetre)
    }

    /// Air.
    public static let air = Dielectric(Material.air)
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

    private static func calcareous(water: Double, poreWater: Double) -> Dielectric {
        Dielectric(grains: 8.2, porosity: 0.45, water: water, poreWater: poreWater)
    }
}
