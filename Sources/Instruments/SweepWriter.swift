internal import FileAccess
public import SurveyModel

/// Writes sweeps in exchange formats, chosen by the ending of the name.
public enum SweepWriter: Sendable {
    /// Endings this program writes, without their dots.
    public static let fileExtensions = ["npy", "sgy", "segy", "csv"]

    /// Writes `sweep`, or its channel number `channel` alone, to `path`.
    ///
    /// `.npy`: float32, C order, channels x traces x samples. `.sgy`: SEG-Y rev 1, IEEE float,
    /// picoseconds, INLINE = channel, CDP_X and CDP_Y in the lane. `.csv`: one row per trace.
    /// - Returns: What the format could not hold.
    /// - Throws: `InstrumentError.cannotStore` for an unknown ending or a sweep the format cannot
    ///   hold at all, `.noSuchChannel`, `.file`.
    @discardableResult
    public static func write(
        _ sweep: Sweep, to path: String, channel: Int? = nil
    ) throws(InstrumentError) -> [SweepWarning] {
        var chosen = sweep
        if let channel {
            chosen.channels = sweep.channels.filter { $0.index == channel }
            guard !chosen.channels.isEmpty else {
                throw .noSuchChannel(number: channel, available: sweep.channels.map(\.index))
            }
        }
        guard chosen.traceCount > 0, chosen.samplesPerTrace > 0 else {
            throw .cannotStore(path: path, reason: "the sweep holds no samples")
        }
        switch Folder.fileExtension(of: path) {
        case "npy":
            try NpyWriter(sweep: chosen).write(to: path)
            return []
        case "sgy", "segy": return try SegyWriter(sweep: chosen, path: path).write()
        case "csv":
            try CsvWriter(sweep: chosen).write(to: path)
            return []
        case let ending:
            throw .cannotStore(
                path: path,
                reason: "the ending `\(ending)` is not written; .npy, .sgy and .csv are")
        }
    }
}
