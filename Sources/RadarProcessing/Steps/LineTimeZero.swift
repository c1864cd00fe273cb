internal import Foundation
internal import SignalKit
public import SurveyModel

/// Moves a whole line by one shift, so that its early arrival peaks at a given time, or where it peaks
/// in the first radar channel.
///
/// Local; learns the arrival from the median trace of the line's sample, to a thousandth of a sample.
/// Traces are moved by a phase ramp, extended by their end values; the time axis stays as it is.
public struct LineTimeZero: Sendable, Hashable, LearningStep {
    /// Time from the first sample the arrival is brought to (ns); `nil` for that of the first channel.
    public var arrivalNanoseconds: Double?

    /// The arrival at `arrivalNanoseconds`, or at the first channel's.
    public init(arrivalNanoseconds: Double? = nil) {
        self.arrivalNanoseconds = arrivalNanoseconds
    }

    /// The time, where one was given.
    public var settings: [String: StepValue] {
        var settings = ["method": StepValue.word("line")]
        if let time = arrivalNanoseconds { settings["arrivalNanoseconds"] = .number(time) }
        return settings
    }

    /// The shift of one channel.
    ///
    /// - Throws: `ProcessingError.nothingVaries` where a median trace is constant, `.tooFewSamples`,
    ///   `.tooFewTraces`, `.badStepValue` for a time outside the trace or too far
    ///   from where the arrival is.
    public func learnt(
        from samples: [Radargram], ofChannelAt place: Int, line: Line
    ) throws(ProcessingError) -> any LineStep {
        let interval = line.timeAxis.sampleIntervalNanoseconds
        let own = try Self.arrival(samples[place], line)
        let wanted: Double
        if let arrivalNanoseconds {
            wanted = arrivalNanoseconds
        } else {
            wanted = try Self.arrival(samples[0], line)
        }
        let length = Double(line.samplesPerTrace - 1) * interval
        guard (0...length).contains(wanted) else {
            throw .badStepValue(
                step: "timezero", reason: "time \(wanted) is not from 0 to \(length) ns")
        }
        try Self.checkShift(from: own, to: wanted, line)
        return LineShift(lateNanoseconds: own - wanted)
    }

    /// Largest part of the trace that a shift may leave to its end values.
    private static let mostShift = 0.25

    /// Throws where a shift would lose part of the arrival itself, or leave more than a quarter of the
    /// trace without samples.
    private static func checkShift(
        from own: Double, to wanted: Double, _ line: Line
    ) throws(ProcessingError) {
        let most =
            mostShift * Double(line.samplesPerTrace) * line.timeAxis.sampleIntervalNanoseconds
        guard abs(own - wanted) <= most else {
            throw .badStepValue(
                step: "timezero",
                reason: "the arrival at \(LineFitness.rounded(own)) ns would move by "
                    + "\(LineFitness.rounded(abs(own - wanted))) ns; a quarter of the trace, "
                    + "\(LineFitness.rounded(most)) ns, is possible")
        }
        let lead = min(own, 500 / line.centreFrequencyMHz)
        guard wanted >= lead else {
            throw .badStepValue(
                step: "timezero",
                reason: "half a cycle before the arrival must stay in the trace; time \(wanted) is "
                    + "less than \(LineFitness.rounded(lead)) ns")
        }
    }

    /// When the early arrival peaks on the median trace (ns from the first sample).
    private static func arrival(
        _ sample: Radargram, _ line: Line
    ) throws(ProcessingError) -> Double {
        let trace = sample.medianTrace()
        _ = try EarlyWavelet(
            in: sample, medianTrace: trace, centreFrequencyMHz: line.centreFrequencyMHz,
            step: "timezero")
        let interval = sample.timeAxis.sampleIntervalNanoseconds
        let peak = EarlyArrival(medianTrace: trace, interval: interval).peakSample
        return bandLimitedPeak(of: trace, near: peak) * interval
    }
}

/// Moves every trace earlier by one time.
struct LineShift: LineStep {
    /// How late the traces are (ns).
    let lateNanoseconds: Double

    var settings: [String: StepValue] {
        ["method": .word("line"), "shiftNanoseconds": .number(lateNanoseconds)]
    }

    func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let late = lateNanoseconds / line.timeAxis.sampleIntervalNanoseconds
        guard late != 0 else { return }
        var filter = TraceFilter(
            samples: line.samplesPerTrace, margin: Int(abs(late).rounded(.up)) + 32)
        for bin in filter.response.indices {
            let angle = 2 * Double.pi * filter.frequency(bin) * late
            // At the highest frequency of an even length only the real part exists.
            let edge = 2 * bin == filter.length
            filter.response[bin] = ComplexFloat(
                real: Float(cos(angle)), imaginary: edge ? 0 : Float(sin(angle)))
        }
        section.radargram.apply(filter)
    }
}
