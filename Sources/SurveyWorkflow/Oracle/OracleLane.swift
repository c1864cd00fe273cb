public import Evaluation
public import SurveyModel

/// What is known of the ground of a trial lane and of the antennas over it.
public struct OracleSoil: Sendable, Hashable {
    /// Relative permittivity of the ground above the targets.
    public var permittivity: Double
    /// Height of the antennas above the ground (m).
    public var antennaHeightMetres: Double
    /// Distance from transmitter to receiver (m); 0 where it is not known.
    public var antennaSeparationMetres: Double

    /// Ground of `permittivity` under antennas `antennaHeightMetres` above it.
    public init(
        permittivity: Double, antennaHeightMetres: Double, antennaSeparationMetres: Double = 0
    ) {
        self.permittivity = permittivity
        self.antennaHeightMetres = antennaHeightMetres
        self.antennaSeparationMetres = antennaSeparationMetres
    }
}

/// One pass over one trial lane with all that an oracle is told.
public struct OracleLane: Sendable {
    /// Name of the lane.
    public var name: String
    /// What the radar recorded.
    public var sweep: Sweep
    /// The true soil.
    public var soil: OracleSoil
    /// Every object in the lane: mines are looked for, all have halos.
    public var targets: [Target]
    /// Swept ground outside all halos (m2): the area of the ground rate.
    public var groundSquareMetres: Double
    /// Whether a place of the lane (x, y in m) was swept and counts.
    public var counts: @Sendable (Double, Double) -> Bool

    /// The lane `name`.
    public init(
        name: String, sweep: Sweep, soil: OracleSoil, targets: [Target],
        groundSquareMetres: Double,
        counts: @escaping @Sendable (Double, Double) -> Bool = { _, _ in true }
    ) {
        self.name = name
        self.sweep = sweep
        self.soil = soil
        self.targets = targets
        self.groundSquareMetres = groundSquareMetres
        self.counts = counts
    }
}
