/// Writes completion for fish: a line per command, option and argument, with what it means.
struct FishCompletion {
    let name: String
    let places: [CompletionPlace]

    var lines: [String] {
        let keys = places.dropFirst().map { Self.quoted($0.key) }
        return [
            "# fish completion for \(name)",
            "function __\(name)_place",
            "    set -l place \(name)",
            "    set -l words (commandline -opc)",
            "    set -e words[1]",
            "    for word in $words",
            "        switch \"$place $word\"",
            "            case \(keys.joined(separator: " "))",
            "                set place \"$place $word\"",
            "            case '*'",
            "                break",
            "        end",
            "    end",
            "    echo $place",
            "end",
            "function __\(name)_at",
            "    test (__\(name)_place) = \"$argv\"",
            "end",
            "complete -c \(name) -f",
        ] + places.flatMap(offers)
    }

    private func offers(_ place: CompletionPlace) -> [String] {
        let start = "complete -c \(name) -n " + Self.quoted("__\(name)_at \(place.key)")
        let commands = place.command.subcommands.map { command in
            "\(start) -a \(Self.quoted(command.name)) -d \(Self.quoted(command.summary))"
        }
        let options = place.options.map { option in
            "\(start) -l \(option.name)\(value(option)) -d \(Self.quoted(option.help))"
        }
        return commands + arguments(place, start) + options
    }

    private func value(_ option: ParameterDeclaration) -> String {
        guard option.kind == .option else { return "" }
        return switch option.completion {
        case .nothing: " -x"
        case .words(let words): " -x -a " + Self.quoted(words.joined(separator: " "))
        case .files: " -r -F"
        case .folders: " -x -a '(__fish_complete_directories)'"
        }
    }

    private func arguments(_ place: CompletionPlace, _ start: String) -> [String] {
        var lines: [String] = []
        for argument in place.arguments {
            let line =
                switch argument.completion {
                case .nothing: ""
                case .words(let words): "\(start) -a \(Self.quoted(words.joined(separator: " ")))"
                case .files: "\(start) -F"
                case .folders: "\(start) -a '(__fish_complete_directories)'"
                }
            if !line.isEmpty && !lines.contains(line) { lines.append(line) }
        }
        return lines
    }

    /// `text` in single quotes, as fish reads them.
    private static func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
    }
}
