internal import SurveyModel

/// A radar format this program reads.
protocol SweepFormat: Sendable {
    /// Whether `candidate` is of this format, from its content first.
    static func recognises(_ candidate: FormatCandidate) throws(InstrumentError) -> Bool

    /// Whether a unit of sample intervals given by a person changes what is read.
    static var takesIntervalUnit: Bool { get }

    /// Opens the file: headers and companions are read, samples are not.
    ///
    /// - Throws: `InstrumentError`, with the byte where the damage is.
    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile
}

extension SweepFormat {
    static var takesIntervalUnit: Bool { false }
}

/// A file whose format is looked for, with what readers need to open it.
struct FormatCandidate: Sendable {
    let file: SourceFile
    /// Its first bytes, at most `headByteCount`.
    let head: [UInt8]
    /// Ending of its name in lower case, without the dot.
    private(set) var ending: String
    /// Where companions are found.
    let source: FileSource
    /// What a person knows better.
    let options: SweepReadOptions
    /// Who is told how far long scans are, and may stop them.
    let monitor: WorkMonitor

    static let headByteCount = 4096

    /// Opens `path` in `source`.
    init(
        path: String, in source: FileSource, options: SweepReadOptions,
        monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        file = try source.open(path)
        head = try file.head(Self.headByteCount)
        ending = FileSource.ending(of: path)
        self.source = source
        self.options = options
        self.monitor = monitor
    }

    /// The same without the ending of its name, so that only the content tells.
    var withoutEnding: FormatCandidate {
        var nameless = self
        nameless.ending = ""
        return nameless
    }

    /// The same choice for another file, such as the samples beside a header.
    func sibling(_ path: String) throws(InstrumentError) -> FormatCandidate {
        try FormatCandidate(path: path, in: source, options: options, monitor: monitor)
    }

    /// The file with the same stem and one of `endings` (lower case), written in any case.
    func companion(_ endings: [String]) -> String? {
        source.companion(of: file.path, endings: endings)
    }
}
