/// An error a person in the field can act on: one plain sentence, and what to do about it.
public protocol ExplainedError: Error, CustomStringConvertible, Sendable {
    /// What to do next, as one sentence; `nil` where the description already says it.
    var hint: String? { get }
}

extension ExplainedError {
    /// No hint by default.
    public var hint: String? { nil }
}
