internal import Glibc
internal import Synchronization

/// Ctrl-C and the system's request to end: long work looks here and stops at a safe place.
///
/// A second request ends the program at once with code 130; files written under a temporary name
/// stay unseen.
public enum Interruption: Sendable {
    /// Thrown by `check()`.
    public struct Requested: Error, Equatable, Sendable {}

    // Lock-free, so that a signal handler may touch it.
    private static let requests = Atomic<Int>(0)

    /// From now on SIGINT and SIGTERM are noted instead of ending the program.
    public static func install() {
        // Touched before the first signal: a handler must not be the one to initialise it.
        requests.store(0, ordering: .sequentiallyConsistent)
        let handler: @convention(c) (Int32) -> Void = { _ in Interruption.note() }
        _ = signal(SIGINT, handler)
        _ = signal(SIGTERM, handler)
        _ = signal(SIGHUP, handler)
        // A program that starts this one may have blocked its signals: Ctrl-C would never arrive.
        var awaited = sigset_t()
        unsafe sigemptyset(&awaited)
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&awaited, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
        // A limit on file size is then an error like a full disk, and temporary files are removed.
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Whether the work should stop.
    public static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

    /// Stops the work where that was requested.
    ///
    /// - Throws: `Requested`.
    public static func check() throws(Requested) {
        if isRequested { throw Requested() }
    }

    private static func note() {
        let before = requests.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue
        if before > 0 { _exit(ExitStatus.interrupted.rawValue) }
    }
}
