/// What the shape of an alarm suggests.
public enum AlarmClass: String, Sendable, Codable {
    /// Extent like an anti-vehicle mine's.
    case antiVehicleLike = "at_like"
    /// Extent like an anti-personnel mine's.
    case antiPersonnelLike = "ap_like"
    /// Not told.
    case undetermined
}

/// An anomaly in a sweep that a person has to look at; never called a mine before that.
public struct Alarm: Sendable, Equatable, Codable {
    /// Running id, unique within a detection run.
    public var id: String
    /// Name of the sweep it was seen in.
    public var sweep: String
    /// Along the lane from its start (m).
    public var xMetres: Double
    /// Across the lane, positive to the left of travel (m).
    public var yMetres: Double
    /// Depth of the top (m) at the assumed permittivity.
    public var depthMetres: Double
    /// Monotone in suspicion, comparable between sweeps of one instrument.
    public var score: Double
    /// Whether it lies above the threshold of the requested ground rate.
    public var isSelected: Bool
    /// Ground rate at its score (1/m2); `nil` where no blank ground supports a figure.
    public var expectedFARPerSquareMetre: Double?
    /// What its shape suggests.
    public var alarmClass: AlarmClass
    /// Where it lies on the road, where known.
    public var place: AlarmPlace?

    /// An alarm at lane point (`xMetres`, `yMetres`).
    public init(
        id: String, sweep: String, xMetres: Double, yMetres: Double, depthMetres: Double,
        score: Double, isSelected: Bool, expectedFARPerSquareMetre: Double?,
        alarmClass: AlarmClass, place: AlarmPlace? = nil
    ) {
        self.id = id
        self.sweep = sweep
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.depthMetres = depthMetres
        self.score = score
        self.isSelected = isSelected
        self.expectedFARPerSquareMetre = expectedFARPerSquareMetre
        self.alarmClass = alarmClass
        self.place = place
    }
}

/// Where an alarm lies, with its 95 % errors.
public struct AlarmPlace: Sendable, Equatable, Codable {
    /// Road id.
    public var road: String
    /// Place in the road frame.
    public var position: RoadPosition
    /// Place on the ellipsoid (WGS 84).
    public var geographic: GeographicPosition
    /// 95 % error along the road (m).
    public var alongErrorMetres: Double
    /// 95 % error across the road (m).
    public var acrossErrorMetres: Double
    /// 95 % error of the depth (m).
    public var depthErrorMetres: Double

    /// A place on `road`.
    public init(
        road: String, position: RoadPosition, geographic: GeographicPosition,
        alongErrorMetres: Double, acrossErrorMetres: Double, depthErrorMetres: Double
    ) {
        self.road = road
        self.position = position
        self.geographic = geographic
        self.alongErrorMetres = alongErrorMetres
        self.acrossErrorMetres = acrossErrorMetres
        self.depthErrorMetres = depthErrorMetres
    }
}
