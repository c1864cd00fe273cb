internal import SurveyModel

/// What a command line asks for.
enum Request: Sendable {
    /// Run this command with these values.
    case run(Command, ParsedValues)
    /// Show the help page of the last command of this path.
    case help([Command])
    /// Show the version.
    case version
}

/// Reads words into a request: finds the command, then its options and arguments.
struct CommandLineParser {
    let root: Command
    /// Whether anything stands at a path: a word that is nearly a command may be a file's name.
    let isPath: @Sendable (String) -> Bool
    /// The commands walked through, root first.
    private(set) var path: [Command]

    init(root: Command, isPath: @escaping @Sendable (String) -> Bool) {
        self.root = root
        self.isPath = isPath
        path = [root]
    }

    /// Reads `words`, without the program's own name.
    mutating func parse(_ words: [String]) throws(UsageError) -> Request {
        var rest = words[...]
        var command = root
        while !command.subcommands.isEmpty {
            guard let word = rest.first else {
                if command.body != nil { break }
                throw .missingCommand(
                    group: spelledPath, choices: command.subcommands.map(\.name))
            }
            if try isForBody(word, of: command) { break }
            rest = rest.dropFirst()
            if word == "--help" || word == "-h" { return .help(path) }
            if word == "--version", path.count == 1 { return .version }
            command = try subcommand(word, of: command)
            path.append(command)
        }
        return try Self.parse(rest, for: command, path: path)
    }

    /// The path as typed: `clearroad survey init`.
    var spelledPath: String { path.map(\.name).joined(separator: " ") }

    /// Whether `word` is the first of what a group with a body of its own takes itself.
    private func isForBody(_ word: String, of group: Command) throws(UsageError) -> Bool {
        let names = group.subcommands.map(\.name)
        guard group.body != nil, !names.contains(word) else { return false }
        guard !word.hasPrefix("-"), !isPath(word),
            let meant = NearMiss.suggestion(for: word, among: names)
        else { return true }
        throw .unknownCommand(word, suggestion: meant)
    }

    private func subcommand(_ word: String, of group: Command) throws(UsageError) -> Command {
        if let found = group.subcommands.first(where: { $0.name == word }) { return found }
        if word.hasPrefix("-") {
            let known = path.count == 1 ? ["--help", "--version"] : ["--help"]
            throw .unknownOption(
                word, suggestion: NearMiss.suggestion(for: word, among: known))
        }
        throw .unknownCommand(
            word,
            suggestion: NearMiss.suggestion(for: word, among: group.subcommands.map(\.name)))
    }

    private static func parse(
        _ words: ArraySlice<String>, for command: Command, path: [Command]
    ) throws(UsageError) -> Request {
        var sorter = WordSorter(declarations: command.parameters.map(\.declaration))
        guard try sorter.sort(words) else { return .help(path) }
        let texts = try sorter.textsBySpelling()
        var values = ParsedValues()
        for parameter in command.parameters {
            try values.read(parameter, from: texts[parameter.declaration.spelling] ?? [])
        }
        return .run(command, values)
    }
}

/// Sorts the words after a command into its options and arguments.
private struct WordSorter {
    let declarations: [ParameterDeclaration]
    private var named: [String: [String]] = [:]
    private var positional: [String] = []

    init(declarations: [ParameterDeclaration]) { self.declarations = declarations }

    /// Sorts `words`; `false` where help is asked for.
    mutating func sort(_ words: ArraySlice<String>) throws(UsageError) -> Bool {
        var rest = words
        while let word = rest.popFirst() {
            if word == "--" {
                positional += rest
                return true
            }
            if word == "--help" || word == "-h" { return false }
            if looksLikeOption(word) {
                try take(word, rest: &rest)
            } else {
                positional.append(word)
            }
        }
        return true
    }

    /// `-2.4`, `-.5` and `-` are arguments; everything else that starts with a dash is an option.
    private func looksLikeOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.count > 1 else { return false }
        return !startsNumber(word)
    }

    private func startsNumber(_ word: String) -> Bool {
        guard let second = word.dropFirst().first else { return false }
        return second.isASCII && (second.isNumber || second == ".")
    }

    private mutating func take(
        _ word: String, rest: inout ArraySlice<String>
    ) throws(UsageError) {
        let equals = word.firstIndex(of: "=")
        let spelling = equals.map { String(word[..<$0]) } ?? word
        let attached = equals.map { String(word[word.index(after: $0)...]) }
        let options = declarations.filter { $0.kind != .argument }
        guard let option = options.first(where: { $0.spelling == spelling }) else {
            let known = options.map(\.spelling) + ["--help"]
            throw .unknownOption(
                spelling, suggestion: NearMiss.suggestion(for: spelling, among: known))
        }
        if named[spelling] != nil && !option.isRepeated && option.kind == .option {
            throw .givenTwice(spelling)
        }
        named[spelling, default: []].append(try value(of: option, attached, rest: &rest))
        guard option.kind == .option, option.isRepeated, !option.takesOneWord, attached == nil
        else { return }
        while let next = rest.first, !looksLikeOption(next) {
            named[spelling, default: []].append(next)
            rest = rest.dropFirst()
        }
    }

    private func value(
        of option: ParameterDeclaration, _ attached: String?, rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        if option.kind == .flag {
            if let attached {
                throw .unexpectedValue(flag: option.spelling, text: attached)
            }
            return ""
        }
        if let attached { return attached }
        // A single dash may start a value such as -2.4; two dashes start the next option.
        guard let next = rest.first, !next.hasPrefix("--"), next != "-h" else {
            throw .missingValue(option: option.spelling, valueName: option.valueName)
        }
        rest = rest.dropFirst()
        return next
    }

    /// The texts of each parameter, arguments dealt out in order.
    func textsBySpelling() throws(UsageError) -> [String: [String]] {
        var texts = named
        let arguments = declarations.filter { $0.kind == .argument }
        var rest = positional[...]
        for (place, argument) in arguments.enumerated() {
            let needed = arguments[(place + 1)...].filter(\.isRequired).count
            let available = max(0, rest.count - needed)
            let share = argument.isRepeated ? available : min(1, available)
            // A missing word is named as the first argument without one.
            let count = argument.isRequired ? max(share, min(1, rest.count)) : share
            texts[argument.spelling] = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        if let surplus = rest.first { throw .surplusArgument(surplus) }
        return texts
    }
}
