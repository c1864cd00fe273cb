internal import Foundation

/// The current of a source over time, of peak one.
///
/// The Gaussian family and the Ricker wavelet as gprMax defines them (Warren, Giannopoulos and
/// Giannakis 2016): the source starts at time 0, `peakNanoseconds` before its centre.
public enum SourceWaveform: String, Sendable, Hashable, Codable, CaseIterable {
    /// Gaussian.
    case gaussian
    /// First derivative of a Gaussian.
    case gaussianDerivative = "gaussiandotnorm"
    /// Second derivative of a Gaussian, centre down.
    case gaussianSecondDerivative = "gaussiandotdotnorm"
    /// Second derivative of a Gaussian, centre up.
    case ricker

    /// The centre of the wavelet after the source starts (ns), for a centre frequency in MHz.
    public func peakNanoseconds(centreFrequencyMHz: Double) -> Double {
        let frequency = centreFrequencyMHz / 1000
        switch self {
        case .gaussian, .gaussianDerivative: return 1 / frequency
        case .gaussianSecondDerivative, .ricker: return 2.0.squareRoot() / frequency
        }
    }

    /// The current at `timeNanoseconds` after the source starts; zero before.
    public func value(at timeNanoseconds: Double, centreFrequencyMHz: Double) -> Double {
        guard timeNanoseconds >= 0 else { return 0 }
        let frequency = centreFrequencyMHz / 1000
        let delay = timeNanoseconds - peakNanoseconds(centreFrequencyMHz: centreFrequencyMHz)
        let square = Double.pi * Double.pi * frequency * frequency
        switch self {
        case .gaussian: return exp(-2 * square * delay * delay)
        case .gaussianDerivative:
            return -2 * (square * M_E).squareRoot() * delay * exp(-2 * square * delay * delay)
        case .gaussianSecondDerivative: return -Self.rickerValue(square * delay * delay)
        case .ricker: return Self.rickerValue(square * delay * delay)
        }
    }

    /// The frequency above which the spectrum stays 40 dB under its peak (MHz).
    ///
    /// The Ricker spectrum u exp(1 - u) with u = (f/fc)^2 falls to 0.01 at u = 7.64, the first
    /// derivative's sqrt(u) exp((1 - u)/2) at u = 12.8, and the Gaussian's exp(-u/2) at u = 9.21.
    public func highestFrequencyMHz(centreFrequencyMHz: Double) -> Double {
        switch self {
        case .gaussian: 3.04 * centreFrequencyMHz
        case .gaussianDerivative: 3.58 * centreFrequencyMHz
        case .gaussianSecondDerivative, .ricker: 2.77 * centreFrequencyMHz
        }
    }

    private static func rickerValue(_ u: Double) -> Double { (1 - 2 * u) * exp(-u) }
}
