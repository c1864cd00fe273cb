/// Writes the help page of a command.
struct HelpPage {
    /// The commands from the root to the one explained.
    let path: [Command]
    private let width = 80

    /// The page, ending with a line feed.
    var text: String {
        guard let command = path.last else { return "" }
        var parts = ["Usage: " + usage(of: command), command.summary]
        if !command.discussion.isEmpty { parts.append(command.discussion) }
        let declarations = command.parameters.map(\.declaration)
        let arguments = declarations.filter { $0.kind == .argument }
        if !arguments.isEmpty {
            parts.append(table("Arguments", arguments.map { (shown($0), explained($0)) }))
        }
        if !command.subcommands.isEmpty {
            parts.append(
                table("Commands", command.subcommands.map { ($0.name, $0.summary) }))
        }
        let options = declarations.filter { $0.kind != .argument }
        var rows = options.map { (shown($0), explained($0)) }
        rows.append(("-h, --help", "show this page"))
        if path.count == 1 { rows.append(("--version", "show the version")) }
        parts.append(table("Options", rows))
        if path.count == 1 {
            parts.append(
                table("Exit codes", ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) }))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// One line for each way of writing it.
    private func usage(of command: Command) -> String {
        let start = path.map(\.name).joined(separator: " ")
        var ways: [[String]] = []
        if command.subcommands.isEmpty || command.body != nil {
            ways.append(words(of: command.parameters.map(\.declaration)))
        }
        if !command.subcommands.isEmpty { ways.append(["COMMAND", "[options]"]) }
        return ways.map { ([start] + $0).joined(separator: " ") }.joined(separator: "\n       ")
    }

    private func words(of declarations: [ParameterDeclaration]) -> [String] {
        var words: [String] = []
        for option in declarations where option.kind == .option && option.isRequired {
            words.append(shown(option))
        }
        words.append("[options]")
        for argument in declarations where argument.kind == .argument {
            words.append(argument.isRequired ? shown(argument) : "[\(shown(argument))]")
        }
        return words
    }

    private func shown(_ parameter: ParameterDeclaration) -> String {
        switch parameter.kind {
        case .flag: parameter.spelling
        case .option:
            parameter.spelling + " " + parameter.valueName
                + (parameter.isRepeated && !parameter.takesOneWord ? "..." : "")
        case .argument: parameter.name + (parameter.isRepeated ? "..." : "")
        }
    }

    private func explained(_ parameter: ParameterDeclaration) -> String {
        var text = parameter.help
        if let value = parameter.defaultText { text += " (default \(value))" }
        if parameter.kind == .option && parameter.isRequired { text += " (required)" }
        if parameter.kind == .option && parameter.isRepeated {
            text +=
                parameter.takesOneWord
                ? " (may be repeated)" : " (takes all words up to the next option)"
        }
        return text
    }

    private func table(_ title: String, _ rows: [(name: String, text: String)]) -> String {
        let column = min(26, (rows.map(\.name.count).max() ?? 0) + 4)
        var lines = [title + ":"]
        for row in rows {
            var wrapped = wrap(row.text, to: width - column)
            var start = "  " + row.name
            if start.count + 2 > column {
                lines.append(start)
                start = ""
            }
            let first = wrapped.isEmpty ? "" : wrapped.removeFirst()
            lines.append(start + String(repeating: " ", count: column - start.count) + first)
            lines += wrapped.map { String(repeating: " ", count: column) + $0 }
        }
        return lines.joined(separator: "\n")
    }

    private func wrap(_ text: String, to limit: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= limit {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
