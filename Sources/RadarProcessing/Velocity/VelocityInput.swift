internal import SurveyModel

/// Checks that data are fit for an estimate of velocity.
enum VelocityInput {
    /// Permittivities searched.
    static let permittivities = 2.0...30.0

    /// Throws where `radargram` cannot give a velocity: fewer than 3 traces, unknown spacing, positions
    /// that turn back, samples that are not numbers, nothing but constants, a band that does not fit.
    static func check(
        _ radargram: Radargram, step: String, centreFrequencyMHz: Double
    ) throws(ProcessingError) {
        guard radargram.traceCount >= 3 else {
            throw .tooFewTraces(step: step, traces: radargram.traceCount, needed: 3)
        }
        guard radargram.flagSampleCount == 0 else {
            throw .flagsBeforeSamples(step: step, flags: radargram.flagSampleCount)
        }
        try checkSamples(radargram, step: step)
        try SweepFitness.checkSpacing(of: radargram)
        let places = radargram.distancesMetres
        let direction = (places.last ?? 0) < (places.first ?? 0) ? -1.0 : 1.0
        for trace in 1..<places.count
        where !((places[trace] - places[trace - 1]) * direction > 0) {
            throw .positionsTurn(step: step, trace: trace, metres: places[trace])
        }
        try checkBand(radargram, centreFrequencyMHz)
    }

    /// Throws for samples that are not numbers, and where all traces are constant.
    static func checkSamples(_ radargram: Radargram, step: String) throws(ProcessingError) {
        try SweepFitness.checkSamples(of: radargram)
        let alive = (0..<radargram.traceCount).contains { index in
            let trace = radargram.trace(index)
            return trace.contains { $0 != trace[trace.startIndex] }
        }
        guard alive else {
            throw .noEstimate(step: step, reason: "every trace is constant, nothing was recorded")
        }
    }

    /// Throws where the upper end of the band, twice the centre, is above Nyquist.
    static func checkBand(
        _ radargram: Radargram, _ centreFrequencyMHz: Double
    ) throws(ProcessingError) {
        try SweepFitness.checkFrequency(
            centreFrequencyMHz,
            intervalNanoseconds: radargram.timeAxis.sampleIntervalNanoseconds,
            samplesPerTrace: radargram.samplesPerTrace)
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        guard 4 * centreFrequencyMHz / 1000 * interval <= 1 else {
            throw .bandDoesNotFit(
                centreFrequencyMHz: centreFrequencyMHz, sampleIntervalNanoseconds: interval)
        }
    }
}
