internal import FileAccess
internal import Glibc

/// A program of the machine run once, without a shell.
///
/// It stays in the group of this process, so that it may ask for a passphrase on the terminal and ends with
/// Ctrl-C; it gets its standard files, those words of the environment it is said to need, and nothing else.
struct ToolRun {
    /// What came of it.
    struct Outcome: Equatable {
        /// Its exit code; -1 where it was killed.
        var status: Int32
        /// What it wrote to its standard error, the first 4 kB of it.
        var errors: String
    }

    /// How it could not be run.
    enum Failure: Error, Equatable {
        /// It could not be started.
        case notStarted(reason: String)
        /// It ran longer than allowed (s) and was killed.
        case tooLong(seconds: Int)
    }

    /// The program's absolute path.
    var executable: String
    /// Its arguments, without its own name.
    var arguments: [String]
    /// The file it reads as its standard input; without one it reads that of this process.
    var input: String?
    /// The file its standard error goes to.
    var errorPath: String
    /// The words of the environment it gets.
    var environmentNames: [String]
    /// The longest it may run (s).
    var seconds: Int

    /// The first executable file `name` in the absolute folders of the search path.
    static func path(of name: String) -> String? {
        let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").filter { $0.hasPrefix("/") }
            .map { "\($0)/\(name)" }
            .first { unsafe Folder.isRegularFile($0) && access($0, X_OK) == 0 }
    }

    /// Runs it to its end.
    func run() throws(Failure) -> Outcome {
        let process = try start()
        var status: Int32 = 0
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let ended = unsafe waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0 && errno != EINTR {
                throw .notStarted(reason: "somebody else waited for it")
            }
            guard ContinuousClock.now < deadline else {
                kill(process, SIGKILL)
                while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
                throw .tooLong(seconds: seconds)
            }
            usleep(2000)
        }
        let isKilled = status & 0x7F != 0
        let bytes = (try? RegularFile(path: errorPath).allBytes(limit: 4096)) ?? []
        return Outcome(
            status: isKilled ? -1 : (status >> 8) & 0xFF,
            errors: String(decoding: bytes, as: UTF8.self))
    }

    private func start() throws(Failure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input {
            unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_addopen(
            &actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        for name in (try? Folder.names(in: "/proc/self/fd")) ?? [] {
            guard let descriptor = Int32(name), descriptor > 2 else { continue }
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var process: pid_t = 0
        let code = unsafe Self.withCStrings([executable] + arguments) { arguments in
            unsafe Self.withCStrings(environment) { environment in
                unsafe posix_spawn(&process, executable, &actions, nil, arguments, environment)
            }
        }
        guard code == 0 else {
            throw .notStarted(
                reason: unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)")
        }
        return process
    }

    private var environment: [String] {
        environmentNames.compactMap { name in
            unsafe getenv(name).map { unsafe "\(name)=\(String(cString: $0))" }
        }
    }

    private static func withCStrings(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var pointers = unsafe texts.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { all in
            guard let first = all.baseAddress else { return EINVAL }
            return unsafe body(first)
        }
    }
}
