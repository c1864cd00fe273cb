internal import Foundation
internal import SurveyModel

/// Amplitude by a power of time: t^p with t in ns after time zero, nothing before it.
///
/// For display only: it changes the balance the detector goes by. Local.
public struct PowerGain: Sendable, Hashable, LineStep {
    /// The power p.
    public var exponent: Double

    /// t to the power `exponent`.
    public init(exponent: Double) { self.exponent = exponent }

    /// The power.
    public var settings: [String: StepValue] { ["exponent": .number(exponent)] }

    /// The line unchanged; a sample must lie after time zero.
    ///
    /// - Throws: `ProcessingError.badStepValue`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        _ = try TimeGain(step: "tpower", on: line) { pow($0, exponent) }
        return line
    }

    /// Changes every trace of `section` in place.
    ///
    /// - Throws: `ProcessingError.resultTooLarge` where an amplitude grows beyond what can be held.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let gain = try TimeGain(step: "tpower", on: line) { pow($0, exponent) }
        try gain.apply(to: &section.radargram)
    }
}

/// Amplitude made up for spreading and loss: g = t / start x 10^(alpha v (t - start) / 20), with t in
/// ns after time zero, 1 before `start`, at most `limit`.
///
/// The loss alpha is that of a metre of way, down or up: t ns are v t metres of it. For display only.
/// Local.
public struct LossGain: Sendable, Hashable, LineStep {
    /// Loss of a metre of way (dB/m).
    public var lossDecibelsPerMetre: Double
    /// Speed of the wave in the ground (m/ns).
    public var velocityMetresPerNanosecond: Double
    /// Time after time zero from which the gain grows (ns).
    public var startNanoseconds: Double
    /// Largest gain (dB).
    public var limitDecibels: Double

    /// A gain against `lossDecibelsPerMetre`.
    public init(
        lossDecibelsPerMetre: Double, velocityMetresPerNanosecond: Double = 0.12,
        startNanoseconds: Double = 1, limitDecibels: Double = 60
    ) {
        self.lossDecibelsPerMetre = lossDecibelsPerMetre
        self.velocityMetresPerNanosecond = velocityMetresPerNanosecond
        self.startNanoseconds = startNanoseconds
        self.limitDecibels = limitDecibels
    }

    /// All figures.
    public var settings: [String: StepValue] {
        [
            "lossDecibelsPerMetre": .number(lossDecibelsPerMetre),
            "velocityMetresPerNanosecond": .number(velocityMetresPerNanosecond),
            "startNanoseconds": .number(startNanoseconds),
            "limitDecibels": .number(limitDecibels),
        ]
    }

    /// The line unchanged; a sample must lie after time zero.
    ///
    /// - Throws: `ProcessingError.badStepValue`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        _ = try TimeGain(step: "sec", on: line, factor)
        return line
    }

    /// Changes every trace of `section` in place.
    ///
    /// - Throws: `ProcessingError.resultTooLarge` where an amplitude grows beyond what can be held.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        try TimeGain(step: "sec", on: line, factor).apply(to: &section.radargram)
    }

    private func factor(_ time: Double) -> Double {
        guard time > startNanoseconds else { return 1 }
        let way = velocityMetresPerNanosecond * (time - startNanoseconds)
        let decibels =
            20 * log10(time / startNanoseconds) + lossDecibelsPerMetre * way
        return pow(10, min(decibels, limitDecibels) / 20)
    }
}

/// A factor for each sample.
private struct TimeGain {
    let factors: [Float]
    private let step: String

    /// `factor` of the time after time zero (ns), 0 standing for all before it.
    init(
        step: String, on line: Line, _ factor: (Double) -> Double
    ) throws(ProcessingError) {
        self.step = step
        let axis = line.timeAxis
        let times = (0..<line.samplesPerTrace).map { sample in
            max(0, Double(sample) * axis.sampleIntervalNanoseconds - axis.timeZeroNanoseconds)
        }
        guard times.contains(where: { $0 > 0 }) else {
            throw .badStepValue(step: step, reason: "no sample lies after time zero")
        }
        factors = times.map { Float(factor($0)) }
        guard factors.allSatisfy({ $0 <= 1e20 }) else {
            throw .badStepValue(step: step, reason: "the gain would grow beyond 1e20")
        }
    }

    func apply(to radargram: inout Radargram) throws(ProcessingError) {
        radargram.transformTraces { trace in
            for i in trace.indices { trace[i] *= factors[i] }
        }
        let lost = radargram.samples.count { !$0.isFinite }
        guard lost == 0 else { throw .resultTooLarge(step: step, samples: lost) }
    }
}
