internal import SignalKit
public import SurveyModel

/// Subtracts, at every time, the running median along the track: what does not change over the
/// window is background.
///
/// Reach: half the window in traces; mirrored at the ends.
public struct MovingMedianBackground: Sendable, Hashable, LineStep {
    /// Length of the window along the track (m): 0.3 for anti-personnel, 0.9 for anti-vehicle mines.
    public var windowMetres: Double

    /// A window of `windowMetres`.
    public init(windowMetres: Double) { self.windowMetres = windowMetres }

    /// Changes `radargram` in place.
    public func apply(to radargram: inout Radargram) {
        apply(to: &radargram, window: radargram.traces(spanning: windowMetres, minimum: 3))
    }

    /// The window.
    public var settings: [String: StepValue] {
        ["method": .word("median"), "windowMetres": .number(windowMetres)]
    }

    /// The line unchanged; the window must fit it.
    ///
    /// - Throws: as `LineFitness.checkWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkWindow(windowMetres, step: "background", of: line)
        return line
    }

    /// Half the window on either side.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        widened(output, by: window(line) / 2, of: line)
    }

    /// Changes `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        apply(to: &section.radargram, window: window(line))
    }

    private func window(_ line: Line) -> Int { line.traces(spanning: windowMetres, minimum: 3) }

    private func apply(to radargram: inout Radargram, window: Int) {
        let filter = MovingMedian(window: window)
        radargram.changeSamples { samples, width in
            filter.subtract(from: &samples, columns: width, along: .columns)
        }
    }
}
