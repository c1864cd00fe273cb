/// How long work tells of its progress and learns that it should stop.
public struct WorkMonitor: Sendable {
    /// Called with the share done (0...1) and what is being done.
    public let progress: @Sendable (Double, String) -> Void
    /// Whether a person asked to stop.
    public let isCancelled: @Sendable () -> Bool

    /// A monitor of two closures, both callable from any thread.
    public init(
        progress: @escaping @Sendable (Double, String) -> Void,
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.progress = progress
        self.isCancelled = isCancelled
    }

    /// Shows nothing and never stops.
    public static let silent = WorkMonitor(progress: { _, _ in }, isCancelled: { false })

    /// The same, without showing progress.
    public var withoutProgress: WorkMonitor {
        WorkMonitor(progress: { _, _ in }, isCancelled: isCancelled)
    }

    /// Throws where a person asked to stop.
    public func check() throws(Cancelled) {
        if isCancelled() { throw Cancelled() }
    }
}

/// A person asked to stop.
public struct Cancelled: ExplainedError, Equatable {
    /// Made where work stops.
    public init() {}
    /// One sentence.
    public var description: String { "stopped before the work was done" }
    /// What to do next.
    public var hint: String? { "run the same command again; finished parts are kept" }
}
