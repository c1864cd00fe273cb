public import SurveyModel

/// Everything a radar file tells of a sweep, without its samples.
public struct SweepOutline: Sendable, Equatable {
    /// The file format in words.
    public var format: String
    /// What recorded it.
    public var instrument: Instrument
    /// The channels in order of index.
    public var channels: [ChannelOutline]
    /// Where the trace positions come from.
    public var positionSource: PositionSource
    /// 95 % error of a distance along the lane at its end (m), where something is known of it.
    public var positionErrorMetres: Double?
    /// UTC date and time of recording (ISO 8601), where known.
    public var acquiredAt: String?
    /// Who drove or pushed the radar, where known.
    public var operatorName: String?
    /// Where a sidecar says the lane lies, where it does.
    public var lane: SidecarLane?
    /// The satellite fixes of the sweep, where there are any.
    public var track: Track?
    /// Whether the file says that a program made it up: it says nothing about any ground.
    public var isSimulated = false
    /// What was assumed, lost or contradictory on reading.
    public var warnings: [SweepWarning] = []
    /// Every quantity with all its sources.
    public var audit: [AuditedFact] = []
    /// Paths of all the files that were read, the one with the samples first.
    public var files: [String] = []

    /// An outline of `channels`.
    public init(
        format: String, instrument: Instrument, channels: [ChannelOutline],
        positionSource: PositionSource
    ) {
        self.format = format
        self.instrument = instrument
        self.channels = channels
        self.positionSource = positionSource
    }

    /// Traces of the longest channel.
    public var traceCount: Int { channels.map(\.traceCount).max() ?? 0 }
    /// Samples of each trace of the first channel.
    public var samplesPerTrace: Int { channels.first?.samplesPerTrace ?? 0 }
    /// Memory all samples take as 32-bit floats (bytes).
    public var sampleByteCount: Int {
        channels.reduce(0) { $0 + $1.traceCount * $1.samplesPerTrace * MemoryLayout<Float>.size }
    }
}

/// A channel of a sweep without its samples.
public struct ChannelOutline: Sendable, Equatable {
    /// Number of the channel, from 1.
    public var index: Int
    /// Offset across travel (m), positive to the left.
    public var lateralOffsetMetres: Double
    /// Offset along travel (m), positive forward.
    public var alongOffsetMetres: Double = 0
    /// Polarisation as written, where known.
    public var polarisation: String?
    /// What it measures.
    public var kind: Channel.Kind = .radar
    /// Number of traces.
    public var traceCount: Int
    /// Samples of each trace.
    public var samplesPerTrace: Int
    /// The time axis of its traces.
    public var timeAxis: TimeAxis
    /// Leading samples of each trace that are flags of the recorder and no amplitudes.
    public var flagSampleCount: Int = 0
    /// Whether the file tells time zero as a number of samples, so that another interval moves it.
    var timeZeroCountsSamples = false

    /// A radar channel at `lateralOffsetMetres`.
    init(
        index: Int, lateralOffsetMetres: Double, traceCount: Int, samplesPerTrace: Int,
        timeAxis: TimeAxis, timeZeroCountsSamples: Bool = false
    ) {
        self.index = index
        self.lateralOffsetMetres = lateralOffsetMetres
        self.traceCount = traceCount
        self.samplesPerTrace = samplesPerTrace
        self.timeAxis = timeAxis
        self.timeZeroCountsSamples = timeZeroCountsSamples
    }
}
