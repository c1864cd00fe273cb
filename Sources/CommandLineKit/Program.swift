internal import Glibc

/// An error in words, with what to do about it and the exit code it leads to.
public struct ErrorInWords: Sendable, Equatable {
    /// One sentence.
    public var sentence: String
    /// What to do.
    public var hint: String?
    /// The exit code.
    public var status: ExitStatus

    /// An error said as `sentence`.
    public init(_ sentence: String, hint: String? = nil, status: ExitStatus = .failed) {
        self.sentence = sentence
        self.hint = hint
        self.status = status
    }
}

/// A program: its root command, its version and how its errors are said.
public struct Program: Sendable {
    private let root: Command
    private let version: String
    private let console: Console
    private let isPath: @Sendable (String) -> Bool
    private let explain: @Sendable (any Error) -> ErrorInWords

    /// A program whose commands are those of `root`.
    ///
    /// `isPath` tells whether anything stands at a path; `explain` puts errors thrown by commands into
    /// words, by default their description.
    public init(
        root: Command, version: String, console: Console = .standard,
        isPath: @escaping @Sendable (String) -> Bool = Program.isPath,
        explain: @escaping @Sendable (any Error) -> ErrorInWords = { ErrorInWords("\($0)") }
    ) {
        self.root = root
        self.version = version
        self.console = console
        self.isPath = isPath
        self.explain = explain
    }

    /// Whether anything stands at `path`.
    public static func isPath(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Runs the command `words` name, without the program's own name, and says how it ended.
    public func run(_ words: [String]) async -> ExitStatus {
        let status = await answer(words)
        console.endProgress()
        switch console.failure {
        case nil: return status
        case .closed: return status == .done ? .failed : status
        case .refused(let reason):
            console.error("the result could not be written (\(reason))")
            return status == .done || status == .partial ? .failed : status
        }
    }

    /// Runs the command the program was started with, then ends the program.
    public func main() async -> Never {
        Interruption.install()
        if let unreadable = Self.unreadableArgument {
            console.error(
                "argument \(unreadable) is not UTF-8 text",
                hint: "rename the file with letters this system can show, then run again")
            exit(ExitStatus.badCommandLine.rawValue)
        }
        let status = await run(Array(CommandLine.arguments.dropFirst()))
        exit(status.rawValue)
    }

    /// Number of the first argument that is no UTF-8: read with its bytes replaced it would name
    /// another file.
    private static var unreadableArgument: Int? {
        (1..<max(1, Int(CommandLine.argc))).first { place in
            guard let word = unsafe CommandLine.unsafeArgv[place] else { return false }
            return unsafe String(validatingCString: word) == nil
        }
    }

    private func answer(_ words: [String]) async -> ExitStatus {
        var parser = CommandLineParser(root: root, isPath: isPath)
        do throws(UsageError) {
            switch try parser.parse(words) {
            case .help(let path):
                console.write(HelpPage(path: path).text)
                return .done
            case .version:
                console.print("\(root.name) \(version)")
                return .done
            case .run(let command, let values):
                return await run(command, values, spelledPath: parser.spelledPath)
            }
        } catch {
            return report(error, spelledPath: parser.spelledPath)
        }
    }

    private func run(
        _ command: Command, _ values: ParsedValues, spelledPath: String
    ) async -> ExitStatus {
        do {
            return try await command.body?(values) ?? .done
        } catch let error as UsageError {
            return report(error, spelledPath: spelledPath)
        } catch {
            if error is Interruption.Requested || Interruption.isRequested {
                console.error(
                    "interrupted",
                    hint: "nothing half-written was kept; run the same command again")
                return .interrupted
            }
            let words = explain(error)
            console.error(words.sentence, hint: words.hint)
            return words.status
        }
    }

    private func report(_ error: UsageError, spelledPath: String) -> ExitStatus {
        console.error(
            error.description, hint: error.hint ?? "`\(spelledPath) --help` explains the command")
        return .badCommandLine
    }
}
