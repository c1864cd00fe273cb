internal import RadarProcessing
internal import SurveyModel

/// What a calibration that holds tells a detectability map.
struct CalibratedGround: Sendable, Hashable {
    /// Peak of a metal plate's echo re the direct wave's (dB).
    var amplitudeReferenceDecibels: Double?
    /// The ground's permittivity.
    var permittivity: GroundEstimate.Permittivity?
    /// One-way loss of the ground with its standard error added (dB/m).
    var lossDecibelsPerMetre: Double?

    /// Standard error of a permittivity whose own is not told, as a part of it.
    static let usualSigma = 0.1

    /// From `calibration`.
    init(_ calibration: RadarCalibration) {
        amplitudeReferenceDecibels = calibration.amplitudeReference.flatMap {
            $0.isUpperBound ? nil : $0.value
        }
        permittivity = calibration.permittivity.flatMap { figure in
            guard !figure.isUpperBound else { return nil }
            return GroundEstimate.Permittivity(
                value: figure.value, sigma: figure.sigma ?? Self.usualSigma * figure.value)
        }
        lossDecibelsPerMetre = calibration.loss.map {
            max(0, $0.isUpperBound ? $0.value : $0.value + ($0.sigma ?? 0))
        }
    }
}

/// Where the figures a detectability map rests on come from.
public struct DetectabilityBasis: Sendable, Hashable {
    /// A source.
    public enum Source: String, Sendable, Hashable {
        /// Nothing is known: a usual value is taken.
        case assumed
        /// The sweep itself.
        case sweep
        /// A calibration.
        case calibration
        /// Told by the operator.
        case measured
    }

    /// Strength of echoes re the early arrival: an ideal pair of dipoles where assumed.
    public var amplitude: Source
    /// Permittivity.
    public var permittivity: Source
    /// Loss.
    public var loss: Source

    /// One sentence for people.
    public var sentence: String {
        func words(_ source: Source, assumed: String) -> String {
            switch source {
            case .assumed: assumed
            case .sweep: "the sweep itself"
            case .calibration: "the calibration"
            case .measured: "what was given"
            }
        }
        return "strength of echoes by \(words(amplitude, assumed: "an ideal pair of dipoles")), "
            + "permittivity by \(words(permittivity, assumed: "the range of dry to damp sand")), "
            + "loss by \(words(loss, assumed: "nothing"))"
    }
}
