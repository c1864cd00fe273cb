/// One reason why something is not allowed, with what would cure it.
public struct Objection: Sendable, Hashable, Codable {
    /// A short stable name, such as `coverage-gap`.
    public var code: String
    /// One sentence for a person.
    public var text: String
    /// What to do about it.
    public var cure: String

    /// An objection `code` said as `text`.
    public init(code: String, text: String, cure: String) {
        self.code = code
        self.text = text
        self.cure = cure
    }
}

extension Objection: CustomStringConvertible {
    /// The sentence.
    public var description: String { text }
}
