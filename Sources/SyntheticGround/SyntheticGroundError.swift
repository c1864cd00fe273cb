public import SurveyModel

/// What makes a scene impossible to simulate.
public enum SyntheticGroundError: ExplainedError, Equatable {
    /// A figure of the scene is out of range.
    case badValue(name: String, reason: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .badValue(let name, let reason): "\(name): \(reason)"
        }
    }

    /// What to do next.
    public var hint: String? { nil }
}
