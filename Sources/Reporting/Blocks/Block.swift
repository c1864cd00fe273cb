/// One piece of a page.
public enum Block: Sendable, Hashable {
    /// A paragraph of plain text.
    case paragraph(String)
    /// A box that stands out.
    case note(Note)
    /// A list with bullets.
    case list([String])
    /// A list with numbers.
    case numberedList([String])
    /// Terms, each with what it means or amounts to.
    case definitions([Definition])
    /// A table.
    case table(DataTable)
    /// A figure.
    case figure(Figure)
    /// Blocks folded away on a screen until they are asked for; always open in print.
    case details(summary: String, [Block])
}

/// A box that stands out, such as the limits of a claim.
public struct Note: Sendable, Hashable {
    /// What it is for.
    public enum Kind: Sendable, Hashable {
        /// To know.
        case information
        /// Not to be overlooked.
        case warning
    }

    /// What it is for.
    public var kind: Kind
    /// Words above its text.
    public var title: String
    /// Its text, one paragraph each.
    public var paragraphs: [String]
    /// Points below its text.
    public var points: [String]

    /// A box headed `title`.
    public init(_ kind: Kind, title: String, paragraphs: [String] = [], points: [String] = []) {
        self.kind = kind
        self.title = title
        self.paragraphs = paragraphs
        self.points = points
    }
}

/// A term and what it means or amounts to.
public struct Definition: Sendable, Hashable {
    /// The term.
    public var term: String
    /// What it means or amounts to.
    public var detail: String

    /// `term` and its `detail`.
    public init(_ term: String, _ detail: String) {
        self.term = term
        self.detail = detail
    }
}
