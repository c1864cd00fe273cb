public import SurveyModel

/// Why a trial cannot be judged.
public enum EvaluationError: ExplainedError, Equatable {
    /// A figure that has no meaning there.
    case impossible(String, hint: String?)

    /// One sentence.
    public var description: String {
        switch self {
        case .impossible(let sentence, _): sentence
        }
    }

    /// What to do.
    public var hint: String? {
        switch self {
        case .impossible(_, let hint): hint
        }
    }
}
