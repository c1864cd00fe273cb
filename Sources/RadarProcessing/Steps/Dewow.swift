internal import SignalKit
public import SurveyModel

/// Takes the slow drift off every trace: subtracts the running median over three cycles of the
/// centre frequency.
///
/// Local in traces; reach 1.5 cycles in time.
public struct Dewow: Sendable, Hashable, LineStep {
    /// Length of the median (ns).
    public var windowNanoseconds: Double

    /// Three cycles of `centreFrequencyMHz`.
    public init(centreFrequencyMHz: Double) {
        windowNanoseconds = 3000 / centreFrequencyMHz
    }

    /// A median over `windowNanoseconds`.
    public init(windowNanoseconds: Double) { self.windowNanoseconds = windowNanoseconds }

    /// The window.
    public var settings: [String: StepValue] { ["windowNanoseconds": .number(windowNanoseconds)] }

    /// Changes every trace of `radargram` in place.
    public func apply(to radargram: inout Radargram) {
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let filter = MovingMedian(window: Int((windowNanoseconds / interval).rounded()))
        radargram.changeSamples { samples, width in
            filter.subtract(from: &samples, columns: width, along: .rows)
        }
    }

    /// The line unchanged; the window must fit the trace, and hold three samples: the median of one is
    /// the sample itself.
    ///
    /// - Throws: as `LineFitness.checkTraceWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkTraceWindow(windowNanoseconds, step: "dewow", of: line, least: 3)
        return line
    }

    /// Changes every trace of `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        apply(to: &section.radargram)
    }
}
