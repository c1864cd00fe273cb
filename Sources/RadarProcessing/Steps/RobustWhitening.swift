internal import SignalKit
public import SurveyModel

/// Divides, at every time, by the robust spread along the track, so that clutter has unit strength at
/// all depths: z = b / max(s, floor), s = 1.4826 median |b|, floor = 10th percentile of s over time.
///
/// The spread is taken over `windowMetres` round evenly spaced places and interpolated between them;
/// a line shorter than one and a half windows has one spread. Reach: at most one window.
public struct RobustWhitening: Sendable, Hashable, LineStep {
    /// Length over which the spread is taken (m).
    public var windowMetres: Double

    /// A window of `windowMetres`.
    public init(windowMetres: Double = 10) { self.windowMetres = windowMetres }

    /// Changes `radargram` in place; a time at which nothing varies becomes zero.
    public func apply(to radargram: inout Radargram) {
        guard radargram.traceCount > 0 else { return }
        let places = Places(
            traces: radargram.traceCount,
            window: radargram.traces(spanning: windowMetres, minimum: Self.fewestTraces))
        var section = LineSection(radargram: radargram)
        radargram.samples = []
        apply(to: &section, places)
        radargram = section.radargram
    }

    /// The window.
    public var settings: [String: StepValue] { ["windowMetres": .number(windowMetres)] }

    /// The standard window on `line`: 10 m, or all of a shorter one.
    static func standard(on line: Line) -> RobustWhitening {
        let standard = RobustWhitening()
        return RobustWhitening(
            windowMetres: min(standard.windowMetres, line.lengthMetres ?? .infinity))
    }

    /// The line unchanged; the window must fit it and span 25 traces, or all of a shorter line.
    ///
    /// - Throws: as `LineFitness.checkWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkWindow(
            windowMetres, step: "whiten", of: line, least: min(Self.fewestTraces, line.traceCount))
        return line
    }

    /// The places round `output` with their windows.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        guard !output.isEmpty else { return output }
        let places = places(on: line)
        let first = places.ranges[places.position(of: output.lowerBound).place]
        let last = places.position(of: output.upperBound - 1).place
        let end = places.ranges[min(last + 1, places.ranges.count - 1)]
        return min(first.lowerBound, output.lowerBound)..<max(end.upperBound, output.upperBound)
    }

    /// Changes `section` in place; where its spread lies outside, traces stay as they are.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        apply(to: &section, places(on: line))
    }

    /// Fewest traces a spread is taken over.
    private static let fewestTraces = 25

    private func places(on line: Line) -> Places {
        Places(
            traces: line.traceCount,
            window: line.traces(spanning: windowMetres, minimum: Self.fewestTraces))
    }

    private func apply(to section: inout LineSection, _ places: Places) {
        let held = section.traces
        let known = places.ranges.indices.filter { place in
            let range = places.ranges[place]
            return held.lowerBound <= range.lowerBound && range.upperBound <= held.upperBound
        }
        guard let first = known.first, let last = known.last else { return }
        let width = section.radargram.samplesPerTrace
        guard width > 0 else { return }
        var spreads = ColumnMedians.medians(
            of: section.radargram.samples.span, columns: width,
            over: places.ranges[first...last].map { range in
                ColumnMedians.Stretch(
                    range.lowerBound - held.lowerBound..<range.upperBound - held.lowerBound)
            }, measure: .magnitudes)
        for start in stride(from: 0, to: spreads.count, by: width) {
            Self.raiseToFloor(&spreads, start..<start + width)
        }
        let levels = RowLevels(levels: spreads, columns: width)
        let positions = held.map { trace -> RowLevels.Position? in
            let (place, weight) = places.position(of: trace)
            let next = min(place + 1, places.ranges.count - 1)
            guard first <= place, next <= last else { return nil }
            return RowLevels.Position(place: place - first, weight: weight)
        }
        section.radargram.changeSamples { samples, _ in
            levels.divide(&samples, positions: positions)
        }
    }

    /// Makes standard deviations of the median magnitudes of one place, none below the tenth percentile.
    private static func raiseToFloor(_ spreads: inout [Float], _ place: Range<Int>) {
        for sample in place { spreads[sample] *= RobustStatistics.normalConsistency }
        let floor = RobustStatistics.quantile(0.1, of: spreads[place])
        for sample in place { spreads[sample] = max(spreads[sample], floor) }
    }
}

/// Evenly spaced places along a line, the same seen from either end.
private struct Places {
    let ranges: [Range<Int>]
    private let centres: [Float]

    init(traces: Int, window: Int) {
        guard 2 * traces > 3 * window else {
            ranges = [0..<traces]
            centres = [0]
            return
        }
        // An even number of places, the second half mirroring the first.
        let slack = traces - window
        let half = 1 + Int((Double(slack) / Double(window)).rounded(.up))
        let first = (0..<half).map { Int(Double($0 * slack) / Double(2 * half - 1)) }
        let starts = first + first.reversed().map { slack - $0 }
        ranges = starts.map { $0..<$0 + window }
        centres = starts.map { Float($0) + Float(window - 1) / 2 }
    }

    /// The place before `trace` and how far (0..<1) it lies towards the next.
    func position(of trace: Int) -> (place: Int, weight: Float) {
        guard centres.count > 1, Float(trace) > centres[0] else { return (0, 0) }
        let step = (centres[centres.count - 1] - centres[0]) / Float(centres.count - 1)
        var place = min(Int((Float(trace) - centres[0]) / step), centres.count - 1)
        while place + 1 < centres.count && centres[place + 1] <= Float(trace) { place += 1 }
        while place > 0 && centres[place] > Float(trace) { place -= 1 }
        guard place + 1 < centres.count else { return (place, 0) }
        let span = centres[place + 1] - centres[place]
        return (place, (Float(trace) - centres[place]) / span)
    }
}
