internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import SurveyModel

/// Reads and writes `survey.json`.
enum SettingsFile {
    static let name = "survey.json"

    /// The settings in the file at `path`, checked.
    static func read(_ path: String) throws(WorkflowError) -> SurveySettings {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: 1 << 20)
        } catch {
            throw WorkflowError(file: path, error)
        }
        let settings: SurveySettings
        do {
            settings = try JSONDecoder().decode(SurveySettings.self, from: Data(bytes))
        } catch {
            throw .settings(path: path, problems: [Self.words(error)])
        }
        let misspelt = unknownKeys(bytes)
        guard misspelt.isEmpty else {
            throw .settings(
                path: path, problems: misspelt.map { "the key \($0) is not one of the settings" })
        }
        guard settings.problems.isEmpty else {
            throw .settings(path: path, problems: settings.problems)
        }
        return settings
    }

    /// The keys of the sections with parts that may be left out, which are none: such a part must not be
    /// lost by a slip of the pen.
    private static func unknownKeys(_ bytes: [UInt8]) -> [String] {
        let detection = [
            "groundRatePerSquareMetre", "permittivity", "permittivityMaximum", "searchDepthMetres",
            "detectability", "calibration", "calibration.file", "calibration.sha256",
        ]
        let known = Set(
            [
                "formatVersion", "name", "purpose", "crs", "bands", "detection",
                "typedPlacement", "release", "authority",
            ]
                + detection.map { "detection." + $0 }
                + SurveySettings.Authority.keys.map { "authority." + $0 })
        return JSONKeyPaths(bytes).paths.filter { path in
            let first = path.prefix { $0 != "." }
            let isChecked = path == first || first == "detection" || first == "authority"
            return isChecked && !known.contains(path)
        }.sorted()
    }

    /// Writes `settings`, keys sorted and indented for people.
    static func write(_ settings: SurveySettings, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(settings)
        try DurableFile.write(Array(data) + [10], to: path)
    }

    private static func words(_ error: any Error) -> String {
        func key(_ path: [any CodingKey]) -> String {
            path.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case DecodingError.keyNotFound(let missing, let context):
            return "the key \(key(context.codingPath + [missing])) is missing"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            return "the value of \(key(context.codingPath)) is of the wrong kind"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "the value of \(key(context.codingPath)) is not one of those allowed"
        default: return "this is not valid JSON"
        }
    }
}
