/// One pass of one instrument, as its file and sidecar tell it.
public struct Sweep: Sendable, Equatable {
    /// The file format in words, such as "SEG-Y rev 1".
    public var format: String
    /// What recorded it.
    public var instrument: Instrument
    /// The channels in order of index; they may differ in length where a file was cut.
    public var channels: [Channel]
    /// Where the trace positions come from.
    public var positionSource: PositionSource
    /// UTC date and time of recording (ISO 8601), where known.
    public var acquiredAt: String?
    /// Who drove or pushed the radar, where known.
    public var operatorName: String?
    /// Where a sidecar says the lane lies, where it does.
    public var lane: SidecarLane?
    /// What was assumed, lost or contradictory on reading.
    public var warnings: [SweepWarning]
    /// 95 % error of a distance along the lane at its end (m), where something is known of it.
    public var positionErrorMetres: Double?
    /// The satellite fixes of the sweep, where there are any.
    public var track: Track?

    /// A sweep of `channels`.
    public init(
        format: String, instrument: Instrument, channels: [Channel],
        positionSource: PositionSource, acquiredAt: String? = nil, operatorName: String? = nil,
        lane: SidecarLane? = nil, warnings: [SweepWarning] = []
    ) {
        self.format = format
        self.instrument = instrument
        self.channels = channels
        self.positionSource = positionSource
        self.acquiredAt = acquiredAt
        self.operatorName = operatorName
        self.lane = lane
        self.warnings = warnings
    }

    /// Traces of the longest channel.
    public var traceCount: Int { channels.map(\.radargram.traceCount).max() ?? 0 }
    /// Samples of each trace.
    public var samplesPerTrace: Int { channels.first?.radargram.samplesPerTrace ?? 0 }
}

/// The radar and its antennas.
public struct Instrument: Sendable, Equatable, Codable {
    /// Maker, as written in the file or sidecar.
    public var maker: String?
    /// Model, as written in the file or sidecar.
    public var model: String?
    /// Antenna, as written in the file.
    public var antenna: String?
    /// Centre frequency (MHz).
    public var centreFrequencyMHz: Double?
    /// Distance from transmitter to receiver (m).
    public var antennaSeparationMetres: Double?
    /// Height of the antenna above the ground (m).
    public var antennaHeightMetres: Double?

    /// An instrument of which each fact may be unknown.
    public init(
        maker: String? = nil, model: String? = nil, antenna: String? = nil,
        centreFrequencyMHz: Double? = nil, antennaSeparationMetres: Double? = nil,
        antennaHeightMetres: Double? = nil
    ) {
        self.maker = maker
        self.model = model
        self.antenna = antenna
        self.centreFrequencyMHz = centreFrequencyMHz
        self.antennaSeparationMetres = antennaSeparationMetres
        self.antennaHeightMetres = antennaHeightMetres
    }
}

/// One channel of a sweep with its place on the array.
public struct Channel: Sendable, Equatable {
    /// What a channel measures.
    public enum Kind: String, Sendable, Codable {
        /// Ground-penetrating radar.
        case radar
        /// Metal detector.
        case metalDetector = "metal-detector"
    }

    /// Number of the channel, from 1.
    public var index: Int
    /// Offset across travel (m), positive to the left.
    public var lateralOffsetMetres: Double
    /// Offset along travel (m), positive forward.
    public var alongOffsetMetres: Double
    /// Polarisation as written, where known.
    public var polarisation: String?
    /// What it measures.
    public var kind: Kind
    /// Its samples.
    public var radargram: Radargram

    /// A channel at `lateralOffsetMetres` holding `radargram`.
    public init(
        index: Int, lateralOffsetMetres: Double, alongOffsetMetres: Double = 0,
        polarisation: String? = nil, kind: Kind = .radar, radargram: Radargram
    ) {
        self.index = index
        self.lateralOffsetMetres = lateralOffsetMetres
        self.alongOffsetMetres = alongOffsetMetres
        self.polarisation = polarisation
        self.kind = kind
        self.radargram = radargram
    }
}

/// Where trace positions come from.
public enum PositionSource: String, Sendable, Codable {
    /// Coordinates in the file's trace headers.
    case traceHeaders = "trace-headers"
    /// A constant step from the file's header.
    case header
    /// The step of a measuring wheel.
    case wheel
    /// Marks set at known distances.
    case marks
    /// Satellite fixes.
    case gnss
    /// A constant step from the sidecar.
    case sidecar
    /// A constant step given by the user.
    case user
    /// Nothing known: traces are numbered, not measured.
    case none
}

/// Something assumed, lost or contradictory in an input, as a sentence.
public struct SweepWarning: Sendable, Equatable, Hashable, Codable {
    /// A short stable name, such as "time-unit-assumed".
    public var code: String
    /// One plain sentence.
    public var text: String

    /// A warning `code` said as `text`.
    public init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}

/// Where a sidecar says a lane lies.
public struct SidecarLane: Sendable, Equatable, Codable {
    /// Road id.
    public var road: String?
    /// Chainage where the sweep starts (m).
    public var startChainageMetres: Double?
    /// Chainage where the sweep ends (m).
    public var endChainageMetres: Double?
    /// Lateral band by name.
    public var band: String?
    /// Offset of the array centre (m), positive to the left of increasing chainage.
    public var offsetMetres: Double?

    /// A lane of which each fact may be unknown.
    public init(
        road: String? = nil, startChainageMetres: Double? = nil, endChainageMetres: Double? = nil,
        band: String? = nil, offsetMetres: Double? = nil
    ) {
        self.road = road
        self.startChainageMetres = startChainageMetres
        self.endChainageMetres = endChainageMetres
        self.band = band
        self.offsetMetres = offsetMetres
    }
}
