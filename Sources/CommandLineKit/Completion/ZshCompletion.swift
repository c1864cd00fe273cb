/// Writes completion for zsh: a function per command, with what everything means.
struct ZshCompletion {
    let name: String
    let places: [CompletionPlace]

    var lines: [String] {
        let function = Self.function(places[0])
        return ["#compdef \(name)", ""] + places.flatMap { self.function(for: $0) } + [
            "# Read by `autoload` it is called at once; read by `source` it is announced.",
            "if [ \"$funcstack[1]\" = \"\(function)\" ]; then",
            "    \(function) \"$@\"", "else", "    compdef \(function) \(name)", "fi",
        ]
    }

    private static func function(_ place: CompletionPlace) -> String {
        "_" + place.path.joined(separator: "_").map { $0 == "-" ? "_" : String($0) }.joined()
    }

    private func function(for place: CompletionPlace) -> [String] {
        let body = place.command.subcommands.isEmpty ? leaf(place) : group(place)
        return ["\(Self.function(place))() {"] + body + ["}", ""]
    }

    private func leaf(_ place: CompletionPlace, indent: String = "    ") -> [String] {
        let specifications = place.options.map(option) + arguments(place)
        return [indent + "_arguments \\"]
            + specifications.enumerated().map { number, text in
                let isLast = number == specifications.count - 1
                return indent + "    " + CompletionScript.quoted(text) + (isLast ? "" : " \\")
            }
    }

    private func group(_ place: CompletionPlace) -> [String] {
        var lines = [
            "    local context state line", "    local -a commands", "    typeset -A opt_args",
            "    _arguments -C \\",
        ]
        lines += place.options.map { "        " + CompletionScript.quoted(option($0)) + " \\" }
        lines += [
            "        '1: :->command' \\", "        '*:: :->rest'", "    case $state in",
            "        command)", "            commands=(",
        ]
        lines += place.command.subcommands.map { command in
            "                "
                + CompletionScript.quoted("\(command.name):\(Self.escaped(command.summary))")
        }
        lines += [
            "            )", "            _describe -t commands command commands" + ownWords(place),
            "        rest)", "            case $line[1] in",
        ]
        lines += place.command.subcommands.map { command in
            let below = CompletionPlace(path: place.path + [command.name], command: command)
            return "                \(command.name)) \(Self.function(below));;"
        }
        if place.command.body != nil {
            lines += ["                *)"] + leaf(place, indent: "                    ")
            lines.append("                    ;;")
        }
        return lines + ["            esac;;", "    esac"]
    }

    /// What the first word of a group may be beside a command, as the end of its line.
    private func ownWords(_ place: CompletionPlace) -> String {
        switch place.arguments.first?.completion {
        case .files: "; _files;;"
        case .folders: "; _files -/;;"
        case .words(let words): "; compadd -- \(words.joined(separator: " "));;"
        case .nothing, nil: ";;"
        }
    }

    private func option(_ parameter: ParameterDeclaration) -> String {
        let repeated = parameter.isRepeated ? "*" : ""
        let help = "[\(Self.escaped(parameter.help))]"
        guard parameter.kind == .option else { return parameter.spelling + help }
        let message = Self.escaped(parameter.valueName)
        return "\(repeated)\(parameter.spelling)=\(help):\(message):"
            + Self.action(parameter.completion)
    }

    private func arguments(_ place: CompletionPlace) -> [String] {
        var number = 0
        return place.arguments.map { argument in
            number += 1
            let position = argument.isRepeated ? "*" : "\(number)"
            let colon = argument.isRequired || argument.isRepeated ? ":" : "::"
            return position + colon + Self.escaped(argument.name) + ":"
                + Self.action(argument.completion)
        }
    }

    private static func action(_ completion: ValueCompletion) -> String {
        switch completion {
        case .nothing: " "
        case .words(let words): "(" + words.joined(separator: " ") + ")"
        case .files: "_files"
        case .folders: "_files -/"
        }
    }

    /// Without the letters that part a specification.
    private static func escaped(_ text: String) -> String {
        text.map { "\\[]:`$".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
