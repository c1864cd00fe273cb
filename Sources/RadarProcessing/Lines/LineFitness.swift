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

    /// Throws also where a window of `metres` is longer than the line, spans fewer than `least` of its
    /// traces, or would reach across a gap.
    static func checkWindow(
        _ metres: Double, step: String, of line: Line, least: Int = fewestTraces
    ) throws(ProcessingError) {
        try checkSpacing(step: step, of: line)
        guard let spacing = line.traceSpacingMetres, let length = line.lengthMetres else {
            throw .unknownTraceSpacing
        }
        guard metres <= length + 1e-9 else {
            throw .windowTooLong(
                step: step, window: "\(metres) m", available: "\(rounded(length)) m")
        }
        guard (metres / spacing).rounded() >= Double(least) else {
            throw .windowTooShort(
                step: step, window: "\(metres) m", least: "\(rounded(Double(least) * spacing)) m")
        }
        try checkGaps(metres, step: step, of: line, spacing: spacing)
    }

    /// A length to a micrometre or a time to a femtosecond, for messages.
    static func rounded(_ figure: Double) -> Double { (figure * 1e6).rounded() / 1e6 }

    /// Steps between traces that are no gap, however short the window.
    private static let stepsWithoutGap = 5.0

    /// Throws where neighbouring traces lie further apart than a window of `metres` and five times as far
    /// as usual: what is counted in traces would not lie together.
    private static func checkGaps(
        _ metres: Double, step: String, of line: Line, spacing: Double
    ) throws(ProcessingError) {
        let most = max(metres, stepsWithoutGap * spacing) + 1e-9
        let distances = line.distancesMetres
        for trace in 1..<distances.count {
            let gap = abs(distances[trace] - distances[trace - 1])
            guard gap <= most else {
                throw .gapInLine(step: step, trace: trace, metres: rounded(gap))
            }
        }
    }

    /// Throws where a window of `nanoseconds` is longer than the trace or shorter than `least` samples.
    static func checkTraceWindow(
        _ nanoseconds: Double, step: String, of line: Line, least: Int = 1
    ) throws(ProcessingError) {
        let interval = line.timeAxis.sampleIntervalNanoseconds
        let length = Double(line.samplesPerTrace) * interval
        guard nanoseconds <= length * (1 + 1e-12) else {
            throw .windowTooLong(
                step: step, window: "\(nanoseconds) ns", available: "\(rounded(length)) ns")
        }
        let shortest = Double(least) * interval
        guard nanoseconds >= shortest * (1 - 1e-12) else {
            throw .windowTooShort(
                step: step, window: "\(nanoseconds) ns", least: "\(rounded(shortest)) ns")
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
