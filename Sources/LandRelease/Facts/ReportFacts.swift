public import SurveyModel

/// Somebody asks to release a segment.
public struct ReportSubmitted: Sendable, Equatable, Codable {
    /// Report id, `<SEGMENT>-R1` and so on.
    public var id: String
    /// Segment id.
    public var segment: String
    /// What it shall become.
    public var product: LandProduct
    /// Who writes the report.
    public var author: String
    /// The reasons in words.
    public var note: String
    /// Digest of the frozen evidence.
    public var evidenceDigest: Digest
    /// Digest of the non-technical survey document, for `cancelled`.
    public var ntsDocument: Digest?
    /// What was covered when the report was written.
    public var coverage: [CoverageAccount]
    /// The waivers it rests on; `nil` where there are none.
    public var waivers: [WaiverCited]?

    /// A report `id` on `segment`.
    public init(
        id: String, segment: String, product: LandProduct, author: String, note: String,
        evidenceDigest: Digest, ntsDocument: Digest? = nil, coverage: [CoverageAccount],
        waivers: [WaiverCited]? = nil
    ) {
        self.id = id
        self.segment = segment
        self.product = product
        self.author = author
        self.note = note
        self.evidenceDigest = evidenceDigest
        self.ntsDocument = ntsDocument
        self.coverage = coverage
        self.waivers = waivers
    }
}

/// A report goes back to its author.
public struct ReportReturned: Sendable, Equatable, Codable {
    /// Report id.
    public var report: String
    /// Why.
    public var reason: String

    /// A return of `report`.
    public init(report: String, reason: String) {
        self.report = report
        self.reason = reason
    }
}

/// A report is approved; only this releases ground.
public struct ReportApproved: Sendable, Equatable, Codable {
    /// Report id.
    public var report: String
    /// Who approves.
    public var approver: String
    /// What is covered at the time of approval.
    public var coverage: [CoverageAccount]
    /// SSH signature over the `ApprovalStatement`, armoured; `nil` where the identity is asserted.
    public var signature: String?
    /// The public key that made it, `TYPE BASE64`.
    public var key: String?
    /// The record head the signer saw, `writer:number:hash`.
    public var signedHead: String?
    /// The time in the signed statement (UTC).
    public var signedAt: String?

    /// An approval of `report`.
    public init(report: String, approver: String, coverage: [CoverageAccount]) {
        self.report = report
        self.approver = approver
        self.coverage = coverage
    }
}

/// Work on a segment stops.
public struct SegmentSuspended: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Why.
    public var reason: String

    /// A stop of work on `segment`.
    public init(segment: String, reason: String) {
        self.segment = segment
        self.reason = reason
    }
}

/// A suspended segment goes on, or a released one is taken back.
public struct SegmentReopened: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Why.
    public var reason: String
    /// What kind of reason it is.
    public var cause: ReopenCause?

    /// A reopening of `segment`.
    public init(segment: String, reason: String, cause: ReopenCause? = nil) {
        self.segment = segment
        self.reason = reason
        self.cause = cause
    }
}

/// A person ends the review of released ground: its release stands.
public struct ReviewClosed: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Why the release stands.
    public var reason: String

    /// The end of the review of `segment`.
    public init(segment: String, reason: String) {
        self.segment = segment
        self.reason = reason
    }
}
