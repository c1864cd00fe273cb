internal import SurveyModel

/// Whether figures of a sweep are such that windows in metres and cycles make sense.
enum SweepFitness {
    /// Distances between traces, from half a millimetre to a metre.
    static let spacingsMetres = 0.0005...1.0
    /// Centre frequencies of radars (MHz).
    static let frequenciesMHz = 1.0...20_000.0

    /// Throws where the usual distance between traces is unknown or impossible.
    static func checkSpacing(of radargram: Radargram) throws(ProcessingError) {
        guard let step = radargram.traceSpacingMetres else { throw .unknownTraceSpacing }
        guard spacingsMetres.contains(step) else { throw .impossibleTraceSpacing(metres: step) }
    }

    /// Throws where the recorder's flag words were not covered.
    static func checkFlags(of channel: Channel) throws(ProcessingError) {
        guard channel.radargram.flagSampleCount == 0 else {
            throw .flagsAmongSamples(channel: channel.index)
        }
    }

    /// Throws where a sample would make a step overflow.
    static func checkSamples(of radargram: Radargram) throws(ProcessingError) {
        let bad = radargram.samples.count { !($0.magnitude <= 1e15) }
        guard bad == 0 else { throw .samplesOutOfRange(count: bad) }
    }

    /// Throws where a trace holds less than one cycle of the centre frequency, or samples are too far
    /// apart for it.
    static func checkFrequency(
        _ centreFrequencyMHz: Double, intervalNanoseconds interval: Double, samplesPerTrace: Int
    ) throws(ProcessingError) {
        let samplesPerCycle = 1000 / centreFrequencyMHz / interval
        guard frequenciesMHz.contains(centreFrequencyMHz), interval > 0,
            (1...Double(max(1, samplesPerTrace))).contains(samplesPerCycle)
        else {
            throw .bandDoesNotFit(
                centreFrequencyMHz: centreFrequencyMHz, sampleIntervalNanoseconds: interval)
        }
    }

    /// Throws where no ground carries waves at `velocity` (m/ns): c/9.5...c is possible.
    static func checkVelocity(_ velocity: Double, step: String) throws(ProcessingError) {
        let light = speedOfLightMetresPerNanosecond
        // A millionth, for a velocity that was made from a permittivity.
        guard (light / 9.5 * 0.999_999...light * 1.000_001).contains(velocity) else {
            throw .velocityOutOfRange(step: step, metresPerNanosecond: velocity)
        }
    }
}
