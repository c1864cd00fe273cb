internal import SurveyModel

/// Whether a line is fit for a step.
enum LineFitness {
    /// Fewest traces a step along the track works on.
    static let fewestTraces = 3

    /// Throws with fewer than three traces.
    static func checkTraces(step: String, of line: Line) throws(ProcessingError) {
        guard line.traceCount >= fewestTraces else {
            throw .tooFewTraces(step: step, traces: line.traceCount, needed: fewestTraces)
        }
    }

    /// Throws where distances are not measured, not in order, too few, or too close or too far apart.
    static func checkSpacing(step: String, of line: Line) throws(ProcessingError) {
        try checkTraces(step: step, of: line)
        guard let spacing = line.traceSpacingMetres else { throw .unknownTraceSpacing }
        guard SweepFitness.spacingsMetres.contains(spacing) else {
            throw .impossibleTraceSpacing(metres: spacing)
        }
        try checkOrder(step: step, of: line)
    }

    /// Throws where distances are not measured, not in order, or too few; many may be the same.
    static func checkOrder(step: String, of line: Line) throws(ProcessingError) {
        try checkTraces(step: step, of: line)
        guard line.hasMeasuredDistances else { throw .unknownTraceSpacing }
        let distances = line.distancesMetres
        let isRising = distances[distances.count - 1] >= distances[0]
        for trace in 1..<distances.count {
            let forward = distances[trace] - distances[trace - 1]
            guard isRising ? forward >= 0 : forward <= 0 else {
                throw .positionsTurn(step: step, trace: trace, metres: distances[trace])
            }
        }
    }

    /// Throws also where a window of `metres` is longer than the line.
    static func checkWindow(
        _ metres: Double, step: String, of line: Line
    ) throws(ProcessingError) {
        try checkSpacing(step: step, of: line)
        let length = Double(line.traceCount) * (line.traceSpacingMetres ?? 0)
        guard metres <= length + 1e-9 else {
            throw .windowTooLong(step: step, window: "\(metres) m", available: "\(length) m")
        }
    }

    /// Throws where a window of `nanoseconds` is longer than the trace.
    static func checkTraceWindow(
        _ nanoseconds: Double, step: String, of line: Line
    ) throws(ProcessingError) {
        let length = Double(line.samplesPerTrace) * line.timeAxis.sampleIntervalNanoseconds
        guard nanoseconds <= length * (1 + 1e-12) else {
            throw .windowTooLong(
                step: step, window: "\(nanoseconds) ns", available: "\(length) ns")
        }
    }

    /// Throws where a trace holds less than one cycle of the centre frequency, or samples are too far
    /// apart for it.
    static func checkFrequency(of line: Line) throws(ProcessingError) {
        try SweepFitness.checkFrequency(
            line.centreFrequencyMHz,
            intervalNanoseconds: line.timeAxis.sampleIntervalNanoseconds,
            samplesPerTrace: line.samplesPerTrace)
    }
}
