internal import SurveyModel

/// How a radar maker's dialect writes the angles in its trace headers.
///
/// The manual of Prism2 says arc seconds and names degrees and minutes in one breath, and files follow
/// their own ways; the figures decide, and what was taken is said.
enum DialectNotation: Sendable {
    /// Degrees and decimal minutes run together, as in NMEA 0183: 3215.5 is 32 degrees 15.5 minutes.
    case degreesAndMinutes
    case degrees
    case arcSeconds

    /// `nil` where the largest figures are no angles in any notation.
    init?(unit: Int, largestX: Double, largestY: Double, areMinutes: Bool) {
        // So small a figure run together would lie within two degrees of Greenwich and the equator.
        if largestX <= 180, largestY <= 90 {
            self = .degrees
        } else if areMinutes {
            self = .degreesAndMinutes
        } else if largestX <= 648_000, largestY <= 324_000, unit == 2 {
            self = .arcSeconds
        } else {
            return nil
        }
    }

    /// A figure in degrees.
    func degrees(_ value: Double) -> Double {
        switch self {
        case .degrees: return value
        case .arcSeconds: return value / 3600
        case .degreesAndMinutes:
            let whole = (value / 100).rounded(.towardZero)
            return whole + (value - whole * 100) / 60
        }
    }

    var warning: SweepWarning {
        let words =
            switch self {
            case .degreesAndMinutes: "degrees and minutes run together (DDMM.MMMM)"
            case .degrees: "degrees"
            case .arcSeconds: "arc seconds"
            }
        return SweepWarning(
            code: "angles-assumed",
            text: "the places in the trace headers are taken as \(words), because the figures fit; "
                + "the file does not say for certain")
    }
}
