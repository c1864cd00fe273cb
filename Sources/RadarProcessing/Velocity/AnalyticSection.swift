internal import SignalKit
internal import SurveyModel

/// A section with its Hilbert transform: z = s + i H(s), so that echoes can be added in phase and
/// their strength read off at any time.
struct AnalyticSection {
    let samples: [ComplexFloat]
    let width: Int
    let positions: [Double]
    let interval: Double

    /// The analytic section of `radargram`.
    init(_ radargram: Radargram) {
        width = radargram.samplesPerTrace
        positions = radargram.distancesMetres
        interval = radargram.timeAxis.sampleIntervalNanoseconds
        let margin = width / 2
        var transform = RealFourierTransform(count: FastLength.atLeast(width + 2 * margin))
        let quarter = (0..<transform.frequencyCount).map { _ in
            ComplexFloat(real: 0, imaginary: -1)
        }
        var samples: [ComplexFloat] = []
        samples.reserveCapacity(radargram.samples.count)
        for index in 0..<radargram.traceCount {
            var row = Array(radargram.trace(index))
            var span = row.mutableSpan
            transform.filter(&span, leading: margin, response: quarter.span)
            for (real, imaginary) in zip(radargram.trace(index), row) {
                samples.append(ComplexFloat(real: real, imaginary: imaginary))
            }
        }
        self.samples = samples
    }

    /// The value of `trace` at `nanoseconds` from the first sample by four samples (Catmull and Rom,
    /// 1974); nil outside the window.
    func value(_ trace: Int, at nanoseconds: Double) -> ComplexFloat? {
        let place = nanoseconds / interval
        guard place >= 1, place < Double(width - 2) else { return nil }
        let whole = Int(place)
        let t = Float(place - Double(whole))
        let start = trace * width + whole
        let (a, b) = (samples[start - 1], samples[start])
        let (c, d) = (samples[start + 1], samples[start + 2])
        return ComplexFloat(
            real: Self.cubic(a.real, b.real, c.real, d.real, t),
            imaginary: Self.cubic(a.imaginary, b.imaginary, c.imaginary, d.imaginary, t))
    }

    private static func cubic(_ a: Float, _ b: Float, _ c: Float, _ d: Float, _ t: Float) -> Float {
        let bend = 2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)
        return b + 0.5 * t * (c - a + t * bend)
    }

    /// Traces whose position is within `reach` m of `place`.
    func traces(within reach: Double, of place: Double) -> [Int] {
        positions.indices.filter { abs(positions[$0] - place) <= reach }
    }
}
