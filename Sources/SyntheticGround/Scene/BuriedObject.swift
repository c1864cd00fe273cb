/// Something in the ground, and what truth says of it.
public struct BuriedObject: Sendable, Equatable, Codable {
    /// How an object looks from above.
    public enum Shape: String, Sendable, Codable {
        /// A sphere of the diameter, at most one wavelength in the soil (Rayleigh, 1871).
        case point
        /// A round body with flat top and bottom.
        case disc
        /// A body with a rectangular top.
        case box
        /// A rectangular plate whose echo is `layers` alone, such as sheet metal.
        case plate
    }

    /// Its name in the lane.
    public var id: String
    /// What it is, such as "PMN-2".
    public var model: String
    /// One of the classes of truth tables, such as `plastic_AP`.
    public var kind: MineModel.TargetClass
    /// How it looks from above.
    public var shape: Shape
    /// Centre along the lane (m).
    public var xMetres: Double
    /// Centre across the lane, positive to the left (m).
    public var yMetres: Double
    /// From the surface to the centre of its top (m).
    public var depthMetres: Double
    /// Diameter, or length of a box or plate (m).
    public var diameterMetres: Double
    /// Width of a box or plate (m).
    public var widthMetres: Double
    /// Height (m).
    public var heightMetres: Double
    /// Turn about the vertical (degrees, from x towards y).
    public var yawDegrees: Double
    /// Tilt of its top (degrees): it falls in the direction of `yawDegrees`.
    public var tiltDegrees: Double
    /// What a wave meets from top to bottom; a point takes the first.
    public var layers: [MaterialLayer]

    /// Whether a person must find it.
    public var isMine: Bool { kind.isMine }
    /// Its largest horizontal extent (m).
    public var extentMetres: Double {
        switch shape {
        case .point, .disc: diameterMetres
        case .box, .plate:
            (diameterMetres * diameterMetres + widthMetres * widthMetres).squareRoot()
        }
    }
}
