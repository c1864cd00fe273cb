internal import Foundation
internal import SignalKit
internal import SurveyModel

/// The early arrival cut out of a trace: whole up to a cycle from its peak, fading to nothing at two, its
/// mean within that window taken off, so that a recorder's offset is not taken for signal.
struct EarlyWavelet {
    private let weights: [Float]

    /// The window round the arrival on the median trace of `sample`.
    ///
    /// - Throws: `ProcessingError.nothingVaries` where the traces are constant there or have nothing in
    ///   common, `.tooFewSamples`, `.tooFewTraces`.
    init(
        in sample: Radargram, medianTrace: [Float], centreFrequencyMHz: Double, step: String
    ) throws(ProcessingError) {
        guard sample.traceCount >= LineFitness.fewestTraces else {
            throw .tooFewTraces(
                step: step, traces: sample.traceCount, needed: LineFitness.fewestTraces)
        }
        guard medianTrace.count > 4 else {
            throw .tooFewSamples(step: step, samples: medianTrace.count, needed: 5)
        }
        let interval = sample.timeAxis.sampleIntervalNanoseconds
        let peak = EarlyArrival(medianTrace: medianTrace, interval: interval).peakSample
        let cycle = max(2, 1000 / centreFrequencyMHz / interval)
        weights = medianTrace.indices.map { i in
            let faded = abs(Double(i - peak)) / cycle - 1
            return faded < 1 ? Float(0.5 + 0.5 * cos(.pi * max(0, faded))) : 0
        }
        let shared = energy(of: medianTrace)
        let whole = (0..<sample.traceCount).reduce(0.0) { sum, trace in
            sum + energy(of: Array(sample.trace(trace)))
        }
        guard shared > Self.leastShared * whole / Double(sample.traceCount) else {
            throw .nothingVaries(step: step)
        }
    }

    /// Least part of the traces' energy round the arrival that their median must hold: noise and lines
    /// without their background have next to none, an arrival up to a quarter of a cycle early or late
    /// has half.
    private static let leastShared = 0.1

    private func energy(of trace: [Float]) -> Double {
        cut(from: trace).reduce(0.0) { $0 + Double($1) * Double($1) }
    }

    /// The wavelet of `trace`.
    func cut(from trace: [Float]) -> [Float] {
        var sum = 0.0
        var weight = 0.0
        for (value, w) in zip(trace, weights) {
            sum += Double(value) * Double(w)
            weight += Double(w)
        }
        let mean = Float(sum / weight)
        return zip(trace, weights).map { ($0 - mean) * $1 }
    }
}

/// The time of the extremum of a trace near a sample, in samples: where the band-limited curve through
/// the samples has it, found by Newton's method on the sum of its frequencies.
func bandLimitedPeak(of trace: [Float], near sample: Int) -> Double {
    let filter = TraceFilter(samples: trace.count, margin: trace.count / 2 + 16)
    let spectrum = filter.spectrum(of: trace)
    var offset = 0.0
    for _ in 0..<12 {
        let time = Double(filter.leading + sample) + offset
        var slope = 0.0
        var curvature = 0.0
        for (bin, value) in spectrum.enumerated() {
            let rate = 2 * Double.pi * filter.frequency(bin)
            let (real, imaginary) = (Double(value.real), Double(value.imaginary))
            let (c, s) = (cos(rate * time), sin(rate * time))
            slope -= rate * (real * s + imaginary * c)
            curvature -= rate * rate * (real * c - imaginary * s)
        }
        guard curvature != 0 else { break }
        let move = slope / curvature
        offset = min(1, max(-1, offset - move))
        if abs(move) < 1e-9 { break }
    }
    return Double(sample) + offset
}
