internal import FileAccess
public import SurveyModel

/// Writes sweeps in exchange formats, chosen by the ending of the name.
public enum SweepWriter: Sendable {
    /// Endings this program writes, without their dots.
    public static let fileExtensions = ["npy", "sgy", "segy", "csv"]

    /// Writes `sweep` to `path` in the format of its ending.
    ///
    /// - Returns: What the format could not hold.
    /// - Throws: as for a file.
    @discardableResult
    public static func write(_ sweep: Sweep, to path: String) throws -> [SweepWarning] {
        try write(SweepFile(sweep) as any TraceSource, to: path)
    }

    /// Checks, without asking for a sample, that the SEG-Y file `path` can hold `sweep`.
    ///
    /// - Returns: The bytes it will have.
    /// - Throws: `InstrumentError.cannotStore`; `Cancelled`.
    public static func segyByteCount(
        of sweep: any TraceSource, at path: String, monitor: WorkMonitor = .silent
    ) throws -> Int {
        try SegyWriter(sweep: sweep, path: path, monitor: monitor).byteCount
    }

    /// Writes what `sweep` holds to `path`, block by block.
    ///
    /// `.npy`: float32, C order, channels x traces x samples. `.sgy`: SEG-Y rev 1, IEEE float,
    /// picoseconds, INLINE = channel, CDP_X and CDP_Y in the lane. `.csv`: one row per trace.
    /// - Returns: What the format could not hold.
    /// - Throws: `InstrumentError.cannotStore` for an unknown ending or a sweep the format cannot
    ///   hold at all, `.file`; `Cancelled`. Nothing is left at `path` then.
    @discardableResult
    public static func write(
        _ sweep: any TraceSource, to path: String, monitor: WorkMonitor = .silent
    ) throws -> [SweepWarning] {
        guard sweep.outline.traceCount > 0, sweep.outline.samplesPerTrace > 0 else {
            throw InstrumentError.cannotStore(path: path, reason: "the sweep holds no samples")
        }
        let progress = TraceProgress(sweep.outline, monitor)
        switch Folder.fileExtension(of: path) {
        case "npy":
            try NpyWriter(sweep: sweep).write(to: path, progress)
            return []
        case "sgy", "segy":
            return try SegyWriter(sweep: sweep, path: path, monitor: monitor).write(progress)
        case "csv":
            try CsvWriter(sweep: sweep).write(to: path, progress)
            return []
        case let ending:
            throw InstrumentError.cannotStore(
                path: path,
                reason: (ending.isEmpty ? "a name without ending" : "the ending `\(ending)`")
                    + " is not written; .npy, .sgy and .csv are")
        }
    }
}

/// Tells of written traces and stops where a person asks.
struct TraceProgress {
    private let total: Double
    private let monitor: WorkMonitor

    init(_ outline: SweepOutline, _ monitor: WorkMonitor) {
        total = Double(max(1, outline.channels.reduce(0) { $0 + $1.traceCount }))
        self.monitor = monitor
    }

    /// Notes that `done` traces of all channels are written.
    func written(_ done: Int) throws(Cancelled) {
        try monitor.check()
        monitor.progress(Double(done) / total, "writing")
    }
}
