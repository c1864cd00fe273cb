/// What a radar and a piece of ground are like, measured on a calibration strip.
///
/// Each figure carries its unit and its uncertainty; one that the files could not tell is absent, and a
/// warning says why. Levels in decibels are 20 log10 of amplitudes.
public struct RadarCalibration: Sendable, Equatable, Codable {
    /// The version of the form this program writes and reads.
    public static let currentFormatVersion = 1

    /// Version of the form.
    public var formatVersion: Int
    /// Version of the program that measured it.
    public var toolVersion: String
    /// Version of the detector whose maxima it holds.
    public var detectorVersion: String
    /// The radar it holds for.
    public var radar: RadarIdentity
    /// When the strip was recorded (UTC, ISO 8601), where known.
    public var acquiredAt: String?
    /// The files it was measured on.
    public var sources: [CalibrationSource]
    /// Height of the antennas above plate and ground (m), where known.
    public var antennaHeightMetres: Double?
    /// Whether the files are simulations in two dimensions.
    public var isTwoDimensional: Bool
    /// Peak of the early arrival, direct wave and surface echo, median over the channels (dB re one
    /// stored unit).
    public var directLevel: CalibrationFigure
    /// Peak of a metal plate's echo re the direct wave's peak in free space (dB).
    public var amplitudeReference: CalibrationFigure?
    /// Relative permittivity of the ground, all methods together.
    public var permittivity: CalibrationFigure?
    /// What each method said of it.
    public var permittivityEstimates: [PermittivityEntry]
    /// Loss of the ground at the centre frequency (dB/m, one way).
    public var loss: CalibrationFigure?
    /// What the loss was found by.
    public var lossMethod: String?
    /// Noise of the receiver (dB re the peak of the early arrival).
    public var noiseFloor: CalibrationFigure?
    /// The channels beside each other.
    public var channels: [CalibratedChannel]
    /// Level of the clutter by time.
    public var clutter: [ClutterLevel]
    /// Clutter of the stretches of the strip, for comparison with other ground.
    public var clutterStretches: CalibrationSample
    /// What the detector finds on the blank strip.
    public var maxima: BlankMaxima
    /// The traces of plate and free space, for comparison with other ground.
    public var antenna: AntennaTraces?
    /// What was assumed, lost or left out.
    public var warnings: [SweepWarning]

    /// A calibration of `radar`, its figures still to be filled in.
    public init(
        radar: RadarIdentity, detectorVersion: String, directLevel: CalibrationFigure,
        clutterStretches: CalibrationSample, maxima: BlankMaxima
    ) {
        formatVersion = Self.currentFormatVersion
        toolVersion = ToolVersion.current
        self.detectorVersion = detectorVersion
        self.radar = radar
        self.directLevel = directLevel
        self.clutterStretches = clutterStretches
        self.maxima = maxima
        sources = []
        isTwoDimensional = false
        permittivityEstimates = []
        channels = []
        clutter = []
        warnings = []
    }
}

/// A measured figure.
public struct CalibrationFigure: Sendable, Hashable, Codable {
    /// The value.
    public var value: Double
    /// Its standard deviation, where it can be told.
    public var sigma: Double?
    /// Its unit; "1" for a bare number.
    public var unit: String
    /// Whether the truth is known only not to exceed the value.
    public var isUpperBound: Bool

    /// `value` +- `sigma` in `unit`.
    public init(_ value: Double, sigma: Double?, unit: String, isUpperBound: Bool = false) {
        self.value = value
        self.sigma = sigma
        self.unit = unit
        self.isUpperBound = isUpperBound
    }
}

/// A file a calibration rests on.
public struct CalibrationSource: Sendable, Hashable, Codable {
    /// What a file shows.
    public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
        /// Ground that holds nothing.
        case blank
        /// A metal plate in the place of the ground.
        case plate
        /// Free space.
        case air
        /// An object at a known depth.
        case target
    }

    /// Name without folders.
    public var file: String
    /// What it shows.
    public var role: Role
    /// Digest of its bytes.
    public var sha256: Digest
    /// What is known of the object, of a target.
    public var detail: String?

    /// A file of a role.
    public init(file: String, role: Role, sha256: Digest, detail: String? = nil) {
        self.file = file
        self.role = role
        self.sha256 = sha256
        self.detail = detail
    }
}

