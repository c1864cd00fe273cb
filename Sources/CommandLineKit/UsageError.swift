/// What can be wrong with a command line.
public enum UsageError: Error, Equatable, Sendable {
    /// No such option here; perhaps another was meant.
    case unknownOption(String, suggestion: String?)
    /// No such command; perhaps another was meant.
    case unknownCommand(String, suggestion: String?)
    /// A group of commands was named without one of them.
    case missingCommand(group: String, choices: [String])
    /// An option that takes a value has none.
    case missingValue(option: String, valueName: String)
    /// A flag was given a value with `=`.
    case unexpectedValue(flag: String, text: String)
    /// An option that must be given is not.
    case missingOption(String)
    /// An argument that must be given is not.
    case missingArgument(String)
    /// More arguments than the command takes.
    case surplusArgument(String)
    /// An option that may stand once stands twice.
    case givenTwice(String)
    /// A value that is not what the parameter takes; perhaps another was meant.
    case badValue(parameter: String, text: String, reason: String, suggestion: String? = nil)
    /// Parameters that do not go together, said as one sentence.
    case conflict(String)
}

extension UsageError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .unknownOption(let name, _): "there is no option `\(name)` here"
        case .unknownCommand(let name, _): "there is no command `\(name)`"
        case .missingCommand(let group, _): "`\(group)` needs a command after it"
        case .missingValue(let option, let value): "\(option) needs a value (\(value))"
        case .unexpectedValue(let flag, let text): "\(flag) takes no value, but `\(text)` is given"
        case .missingOption(let name): "\(name) is required"
        case .missingArgument(let name): "\(name) is missing"
        case .surplusArgument(let text): "`\(text)` is one argument too many"
        case .givenTwice(let name): "\(name) is given more than once"
        case .badValue(let parameter, let text, let reason, _): "\(parameter): `\(text)` \(reason)"
        case .conflict(let sentence): sentence
        }
    }

    /// What to do, where something better than the help page can be said.
    public var hint: String? {
        switch self {
        case .unknownOption(_, let suggestion), .unknownCommand(_, let suggestion):
            suggestion.map { "did you mean `\($0)`?" }
        case .missingCommand(_, let choices): "one of: " + choices.joined(separator: ", ")
        case .missingValue(let option, let value): "write `\(option) \(value)`"
        case .badValue(_, _, _, let suggestion?): "did you mean `\(suggestion)`?"
        case .badValue(_, let text, _, _) where text.contains(","):
            "write decimals with a point, not a comma"
        default: nil
        }
    }
}
