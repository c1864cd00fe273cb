/// What kind of object was buried.
public enum TargetClass: String, Sendable, Hashable, CaseIterable, Codable {
    /// Plastic anti-personnel mine.
    case plasticAntiPersonnel = "plastic_AP"
    /// Plastic anti-vehicle (anti-tank) mine.
    case plasticAntiVehicle = "plastic_AT"
    /// Metal anti-personnel mine.
    case metalAntiPersonnel = "metal_AP"
    /// Metal anti-vehicle mine.
    case metalAntiVehicle = "metal_AT"
    /// Anything else that was buried.
    case clutter
}

/// One buried object of a trial lane, as its truth tells.
public struct Target: Sendable, Hashable {
    /// Unique within its lane.
    public var id: String
    /// Model or kind, such as `PMN-2` or `stone`.
    public var model: String
    /// Its class.
    public var targetClass: TargetClass
    /// Along the lane from its start (m).
    public var xMetres: Double
    /// Across the lane, positive to the left of travel (m).
    public var yMetres: Double
    /// Depth of its top (m).
    public var depthMetres: Double
    /// Largest horizontal extent (m).
    public var diameterMetres: Double
    /// Height (m).
    public var heightMetres: Double
    /// Whether it is a mine: what a detector is asked to find.
    public var isMine: Bool
    /// Radius within which its true place lies with 95 % (m); 0 where it is taken as exact.
    public var positionErrorMetres: Double

    /// The object `id` at (`xMetres`, `yMetres`).
    public init(
        id: String, model: String, targetClass: TargetClass, xMetres: Double, yMetres: Double,
        depthMetres: Double, diameterMetres: Double, heightMetres: Double, isMine: Bool,
        positionErrorMetres: Double = 0
    ) {
        self.id = id
        self.model = model
        self.targetClass = targetClass
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.depthMetres = depthMetres
        self.diameterMetres = diameterMetres
        self.heightMetres = heightMetres
        self.isMine = isMine
        self.positionErrorMetres = positionErrorMetres
    }

    /// Radius of its halo (m): half its largest horizontal extent, `margin` and the error of its place.
    public func haloMetres(margin: Double) -> Double {
        diameterMetres / 2 + margin + positionErrorMetres
    }
}
