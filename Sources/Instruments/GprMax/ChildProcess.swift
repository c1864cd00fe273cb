internal import CHDF5
internal import Glibc
internal import SurveyModel

/// A program run once for what it writes to its standard output.
///
/// It gets a group of its own, no file but its standard ones and an environment of few words; when it
/// takes too long or writes too much the whole group is killed, and it is always waited for.
struct ChildProcess: Sendable {
    /// How a run can fail.
    enum Failure: Error, Equatable {
        /// It could not be started.
        case notStarted(reason: String)
        /// It ended by this signal.
        case signal(Int32)
        /// It ended with this code, not 0.
        case status(Int32)
        /// It ran longer than allowed (s).
        case tooLong(seconds: Int)
        /// It wrote more than allowed (bytes).
        case tooMuch(bytes: Int)
        /// A person asked to stop.
        case cancelled
    }

    /// The program's path.
    var executable: String
    /// Its arguments, the name it is started by first.
    var arguments: [String]
    /// The longest it may run (s).
    var seconds: Int
    /// The most it may write (bytes).
    var byteLimit: Int

    /// How long it waits before it looks at the monitor again (ms).
    private static let slice = 100

    /// Runs it to its end and gives what it wrote; killed where `monitor` says stop.
    func run(monitor: WorkMonitor = .silent) throws(Failure) -> [UInt8] {
        let pipe = try Self.makePipe()
        defer { close(pipe.read) }
        let process: pid_t
        do throws(Failure) { process = try start(writingTo: pipe.write) } catch {
            close(pipe.write)
            throw error
        }
        close(pipe.write)
        let deadline = ContinuousClock.now + .seconds(seconds)
        let bytes: [UInt8]
        let status: Int32
        do throws(Failure) {
            bytes = try collect(from: pipe.read, until: deadline, monitor)
            status = try wait(for: process, until: deadline, monitor)
        } catch {
            Self.end(process)
            throw error
        }
        try Self.check(status)
        return bytes
    }

    private static func makePipe() throws(Failure) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe clearroad_pipe(&ends, O_CLOEXEC) == 0 else {
            throw .notStarted(reason: message(errno))
        }
        return (ends[0], ends[1])
    }

    private static func message(_ code: Int32) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }

    /// The words the program needs to find its libraries; nothing else reaches it.
    private static var environment: [String] {
        var words = ["HDF5_USE_FILE_LOCKING=FALSE", "SWIFT_BACKTRACE=enable=no"]
        for name in ["LD_LIBRARY_PATH", "PATH"] {
            if let value = unsafe getenv(name) {
                words.append(unsafe "\(name)=\(String(cString: value))")
            }
        }
        return words
    }

    private func start(writingTo output: Int32) throws(Failure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        unsafe clearroad_close_from(&actions, 3)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var process: pid_t = 0
        let code = unsafe Self.withCStrings(arguments) { arguments in
            unsafe Self.withCStrings(Self.environment) { environment in
                unsafe posix_spawn(
                    &process, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw .notStarted(reason: Self.message(code)) }
        return process
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

    private func collect(
        from descriptor: Int32, until deadline: ContinuousClock.Instant, _ monitor: WorkMonitor
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let left = Self.milliseconds(until: deadline)
            guard left > 0 else { throw .tooLong(seconds: seconds) }
            guard !monitor.isCancelled() else { throw .cancelled }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&waiting, 1, Int32(min(left, Self.slice))) > 0 else { continue }
            let count = unsafe read(descriptor, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= byteLimit else { throw .tooMuch(bytes: byteLimit) }
            bytes += block[..<count]
        }
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int {
        let left = deadline - ContinuousClock.now
        return Int(left.components.seconds) * 1000
            + Int(left.components.attoseconds / 1_000_000_000_000_000)
    }

    private func wait(
        for process: pid_t, until deadline: ContinuousClock.Instant, _ monitor: WorkMonitor
    ) throws(Failure) -> Int32 {
        var status: Int32 = 0
        while Self.milliseconds(until: deadline) > 0 {
            let ended = unsafe waitpid(process, &status, WNOHANG)
            if ended == process { return status }
            // Somebody else waited for it: how it ended cannot be known any more.
            if ended < 0 && errno != EINTR { throw .status(-1) }
            guard !monitor.isCancelled() else { throw .cancelled }
            usleep(1000)
        }
        throw .tooLong(seconds: seconds)
    }

    private static func check(_ status: Int32) throws(Failure) {
        let signal = status & 0x7F
        guard signal == 0 else { throw .signal(signal) }
        let code = (status >> 8) & 0xFF
        guard code == 0 else { throw .status(code) }
    }

    /// Kills what is left of the group and waits for the program, where it has not been waited for.
    private static func end(_ process: pid_t) {
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }
}
