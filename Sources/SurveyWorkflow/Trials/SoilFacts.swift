internal import SurveyModel

/// What a soil file tells that an evaluation uses; its other keys are left alone.
public struct SoilFacts: Sendable, Hashable {
    /// The kind of ground, which folds follow.
    public var group: String?
    /// In words.
    public var words: String?
    /// Relative permittivity above the targets.
    public var permittivity: Double?
    /// Height of the antennas above the ground (m).
    public var antennaHeightMetres: Double?
    /// Whether targets in it cannot be expected to be found.
    public var isNotDetectable: Bool

    private struct File: Decodable {
        var group: String?
        var words: String?
        var permittivity: Double?
        var antennaHeightMetres: Double?
        var isNotDetectable: Bool?

        enum CodingKeys: String, CodingKey {
            case group = "soil_group"
            case words = "description"
            case permittivity = "eps_mean_0_15cm"
            case antennaHeightMetres = "antenna_height_m"
            case isNotDetectable = "not_detectable"
        }
    }

    /// Reads the JSON file at `path`.
    ///
    /// - Throws: `TrialFileError` where it is no JSON object, or a key that is used is of another type.
    public static func read(_ path: String) throws(TrialFileError) -> SoilFacts {
        let file: File = try TrialJSON.decode(path)
        return SoilFacts(
            group: file.group, words: file.words, permittivity: file.permittivity,
            antennaHeightMetres: file.antennaHeightMetres,
            isNotDetectable: file.isNotDetectable ?? false)
    }
}
