internal import SignalKit
public import SurveyModel

/// Flattens the spectrum of the line's own wavelet within a band, so that echoes close to each other
/// part.
///
/// H = sqrt((1 + k) max |W|^2 / (|W|^2 + k max |W|^2)), zero phase, where |W| is the mean amplitude
/// spectrum of the early arrivals of the line's sample; 1 at the strongest frequency, at most
/// sqrt(1 + 1/k) anywhere. The band is a Hamming-window FIR of 65 taps. The wavelet is learnt from the
/// early arrival, so that the step comes before the background, which takes it off. Raises noise.
/// Local; learns |W|.
public struct SpectralWhitening: Sendable, Hashable, LearningStep {
    /// What is added to the power spectrum, as a part of its largest value.
    public var regularisation: Double
    /// Lower corner (MHz).
    public var lowMHz: Double
    /// Upper corner (MHz).
    public var highMHz: Double
    private static let tapCount = 65

    /// With `regularisation` k, from `lowMHz` to `highMHz`.
    public init(regularisation: Double = 0.02, lowMHz: Double, highMHz: Double) {
        self.regularisation = regularisation
        self.lowMHz = lowMHz
        self.highMHz = highMHz
    }

    /// k and the corners.
    public var settings: [String: StepValue] {
        [
            "regularisation": .number(regularisation), "lowMHz": .number(lowMHz),
            "highMHz": .number(highMHz),
        ]
    }

    /// The filter of one channel.
    ///
    /// - Throws: `ProcessingError.nothingVaries` where the early arrivals are constant,
    ///   `.bandAboveSampling`, `.badStepValue`, `.tooFewSamples`, `.tooFewTraces`.
    public func learnt(
        from samples: [Radargram], ofChannelAt place: Int, line: Line
    ) throws(ProcessingError) -> any LineStep {
        let band = try FrequencyBand(
            lowMHz: lowMHz, highMHz: highMHz, step: "whitenspectrum",
            intervalNanoseconds: line.timeAxis.sampleIntervalNanoseconds)
        try FrequencyBand.checkShape(
            lowMHz: lowMHz, highMHz: highMHz, tapCount: Self.tapCount, step: "whitenspectrum",
            intervalNanoseconds: line.timeAxis.sampleIntervalNanoseconds)
        var filter = TraceFilter(
            samples: line.samplesPerTrace, margin: line.samplesPerTrace / 2 + Self.tapCount)
        let amplitudes = try Self.amplitudes(in: samples[place], line, filter)
        let largest = amplitudes.max() ?? 0
        guard largest > 0 else { throw .nothingVaries(step: "whitenspectrum") }
        let taps = BandPass.taps(count: Self.tapCount, low: band.low, high: band.high)
        filter.response = BandPass.response(of: taps, count: filter.length)
        for bin in filter.response.indices {
            let power = (amplitudes[bin] / largest) * (amplitudes[bin] / largest)
            let gain = ((1 + regularisation) / (power + regularisation)).squareRoot()
            filter.response[bin].real *= Float(gain)
        }
        return Filtering(filter: filter, settings: settings)
    }

    /// The mean amplitude spectrum of the early arrivals.
    private static func amplitudes(
        in sample: Radargram, _ line: Line, _ filter: TraceFilter
    ) throws(ProcessingError) -> [Double] {
        let window = try EarlyWavelet(
            in: sample, medianTrace: sample.medianTrace(),
            centreFrequencyMHz: line.centreFrequencyMHz, step: "whitenspectrum")
        var sums = [Double](repeating: 0, count: filter.response.count)
        var transform = RealFourierTransform(count: filter.length)
        for index in 0..<sample.traceCount {
            let wavelet = window.cut(from: Array(sample.trace(index)))
            let spectrum = transform.spectrum(of: wavelet.span, leading: filter.leading)
            for bin in sums.indices { sums[bin] += spectrum[bin].power.squareRoot() }
        }
        return sums
    }
}
