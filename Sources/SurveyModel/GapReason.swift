/// Why ground is not covered, as far as it can be told.
public enum GapReason: String, Sendable, CaseIterable {
    /// No sweep passed over it.
    case notSwept = "not-swept"
    /// A sweep passed over it, but its traces there are not valid.
    case notValid = "not-valid"
    /// Valid traces passed over it, but their sweep is no evidence.
    case notEvidence = "not-evidence"
    /// Valid traces of evidence passed over it, but did not see down to the depth, or not surely.
    case notDeepEnough = "not-deep-enough"
    /// It lies between channels or traces that are too far apart for the class.
    case spacing
    /// It was seen at the nominal place of a sweep, which its 95 % error may have missed.
    case position
    /// It lies at the corner of a bend, or there are several reasons.
    case notCovered = "not-covered"

    /// The reason in words.
    public var words: String {
        switch self {
        case .notSwept: "never swept"
        case .notValid: "swept, traces not valid there"
        case .notEvidence: "swept, but the sweep is no evidence"
        case .notDeepEnough: "swept, not seen down to the depth, or not surely"
        case .spacing: "channels or traces too far apart for the class"
        case .position: "within the position error of the sweeps"
        case .notCovered: "several reasons"
        }
    }
}
