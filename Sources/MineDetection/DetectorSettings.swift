/// The numbers of the energy detector.
///
/// Lengths in time are in cycles of the centre frequency, so that they hold for any radar.
public struct DetectorSettings: Sendable, Hashable, Codable {
    /// Changes whenever the same input can give other alarms.
    public static let algorithmVersion = "imaging-1"
    /// The same for neighbouring channels imaged together.
    public static let joinedAlgorithmVersion = "joined-1"

    /// Length of a slab (cycles); slabs overlap by half.
    public var slabCycles = 0.6
    /// How many of the strongest slabs of a trace are averaged.
    public var strongestSlabs = 2
    /// Length over which energy is averaged along the track (m).
    public var energyLengthMetres = 0.06
    /// Inner half-length of the CFAR annulus (m).
    public var annulusInnerMetres = 0.36
    /// Outer half-length of the CFAR annulus (m).
    public var annulusOuterMetres = 1.50
    /// Share of the local level that CFAR takes off: half, so that a cluster of targets does not hide
    /// itself.
    public var annulusWeight = 0.5
    /// Radius of non-maximum suppression (m).
    public var suppressionRadiusMetres = 0.25
    /// Ground rate up to which candidates are written (1/m2).
    public var candidateRatePerSquareMetre = 5.0

    /// The settings alarms are made with.
    public init() {}
}
