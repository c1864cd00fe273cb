public import SurveyModel

/// An array of pairs of ideal dipoles laid across travel.
public struct SimulatedRadar: Sendable, Equatable, Codable {
    /// Number of channels.
    public var channelCount = 1
    /// Distance between channels across travel (m); the array is centred on the lane.
    public var channelSpacingMetres = 0.075
    /// Offset of each channel along travel (m), positive forward; empty where all are 0.
    public var alongOffsetsMetres: [Double] = []
    /// Distance from transmitter to receiver, along travel (m).
    public var antennaSeparationMetres = 0.06
    /// Height of the antennas above the ground (m).
    public var heightMetres = 0.04
    /// Distance between traces (m).
    public var traceSpacingMetres = 0.01
    /// Samples of each trace.
    public var samplesPerTrace = 256
    /// Time from one sample to the next (ns).
    public var sampleIntervalNanoseconds = 0.05
    /// Time zero, measured from the first sample (ns).
    public var timeZeroNanoseconds = 1.0
    /// The echo of a small flat mirror.
    public var wavelet = RadarWavelet()
    /// Peak of the wave that goes straight from transmitter to receiver, re the plate's echo.
    public var directWaveAmplitude = 1.28

    /// One channel of a 1.5 GHz radar.
    public init() {}

    /// The time axis of its traces.
    public var timeAxis: TimeAxis {
        TimeAxis(
            sampleIntervalNanoseconds: sampleIntervalNanoseconds,
            timeZeroNanoseconds: timeZeroNanoseconds)
    }

    /// Offset of channel number `channel`, from 0, across travel (m).
    ///
    /// Whole tenths of a millimetre, as exchange files hold them.
    public func lateralOffsetMetres(ofChannel channel: Int) -> Double {
        let offset = (Double(channel) - Double(channelCount - 1) / 2) * channelSpacingMetres
        return (offset * 10_000).rounded() / 10_000
    }

    /// Offset of channel number `channel`, from 0, along travel (m).
    public func alongOffsetMetres(ofChannel channel: Int) -> Double {
        channel < alongOffsetsMetres.count ? alongOffsetsMetres[channel] : 0
    }

    /// Path of an echo of the flat surface (m).
    var plateDistance: Double {
        (4 * heightMetres * heightMetres + antennaSeparationMetres * antennaSeparationMetres)
            .squareRoot()
    }
}

/// The shape of an echo: a Ricker wavelet (Ricker, 1953) differentiated `derivativeOrder` times, turned
/// so that its largest peak is positive and comes at time 0.
///
/// Order 0 is the Ricker wavelet itself, 1/2 the far field of a line current and 1 that of a dipole
/// whose current is a Ricker wavelet.
public struct RadarWavelet: Sendable, Equatable, Codable {
    /// Peak frequency of the Ricker wavelet (MHz).
    public var centreFrequencyMHz = 1500.0
    /// Order of the derivative, 0...2.
    public var derivativeOrder = 0.0

    /// A Ricker wavelet of 1.5 GHz.
    public init() {}
}
