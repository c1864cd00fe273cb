internal import SignalKit
public import SurveyModel

/// Brings the early arrival of every trace to the time it has on the channel's median trace, to a
/// fraction of a sample.
///
/// Learns the median trace from a sample of the whole line.
///
/// The shift is the peak of the correlation with the median trace in a window round the arrival, refined
/// by a parabola, and applied as a phase ramp.
public struct TimeZeroAlignment: Sendable, Hashable, LearningStep {
    /// Part of a window before the arrival that is correlated (ns).
    public var leadNanoseconds: Double
    /// Part after it (ns).
    public var lagNanoseconds: Double
    /// Largest shift (ns); a trace that seems to need more is left where it is.
    public var limitNanoseconds: Double

    /// Windows for a radar of `centreFrequencyMHz`.
    public init(centreFrequencyMHz: Double) {
        let cycle = 1000 / centreFrequencyMHz
        leadNanoseconds = 1.2 * cycle
        lagNanoseconds = 0.9 * cycle
        limitNanoseconds = 0.45 * cycle
    }

    /// Changes every trace of `radargram` in place and gives the shifts taken off (ns).
    @discardableResult
    public func apply(to radargram: inout Radargram) -> [Double] {
        let reference = TimeZeroReference(self, in: LineSample.traces(of: radargram))
        return reference?.align(&radargram)
            ?? [Double](repeating: 0, count: radargram.traceCount)
    }

    /// The windows.
    public var settings: [String: StepValue] {
        [
            "leadNanoseconds": .number(leadNanoseconds), "lagNanoseconds": .number(lagNanoseconds),
            "limitNanoseconds": .number(limitNanoseconds),
        ]
    }

    /// The step with the median trace of the channel's sample.
    ///
    /// - Throws: `ProcessingError.nothingVaries` where the median trace is constant,
    ///   `.tooFewSamples`, `.tooFewTraces`.
    public func learnt(
        from samples: [Radargram], ofChannelAt place: Int, line: Line
    ) throws(ProcessingError) -> any LineStep {
        try LineFitness.checkTraces(step: "timezero", of: line)
        guard line.samplesPerTrace > 4 else {
            throw .tooFewSamples(step: "timezero", samples: line.samplesPerTrace, needed: 5)
        }
        guard let reference = TimeZeroReference(self, in: samples[place]), reference.isUsable
        else { throw .nothingVaries(step: "timezero") }
        return reference
    }
}

/// Time-zero alignment against a known trace.
struct TimeZeroReference: LineStep {
    let alignment: TimeZeroAlignment
    let trace: [Float]
    private let window: Range<Int>
    private let limit: Int
    private let interval: Double
    /// The part of the trace that others are compared with.
    private let pattern: [Float]

    /// The median trace of `sample`; `nil` with fewer than two traces or five samples.
    init?(_ alignment: TimeZeroAlignment, in sample: Radargram) {
        guard sample.traceCount > 1, sample.samplesPerTrace > 4 else { return nil }
        let interval = sample.timeAxis.sampleIntervalNanoseconds
        let trace = sample.medianTrace()
        let arrival = EarlyArrival(medianTrace: trace, interval: interval).peakSample
        window =
            max(
                0, arrival - Int(alignment.leadNanoseconds / interval))..<min(
                trace.count, arrival + Int(alignment.lagNanoseconds / interval) + 1)
        limit = Int((alignment.limitNanoseconds / interval).rounded(.up))
        self.alignment = alignment
        self.trace = trace
        pattern = Array(trace[window])
        self.interval = interval
    }

    var settings: [String: StepValue] { alignment.settings }

    /// Whether the trace holds an arrival at all.
    var isUsable: Bool { trace[window].contains { $0 != trace[window.lowerBound] } }

    func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        align(&section.radargram)
    }

    /// Changes every trace in place and gives the shifts taken off (ns).
    @discardableResult
    func align(_ radargram: inout Radargram) -> [Double] {
        let count = radargram.samplesPerTrace
        let leading = 16
        var transform = RealFourierTransform(count: FastLength.atLeast(count + 64))
        var shifts: [Double] = []
        shifts.reserveCapacity(radargram.traceCount)
        radargram.changeSamples { samples, _ in
            for start in stride(from: 0, to: samples.count, by: count) {
                let row = start..<start + count
                let lag = lag(of: samples.span.extracting(row))
                if lag != 0 {
                    transform.advance(&samples, at: row, bySamples: lag, leading: leading)
                }
                shifts.append(lag * interval)
            }
        }
        return shifts
    }

    /// By how many samples `late` is late against the reference; 0 where no clear peak lies within
    /// the limit.
    ///
    /// Beyond its ends a trace counts as zero.
    private func lag(of late: Span<Float>) -> Double {
        let reach = limit + 1
        let around = (window.lowerBound - reach..<window.upperBound + reach).map { i in
            late.indices.contains(i) ? late[i] : 0
        }
        let correlation = RowArithmetic.correlation(of: pattern.span, with: around.span)
            .map { Double($0) }
        guard let best = correlation.indices.max(by: { correlation[$0] < correlation[$1] }),
            correlation[best] > 0, best > 0, best < correlation.count - 1
        else { return 0 }
        return Double(best - reach)
            + parabolicPeak(correlation[best - 1], correlation[best], correlation[best + 1])
    }
}
