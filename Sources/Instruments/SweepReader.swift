internal import FileAccess
public import SurveyModel

/// Reads radar files; the format is found from their content.
public enum SweepReader: Sendable {
    /// Reads the radar file or sidecar at `path`.
    ///
    /// Damage that leaves whole traces gives those traces and a warning; whatever was assumed,
    /// lost or contradictory is in the sweep's warnings.
    /// - Throws: `InstrumentError`, with the byte where the damage is.
    public static func read(
        _ path: String, options: SweepReadOptions = SweepReadOptions()
    ) throws(InstrumentError) -> Sweep {
        if let spacing = options.traceSpacingMetres, !(spacing > 0 && spacing <= 100) {
            throw .badOption(
                name: "the trace spacing",
                reason: "is \(spacing) m, it must lie above 0 and "
                    + "up to 100 m")
        }
        let file = try SourceFile(path: path)
        if try isSidecar(file) { return try SidecarReader(options: options).read(file) }
        guard try isSegy(file) else { throw .unknownFormat(path: path) }
        return try SegyReader(options: options).read(file)
    }

    /// A sidecar by name, or any file that starts as a JSON object does.
    private static func isSidecar(_ file: borrowing SourceFile) throws(InstrumentError) -> Bool {
        if file.path.lowercased().hasSuffix(".sweep.json") { return true }
        let head = try file.bytes(at: 0, count: min(64, file.byteCount))
        let blanks: [UInt8] = [9, 10, 13, 32]
        return head.first { !blanks.contains($0) } == 0x7B
    }

    /// By content; a file named so is taken at its word, so that its damage can be named.
    static func isSegy(_ file: borrowing SourceFile) throws(InstrumentError) -> Bool {
        if ["sgy", "segy"].contains(Folder.fileExtension(of: file.path)) { return true }
        let count = min(SegyLayout.headerByteCount, file.byteCount)
        return SegyLayout.isPlausible(try file.bytes(at: 0, count: count))
    }
}
