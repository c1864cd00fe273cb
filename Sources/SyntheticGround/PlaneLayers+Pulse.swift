internal import Glibc
internal import SignalKit

/// What a stack of layers sends back of a pulse.
public struct ReflectedPulse: Sendable, Equatable {
    /// Time between samples (ns).
    public let sampleIntervalNanoseconds: Double
    /// Sample at which a metal plate in place of the first boundary would peak.
    public let plateSample: Int
    /// The echo; a metal plate would peak at -1.
    public let samples: [Float]
    /// Its envelope, the magnitude of the analytic signal.
    public let envelope: [Float]

    /// Largest value of the envelope relative to a metal plate's (dB).
    public var peakDecibels: Double { 20 * log10(Double(envelope.max() ?? 0)) }
}

extension PlaneLayers {
    /// Echo of a Ricker pulse, p(t) = (1 - 2 (pi f t)^2) exp(-(pi f t)^2), over 32 cycles of its centre
    /// frequency f, sampled 64 times a cycle; what rings longer is lost.
    ///
    /// - Throws: `SyntheticGroundError.badValue` for a frequency that is not from 1 MHz to 100 GHz.
    public func echo(
        ofRickerMHz centreFrequencyMHz: Double
    ) throws(SyntheticGroundError) -> ReflectedPulse {
        guard (1...100_000).contains(centreFrequencyMHz) else {
            throw .badValue(
                name: "centre frequency",
                reason: "\(centreFrequencyMHz) MHz is not from 1 to 100000")
        }
        let frequency = centreFrequencyMHz / 1000
        let count = 2048
        let plate = count / 4
        let interval = 1 / (64 * frequency)
        let pulse = (0..<count).map { sample -> Float in
            let phase = Double.pi * Double(sample - plate) / 64
            return Float((1 - 2 * phase * phase) * exp(-phase * phase))
        }
        let bins = (0...count / 2).map { bin -> ComplexDouble in
            // The pulse holds nothing at frequency 0, where conductors have no permittivity.
            bin == 0 ? ComplexDouble(0) : reflection(at: Double(bin) / (Double(count) * interval))
        }
        let samples = filtered(pulse, bins)
        // Multiplied by -i, a positive frequency lags by a quarter of a cycle: the Hilbert transform.
        let turned = filtered(pulse, bins.map { ComplexDouble($0.imaginary, -$0.real) })
        return ReflectedPulse(
            sampleIntervalNanoseconds: interval, plateSample: plate, samples: samples,
            envelope: zip(samples, turned).map { ($0 * $0 + $1 * $1).squareRoot() })
    }

    private func filtered(_ pulse: [Float], _ response: [ComplexDouble]) -> [Float] {
        var transform = RealFourierTransform(count: pulse.count)
        var row = pulse
        var span = row.mutableSpan
        let single = response.map {
            ComplexFloat(real: Float($0.real), imaginary: Float($0.imaginary))
        }
        transform.filter(&span, leading: 0, response: single.span)
        return row
    }
}
