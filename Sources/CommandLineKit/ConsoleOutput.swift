internal import Glibc
internal import Synchronization

/// The two streams of a program.
public enum ConsoleStream: Sendable {
    /// Results.
    case output
    /// Errors, hints and progress.
    case errors
}

/// Where a console's text goes.
public protocol ConsoleOutput: Sendable {
    /// Writes `text`; says what went wrong, `nil` where nothing did.
    func write(_ text: String, to stream: ConsoleStream) -> ConsoleFailure?
    /// Whether a person is looking at the stream.
    func isTerminal(_ stream: ConsoleStream) -> Bool
}

/// Why text did not reach its stream.
public enum ConsoleFailure: Sendable, Equatable {
    /// The reader is gone, as in `clearroad ... | head`.
    case closed
    /// The system refused, such as on a full disk.
    case refused(reason: String)
}

/// Standard output and standard error.
public struct SystemConsoleOutput: ConsoleOutput {
    /// Whether standard output was closed before the program started.
    private let startedClosed: Bool

    /// The program's own streams; a closed pipe becomes an answer instead of a signal.
    ///
    /// Streams that are closed at the start are opened on nothing: a file of the record must never
    /// get their number and receive what is printed.
    public init() {
        _ = signal(SIGPIPE, SIG_IGN)
        startedClosed = fcntl(STDOUT_FILENO, F_GETFD) == -1
        while true {
            // `open` takes the lowest free number.
            let descriptor = unsafe open("/dev/null", O_RDWR)
            guard descriptor >= 0 else { break }
            if descriptor > STDERR_FILENO {
                close(descriptor)
                break
            }
        }
    }

    /// Writes all bytes, continuing after interruptions.
    public func write(_ text: String, to stream: ConsoleStream) -> ConsoleFailure? {
        if stream == .output && startedClosed { return .closed }
        let bytes = Array(text.utf8)
        let descriptor = descriptor(of: stream)
        var done = 0
        while done < bytes.count {
            let put = unsafe bytes.withUnsafeBufferPointer { all in
                unsafe Glibc.write(
                    descriptor, all.baseAddress.map { unsafe $0 + done }, bytes.count - done)
            }
            if put < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EAGAIN {
                    // The stream is shared and non-blocking: give its reader a moment.
                    usleep(1000)
                    continue
                }
                if code == EPIPE || code == EBADF { return .closed }
                let reason = unsafe strerror(code).map { unsafe String(cString: $0) }
                return .refused(reason: reason ?? "error \(code)")
            }
            done += put
        }
        return nil
    }

    /// Asks the system.
    public func isTerminal(_ stream: ConsoleStream) -> Bool {
        isatty(descriptor(of: stream)) == 1
    }

    private func descriptor(of stream: ConsoleStream) -> Int32 {
        stream == .output ? STDOUT_FILENO : STDERR_FILENO
    }
}

/// Keeps what is written, for tests.
public final class RecordedConsoleOutput: ConsoleOutput {
    private let texts = Mutex<(output: String, errors: String)>(("", ""))
    private let terminal: Bool
    private let failure: ConsoleFailure?

    /// Streams that pretend to be a terminal or not, and whose output fails with `failure`.
    public init(isTerminal: Bool = false, failure: ConsoleFailure? = nil) {
        terminal = isTerminal
        self.failure = failure
    }

    /// Keeps `text`.
    public func write(_ text: String, to stream: ConsoleStream) -> ConsoleFailure? {
        if stream == .output, let failure { return failure }
        texts.withLock { kept in
            if stream == .output { kept.output += text } else { kept.errors += text }
        }
        return nil
    }

    /// As told at the start.
    public func isTerminal(_ stream: ConsoleStream) -> Bool { terminal }

    /// Everything written to standard output.
    public var output: String { texts.withLock { $0.output } }

    /// Everything written to standard error.
    public var errors: String { texts.withLock { $0.errors } }
}
