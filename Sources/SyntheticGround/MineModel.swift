/// A mine, or an object taken for one, as a body of revolution or box made of plane layers.
///
/// Diameters and heights are those published for the types; the thicknesses of the layers
/// are engineering assumptions, and leave out domes, ribs, fuzes and metal parts, so that they add up
/// to no more than the height.
public struct MineModel: Sendable, Hashable, Codable {
    /// What kind of object it is, with the words of a list of truth.
    public enum TargetClass: String, Sendable, Hashable, Codable, CaseIterable {
        /// Anti-personnel mine with little or no metal.
        case plasticAP = "plastic_AP"
        /// Anti-vehicle mine with little or no metal.
        case plasticAT = "plastic_AT"
        /// Anti-personnel mine of metal.
        case metalAP = "metal_AP"
        /// Anti-vehicle mine of metal.
        case metalAT = "metal_AT"
        /// No mine.
        case clutter

        /// Whether it is a mine.
        public var isMine: Bool { self != .clutter }
    }

    /// One layer of the stack.
    public struct Layer: Sendable, Hashable, Codable {
        /// What it is made of.
        public var material: Material
        /// How thick it is (m).
        public var thicknessMetres: Double

        /// A layer of `material`.
        public init(_ material: Material, thicknessMetres: Double) {
            self.material = material
            self.thicknessMetres = thicknessMetres
        }
    }

    /// The type.
    public var name: String
    /// What kind of object it is.
    public var targetClass: TargetClass
    /// Horizontal extent, the smaller one of a rectangle (m).
    public var diameterMetres: Double
    /// Height of the body (m).
    public var heightMetres: Double
    /// The stack from the top down.
    public var layers: [Layer]

    /// A model called `name`.
    public init(
        name: String, targetClass: TargetClass, diameterMetres: Double, heightMetres: Double,
        layers: [Layer]
    ) {
        self.name = name
        self.targetClass = targetClass
        self.diameterMetres = diameterMetres
        self.heightMetres = heightMetres
        self.layers = layers
    }

    /// Thickness of all layers together (m).
    public var stackMetres: Double { layers.reduce(0) { $0 + $1.thicknessMetres } }
}
