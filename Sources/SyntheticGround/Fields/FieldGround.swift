internal import SignalKit
internal import SurveyModel

/// The ground of a scene whose fields are computed: an uneven surface over soil whose permittivity
/// fluctuates at all scales, with what was laid on it or below it.
///
/// Soil is mixed by refractive index (see `Dielectric`) and does not change with frequency: what
/// conduction and relaxation of the pore water lose at 1.5 GHz is taken as conductivity.
public struct FieldGround: Sendable, Equatable, Codable {
    /// Soils that are learned and tested apart.
    public enum Group: String, Sendable, Codable, CaseIterable {
        case dry, damp, layered, saline
    }

    /// Water by volume, from the surface down.
    public struct Water: Sendable, Equatable, Codable {
        /// Volume fraction at the surface.
        public var atSurface: Double
        /// Volume fraction far below.
        public var below: Double
        /// Depth at which the change begins (m).
        public var fromMetres: Double
        /// Way over which it takes place (m).
        public var overMetres: Double

        /// The same water at every depth.
        public init(everywhere fraction: Double) {
            atSurface = fraction
            below = fraction
            fromMetres = 0
            overMetres = 0.1
        }

        /// Volume fraction at `depth` (m).
        func fraction(at depth: Double) -> Double {
            let share = min(1, max(0, (depth - fromMetres) / overMetres))
            return atSurface + (below - atSurface) * share * share * (3 - 2 * share)
        }
    }

    /// A bed of one material: asphalt on top, a compacted base below.
    public struct Bed: Sendable, Equatable, Codable {
        /// Depth at which it ends (a cover) or begins (a base) (m).
        public var depthMetres: Double
        /// Standard deviation of that depth along the lane (m).
        public var reliefMetres: Double
        /// Mean relative permittivity.
        public var permittivity: Double
        /// Conductivity (S/m).
        public var conductivitySiemensPerMetre: Double
        /// Standard deviation of the permittivity less one, over its mean.
        public var relativeDeviation: Double
    }

    /// Stones of the soil itself, which no list of truth names.
    public struct Pebbles: Sendable, Equatable, Codable {
        /// How many in a cubic metre.
        public var perCubicMetre: Double
        /// Smallest diameter (m).
        public var smallestMetres: Double
        /// Largest diameter (m).
        public var largestMetres: Double
        /// Mean relative permittivity.
        public var permittivity: Double
    }

    /// What ground it is, in words.
    public var description: String
    /// Its group.
    public var group: Group
    /// Relative permittivity of the grains.
    public var grainPermittivity: Double
    /// Volume fraction of the pores.
    public var porosity: Double
    /// Water in them.
    public var water: Water
    /// Conductivity of the water (S/m).
    public var poreWaterSiemensPerMetre: Double
    /// The fluctuation of the permittivity.
    public var fluctuation: FractalFluctuation
    /// The unevenness of the surface.
    public var roughness: SurfaceRoughness
    /// A cover, such as asphalt.
    public var cover: Bed?
    /// A base below the soil.
    public var base: Bed?
    /// Stones in the soil.
    public var pebbles: Pebbles?

    /// Soil of grains of `grainPermittivity` with an even surface and nothing in it.
    public init(
        description: String, group: Group, grainPermittivity: Double, porosity: Double,
        water: Water, poreWaterSiemensPerMetre: Double
    ) {
        self.description = description
        self.group = group
        self.grainPermittivity = grainPermittivity
        self.porosity = porosity
        self.water = water
        self.poreWaterSiemensPerMetre = poreWaterSiemensPerMetre
        fluctuation = FractalFluctuation(relativeDeviation: 0)
        roughness = SurfaceRoughness(rootMeanSquareMetres: 0)
    }

    /// Mean relative permittivity and conductivity (S/m) at `depth` (m) without cover, base and stones,
    /// where water is `waterFactor` times as much and the soil `densityFactor` times as dense.
    func soil(
        at depth: Double, waterFactor: Double = 1, densityFactor: Double = 1
    ) -> Matter {
        let solid = (1 - porosity) * densityFactor
        let water = min(water.fraction(at: depth) * waterFactor, 0.95 * (1 - solid))
        return Matter(
            Dielectric(
                grains: grainPermittivity, porosity: 1 - solid, water: water,
                poreWater: poreWaterSiemensPerMetre))
    }

    /// Mean index of refraction down to `depth` (m).
    func meanIndex(to depth: Double) -> Double {
        let count = 32
        return (0..<count).reduce(0) { sum, number in
            let z = (Double(number) + 0.5) / Double(count) * max(depth, 1e-4)
            return sum + Double(matter(at: z).permittivity).squareRoot() / Double(count)
        }
    }

    /// Mean matter at `depth` (m).
    func matter(at depth: Double) -> Matter {
        if let cover, depth < cover.depthMetres { return Matter(cover) }
        if let base, depth >= base.depthMetres { return Matter(base) }
        return soil(at: depth)
    }
}

/// Permittivity and conductivity (S/m) of a cell.
struct Matter: Sendable, Equatable {
    var permittivity: Float
    var conductivity: Float

    static let air = Matter(permittivity: 1, conductivity: 0)

    init(permittivity: Float, conductivity: Float) {
        self.permittivity = permittivity
        self.conductivity = conductivity
    }

    init(_ bed: FieldGround.Bed) {
        permittivity = Float(bed.permittivity)
        conductivity = Float(bed.conductivitySiemensPerMetre)
    }

    init(_ layer: MaterialLayer) {
        permittivity = Float(layer.permittivity)
        conductivity = Float(layer.conductivitySiemensPerMetre)
    }

    /// What `soil` is at 1.5 GHz, all its loss as conductivity.
    init(_ soil: Dielectric) {
        let complex = soil.permittivity(at: 1.5)
        permittivity = Float(complex.real)
        // Angular frequency in rad/ns times the vacuum's permittivity in F/m times 1e9.
        conductivity = Float(-complex.imaginary * 2 * Double.pi * 1.5 * 8.854_187_8128e-3)
    }

    /// The same, its permittivity less one times `exp(deviation)` and its conductivity times the square.
    func fluctuated(_ factor: Float) -> Matter {
        Matter(
            permittivity: 1 + (permittivity - 1) * factor,
            conductivity: conductivity * factor * factor)
    }
}
