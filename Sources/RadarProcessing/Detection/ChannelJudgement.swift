public import SurveyModel

/// One channel looked at before anything is changed: it can be searched, and what its traces are worth.
public struct ChannelJudgement: Sendable {
    /// Channel number.
    let index: Int
    /// What its traces are worth.
    let quality: ChannelQuality

    /// Judges `channel` of a radar of `centreFrequencyMHz`.
    ///
    /// - Throws: `ProcessingError` where it has too few traces or samples, or figures that cannot be.
    public init(_ channel: Channel, centreFrequencyMHz: Double) throws(ProcessingError) {
        try Self.check(channel)
        try SweepFitness.checkFrequency(
            centreFrequencyMHz,
            intervalNanoseconds: channel.radargram.timeAxis.sampleIntervalNanoseconds,
            samplesPerTrace: channel.radargram.samplesPerTrace)
        index = channel.index
        quality = QualityControl.assess(
            channel.radargram, centreFrequencyMHz: centreFrequencyMHz)
    }

    static func check(_ channel: Channel) throws(ProcessingError) {
        let line = channel.radargram
        guard line.traceCount >= DetectionPreparation.fewestTraces else {
            throw .tooFewTraces(
                step: "detection", traces: line.traceCount,
                needed: DetectionPreparation.fewestTraces)
        }
        try SweepFitness.checkSpacing(of: line)
        try SweepFitness.checkFlags(of: channel)
        guard abs(channel.lateralOffsetMetres) <= 20 else {
            throw .impossibleOffset(
                channel: channel.index, metres: channel.lateralOffsetMetres)
        }
        guard line.samplesPerTrace >= DetectionPreparation.fewestSamples else {
            throw .tooFewSamples(
                step: "detection", samples: line.samplesPerTrace,
                needed: DetectionPreparation.fewestSamples)
        }
    }
}
