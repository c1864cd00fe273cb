internal import SurveyModel

/// Checks of what every focusing step needs, and the place of traces on a regular line.
enum LinePositions {
    /// Fewest traces of a line.
    static let fewestTraces = 3
    /// Most a trace may lie off its place on a regular line, as a share of the step: at 1 cm this is a
    /// hundredth of the delay of one sample.
    static let slack = 0.01

    /// Throws where traces, samples or axes of `radargram` are unfit for `step`.
    static func check(_ radargram: Radargram, step: String) throws(ProcessingError) {
        guard radargram.traceCount >= fewestTraces else {
            throw .tooFewTraces(step: step, traces: radargram.traceCount, needed: fewestTraces)
        }
        guard radargram.samplesPerTrace >= 2 else {
            throw .tooFewSamples(step: step, samples: radargram.samplesPerTrace, needed: 2)
        }
        guard radargram.flagSampleCount == 0 else {
            throw .flagsBeforeSamples(step: step, flags: radargram.flagSampleCount)
        }
        try checkAxis(radargram.timeAxis, samplesPerTrace: radargram.samplesPerTrace, step: step)
        try SweepFitness.checkSamples(of: radargram)
        try checkMonotonic(radargram.distancesMetres, step: step)
        try SweepFitness.checkSpacing(of: radargram)
    }

    /// Throws where samples or time zero are not a radar's, or time zero lies beyond the window.
    static func checkAxis(
        _ axis: TimeAxis, samplesPerTrace: Int, step: String
    ) throws(ProcessingError) {
        guard axis.sampleIntervalNanoseconds > 0, axis.sampleIntervalNanoseconds < 1e4,
            axis.timeZeroNanoseconds.magnitude < 1e6
        else {
            throw .badStepValue(
                step: step,
                reason: "samples every \(axis.sampleIntervalNanoseconds) ns with time zero at "
                    + "\(axis.timeZeroNanoseconds) ns are not a radar's")
        }
        let window = Double(samplesPerTrace - 1) * axis.sampleIntervalNanoseconds
        guard axis.timeZeroNanoseconds < window else {
            throw .badStepValue(
                step: step,
                reason:
                    "time zero, \(axis.timeZeroNanoseconds) ns after the first sample, is not in "
                    + "the window of \(window) ns")
        }
    }

    private static func checkMonotonic(
        _ distances: [Double], step: String
    ) throws(ProcessingError) {
        let forward = distances[1] > distances[0]
        for trace in distances.indices.dropFirst() {
            let rise = distances[trace] - distances[trace - 1]
            guard rise.isFinite, forward ? rise > 0 : rise < 0 else {
                throw .positionsTurn(
                    step: step, trace: trace, metres: distances[trace])
            }
        }
    }

    /// The step of a regular line (m).
    ///
    /// - Throws: `ProcessingError.unevenTraceSpacing` naming the first trace off its place.
    static func regularStep(_ radargram: Radargram, step: String) throws(ProcessingError) -> Double
    {
        try regularStep(radargram.distancesMetres, step: step)
    }

    /// The step of a regular line with traces at `distances` (m).
    ///
    /// - Throws: as for a radargram.
    static func regularStep(_ distances: [Double], step: String) throws(ProcessingError) -> Double {
        let spacing = meanStep(distances)
        if let trace = firstOff(distances, spacing) {
            throw .unevenTraceSpacing(
                step: step, trace: trace, metres: distances[trace],
                expected: distances[0] + Double(trace) * spacing)
        }
        return abs(spacing)
    }

    static func meanStep(_ distances: [Double]) -> Double {
        (distances[distances.count - 1] - distances[0]) / Double(distances.count - 1)
    }

    static func firstOff(_ distances: [Double], _ spacing: Double) -> Int? {
        distances.indices.first {
            abs(distances[$0] - distances[0] - Double($0) * spacing) > slack * abs(spacing)
        }
    }
}
