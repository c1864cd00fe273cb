internal import SurveyModel

/// A list of steps a person can read and write:
/// `gain,dewow,bandpass:low=400:high=3000,timezero,background:0.3,whiten`.
public struct ProcessingRecipe: Sendable, Hashable {
    /// One step with what it was told; what it was not told has the step's standard.
    public struct Item: Sendable, Hashable {
        /// Name of the step.
        public let step: String
        /// What it was told, and the standard for the rest where there is one.
        public let values: [String: StepValue]
    }

    /// The steps in order.
    public let items: [Item]

    /// The detector's steps 1-5 with the anti-personnel window.
    public static let detectorText =
        "gain,dewow,bandpass,timezero,background:0.3,whiten,smooth:0.16,whiten"

    /// Reads a list of steps: names with commas between, each with `:VALUE` for its first figure or
    /// `:KEY=VALUE`.
    ///
    /// - Throws: `ProcessingError.unknownStep`, `.badStepValue`, and `.badRecipe` for more than a hundred.
    public init(_ text: String) throws(ProcessingError) {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        try Self.checkCount(words.count)
        var items: [Item] = []
        for word in words {
            items.append(try Self.item(String(word)))
        }
        self.items = items
    }

    /// The recipe of steps and what they are told, as from a file.
    ///
    /// - Throws: as for a text, and `.badRecipe` for none.
    public init(
        steps: [(step: String, values: [String: StepValue])]
    ) throws(ProcessingError) {
        guard !steps.isEmpty else { throw .badRecipe(reason: "it names no step") }
        try Self.checkCount(steps.count)
        var items: [Item] = []
        for step in steps { items.append(try Self.item(step.step, told: step.values)) }
        self.items = items
    }

    /// Whether a step is for people to look at and never for the detector.
    public var isForDisplay: Bool {
        items.contains { item in
            StepCatalogue.definitions.contains { $0.name == item.step && $0.isForDisplay }
        }
    }

    private static let mostSteps = 100

    private static func checkCount(_ count: Int) throws(ProcessingError) {
        guard count <= mostSteps else {
            throw .badRecipe(reason: "it has \(count) steps, \(mostSteps) are possible")
        }
    }

    private static func item(_ word: String) throws(ProcessingError) -> Item {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let definition = try StepCatalogue.definition(parts[0])
        var told: [String: StepValue] = [:]
        for (place, part) in parts.dropFirst().enumerated() {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key: String
            switch (pair.count, place) {
            case (2, _): key = String(pair[0])
            case (_, 0) where !definition.figures.isEmpty: key = definition.figures[0].key
            case _ where definition.figures.isEmpty:
                throw .badStepValue(step: word, reason: "this step takes no figure")
            default:
                throw .badStepValue(step: word, reason: "`\(part)` needs its key: KEY=VALUE")
            }
            guard let figure = definition.figures.first(where: { $0.key == key }) else {
                throw unknownKey(key, of: definition)
            }
            guard told[key] == nil else {
                throw .badStepValue(step: word, reason: "\(key) is given twice")
            }
            told[key] = try figure.value(String(pair[pair.count - 1]), step: word)
        }
        return try item(parts[0], told: told)
    }

    private static func item(
        _ name: String, told: [String: StepValue]
    ) throws(ProcessingError) -> Item {
        let definition = try StepCatalogue.definition(name)
        var values: [String: StepValue] = [:]
        for figure in definition.figures { values[figure.key] = figure.standard }
        for (key, value) in told {
            guard let figure = definition.figures.first(where: { $0.key == key }) else {
                throw unknownKey(key, of: definition)
            }
            values[key] = try figure.checked(value, step: name)
        }
        return Item(step: name, values: values)
    }

    private static func unknownKey(_ key: String, of step: StepDefinition) -> ProcessingError {
        let known = step.figures.map(\.key).joined(separator: ", ")
        return .badStepValue(
            step: step.name,
            reason: "it has no figure `\(key)`" + (known.isEmpty ? "" : "; it has \(known)"))
    }
}

extension ProcessingRecipe: Encodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// An array of objects, each with `step` and its figures; its canonical bytes are what a
    /// recipe's digest is taken of.
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for item in items {
            var object = list.nestedContainer(keyedBy: Name.self)
            try object.encode(item.step, forKey: Name(stringValue: "step"))
            for (key, value) in item.values.sorted(by: { $0.key < $1.key }) {
                try object.encode(value, forKey: Name(stringValue: key))
            }
        }
    }
}
