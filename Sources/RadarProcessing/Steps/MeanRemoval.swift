internal import SurveyModel

/// Takes the mean off every trace: the recorder's constant offset.
///
/// Local. Over the whole trace, or over its end, where nothing but the offset is left.
public struct MeanRemoval: Sendable, Hashable, LineStep {
    /// Length of the end of the trace the mean is taken over (ns); `nil` for the whole trace.
    public var windowNanoseconds: Double?

    /// The mean over the last `windowNanoseconds`, or over all.
    public init(windowNanoseconds: Double? = nil) { self.windowNanoseconds = windowNanoseconds }

    /// The window, where there is one.
    public var settings: [String: StepValue] {
        windowNanoseconds.map { ["windowNanoseconds": .number($0)] } ?? [:]
    }

    /// The line unchanged; the window must fit the trace and hold a sample.
    ///
    /// - Throws: as `LineFitness.checkTraceWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        guard let window = windowNanoseconds else { return line }
        try LineFitness.checkTraceWindow(window, step: "dc", of: line)
        return line
    }

    /// Changes every trace of `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        guard line.samplesPerTrace > 0 else { return }
        var taken = line.samplesPerTrace
        if let window = windowNanoseconds {
            let samples = (window / line.timeAxis.sampleIntervalNanoseconds).rounded()
            taken = max(1, Int(min(samples, Double(taken))))
        }
        section.radargram.transformTraces { trace in
            let sum = trace.suffix(taken).reduce(0.0) { $0 + Double($1) }
            let mean = Float(sum / Double(taken))
            for i in trace.indices { trace[i] -= mean }
        }
    }
}
