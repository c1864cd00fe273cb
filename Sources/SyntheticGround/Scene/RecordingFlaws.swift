/// What recording adds to the echoes of the ground; each term may be 0.
///
/// Levels in dB are relative to the peak of the direct wave, -300 is none at all; "rms" is the standard deviation over the
/// sweep or over the channels.
public struct RecordingFlaws: Sendable, Equatable, Codable {
    /// White noise of the receiver, rms (dB).
    public var receiverNoiseDecibels = -66.0
    /// Slow drift of time zero, common to all channels, rms (ns).
    public var timeZeroDriftNanoseconds = 0.05
    /// Jitter of time zero from trace to trace, rms (ns).
    public var timeZeroJitterNanoseconds = 0.002
    /// Time offsets of the channels, rms (ns).
    public var channelTimeOffsetNanoseconds = 0.03
    /// Gain offsets of the channels, rms (dB).
    public var channelGainDecibels = 0.7
    /// Slow drift of each channel's gain, rms (dB).
    public var gainDriftDecibels = 0.15
    /// Change of the antennas' height along the lane, rms (m).
    public var heightWobbleMetres = 0.003
    /// Roll of the array about the direction of travel, rms (degrees).
    public var rollDegrees = 0.5
    /// Peak of the ringing that follows the direct wave (dB).
    public var ringingDecibels = -34.0
    /// Relative change of the ringing along the lane, rms.
    public var ringingDrift = 0.02
    /// Share of traces hit by a burst of radio interference.
    public var interferenceTraceFraction = 0.02
    /// Peak of a burst (dB).
    public var interferenceDecibels = -52.0
    /// Way over which the drifts are correlated (m).
    public var driftLengthMetres = 2.0
    /// Way over which height and roll are correlated (m).
    public var wobbleLengthMetres = 0.5

    /// The figures of the simulated trial lanes.
    public init() {}
}
