public import SurveyModel

/// Reads radar files; the format is found from their content.
public enum SweepReader: Sendable {
    /// The formats, those with the surest marks first.
    static let formats: [any SweepFormat.Type] = [
        // Known by their names alone: their samples may begin like any other file.
        ImpulseRadarReader.self, MalaReader.self,
        SidecarReader.self, GprMaxReader.self, SegyReader.self, GssiReader.self,
        Dt1Reader.self, IdsReader.self, SuReader.self,
    ]

    /// Reads the radar file or sidecar at `path` whole.
    ///
    /// Damage that leaves whole traces gives those traces and a warning; whatever was assumed,
    /// lost or contradictory is in the sweep's warnings.
    /// - Throws: `InstrumentError`, with the byte where the damage is.
    public static func read(
        _ path: String, options: SweepReadOptions = SweepReadOptions()
    ) throws(InstrumentError) -> Sweep {
        try open(path, options: options).load(limit: options.maximumSampleBytes)
    }

    /// Opens the radar file or sidecar at `path`; its samples are read when they are asked for.
    ///
    /// - Throws: `InstrumentError`, with the byte where the damage is.
    public static func open(
        _ path: String, options: SweepReadOptions = SweepReadOptions()
    ) throws(InstrumentError) -> SweepFile {
        try open(path, in: .disk, options: options)
    }

    /// The same for files of any source.
    package static func open(
        _ path: String, in source: FileSource, options: SweepReadOptions = SweepReadOptions()
    ) throws(InstrumentError) -> SweepFile {
        try options.check()
        let candidate = try FormatCandidate(path: path, in: source, options: options)
        for format in formats where try format.recognises(candidate) {
            return try format.open(candidate).applying(options)
        }
        guard candidate.file.byteCount > 0 else {
            throw .damaged(path: path, atByte: 0, reason: "the file is empty")
        }
        if TrackReader.recognises(candidate.head) { throw .isTrack(path: path) }
        throw .unknownFormat(path: path)
    }
}
