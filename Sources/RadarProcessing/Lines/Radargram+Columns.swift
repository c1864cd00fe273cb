internal import SignalKit
internal import SurveyModel

extension Radargram {
    /// Hands all samples, traces x samples per trace, to `body`, which changes them in place.
    ///
    /// A section of no samples is left alone.
    mutating func changeSamples(
        _ body: (_ samples: inout MutableSpan<Float>, _ samplesPerTrace: Int) -> Void
    ) {
        guard !samples.isEmpty else { return }
        // Taken out and put back, so that the array is changed and not copied.
        var changed: [Float] = []
        swap(&changed, &samples)
        var span = changed.mutableSpan
        body(&span, samplesPerTrace)
        swap(&changed, &samples)
    }

    /// The median trace: at each sample the median over all traces.
    func medianTrace() -> [Float] {
        guard !samples.isEmpty else { return [Float](repeating: 0, count: samplesPerTrace) }
        return ColumnMedians.medians(of: samples.span, columns: samplesPerTrace)
    }

    /// The odd number of traces that spans `metres`, at least `minimum`.
    func traces(spanning metres: Double, minimum: Int = 1) -> Int {
        Line.traces(
            spanning: metres, spacing: traceSpacingMetres, of: traceCount, minimum: minimum)
    }
}
