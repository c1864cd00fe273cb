/// A word without a name that must be given: `FILE`.
public struct Argument<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration
    private let check: ValueCheck<Value>?

    /// An argument shown as `name` in the help page.
    public init(_ name: String, help: String, check: ValueCheck<Value>? = nil) {
        declaration = ParameterDeclaration(
            kind: .argument, name: name, help: help, isRequired: true,
            choices: Value.choices)
        self.check = check
    }

    /// The value.
    public func output(from texts: [String]) throws(UsageError) -> Value {
        guard let text = texts.first else { throw .missingArgument(declaration.spelling) }
        return try read(text, for: declaration, check: check)
    }
}

/// A word without a name that may be left out: `[DATE]`.
public struct OptionalArgument<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration
    private let check: ValueCheck<Value>?

    /// An argument shown as `name` in the help page.
    public init(_ name: String, help: String, check: ValueCheck<Value>? = nil) {
        declaration = ParameterDeclaration(
            kind: .argument, name: name, help: help, choices: Value.choices)
        self.check = check
    }

    /// The value, `nil` where it is left out.
    public func output(from texts: [String]) throws(UsageError) -> Value? {
        guard let text = texts.first else { return nil }
        return try read(text, for: declaration, check: check)
    }
}

/// All remaining words: `FILE...`; at most one per command.
public struct RepeatedArgument<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration
    private let check: ValueCheck<Value>?

    /// Arguments shown as `name...`; with `isRequired` at least one must be given.
    public init(
        _ name: String, help: String, isRequired: Bool = true, check: ValueCheck<Value>? = nil
    ) {
        declaration = ParameterDeclaration(
            kind: .argument, name: name, help: help, isRequired: isRequired, isRepeated: true,
            choices: Value.choices)
        self.check = check
    }

    /// The values in order.
    public func output(from texts: [String]) throws(UsageError) -> [Value] {
        guard !texts.isEmpty || !declaration.isRequired else {
            throw .missingArgument(declaration.spelling)
        }
        var values: [Value] = []
        for text in texts { values.append(try read(text, for: declaration, check: check)) }
        return values
    }
}
