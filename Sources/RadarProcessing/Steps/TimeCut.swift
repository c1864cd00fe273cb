internal import SurveyModel

/// Keeps a part of every trace's time window.
///
/// Local; time zero keeps its place on the ground. Times count from the first sample of the line as it
/// comes.
public struct TimeCut: Sendable, Hashable, LineStep {
    /// First time kept (ns).
    public var fromNanoseconds: Double
    /// Time up to which samples are kept (ns); `nil` for the end.
    public var toNanoseconds: Double?

    /// The window from `fromNanoseconds` up to `toNanoseconds`.
    public init(fromNanoseconds: Double = 0, toNanoseconds: Double? = nil) {
        self.fromNanoseconds = fromNanoseconds
        self.toNanoseconds = toNanoseconds
    }

    /// The window.
    public var settings: [String: StepValue] {
        var settings = ["fromNanoseconds": StepValue.number(fromNanoseconds)]
        if let toNanoseconds { settings["toNanoseconds"] = .number(toNanoseconds) }
        return settings
    }

    /// The line with the shorter window.
    ///
    /// - Throws: `ProcessingError.windowTooLong` where it ends after the trace, `.badStepValue` where it
    ///   holds no sample.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        let kept = try samples(of: line)
        var after = line
        after.samplesPerTrace = kept.count
        after.timeAxis.timeZeroNanoseconds -=
            Double(kept.lowerBound) * line.timeAxis.sampleIntervalNanoseconds
        return after
    }

    /// Changes every trace of `section`.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let kept = try samples(of: line)
        let after = try self.line(after: line)
        let radargram = section.radargram
        let samples = (0..<radargram.traceCount).flatMap { trace -> ArraySlice<Float> in
            let start = trace * line.samplesPerTrace
            return radargram.samples[start + kept.lowerBound..<start + kept.upperBound]
        }
        section.radargram = Radargram(
            samples: samples, samplesPerTrace: kept.count,
            distancesMetres: radargram.distancesMetres, timeAxis: after.timeAxis)
    }

    /// The samples kept: those at or after the first time and before the second.
    private func samples(of line: Line) throws(ProcessingError) -> Range<Int> {
        let interval = line.timeAxis.sampleIntervalNanoseconds
        let end = Double(line.samplesPerTrace) * interval
        let to = toNanoseconds ?? end
        guard to <= end * (1 + 1e-12) else {
            throw .windowTooLong(step: "cut", window: "\(to) ns", available: "\(end) ns")
        }
        // A billionth of a sample is rounding, no time.
        let low = (fromNanoseconds / interval - 1e-9).rounded(.up)
        let high = (to / interval - 1e-9).rounded(.up)
        guard fromNanoseconds >= 0, low < high else {
            throw .badStepValue(
                step: "cut", reason: "no sample lies from \(fromNanoseconds) to \(to) ns")
        }
        return Int(low)..<Int(high)
    }
}
