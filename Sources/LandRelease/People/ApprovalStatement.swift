internal import Fingerprint
public import SurveyModel

/// What an approver signs: which report, on what evidence, after which event, when.
///
/// Its canonical JSON is what `ssh-keygen -Y sign` gets.
public struct ApprovalStatement: Sendable, Equatable, Codable {
    /// The name under which the signature is made: it fits nothing else.
    public static let namespace = "clearroad-approval"

    /// Name of the survey.
    public var survey: String
    /// Report id.
    public var report: String
    /// Segment id.
    public var segment: String
    /// What the segment becomes.
    public var product: LandProduct
    /// The depth it is released to (m).
    public var depthMetres: Double
    /// Digest of the frozen evidence.
    public var evidenceDigest: Digest
    /// Digest of the coverage at approval.
    public var coverageDigest: Digest
    /// The waivers the report rests on.
    public var waivers: [WaiverCited]
    /// The record head the approver saw.
    public var head: String
    /// Who approves.
    public var approver: String
    /// When (UTC).
    public var at: String

    /// The statement of an approval; `nil` where report, segment or survey is not on record or a figure is
    /// not finite.
    public init?(
        of approval: ReportApproved, in record: SurveyRecord, head: String, at: String
    ) {
        guard let survey = record.survey, let report = record.report(approval.report),
            let segment = record.segment(report.fact.segment),
            let coverage = try? CanonicalJSON.digest(of: approval.coverage)
        else { return nil }
        self.survey = survey.name
        self.report = report.id
        self.segment = segment.id
        product = report.fact.product
        depthMetres = segment.fact.depthMetres
        evidenceDigest = report.fact.evidenceDigest
        coverageDigest = coverage
        waivers = report.fact.waivers ?? []
        self.head = head
        self.approver = approval.approver
        self.at = at
    }

    /// The bytes that are signed; `nil` where a figure is not finite.
    public var bytes: [UInt8]? { try? CanonicalJSON.bytes(of: self) }
}
