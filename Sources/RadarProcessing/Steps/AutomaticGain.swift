internal import SurveyModel

/// Divides every sample by the root mean square of its trace within a window round it: all times look
/// equally strong.
///
/// The window is cut at the ends of the trace. The divisor is at least a thousandth of the trace's
/// largest amplitude, so that silence stays silent; a trace of zeros stays as it is. For display only:
/// the strength of an echo is lost. Local.
public struct AutomaticGain: Sendable, Hashable, LineStep {
    /// Length of the window (ns).
    public var windowNanoseconds: Double

    /// A window of `windowNanoseconds`.
    public init(windowNanoseconds: Double) { self.windowNanoseconds = windowNanoseconds }

    private static let floor = 1e-3

    /// Window and floor.
    public var settings: [String: StepValue] {
        [
            "windowNanoseconds": .number(windowNanoseconds),
            "floorOfLargest": .number(Self.floor),
        ]
    }

    /// The line unchanged; the window must fit the trace and hold a sample.
    ///
    /// - Throws: as `LineFitness.checkTraceWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkTraceWindow(windowNanoseconds, step: "agc", of: line)
        return line
    }

    /// Changes every trace of `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let samples = windowNanoseconds / line.timeAxis.sampleIntervalNanoseconds
        let half = Int(min(samples.rounded(), Double(line.samplesPerTrace))) / 2
        section.radargram.transformTraces { trace in
            let largest = trace.reduce(0.0) { max($0, abs(Double($1))) }
            guard largest > 0 else { return }
            // Sums up to each sample; what rounding leaves of them lies far below the floor.
            var sums = [0.0]
            sums.reserveCapacity(trace.count + 1)
            for value in trace {
                let part = Double(value) / largest
                sums.append(sums[sums.count - 1] + part * part)
            }
            for i in trace.indices {
                let low = max(0, i - half)
                let high = min(trace.count, i + half + 1)
                let mean = max(0, sums[high] - sums[low]) / Double(high - low)
                let level = max(mean.squareRoot(), Self.floor)
                trace[i] = Float(Double(trace[i]) / largest / level)
            }
        }
    }
}
