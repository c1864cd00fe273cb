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
        guard settings.problems.isEmpty else {
            throw .settings(path: path, problems: settings.problems)
        }
        return settings
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
