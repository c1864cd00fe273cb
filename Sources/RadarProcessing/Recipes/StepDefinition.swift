internal import SurveyModel

/// What a step is called, what it can be told, and how it is made.
public struct StepDefinition: Sendable {
    /// Its name in recipes.
    public let name: String
    /// What it does, in a line.
    public let summary: String
    /// What it looks at to make a trace.
    public let reach: StepReach
    /// What it can be told; the first may be given without its key.
    public let figures: [StepFigure]
    /// Whether it is for people to look at and never for the detector.
    public let isForDisplay: Bool
    /// The step for one line, from what the recipe tells.
    let make: @Sendable (StepFigures, Line) throws(ProcessingError) -> any LineStep

    init(
        _ name: String, _ summary: String, _ reach: StepReach, _ figures: [StepFigure] = [],
        isForDisplay: Bool = false,
        make: @escaping @Sendable (StepFigures, Line) throws(ProcessingError) -> any LineStep
    ) {
        self.name = name
        self.summary = summary
        self.reach = reach
        self.figures = figures
        self.isForDisplay = isForDisplay
        self.make = make
    }
}

/// What a step looks at to make a trace.
public enum StepReach: String, Sendable {
    /// The trace alone.
    case local
    /// Its neighbours in a window.
    case windowed
    /// The trace, and a sample of every line beforehand.
    case learns
}

/// One thing a step can be told.
public struct StepFigure: Sendable {
    /// Its key.
    public let key: String
    /// Values it can take.
    public enum Kind: Sendable {
        /// A number within bounds, in a unit.
        case number(ClosedRange<Double>, unit: String)
        /// One of some words.
        case word([String])
    }
    /// What it can be.
    public let kind: Kind
    /// What it is where nothing is told; `nil` where the step finds it from the line, or must be told.
    public let standard: StepValue?
    /// Whether it must be told.
    public var isRequired = false

    /// A number from the range `bounds`, in `unit`.
    static func number(
        _ key: String, _ bounds: ClosedRange<Double>, unit: String, standard: Double? = nil
    ) -> StepFigure {
        StepFigure(
            key: key, kind: .number(bounds, unit: unit), standard: standard.map { .number($0) })
    }

    /// A number that must be told.
    static func needed(
        _ key: String, _ bounds: ClosedRange<Double>, unit: String
    ) -> StepFigure {
        StepFigure(key: key, kind: .number(bounds, unit: unit), standard: nil, isRequired: true)
    }

    /// One of `words`, the first where nothing is told.
    static func word(_ key: String, _ words: [String]) -> StepFigure {
        StepFigure(key: key, kind: .word(words), standard: words.first.map { .word($0) })
    }

    /// Reads a value.
    ///
    /// - Throws: `ProcessingError.badStepValue`.
    func value(_ text: String, step: String) throws(ProcessingError) -> StepValue {
        switch kind {
        case .number:
            // As on the command line: no hexadecimal, no words.
            let isPlain = text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || Array("+-.eE".utf8).contains(byte)
            }
            guard isPlain, let number = Double(text) else {
                throw .badStepValue(step: step, reason: "\(key) `\(text)` is no number")
            }
            return try checked(.number(number), step: step)
        case .word: return try checked(.word(text), step: step)
        }
    }

    /// Throws where `value` is not one this figure can take.
    func checked(_ value: StepValue, step: String) throws(ProcessingError) -> StepValue {
        switch (kind, value) {
        case (.number(let bounds, let unit), .number(let number)):
            guard bounds.contains(number) else {
                throw .badStepValue(
                    step: step,
                    reason: "\(key) \(number) is not from \(bounds.lowerBound) to "
                        + "\(bounds.upperBound) \(unit)")
            }
        case (.word(let words), .word(let word)):
            guard words.contains(word) else {
                throw .badStepValue(
                    step: step,
                    reason: "\(key) `\(word)` is none of \(words.joined(separator: ", "))")
            }
        case (.number, .word(let word)):
            throw .badStepValue(step: step, reason: "\(key) `\(word)` is no number")
        case (.word, .number(let number)):
            throw .badStepValue(step: step, reason: "\(key) \(number) is no word")
        }
        return value
    }
}

/// What a recipe tells one step, with the standard for what it does not tell.
struct StepFigures: Sendable {
    let step: String
    let values: [String: StepValue]

    /// A figure that has a standard or was told.
    func number(_ key: String) throws(ProcessingError) -> Double {
        guard let number = optionalNumber(key) else {
            throw .badStepValue(step: step, reason: "\(key) must be given")
        }
        return number
    }

    /// A whole number that has a standard or was told.
    func whole(_ key: String) throws(ProcessingError) -> Int {
        let number = try number(key)
        guard let whole = Int(exactly: number) else {
            throw .badStepValue(step: step, reason: "\(key) \(number) is no whole number")
        }
        return whole
    }

    /// An odd whole number: filters without a delay have a middle.
    func odd(_ key: String) throws(ProcessingError) -> Int {
        let whole = try whole(key)
        guard whole % 2 == 1 else {
            throw .badStepValue(step: step, reason: "\(key) \(whole) is not odd")
        }
        return whole
    }

    /// A figure that may be left to the step.
    func optionalNumber(_ key: String) -> Double? {
        guard case .number(let number)? = values[key] else { return nil }
        return number
    }

    /// A word that has a standard or was told.
    func word(_ key: String) -> String {
        guard case .word(let word)? = values[key] else { return "" }
        return word
    }
}
