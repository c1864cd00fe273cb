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
    /// What else speaks for and against it; `nil` in records of older versions.
    public var evidence: AlarmEvidence?

    /// Whether either list calls it an alarm: the score's, or the plain imaging score's.
    public var isOpen: Bool { isSelected || evidence?.isImagingSelected == true }

    /// An alarm at lane point (`xMetres`, `yMetres`).
    public init(
        id: String, sweep: String, xMetres: Double, yMetres: Double, depthMetres: Double,
        score: Double, isSelected: Bool, expectedFARPerSquareMetre: Double?,
        alarmClass: AlarmClass, place: AlarmPlace? = nil, evidence: AlarmEvidence? = nil
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
        self.evidence = evidence
    }
}

/// The second list and what blank ground and calibration say of an alarm.
public struct AlarmEvidence: Sendable, Equatable, Codable {
    /// The plain imaging score, nothing learnt.
    public var imagingScore: Double
    /// Whether the plain imaging list calls it an alarm at the rate asked for.
    public var isImagingSelected: Bool
    /// Ground rate at the imaging score (1/m2); `nil` where no blank ground supports a figure.
    public var imagingFARPerSquareMetre: Double?
    /// Conformal p-value of being clutter: (1 + blank maxima of at least this score) / (1 + blank maxima);
    /// `nil` without blank ground.
    public var clutterPValue: Double?
    /// Distance from the blank ground's echoes in their standard deviations, learnt without any mine; `nil`
    /// without blank ground.
    public var anomaly: Double?
    /// Probability of a mine with its 95 % interval; `nil` where it is not calibrated for this instrument
    /// and ground.
    public var probability: ProbabilityRange?
    /// The discriminator whose score it has; `nil` where that is the imaging score.
    public var judge: String?

    /// Evidence with `imagingScore`.
    public init(
        imagingScore: Double, isImagingSelected: Bool, imagingFARPerSquareMetre: Double? = nil,
        clutterPValue: Double? = nil, anomaly: Double? = nil,
        probability: ProbabilityRange? = nil, judge: String? = nil
    ) {
        self.imagingScore = imagingScore
        self.isImagingSelected = isImagingSelected
        self.imagingFARPerSquareMetre = imagingFARPerSquareMetre
        self.clutterPValue = clutterPValue
        self.anomaly = anomaly
        self.probability = probability
        self.judge = judge
    }
}

/// A probability and the interval it lies in with 95 %.
public struct ProbabilityRange: Sendable, Equatable, Codable {
    /// The estimate.
    public var value: Double
    /// Ends of the interval.
    public var low, high: Double

    /// `value` between `low` and `high`.
    public init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
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

extension AlarmPlace {
    /// However badly a place is known, a dig counts for it within this and the survey's margin alone (m): the
    /// error of points that may be set out, 0.25 m, joined with that of locating an object in its lane, 0.10 m.
    public static let mostDigErrorMetres = 0.27

    /// How far along the road from it a dig may lie, the survey's margin left out (m).
    public var digAlongMetres: Double { min(alongErrorMetres, Self.mostDigErrorMetres) }

    /// How far across the road from it a dig may lie, the survey's margin left out (m).
    public var digAcrossMetres: Double { min(acrossErrorMetres, Self.mostDigErrorMetres) }
}
