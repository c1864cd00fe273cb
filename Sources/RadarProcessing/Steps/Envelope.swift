internal import SignalKit
internal import SurveyModel

/// The magnitude of each trace's analytic signal: how strong an echo is, whatever its phase.
///
/// sqrt(x^2 + H[x]^2) with Hilbert's transform H by FFT (Taner, Koehler and Sheriff, 1979). Local in
/// traces; traces are extended by their end values over half their length, a constant has no
/// transform and counts with its magnitude.
public struct Envelope: Sendable, Hashable, LineStep {
    /// The step.
    public init() {}

    /// None.
    public var settings: [String: StepValue] { [:] }

    /// Changes every trace of `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let margin = line.samplesPerTrace / 2 + 16
        var turned = section.radargram
        turned.apply(
            .quarterTurn(
                length: FastLength.atLeast(line.samplesPerTrace + 2 * margin), leading: margin))
        var samples = section.radargram.samples
        section.radargram.samples = []
        for i in samples.indices {
            let (x, y) = (Double(samples[i]), Double(turned.samples[i]))
            samples[i] = Float((x * x + y * y).squareRoot())
        }
        section.radargram.samples = samples
    }
}
