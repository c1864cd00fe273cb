internal import SurveyModel

/// A typed thing a command takes: a flag, an option or an argument.
///
/// The parameter itself is the key to its value: `values[far]` is a `Double` where `far` is an
/// option of `Double`.
public protocol CommandParameter<Output>: Sendable {
    /// Type of the value a command gets.
    associatedtype Output: Sendable
    /// How it is written and explained.
    var declaration: ParameterDeclaration { get }
    /// Turns the texts given on the command line, in order, into the value.
    ///
    /// - Throws: `UsageError` where one is not what it should be or one is missing.
    func output(from texts: [String]) throws(UsageError) -> Output
}

/// How a parameter is written and explained.
public struct ParameterDeclaration: Sendable, Equatable {
    /// The place of a parameter on the command line.
    public enum Kind: Sendable, Equatable {
        /// `--name`
        case flag
        /// `--name VALUE`
        case option
        /// A word without a name.
        case argument
    }

    /// Its place.
    public var kind: Kind
    /// Name: without dashes for flags and options, in capitals for arguments.
    public var name: String
    /// What stands for the value in the help page.
    public var valueName: String
    /// One line of explanation.
    public var help: String
    /// Whether it must be given.
    public var isRequired: Bool
    /// Whether it may be given more than once.
    public var isRepeated: Bool
    /// Whether an option that may be repeated takes one word each time, not all up to the next option.
    public var takesOneWord = false
    /// The value taken where none is given, as typed.
    public var defaultText: String?
    /// The words its value may be, where they can be counted.
    public var choices: [String]

    /// A parameter written as `kind` tells.
    public init(
        kind: Kind, name: String, valueName: String = "", help: String, isRequired: Bool = false,
        isRepeated: Bool = false, defaultText: String? = nil, choices: [String] = []
    ) {
        self.kind = kind
        self.name = name
        self.valueName = valueName
        self.help = help
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        self.defaultText = defaultText
        self.choices = choices
    }

    /// The name as typed or shown: `--far` or `SWEEP`.
    public var spelling: String { kind == .argument ? name : "--" + name }
}

/// Says why a value is refused, `nil` where it is accepted: "is not between 0 and 5".
public typealias ValueCheck<Value> = @Sendable (Value) -> String?

/// Reads one value for `parameter`.
func read<Value: OptionValue>(
    _ text: String, for parameter: ParameterDeclaration, check: ValueCheck<Value>?
) throws(UsageError) -> Value {
    guard let value = Value(commandLineText: text) else {
        throw .badValue(
            parameter: parameter.spelling, text: text, reason: "is not \(Value.kindInWords)",
            suggestion: NearMiss.suggestion(for: text, among: Value.choices))
    }
    if let reason = check?(value) {
        throw .badValue(parameter: parameter.spelling, text: text, reason: reason)
    }
    return value
}

/// `a|b|c` for a type with fixed words, else `name`.
func shownValueName<Value: OptionValue>(_ name: String, for type: Value.Type) -> String {
    type.choices.isEmpty ? name : type.choices.joined(separator: "|")
}
