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

    /// Hands each sample's column (all traces at one time) to `body`, which changes it in place.
    ///
    /// Columns are gathered sixteen at a time, so that each cache line of a trace is read once.
    mutating func transformColumns(_ body: (inout [Float], _ sample: Int) -> Void) {
        let traces = traceCount
        let width = samplesPerTrace
        var columns = [[Float]](repeating: [Float](repeating: 0, count: traces), count: 16)
        for first in stride(from: 0, to: width, by: 16) {
            let tile = min(16, width - first)
            for c in 0..<tile {
                for t in 0..<traces { columns[c][t] = samples[t * width + first + c] }
                body(&columns[c], first + c)
            }
            for c in 0..<tile {
                for t in 0..<traces { samples[t * width + first + c] = columns[c][t] }
            }
        }
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
