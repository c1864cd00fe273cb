internal import SignalKit
public import SurveyModel

/// A recipe made ready for one channel: any part of the result can be made alone, with the same
/// bytes as in one piece.
public struct PreparedLine: Sendable {
    /// The line before each step, and after the last.
    private var lines: [Line]
    private var steps: [any LineStep] = []
    /// What the recipe calls each step.
    private var names: [String] = []

    /// No steps on `line`.
    init(_ line: Line) { lines = [line] }

    /// The line of the result.
    public var result: Line { lines[lines.count - 1] }

    /// All figures each step works with, in order.
    public var settings: [[String: StepValue]] { steps.map(\.settings) }

    /// The same with one more step, called `name`.
    ///
    /// - Throws: `ProcessingError` where the line is not fit for it.
    func adding(_ step: any LineStep, named name: String) throws(ProcessingError) -> PreparedLine {
        var longer = self
        longer.lines.append(try step.line(after: result))
        longer.steps.append(step)
        longer.names.append(name)
        return longer
    }

    /// The traces of the line before the first step that are needed for `output` of the result.
    public func inputs(for output: Range<Int>) -> Range<Int> { needs(output)[0] }

    /// Traces before each step, and after the last, for `output` of the result.
    private func needs(_ output: Range<Int>) -> [Range<Int>] {
        var ranges = [output]
        for place in steps.indices.reversed() {
            ranges.append(steps[place].inputs(for: ranges[ranges.count - 1], of: lines[place]))
        }
        return ranges.reversed()
    }

    /// The traces `output` of the result; `read` gives traces of the line before the first step.
    ///
    /// - Throws: `ProcessingError` where samples are not fit, and what `read` throws.
    public func traces(
        _ output: Range<Int>, reading read: (Range<Int>) throws -> Radargram
    ) throws -> Radargram {
        let ranges = needs(output)
        var section = LineSection(
            radargram: try read(ranges[0]), firstTrace: ranges[0].lowerBound)
        try SweepFitness.checkSamples(of: section.radargram)
        for (place, step) in steps.enumerated() {
            let made = ranges[place + 1]
            do throws(ProcessingError) {
                try step.apply(to: &section, of: lines[place], making: made)
            } catch .samplesOutOfRange(let count) {
                // The file's own were looked at above: earlier steps made these.
                throw ProcessingError.resultTooLarge(step: names[place], samples: count)
            }
            try Self.checkFinite(section, made, after: names[place])
        }
        return section.trimmed(to: output)
    }

    /// Throws where the traces `made` are not all finite numbers; others mean nothing.
    private static func checkFinite(
        _ section: LineSection, _ made: Range<Int>, after step: String
    ) throws(ProcessingError) {
        guard !made.isEmpty else { return }
        let width = section.radargram.samplesPerTrace
        let first = (made.lowerBound - section.firstTrace) * width
        let samples = first..<first + made.count * width
        guard !RowExtent(of: section.radargram.samples.span.extracting(samples)).isFinite else {
            return
        }
        let lost = section.radargram.samples[samples].count { !$0.isFinite }
        throw .resultTooLarge(step: step, samples: lost)
    }

    /// The traces that stand for all of the result in statistics.
    func sample(reading read: (Range<Int>) throws -> Radargram) throws -> Radargram {
        let parts = try LineSample.groups(of: result.traceCount).map { group in
            try traces(group, reading: read)
        }
        guard let joined = LineSample.joined(parts) else {
            throw ProcessingError.tooFewTraces(step: "processing", traces: 0, needed: 1)
        }
        return joined
    }
}
