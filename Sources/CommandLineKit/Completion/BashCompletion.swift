/// Writes completion for bash: one function that finds the command and offers what may follow.
struct BashCompletion {
    let name: String
    let places: [CompletionPlace]

    var lines: [String] {
        let function = "_" + name
        return ["# bash completion for \(name)"] + commandTest
            + ["\(function)() {"] + Self.start(name)
            + ["    case \"$place $previous\" in"] + places.flatMap(optionValues)
            + ["    esac", "    case \"$place\" in"] + places.flatMap(words)
            + ["    esac"] + Self.end + ["}", "complete -F \(function) \(name)"]
    }

    /// Finds the command and the words round the cursor.
    private static func start(_ name: String) -> [String] {
        [
            "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
            "    local place=\(name) i kind='' commands='' words='' options='' values=''",
            "    COMPREPLY=()",
            "    # --option=value comes as three words",
            "    if [[ $current == = ]]; then",
            "        current=''",
            "    elif [[ $previous == = && $COMP_CWORD -gt 1 ]]; then",
            "        previous=${COMP_WORDS[COMP_CWORD-2]}",
            "    fi",
            "    for ((i = 1; i < COMP_CWORD; i++)); do",
            "        _\(name)_is_command \"$place ${COMP_WORDS[i]}\" || break",
            "        place=\"$place ${COMP_WORDS[i]}\"",
            "    done",
        ]
    }

    private func optionValues(_ place: CompletionPlace) -> [String] {
        place.options.filter { $0.kind == .option }.map { option in
            let pattern = CompletionScript.quoted("\(place.key) \(option.spelling)")
            return "        \(pattern)) kind=value; \(Self.offer(option.completion));;"
        }
    }

    private static func offer(_ completion: ValueCompletion) -> String {
        switch completion {
        case .nothing: ""
        case .words(let words):
            "values=" + CompletionScript.quoted(words.joined(separator: " ")) + " "
        case .files: "values=FILES "
        case .folders: "values=FOLDERS "
        }
    }

    private func words(_ place: CompletionPlace) -> [String] {
        let options = place.options.map(\.spelling).joined(separator: " ")
        let commands = place.command.subcommands.map(\.name).joined(separator: " ")
        let kinds = place.arguments.map(\.completion)
        let choices = kinds.flatMap { kind -> [String] in
            if case .words(let words) = kind { words } else { [] }
        }
        let names =
            kinds.contains(.files) ? "FILES" : kinds.contains(.folders) ? "FOLDERS" : ""
        let listed = choices.isEmpty ? names : choices.joined(separator: " ")
        return [
            "        \(CompletionScript.quoted(place.key)))",
            "            options=\(CompletionScript.quoted(options))",
            "            commands=\(CompletionScript.quoted(commands))",
            "            words=\(CompletionScript.quoted(listed));;",
        ]
    }

    private static let end = [
        "    # a command is the first word of its group, or none",
        "    [[ $i == \"$COMP_CWORD\" ]] || commands=''",
        "    if [[ $kind == value ]]; then",
        "        words=$values commands=''",
        "    elif [[ $current == -* ]]; then",
        "        words=$options commands=''",
        "    fi",
        "    case \"$words\" in",
        "        FILES)",
        "            compopt -o filenames 2>/dev/null",
        "            mapfile -t COMPREPLY < <(compgen -f -- \"$current\");;",
        "        FOLDERS)",
        "            compopt -o filenames 2>/dev/null",
        "            mapfile -t COMPREPLY < <(compgen -d -- \"$current\");;",
        "        *) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\");;",
        "    esac",
        "    [[ -z $commands ]] ||",
        "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W \"$commands\" -- \"$current\")",
    ]

    /// A function that knows which words are commands.
    private var commandTest: [String] {
        let keys = places.dropFirst().map { CompletionScript.quoted($0.key) }
        return [
            "_\(name)_is_command() {", "    case \"$1\" in",
            "        \(keys.joined(separator: " | "))) return 0;;", "    esac", "    return 1",
            "}",
        ]
    }
}
