public import MineDetection
public import SurveyModel

/// A sweep after detection, before a threshold is drawn.
public struct ScoredSweep: Sendable {
    /// All local maxima after suppression, highest score first.
    public let candidates: [Candidate]
    /// The discriminator that ordered them; `nil` for the plain imaging score.
    public let judge: Discriminator?
    /// Centre frequency used (MHz).
    public let centreFrequencyMHz: Double
    /// Where the traces were valid.
    public let stretches: [ValidStretch]
    /// The scores along each channel.
    public let channelScores: [ChannelScores]
    /// The echoes of all channels, as they were measured.
    public let echoes: [Echo]
    /// What was assumed or left out.
    public let warnings: [SweepWarning]
    /// Area the valid traces swept (m2).
    public let sweptSquareMetres: Double
}

extension SweepWarning {
    /// That channels were imaged together.
    static let joinedChannels = SweepWarning(
        code: "channels-joined",
        text: "neighbouring channels were imaged together, which was shown on simulated ground "
            + "alone (SyntheticGround): keep the list of single channels beside this one")
}
