/// How a command ended, as the shell sees it.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Everything asked for was done.
    case done = 0
    /// It failed.
    case failed = 1
    /// Done, but part of the input could not be used, or a question was answered "no".
    case partial = 2
    /// The command line could not be understood.
    case badCommandLine = 64
    /// Stopped by the user.
    case interrupted = 130

    /// What the code means, for the help page.
    public var meaning: String {
        switch self {
        case .done: "done, also where alarms or gaps are part of the result"
        case .failed: "failed"
        case .partial:
            "done, but part of the input could not be used, or a question was answered \"no\""
        case .badCommandLine: "the command line could not be understood"
        case .interrupted: "interrupted"
        }
    }
}
