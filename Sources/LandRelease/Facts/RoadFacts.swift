public import SurveyModel

/// The kilometre posts of a road were measured; each measurement is a version of its own.
public struct RoadCalibrated: Sendable, Equatable, Codable {
    /// Road id.
    public var road: String
    /// Number of the version, from 1.
    public var version: Int
    /// The posts, in order of chainage.
    public var calibration: ChainageCalibration
    /// When they were measured, `YYYY-MM-DD`.
    public var measuredOn: String
    /// Who or what measured them.
    public var source: String
    /// Digest of the table they came from.
    public var fileDigest: Digest

    /// Version `version` of the posts of `road`.
    public init(
        road: String, version: Int, calibration: ChainageCalibration, measuredOn: String,
        source: String, fileDigest: Digest
    ) {
        self.road = road
        self.version = version
        self.calibration = calibration
        self.measuredOn = measuredOn
        self.source = source
        self.fileDigest = fileDigest
    }
}
