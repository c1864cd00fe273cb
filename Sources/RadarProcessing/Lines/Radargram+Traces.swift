internal import SignalKit
internal import SurveyModel

extension Radargram {
    /// Hands each trace to `body`, which changes it in place.
    mutating func transformTraces(_ body: (inout [Float]) -> Void) {
        let count = samplesPerTrace
        guard count > 0 else { return }
        var all = samples
        samples = []
        var trace = [Float](repeating: 0, count: count)
        for start in stride(from: 0, to: all.count, by: count) {
            for i in 0..<count { trace[i] = all[start + i] }
            body(&trace)
            for i in 0..<count { all[start + i] = trace[i] }
        }
        samples = all
    }

    /// Multiplies the spectrum of each trace, extended by its end values, by `filter`.
    mutating func apply(_ filter: TraceFilter) {
        guard samplesPerTrace > 0 else { return }
        var transform = RealFourierTransform(count: filter.length)
        transformTraces { trace in
            var row = trace.mutableSpan
            transform.filter(&row, leading: filter.leading, response: filter.response.span)
        }
    }
}

/// A filter along the trace by its frequency response.
struct TraceFilter: Sendable {
    /// Samples of the transform.
    let length: Int
    /// Samples before the trace that it is extended by.
    let leading: Int
    /// Values at the length / 2 + 1 frequencies.
    var response: [ComplexFloat]

    /// Passes traces of `samples` as they are; they are extended by `margin` on either side at least.
    init(samples: Int, margin: Int) {
        length = FastLength.atLeast(samples + 2 * margin)
        leading = margin
        response = [ComplexFloat](
            repeating: ComplexFloat(real: 1, imaginary: 0), count: length / 2 + 1)
    }

    /// Hilbert's transform of traces extended by `leading` samples before: a quarter turn back, nothing of
    /// the mean and of the highest frequency.
    static func quarterTurn(length: Int, leading: Int) -> TraceFilter {
        TraceFilter(
            length: length, leading: leading,
            response: (0...length / 2).map { bin in
                let edge = bin == 0 || 2 * bin == length
                return ComplexFloat(real: 0, imaginary: edge ? 0 : -1)
            })
    }

    private init(length: Int, leading: Int, response: [ComplexFloat]) {
        self.length = length
        self.leading = leading
        self.response = response
    }

    /// The frequency at `bin` in cycles per sample.
    func frequency(_ bin: Int) -> Double { Double(bin) / Double(length) }

    /// The spectrum of `trace`, extended as for this filter.
    func spectrum(of trace: [Float]) -> [ComplexFloat] {
        var transform = RealFourierTransform(count: length)
        return transform.spectrum(of: trace.span, leading: leading)
    }
}
