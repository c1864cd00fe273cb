/// A switch: `--json`.
public struct Flag: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration

    /// A switch called `name`, without dashes.
    public init(_ name: String, help: String) {
        declaration = ParameterDeclaration(kind: .flag, name: name, help: help)
    }

    /// Whether it was given.
    public func output(from texts: [String]) -> Bool { !texts.isEmpty }
}

/// An option that may be left out: `--png OUT`.
public struct Option<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration
    private let check: ValueCheck<Value>?

    /// An option called `name`, without dashes; `check` says why a value is refused.
    public init(
        _ name: String, valueName: String = "VALUE", help: String, check: ValueCheck<Value>? = nil
    ) {
        declaration = ParameterDeclaration(
            kind: .option, name: name, valueName: shownValueName(valueName, for: Value.self),
            help: help, choices: Value.choices)
        self.check = check
    }

    /// The value, `nil` where the option is left out.
    public func output(from texts: [String]) throws(UsageError) -> Value? {
        guard let text = texts.first else { return nil }
        return try read(text, for: declaration, check: check)
    }
}

/// An option with a value of its own where it is left out: `--far 0.2`.
public struct DefaultedOption<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration
    private let fallback: Value
    private let check: ValueCheck<Value>?

    /// An option called `name`, without dashes, that is `fallback` where it is left out.
    public init(
        _ name: String, valueName: String = "VALUE", help: String, default fallback: Value,
        check: ValueCheck<Value>? = nil
    ) {
        declaration = ParameterDeclaration(
            kind: .option, name: name, valueName: shownValueName(valueName, for: Value.self),
            help: help, defaultText: fallback.commandLineText, choices: Value.choices)
        self.fallback = fallback
        self.check = check
    }

    /// The value given, else the default.
    public func output(from texts: [String]) throws(UsageError) -> Value {
        guard let text = texts.first else { return fallback }
        return try read(text, for: declaration, check: check)
    }
}

/// An option that must be given: `--out FILE`.
public struct RequiredOption<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public let declaration: ParameterDeclaration
    private let check: ValueCheck<Value>?

    /// An option called `name`, without dashes, that must be given.
    public init(
        _ name: String, valueName: String = "VALUE", help: String, check: ValueCheck<Value>? = nil
    ) {
        declaration = ParameterDeclaration(
            kind: .option, name: name, valueName: shownValueName(valueName, for: Value.self),
            help: help, isRequired: true, choices: Value.choices)
        self.check = check
    }

    /// The value.
    public func output(from texts: [String]) throws(UsageError) -> Value {
        guard let text = texts.first else { throw .missingOption(declaration.spelling) }
        return try read(text, for: declaration, check: check)
    }
}

/// An option that may be given several times: `--blank A --blank B`.
public struct RepeatedOption<Value: OptionValue>: CommandParameter {
    /// How it is written.
    public private(set) var declaration: ParameterDeclaration
    private let check: ValueCheck<Value>?

    /// An option called `name`, without dashes; takes every word up to the next option or `--`.
    public init(
        _ name: String, valueName: String = "VALUE", help: String, check: ValueCheck<Value>? = nil
    ) {
        declaration = ParameterDeclaration(
            kind: .option, name: name, valueName: shownValueName(valueName, for: Value.self),
            help: help, isRepeated: true, choices: Value.choices)
        self.check = check
    }

    /// The same option, taking one word each time: for commands whose arguments follow it.
    public var oneWordEach: Self {
        var option = self
        option.declaration.takesOneWord = true
        return option
    }

    /// The values in the order given.
    public func output(from texts: [String]) throws(UsageError) -> [Value] {
        var values: [Value] = []
        for text in texts { values.append(try read(text, for: declaration, check: check)) }
        return values
    }
}
