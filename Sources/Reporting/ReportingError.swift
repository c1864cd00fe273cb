public import SurveyModel

/// What cannot be put on a page.
public enum ReportingError: ExplainedError, Equatable {
    /// The bytes of a picture are not those of a PNG file.
    case notPNG(name: String)

    /// One plain sentence.
    public var description: String {
        switch self {
        case .notPNG(let name): "the picture \(name) is not a PNG file: give one that is"
        }
    }
}
