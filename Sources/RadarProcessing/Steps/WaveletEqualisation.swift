internal import SignalKit
public import SurveyModel

/// Gives every channel of an array the wavelet, strength and time of one of them, that of median
/// strength (the lower of two).
///
/// Z_c <- Z_c W_ref W_c* / (|W_c|^2 + k max |W_c|^2), where W_c is the spectrum of the early arrival on
/// the median trace of the channel's sample: Wiener's inverse filter (Robinson and Treitel, 1980).
/// Frequencies the channel does not have are not raised: they fall away. Local; learns W from every
/// channel.
public struct WaveletEqualisation: Sendable, Hashable, LearningStep {
    /// What is added to the power spectrum, as a part of its largest value.
    public var regularisation: Double

    /// With `regularisation` k.
    public init(regularisation: Double = 0.02) { self.regularisation = regularisation }

    /// k.
    public var settings: [String: StepValue] { ["regularisation": .number(regularisation)] }

    /// The filter of one channel.
    ///
    /// - Throws: `ProcessingError.nothingVaries` where a median trace is constant, `.tooFewSamples`,
    ///   `.tooFewTraces`, `.badStepValue` where channels have different time axes.
    public func learnt(
        from samples: [Radargram], ofChannelAt place: Int, line: Line
    ) throws(ProcessingError) -> any LineStep {
        let interval = line.timeAxis.sampleIntervalNanoseconds
        var filter = TraceFilter(samples: line.samplesPerTrace, margin: line.samplesPerTrace / 2)
        var spectra: [[ComplexFloat]] = []
        for sample in samples {
            guard sample.samplesPerTrace == line.samplesPerTrace,
                sample.timeAxis.sampleIntervalNanoseconds == interval
            else {
                throw .badStepValue(
                    step: "equalise", reason: "the channels do not have the same time axis")
            }
            let trace = sample.medianTrace()
            let window = try EarlyWavelet(
                in: sample, medianTrace: trace, centreFrequencyMHz: line.centreFrequencyMHz,
                step: "equalise")
            spectra.append(filter.spectrum(of: window.cut(from: trace)))
        }
        let powers = spectra.map { $0.reduce(0.0) { $0 + $1.power } }
        let ranked = powers.indices.sorted { (powers[$0], $0) < (powers[$1], $1) }
        let reference = spectra[ranked[(ranked.count - 1) / 2]]
        let own = spectra[place]
        let added = regularisation * (own.map(\.power).max() ?? 0)
        guard added > 0 else { throw .nothingVaries(step: "equalise") }
        for bin in filter.response.indices {
            filter.response[bin] = Self.ratio(
                reference[bin], own[bin], power: own[bin].power + added)
        }
        return Filtering(filter: filter, settings: settings)
    }

    /// reference own* / power, in a precision that holds each part of it for the faintest amplitudes.
    private static func ratio(
        _ reference: ComplexFloat, _ own: ComplexFloat, power: Double
    ) -> ComplexFloat {
        let (a, b) = (Double(reference.real), Double(reference.imaginary))
        let (c, d) = (Double(own.real), Double(own.imaginary))
        return ComplexFloat(
            real: Float((a * c + b * d) / power), imaginary: Float((b * c - a * d) / power))
    }
}

/// Filters every trace.
struct Filtering: LineStep {
    let filter: TraceFilter
    let settings: [String: StepValue]

    func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        section.radargram.apply(filter)
    }
}

extension ComplexFloat {
    /// The squared magnitude, in a precision that holds the square of any amplitude.
    var power: Double {
        Double(real) * Double(real) + Double(imaginary) * Double(imaginary)
    }
}
