public import SurveyModel

/// What somebody asks for: that a segment becomes a product.
public struct ReleaseRequest: Sendable, Equatable {
    /// Segment id.
    public var segment: String
    /// What it shall become.
    public var product: LandProduct
    /// Who asks.
    public var author: String
    /// When (UTC).
    public var at: String
    /// The reasons in words.
    public var note: String
    /// Digest of the non-technical survey document, for `cancelled`.
    public var ntsDocument: Digest?

    /// A request for `segment`.
    public init(
        segment: String, product: LandProduct, author: String, at: String, note: String,
        ntsDocument: Digest? = nil
    ) {
        self.segment = segment
        self.product = product
        self.author = author
        self.at = at
        self.note = note
        self.ntsDocument = ntsDocument
    }
}
