/// A shell that completion scripts are written for.
public enum CompletionShell: String, EnumValue {
    /// GNU bash.
    case bash
    /// Z shell.
    case zsh
    /// The friendly interactive shell.
    case fish
}

/// A script that makes a shell complete the commands of a program.
///
/// It holds everything itself: the program is not started while a person types.
public struct CompletionScript: Sendable {
    private let root: Command
    private let shell: CompletionShell

    /// A script for the commands of `root`.
    public init(_ root: Command, for shell: CompletionShell) {
        self.root = root
        self.shell = shell
    }

    /// The script, ending with a line feed.
    public var text: String {
        let places = CompletionPlace.all(of: root)
        let lines =
            switch shell {
            case .bash: BashCompletion(name: root.name, places: places).lines
            case .zsh: ZshCompletion(name: root.name, places: places).lines
            case .fish: FishCompletion(name: root.name, places: places).lines
            }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `text` in single quotes, as bash and zsh read them.
    static func quoted(_ text: String) -> String {
        "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}

/// What can stand for a value.
enum ValueCompletion: Equatable {
    /// Nothing that could be listed.
    case nothing
    /// Fixed words.
    case words([String])
    /// Names of files and folders.
    case files
    /// Names of folders.
    case folders
}

extension ParameterDeclaration {
    /// What can stand for its value: what is shown for it in the help page tells files by its name.
    var completion: ValueCompletion {
        if kind == .flag { return .nothing }
        if !choices.isEmpty { return .words(choices) }
        let shown = kind == .argument ? name : valueName
        if shown == "DIR" { return .folders }
        let files: Set = [
            "FILE", "IN", "OUT", "SWEEP", "F", "LANES", "TRUTH", "NAME=FILE",
        ]
        return files.contains(shown) || shown.contains(".") ? .files : .nothing
    }
}

/// One command with the words that lead to it.
struct CompletionPlace {
    /// The words, the program's name first.
    let path: [String]
    let command: Command

    /// The words as one.
    var key: String { path.joined(separator: " ") }

    /// Its flags and options with what they mean, help among them.
    var options: [ParameterDeclaration] {
        var all = command.parameters.map(\.declaration).filter { $0.kind != .argument }
        all.append(ParameterDeclaration(kind: .flag, name: "help", help: "show the help page"))
        if path.count == 1 {
            all.append(ParameterDeclaration(kind: .flag, name: "version", help: "show the version"))
        }
        return all
    }

    /// Its arguments in order.
    var arguments: [ParameterDeclaration] {
        command.parameters.map(\.declaration).filter { $0.kind == .argument }
    }

    /// Every command below `root` with itself, from the top.
    static func all(of root: Command, above: [String] = []) -> [CompletionPlace] {
        let path = above + [root.name]
        return [CompletionPlace(path: path, command: root)]
            + root.subcommands.flatMap { all(of: $0, above: path) }
    }
}
