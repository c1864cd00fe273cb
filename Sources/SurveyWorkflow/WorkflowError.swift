public import LandRelease
public import SurveyModel

/// What stops a story of the workflow, with its cause in words.
public enum WorkflowError: ExplainedError, Equatable {
    /// The folder is not a survey folder.
    case notASurvey(path: String, missing: String)
    /// `survey.json` cannot be used.
    case settings(path: String, problems: [String])
    /// A file could not be used.
    case unreadable(file: String, cause: String, hint: String?)
    /// A name that does not exist.
    case unknown(kind: String, name: String, known: [String])
    /// Something the rules do not allow, with every reason.
    case refused(what: String, objections: [Objection])
    /// Something asked for that cannot be done as asked.
    case impossible(reason: String, hint: String?)

    /// One sentence.
    public var description: String {
        switch self {
        case .notASurvey(let path, let missing):
            "\(path): this is not a survey folder, it has no \(missing)"
        case .settings(let path, let problems): "\(path): \(problems.joined(separator: "; "))"
        case .unreadable(_, let cause, _): cause
        case .unknown(let kind, let name, _): "there is no \(kind) `\(name)`"
        case .refused(let what, let objections):
            "\(what) is refused for \(objections.count) "
                + (objections.count == 1 ? "reason: " : "reasons: ")
                + objections.map(\.text).joined(separator: "; ")
        case .impossible(let reason, _): reason
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .notASurvey: "`clearroad survey init` makes one"
        case .settings: "correct the file and run again"
        case .unreadable(_, _, let hint): hint
        case .unknown(_, _, let known):
            known.isEmpty ? "there are none yet" : "there are: \(known.joined(separator: ", "))"
        case .refused(_, let objections): objections.first?.cure
        case .impossible(_, let hint): hint
        }
    }

    /// Wraps an error about `file`.
    init(file: String, _ error: any Error) {
        guard let explained = error as? any ExplainedError else {
            self = .unreadable(file: file, cause: "\(file): \(error)", hint: nil)
            return
        }
        let text = explained.description
        self = .unreadable(
            file: file, cause: text.contains(file) ? text : "\(file): \(text)",
            hint: MissingFile.suggestion(for: error) ?? explained.hint)
    }
}
