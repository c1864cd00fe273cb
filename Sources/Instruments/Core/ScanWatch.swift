internal import SurveyModel

/// Tells a monitor how far a scan of many traces is, and ends the scan where a person asked to stop.
struct ScanWatch {
    private let monitor: WorkMonitor
    private let total: Int
    private let text: String
    private var next = 0

    /// Traces from one look at the monitor to the next: each may cost a slow disk a seek.
    private static let step = 256

    /// A scan of `total` traces that does what `text` says.
    init(_ monitor: WorkMonitor, total: Int, _ text: String) {
        self.monitor = monitor
        self.total = max(1, total)
        self.text = text
    }

    /// Called before the trace number `trace`, counted from 0, is read.
    ///
    /// - Throws: `InstrumentError.cancelled`.
    mutating func reach(_ trace: Int) throws(InstrumentError) {
        guard trace >= next else { return }
        next = trace + Self.step
        if monitor.isCancelled() { throw .cancelled }
        monitor.progress(Double(trace) / Double(total), text)
    }
}
