internal import Glibc
internal import SignalKit
internal import SurveyModel

/// A stack of flat layers between two half-spaces, hit by a plane wave at normal incidence.
///
/// Reflection relative to the electric field that arrives at the first boundary, by the recursion of
/// Parratt (1954) from the lowest boundary up: Gamma_j = (r_j + Gamma_(j+1) e) / (1 + r_j Gamma_(j+1) e) with
/// r_j = (n_j - n_(j+1)) / (n_j + n_(j+1)) and e = exp(-i 4 pi f n_(j+1) d_(j+1) / c). Exact for any loss and
/// thickness; a metal plate gives -1. Edges, spreading and the way down are not in it.
public struct PlaneLayers: Sendable, Hashable {
    /// One layer.
    public struct Layer: Sendable, Hashable {
        /// What it is made of.
        public var material: Dielectric
        /// Its thickness (m).
        public var thicknessMetres: Double

        /// `thicknessMetres` of `material`.
        public init(_ material: Dielectric, thicknessMetres: Double) {
            self.material = material
            self.thicknessMetres = thicknessMetres
        }
    }

    /// Where the wave comes from.
    public let above: Dielectric
    /// The layers from the top down.
    public let layers: [Layer]
    /// What the stack rests on.
    public let below: Dielectric

    /// `layers` between `above` and `below`.
    ///
    /// - Throws: `SyntheticGroundError.badValue` for a thickness that is not from 0 to 100 m.
    public init(
        above: Dielectric, layers: [Layer], below: Dielectric
    ) throws(SyntheticGroundError) {
        for layer in layers where !(0...100).contains(layer.thicknessMetres) {
            throw .badValue(
                name: "thickness of a layer",
                reason: "\(layer.thicknessMetres) m is not from 0 to 100 m")
        }
        self.above = above
        self.layers = layers
        self.below = below
    }

    /// The layers of `model` buried in `soil`, which is above and below it.
    ///
    /// - Throws: `SyntheticGroundError.badValue` for a thickness that is not from 0 to 100 m.
    public init(
        burying model: MineModel, in soil: Dielectric
    ) throws(SyntheticGroundError) {
        try self.init(
            above: soil,
            layers: model.layers.map {
                Layer(Dielectric($0.material), thicknessMetres: $0.thicknessMetres)
            }, below: soil)
    }

    /// Complex reflection coefficient at `frequency` GHz, which is above 0.
    func reflection(at frequency: Double) -> ComplexDouble {
        let delay = -4 * Double.pi * frequency / speedOfLightMetresPerNanosecond
        var reflected = ComplexDouble(0)
        var lower = below.index(at: frequency)
        for layer in layers.reversed() {
            let index = layer.material.index(at: frequency)
            reflected = Self.joined((index - lower) / (index + lower), reflected)
            let phase = delay * layer.thicknessMetres * index
            reflected = reflected * ComplexDouble(-phase.imaginary, phase.real).exponential
            lower = index
        }
        let first = above.index(at: frequency)
        return Self.joined((first - lower) / (first + lower), reflected)
    }

    /// Share of the power that is reflected at `frequencyMHz`, 0...1.
    public func reflectedPower(frequencyMHz: Double) -> Double {
        reflection(at: frequencyMHz / 1000).squaredMagnitude
    }

    private static func joined(
        _ boundary: ComplexDouble, _ deeper: ComplexDouble
    ) -> ComplexDouble {
        (boundary + deeper) / (ComplexDouble(1) + boundary * deeper)
    }
}
