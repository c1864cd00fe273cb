internal import Glibc
internal import SignalKit
internal import SurveyModel

/// A finite impulse response that turns arrivals, as spikes between samples, into a trace.
struct EchoResponse: Sendable {
    /// Its values at the sample interval.
    private(set) var taps: [Float] = []
    /// Sample of `taps[0]` relative to the arrival.
    private(set) var firstTap = 0

    /// Samples of the inverse transform.
    private static let periodSamples = 1024

    /// The response of `wavelet` shaped by `transfer` (frequency in GHz), from `start` to `end` (ns)
    /// round the arrival.
    init(
        wavelet: WaveletSpectrum, interval: Double, from start: Double = -1.6, to end: Double = 1.6,
        transfer: (Double) -> Complex
    ) {
        let scale = 1.5 / wavelet.centre
        let first = Int((start * scale / interval).rounded(.down))
        let period = max(Self.periodSamples, 4 * Int(end * scale / interval))
        let step = 1 / (Double(period) * interval)
        let top = min(Int(3.2 * wavelet.centre / step), period / 2)
        let count = Int((end * scale / interval).rounded(.up)) - first + 1
        var sums = [Double](repeating: 0, count: count)
        for bin in 1...max(1, top) {
            let frequency = Double(bin) * step
            var value = wavelet.value(atGHz: frequency) * transfer(frequency)
            let turn = Complex(angle: 2 * .pi * frequency * interval)
            value = value * Complex(angle: 2 * .pi * frequency * interval * Double(first))
            for tap in 0..<count {
                sums[tap] += value.real
                value = value * turn
            }
        }
        firstTap = first
        taps = sums.map { Float($0 * 2 * step) }
    }

    /// Adds the response to the arrivals `spikes`, `factor` times; both have the same first sample.
    func add(_ spikes: Span<Float>, to trace: inout MutableSpan<Float>) {
        var tap = 0
        while tap < taps.count {
            let isPair = tap + 1 < taps.count
            let shift = firstTap + tap
            // Both shifted rows must lie within the spikes.
            let low = max(0, shift + (isPair ? 1 : 0))
            let high = min(trace.count, spikes.count + shift)
            if low < high {
                let second = isPair ? taps[tap + 1] : 0
                let offset = isPair ? shift + 1 : shift
                var target = trace._mutatingExtracting(low..<high)
                RowArithmetic.accumulate(
                    into: &target, spikes.extracting(low - shift..<high - shift), times: taps[tap],
                    spikes.extracting(low - offset..<high - offset), times: second)
            }
            tap += 2
        }
    }
}

/// The spectrum of the radar's wavelet.
struct WaveletSpectrum: Sendable {
    /// Peak frequency of its Ricker wavelet (GHz).
    let centre: Double
    private let order: Double
    private var scale = 1.0
    private var delay = 0.0

    init(_ wavelet: RadarWavelet) {
        centre = wavelet.centreFrequencyMHz / 1000
        order = wavelet.derivativeOrder
        // The peak on a fine grid, refined by a parabola, becomes 1 at time 0.
        let step = 0.002 / centre
        let lines = Self.lines.map { value(atGHz: Double($0) * centre / 64) }
        var best = (place: 0, value: 0.0)
        var values: [Double] = []
        for place in -500...500 {
            values.append(value(at: Double(place) * step, lines))
            if abs(values[place + 500]) > abs(best.value) { best = (place, values[place + 500]) }
        }
        let before = values[best.place + 499]
        let after = values[best.place + 501]
        let bend = before - 2 * best.value + after
        let part = bend == 0 ? 0 : 0.5 * (before - after) / bend
        delay = (Double(best.place) + part) * step
        scale = 1 / (best.value - 0.25 * (before - after) * part)
    }

    /// Its value at `frequency` GHz (ns).
    func value(atGHz frequency: Double) -> Complex {
        let ratio = frequency / centre
        let size = scale * ratio * ratio * exp(-ratio * ratio) * pow(ratio, order)
        return size * Complex(angle: order * .pi / 2 + 2 * .pi * frequency * delay)
    }

    /// Lines of the spectrum a value in time is summed from, in 64ths of the centre frequency.
    private static let lines = 1...256

    private func value(at time: Double, _ spectrum: [Complex]) -> Double {
        let step = centre / 64
        return Self.lines.reduce(0) { sum, bin in
            let frequency = Double(bin) * step
            let turned = spectrum[bin - 1] * Complex(angle: 2 * .pi * frequency * time)
            return sum + 2 * step * turned.real
        }
    }
}

/// Puts an arrival between samples by the polynomial through six of them (Lagrange): within 0.4 % at
/// 0.15 cycles per sample.
struct SampleSplitter {
    /// Sample of the first of six weights.
    let first: Int
    /// The weights.
    let weights: SIMD8<Float>

    /// An arrival at `place` samples.
    init(_ place: Double) {
        let whole = place.rounded(.down)
        let f = place - whole
        first = Int(whole) - 2
        let (a, b, c, d, e, g) = (f + 2, f + 1, f, f - 1, f - 2, f - 3)
        weights = SIMD8<Float>(
            SIMD8<Double>(
                -b * c * d * e * g / 120, a * c * d * e * g / 24, -a * b * d * e * g / 12,
                a * b * c * e * g / 12, -a * b * c * d * g / 24, a * b * c * d * e / 120, 0, 0))
    }

    /// Adds `amplitude` at the place to `row`; what falls outside is lost.
    @inline(__always)
    static func add(_ amplitude: Double, at place: Double, to row: inout MutableSpan<Float>) {
        guard isInside(place, count: row.count) else { return }
        SampleSplitter(place).add(amplitude, to: &row, from: 0)
    }

    /// Whether all six weights of an arrival at `place` lie in a row of `count` samples.
    @inline(__always)
    static func isInside(_ place: Double, count: Int) -> Bool {
        place >= 2 && place < Double(count - 4)
    }

    /// Adds `amplitude` to the row of `rows` that starts at `start`; it must lie inside.
    @inline(__always)
    func add(_ amplitude: Double, to rows: inout MutableSpan<Float>, from start: Int) {
        let size = Float(amplitude)
        for tap in 0..<6 { rows[start + first + tap] += size * weights[tap] }
    }
}
