internal import SurveyModel

/// The mean of every few neighbouring traces, counted from the first: noise falls by the root of their
/// number.
///
/// A stack lies at the mean distance of its traces; the last may hold fewer, so that no ground is
/// lost. Reach: its traces. Sums are in double precision.
public struct Stacking: Sendable, Hashable, LineStep {
    /// Traces in a stack.
    public var traceCount: Int

    /// Stacks of `traceCount`.
    public init(traceCount: Int) { self.traceCount = traceCount }

    /// Traces in a stack.
    public var settings: [String: StepValue] { ["traces": .number(Double(traceCount))] }

    /// The line of the stacks.
    ///
    /// - Throws: `ProcessingError.tooFewTraces`, `.positionsTurn`, `.windowTooLong` where a stack has
    ///   more traces than the line.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        if line.hasMeasuredDistances {
            try LineFitness.checkOrder(step: "stack", of: line)
        } else {
            try LineFitness.checkTraces(step: "stack", of: line)
        }
        guard traceCount > 0, traceCount <= line.traceCount else {
            throw .windowTooLong(
                step: "stack", window: "\(traceCount) traces", available: "\(line.traceCount)")
        }
        let count = (line.traceCount + traceCount - 1) / traceCount
        return line.moved(to: (0..<count).map { distance($0, on: line) })
    }

    /// The traces of the stacks.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        traces(output.lowerBound, on: line)
            .lowerBound..<traces(output.upperBound, on: line)
            .lowerBound
    }

    /// Puts the stacks in the place of the traces of `section`.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let width = line.samplesPerTrace
        let source = section.radargram.samples
        var samples: [Float] = []
        samples.reserveCapacity(output.count * width)
        for stack in output {
            let traces = traces(stack, on: line)
            var sum = [Double](repeating: 0, count: width)
            for trace in traces {
                let start = (trace - section.firstTrace) * width
                for i in 0..<width { sum[i] += Double(source[start + i]) }
            }
            samples += sum.map { Float($0 / Double(traces.count)) }
        }
        section = LineSection(
            radargram: Radargram(
                samples: samples, samplesPerTrace: width,
                distancesMetres: output.map { distance($0, on: line) },
                timeAxis: section.radargram.timeAxis),
            firstTrace: output.lowerBound)
    }

    /// The traces of one stack.
    private func traces(_ stack: Int, on line: Line) -> Range<Int> {
        min(stack * traceCount, line.traceCount)..<min((stack + 1) * traceCount, line.traceCount)
    }

    /// The mean distance of one stack.
    private func distance(_ stack: Int, on line: Line) -> Double {
        let traces = traces(stack, on: line)
        // From the first on, so that equal distances have themselves as their mean.
        let first = line.distancesMetres[traces.lowerBound]
        let sum = traces.reduce(0.0) { $0 + (line.distancesMetres[$1] - first) }
        return first + sum / Double(traces.count)
    }
}
