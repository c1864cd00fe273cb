internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import RadarProcessing
internal import SurveyModel

/// A recipe as a person gives it: a list in words, or a JSON file.
enum RecipeFile {
    private static let mostBytes = 1 << 20

    /// Reads `text` as a list of steps, or as the name of a file where it ends in `.json`.
    ///
    /// The file holds an array of objects, each with `step` and its figures, or an object with such an
    /// array under `steps`, as a product's own card.
    /// - Throws: `ProcessingError`, `WorkflowError` about the file.
    static func recipe(_ text: String) throws -> ProcessingRecipe {
        guard isFile(text) else { return try ProcessingRecipe(text) }
        do {
            let file = try RegularFile(path: text)
            guard file.byteCount <= mostBytes else {
                throw ProcessingError.badRecipe(reason: "it is larger than a megabyte")
            }
            return try recipe(json: try file.allBytes())
        } catch {
            throw WorkflowError(file: text, error)
        }
    }

    /// Whether `text` names a file and is no list of steps.
    static func isFile(_ text: String) -> Bool { text.hasSuffix(".json") }

    static func recipe(json bytes: [UInt8]) throws(ProcessingError) -> ProcessingRecipe {
        let decoder = JSONDecoder()
        let data = Data(bytes)
        let steps: [[String: StepValue]]
        do {
            if let card = try? decoder.decode(Card.self, from: data) {
                steps = card.steps
            } else {
                steps = try decoder.decode([[String: StepValue]].self, from: data)
            }
        } catch {
            throw .badRecipe(
                reason: "it is no JSON array of objects with `step` and plain figures or words")
        }
        var told: [(step: String, values: [String: StepValue])] = []
        for (place, object) in steps.enumerated() {
            guard case .word(let name)? = object["step"] else {
                throw .badRecipe(reason: "object number \(place + 1) has no `step`")
            }
            told.append((name, object.filter { $0.key != "step" }))
        }
        return try ProcessingRecipe(steps: told)
    }

    private struct Card: Decodable {
        var steps: [[String: StepValue]]
    }
}

/// What a processed product was made of and how, kept beside it; files are told by name and digest.
struct ProductCard: Encodable {
    var product: String
    var productSHA256: String
    var sources: [Source]
    var steps: ProcessingRecipe
    var recipeSHA256: String
    var isForDisplayOnly: Bool
    var centreFrequencyMHz: Double?
    var channels: [ChannelCard]
    var toolVersion = ToolVersion.current

    struct Source: Encodable {
        var file: String
        var sha256: String
    }

    struct ChannelCard: Encodable {
        var index: Int
        var lateralOffsetMetres: Double
        var traces: Int
        var samplesPerTrace: Int
        var sampleIntervalNanoseconds: Double
        var timeZeroNanoseconds: Double
        var firstDistanceMetres: Double?
        var lastDistanceMetres: Double?
        var settings: [[String: StepValue]]
    }

    /// Where the card of `product` lies.
    static func path(of product: String) -> String { product + ".json" }

    /// The card as a file holds it.
    var bytes: [UInt8] {
        get throws { try CanonicalJSON.bytes(of: self) + [10] }
    }
}