/// One method's permittivity.
public struct PermittivityEntry: Sendable, Hashable, Codable {
    /// The method in a word.
    public var method: String
    /// Relative permittivity.
    public var value: Double
    /// Its standard deviation.
    public var sigma: Double
    /// Number of traces, objects or hyperbolae it rests on.
    public var count: Int

    /// `value` +- `sigma` by `method`.
    public init(method: String, value: Double, sigma: Double, count: Int) {
        self.method = method
        self.value = value
        self.sigma = sigma
        self.count = count
    }
}

/// One channel beside the others of its array.
public struct CalibratedChannel: Sendable, Hashable, Codable {
    /// Number of the channel.
    public var index: Int
    /// Strength of its early arrival re the median channel's (dB).
    public var gain: CalibrationFigure?
    /// How much later its early arrival peaks than the median channel's (ns).
    public var timeOffset: CalibrationFigure?
    /// What of its early wavelet the median channel's does not explain, gain and time taken off (dB re
    /// the wavelet).
    public var waveletDifference: CalibrationFigure?

    /// The channel `index`.
    public init(index: Int) { self.index = index }
}

/// Clutter at one time.
public struct ClutterLevel: Sendable, Hashable, Codable {
    /// Time after the surface echo (ns), the middle of the window.
    public var nanoseconds: Double
    /// Robust standard deviation over the strip (dB re the peak of the early arrival).
    public var decibels: Double
    /// Its standard error (dB), where it can be told.
    public var sigma: Double?

    /// A level at a time.
    public init(nanoseconds: Double, decibels: Double, sigma: Double?) {
        self.nanoseconds = nanoseconds
        self.decibels = decibels
        self.sigma = sigma
    }
}

/// Figures from places along a strip, with the number of independent ones they are worth.
public struct CalibrationSample: Sendable, Hashable, Codable {
    /// The figures.
    public var values: [Double]
    /// How many independent ones tell as much.
    public var effectiveCount: Double

    /// `values` worth `effectiveCount` independent ones.
    public init(values: [Double], effectiveCount: Double) {
        self.values = values
        self.effectiveCount = effectiveCount
    }
}

/// Maxima of the detector on blank ground.
public struct BlankMaxima: Sendable, Hashable, Codable {
    /// Number of maxima, no two within the detector's radius.
    public var count: Int
    /// Area they were found on (m2).
    public var areaSquareMetres: Double
    /// Maxima per m2.
    public var ratePerSquareMetre: Double?
    /// Scores that 5, 25, 50, 75, 90, 95 and 99 % of them do not exceed, where there are any.
    public var quantiles: [ScoreQuantile]
    /// Scores taken evenly along the strip.
    public var sample: CalibrationSample

    /// Maxima on an area.
    public init(
        count: Int, areaSquareMetres: Double, quantiles: [ScoreQuantile],
        sample: CalibrationSample
    ) {
        self.count = count
        self.areaSquareMetres = areaSquareMetres
        ratePerSquareMetre = areaSquareMetres > 0 ? Double(count) / areaSquareMetres : nil
        self.quantiles = quantiles
        self.sample = sample
    }
}

/// The score a share of maxima does not exceed.
public struct ScoreQuantile: Sendable, Hashable, Codable {
    /// The share.
    public var share: Double
    /// The score.
    public var score: Double

    /// `score` at `share`.
    public init(share: Double, score: Double) {
        self.share = share
        self.score = score
    }
}

/// Mean traces of one antenna.
public struct AntennaTraces: Sendable, Hashable, Codable {
    /// Free space, in stored units.
    public var air: [Double]
    /// Over a metal plate, in stored units.
    public var plate: [Double]

    /// The traces of free space and plate.
    public init(air: [Double], plate: [Double]) {
        self.air = air
        self.plate = plate
    }
}
