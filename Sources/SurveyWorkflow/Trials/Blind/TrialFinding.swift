public import SurveyModel

/// Something in the files of a trial that is not as it was written.
public struct TrialFinding: ExplainedError, Hashable {
    /// One sentence.
    public let description: String

    init(_ sentence: String) { description = sentence }

    /// What to do.
    public var hint: String? {
        "compare with a copy made earlier and with the digests on paper; do not score this trial"
    }
}
