internal import Foundation
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

    /// The median trace of `sample`; `nil` with fewer than two traces or five samples.
    init?(_ alignment: TimeZeroAlignment, in sample: Radargram) {
        guard sample.traceCount > 1, sample.samplesPerTrace > 4 else { return nil }
        let interval = sample.timeAxis.sampleIntervalNanoseconds
        let trace = sample.medianTrace { RobustStatistics.median(&$0) }
        let arrival = EarlyArrival(medianTrace: trace, interval: interval).peakSample
        window =
            max(
                0, arrival - Int(alignment.leadNanoseconds / interval))..<min(
                trace.count, arrival + Int(alignment.lagNanoseconds / interval) + 1)
        limit = Int((alignment.limitNanoseconds / interval).rounded(.up))
        self.alignment = alignment
        self.trace = trace
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
        var shifter = TraceShifter(count: count)
        return (0..<radargram.traceCount).map { index in
            var trace = Array(radargram.trace(index))
            let lag = shift(of: trace, against: self.trace, window: window, limit: limit)
            guard lag != 0 else { return 0 }
            shifter.advance(&trace, bySamples: lag)
            radargram.samples.replaceSubrange(index * count..<(index + 1) * count, with: trace)
            return lag * interval
        }
    }

    /// By how many samples `trace` is late against `reference`; 0 where no clear peak lies within
    /// `limit`.
    private func shift(
        of trace: [Float], against reference: [Float], window: Range<Int>, limit: Int
    ) -> Double {
        let reach = limit + 1
        let correlation = (-reach...reach).map { lag -> Double in
            var sum: Float = 0
            for i in window {
                let j = i + lag
                if j >= 0 && j < trace.count { sum += reference[i] * trace[j] }
            }
            return Double(sum)
        }
        guard let best = correlation.indices.max(by: { correlation[$0] < correlation[$1] }),
            correlation[best] > 0, best > 0, best < correlation.count - 1
        else { return 0 }
        return Double(best - reach)
            + parabolicPeak(correlation[best - 1], correlation[best], correlation[best + 1])
    }
}

/// Moves a trace in time by a phase ramp.
private struct TraceShifter: ~Copyable {
    private var transform: RealFourierTransform
    private let leading: Int

    init(count: Int) {
        leading = 16
        transform = RealFourierTransform(count: FastLength.atLeast(count + 64))
    }

    /// Moves `trace` earlier by `samples`.
    mutating func advance(_ trace: inout [Float], bySamples samples: Double) {
        let count = transform.count
        let ramp = (0...count / 2).map { k -> ComplexFloat in
            let angle = 2 * Double.pi * Double(k) * samples / Double(count)
            // At the highest frequency of an even length only the real part exists.
            let edge = count % 2 == 0 && k == count / 2
            return ComplexFloat(real: Float(cos(angle)), imaginary: edge ? 0 : Float(sin(angle)))
        }
        var row = trace.mutableSpan
        transform.filter(&row, leading: leading, response: ramp.span)
    }
}
