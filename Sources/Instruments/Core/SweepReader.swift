public import SurveyModel

/// Reads radar files; the format is found from their content.
public enum SweepReader: Sendable {
    /// The formats in the order they are asked.
    static let formats: [any SweepFormat.Type] = [
        // Named first where samples have no mark: they may begin like any other file.
        ImpulseRadarReader.self, MalaReader.self, SidecarReader.self, GprMaxReader.self,
        IdsReader.self, GssiReader.self, SegyReader.self, Dt1Reader.self, SuReader.self,
    ]
    /// Samples without any mark: only their name and their header tell what they are.
    private static let bareSamples: Set<String> = ["rd3", "rd7", "iprb"]

    /// Reads the radar file or sidecar at `path` whole.
    ///
    /// Damage that leaves whole traces gives those traces and a warning; whatever was assumed,
    /// lost or contradictory is in the sweep's warnings.
    /// - Throws: `InstrumentError`, with the byte where the damage is.
    public static func read(
        _ path: String, options: SweepReadOptions = SweepReadOptions(),
        monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> Sweep {
        try open(path, options: options, monitor: monitor)
            .load(limit: options.maximumSampleBytes, monitor: monitor)
    }

    /// Opens the radar file or sidecar at `path`; its samples are read when they are asked for.
    ///
    /// Long scans of headers tell `monitor` how far they are and stop where it says so.
    /// - Throws: `InstrumentError`, with the byte where the damage is; `.cancelled`.
    public static func open(
        _ path: String, options: SweepReadOptions = SweepReadOptions(),
        monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> SweepFile {
        try open(path, in: .disk, options: options, monitor: monitor)
    }

    /// The same for files of any source.
    package static func open(
        _ path: String, in source: FileSource, options: SweepReadOptions = SweepReadOptions(),
        monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> SweepFile {
        try options.check()
        let candidate = try FormatCandidate(
            path: path, in: source, options: options, monitor: monitor)
        // Content goes before the name: a file may have been renamed.
        if !bareSamples.contains(candidate.ending) || candidate.companion(["rad", "iprh"]) == nil {
            let nameless = candidate.withoutEnding
            for format in formats where try format.recognises(nameless) {
                return try read(candidate, as: format)
            }
        }
        for format in formats where try format.recognises(candidate) {
            return try read(candidate, as: format)
        }
        guard candidate.file.byteCount > 0 else {
            throw .damaged(path: path, atByte: 0, reason: "the file is empty")
        }
        if TrackReader.recognises(candidate.head) { throw .isTrack(path: path) }
        throw .unknownFormat(path: path)
    }

    private static func read(
        _ candidate: FormatCandidate, as format: any SweepFormat.Type
    ) throws(InstrumentError) -> SweepFile {
        try format.open(candidate).applying(candidate.options).plausible()
            .tellingDifferences().tellingUnused(candidate.options, format)
    }
}
