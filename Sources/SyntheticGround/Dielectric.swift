internal import Glibc
internal import SignalKit
internal import SurveyModel

/// A non-magnetic material over frequency: a constant permittivity, or a soil whose pores hold water.
///
/// sqrt(eps(f)) = n0 + theta sqrt(eps_w(f)), and conduction adds -i sigma / (2 pi f eps0); time runs as
/// exp(+i 2 pi f t), so loss has a negative imaginary part. Soil is mixed by refractive index (CRIM;
/// Birchak et al., 1974) and conducts by Archie's law (1942), sigma = sigma_w phi^1.4 (theta / phi)^2. Water
/// relaxes after Debye (1929) as at 25 degrees C: 78.4 to 4.9 with 8.27 ps (Kaatze, 1989).
public struct Dielectric: Sendable, Hashable {
    /// Refractive index of everything but water, by volume.
    public var dryIndex: Double
    /// Volume fraction of water, 0...1.
    public var waterContent: Double
    /// Conductivity at frequency 0 (mS/m).
    public var conductivityMillisiemensPerMetre: Double

    /// A material whose permittivity does not change with frequency.
    ///
    /// - Throws: `SyntheticGroundError.badValue` below 1 or above 100, or for a conductivity that is not
    ///   0 to 1e5 mS/m.
    public init(
        permittivity: Double, conductivityMillisiemensPerMetre: Double = 0
    ) throws(SyntheticGroundError) {
        guard permittivity >= 1, permittivity <= 100 else {
            throw .badValue(name: "permittivity", reason: "\(permittivity) is not from 1 to 100")
        }
        guard (0...1e5).contains(conductivityMillisiemensPerMetre) else {
            throw .badValue(
                name: "conductivity",
                reason: "\(conductivityMillisiemensPerMetre) mS/m is not from 0 to 100000")
        }
        self.init(
            dryIndex: permittivity.squareRoot(), waterContent: 0,
            conductivityMillisiemensPerMetre: conductivityMillisiemensPerMetre)
    }

    /// Soil of grains of `grainPermittivity` with pores of volume fraction `porosity`, of which
    /// `waterContent` (also of the whole volume) is water of conductivity `poreWaterSiemensPerMetre`.
    ///
    /// - Throws: `SyntheticGroundError.badValue` for fractions outside 0...1, more water than pores or
    ///   grains outside 1...20.
    public init(
        grainPermittivity: Double, porosity: Double, waterContent: Double,
        poreWaterSiemensPerMetre: Double
    ) throws(SyntheticGroundError) {
        guard grainPermittivity >= 1, grainPermittivity <= 20 else {
            throw .badValue(
                name: "grain permittivity", reason: "\(grainPermittivity) is not from 1 to 20")
        }
        guard porosity > 0, porosity < 1 else {
            throw .badValue(name: "porosity", reason: "\(porosity) is not between 0 and 1")
        }
        guard waterContent >= 0, waterContent <= porosity else {
            throw .badValue(
                name: "water content",
                reason: "\(waterContent) is not from 0 to the porosity of \(porosity)")
        }
        guard (0...100).contains(poreWaterSiemensPerMetre) else {
            throw .badValue(
                name: "pore water",
                reason: "\(poreWaterSiemensPerMetre) S/m is not from 0 to 100")
        }
        self.init(
            grains: grainPermittivity, porosity: porosity, water: waterContent,
            poreWater: poreWaterSiemensPerMetre)
    }

    /// Complex permittivity relative to vacuum at `frequency` GHz, which is above 0.
    func permittivity(at frequency: Double) -> ComplexDouble {
        let turns = 2 * Double.pi * frequency
        let relaxed = ComplexDouble(78.4 - 4.9) / ComplexDouble(1, turns * 8.27e-3)
        let water = (ComplexDouble(4.9) + relaxed).squareRoot
        let index = ComplexDouble(dryIndex) + waterContent * water
        let conduction = conductivityMillisiemensPerMetre / (turns * vacuumPermittivity)
        return index * index - ComplexDouble(0, conduction)
    }

    /// Refractive index at `frequency` GHz; its imaginary part is negative where there is loss.
    func index(at frequency: Double) -> ComplexDouble { permittivity(at: frequency).squareRoot }

    /// Real part of the permittivity at `frequencyMHz`.
    public func realPermittivity(frequencyMHz: Double) -> Double {
        permittivity(at: frequencyMHz / 1000).real
    }

    /// One-way loss of a plane wave at `frequencyMHz` (dB/m).
    public func lossDecibelsPerMetre(frequencyMHz: Double) -> Double {
        let frequency = frequencyMHz / 1000
        let perMetre = -2 * Double.pi * frequency / speedOfLightMetresPerNanosecond
        return 8.685_889_638_065_037 * perMetre * index(at: frequency).imaginary
    }
}

/// Permittivity of vacuum (mS ns/m).
private let vacuumPermittivity = 8.854_187_812_8

extension Dielectric {
    /// Known figures, for the constants of this module.
    init(dryIndex: Double, waterContent: Double, conductivityMillisiemensPerMetre: Double) {
        self.dryIndex = dryIndex
        self.waterContent = waterContent
        self.conductivityMillisiemensPerMetre = conductivityMillisiemensPerMetre
    }

    /// Soil of known figures.
    init(grains: Double, porosity: Double, water: Double, poreWater: Double) {
        let saturation = water / porosity
        let archie = pow(porosity, 1.4)
        self.init(
            dryIndex: (1 - porosity) * grains.squareRoot() + porosity - water,
            waterContent: water,
            conductivityMillisiemensPerMetre: 1000 * poreWater * archie * saturation * saturation)
    }
}
