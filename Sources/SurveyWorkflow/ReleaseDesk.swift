internal import FileAccess
public import LandRelease
internal import SurveyModel

/// Decisions on segments: requested by one person, approved by another, always with the gates computed.
public struct ReleaseDesk: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// The time.
    public let clock: WallClock

    /// The desk of `survey`.
    public init(survey: SurveyFolder, clock: WallClock = .system) {
        self.survey = survey
        self.clock = clock
    }

    /// What is frozen with a report.
    private struct Evidence: Encodable {
        struct Run: Encodable {
            var sweep: Digest
            var algorithmVersion: String
            var settingsDigest: Digest
            var candidatesDigest: Digest
        }

        struct Closing: Encodable {
            var alarm: String
            var result: String
            var closedBy: String
            var closedOn: String
        }

        var segment: String
        var product: String
        var coverage: [CoverageAccount]
        var runs: [Run]
        var closings: [Closing]
        var waivers: [WaiverCited]?
        var settings: Digest?
        var recordHead: String
        var claim: ClearanceClaimed?
        var checks: [QualityChecked]?
    }

    /// The status of every segment: from what was kept of the last reading of the record where nothing
    /// changed since, else from the record.
    public func status() throws -> (segments: [SegmentStatus], head: String) {
        let now = clock.now()
        if let kept = KeptStatus.read(of: survey, at: now) { return (kept.segments, kept.head) }
        let registry = try survey.registry(readOnly: true)
        let segments = try SegmentStatus.all(in: registry.record, at: now)
        KeptStatus.keep(segments, of: registry, at: now)
        return (segments, try registry.headsInWords())
    }

    /// Submits a report on `segment`.
    ///
    /// - Returns: the report's id.
    /// - Throws: `WorkflowError.refused` with all objections; nothing is recorded then.
    public func request(
        _ product: LandProduct, segment id: String, by author: String, note: String,
        document path: String? = nil
    ) throws -> String {
        var registry = try survey.registry()
        let segment = try registry.record.requiredSegment(id)
        let document = try path.map { try EvidenceStore.store(document: $0, inSurvey: survey.path) }
        let coverage = try EvidenceCoverage(record: registry.record).accounts(of: segment)
        let now = clock.now()
        let request = ReleaseRequest(
            segment: id, product: product, author: author, at: now, note: note,
            ntsDocument: document)
        let objections =
            registry.record.permissionObjections(to: .reportSubmitted, by: author, at: now)
            + ReleaseGate.objections(to: request, record: registry.record, coverage: coverage)
            + RawFiles.objections(of: id, in: registry.record, survey: survey)
        guard objections.isEmpty else {
            throw WorkflowError.refused(
                what: "\(product.rawValue) for segment \(id)", objections: objections)
        }
        let waivers = ReleaseGate.waivers(
            behind: request, record: registry.record, coverage: coverage)
        var frozen = evidence(
            segment, product, coverage, registry.record, try registry.headsInWords())
        frozen.waivers = waivers.isEmpty ? nil : waivers
        let evidence = try EvidenceStore.store(frozen, inSurvey: survey.path)
        let report = ReportSubmitted(
            id: registry.record.nextReportID(for: id), segment: id, product: product,
            author: author, note: note, evidenceDigest: evidence, ntsDocument: document,
            coverage: coverage, waivers: frozen.waivers)
        try registry.record(
            [.reportSubmitted(report)], what: "report \(report.id)", by: author, at: now,
            inputs: [evidence])
        return report.id
    }

    /// Approves a report; every gate is computed again.
    ///
    /// With `key`, the file of a private SSH key, the approval is signed.
    /// - Returns: the fingerprint of the key that signed it; `nil` where none did.
    /// - Throws: `WorkflowError.refused` with all objections, `.impossible` where it cannot be signed.
    @discardableResult
    public func approve(
        _ id: String, by approver: String, signingWith key: String? = nil
    ) throws -> String? {
        var registry = try survey.registry()
        let report = try required(id, registry.record)
        let segment = try registry.record.requiredSegment(report.fact.segment)
        let coverage = try EvidenceCoverage(record: registry.record).accounts(of: segment)
        let now = clock.now()
        var approval = ReportApproved(report: id, approver: approver, coverage: coverage)
        let objections =
            registry.record.permissionObjections(to: .reportApproved, by: approver, at: now)
            + (key == nil ? registry.record.signatureObjections(approval) : [])
            + ReleaseGate.approvalObjections(
                report: id, record: registry.record, coverage: coverage, by: approver, at: now)
            + RawFiles.objections(of: segment.id, in: registry.record, survey: survey)
        guard objections.isEmpty else {
            throw WorkflowError.refused(what: "approving report \(id)", objections: objections)
        }
        if let key {
            approval = try ApprovalSigning.signed(
                approval, in: registry.record, head: registry.head.description, at: now, with: key)
        }
        try registry.record(
            [.reportApproved(approval)], what: "approving report \(id)", by: approver, at: now,
            inputs: [report.fact.evidenceDigest])
        return approval.key.flatMap { SSHPublicKey($0)?.fingerprint }
    }

    /// Gives a report back to its author.
    public func giveBack(_ id: String, by person: String, reason: String) throws {
        var registry = try survey.registry()
        _ = try required(id, registry.record)
        try registry.record(
            [.reportReturned(ReportReturned(report: id, reason: reason))],
            what: "returning report \(id)", by: person, at: clock.now())
    }

    /// Reopens a segment.
    public func reopen(
        _ segment: String, by person: String, reason: String, cause: ReopenCause? = nil
    ) throws {
        try decide(
            .segmentReopened(SegmentReopened(segment: segment, reason: reason, cause: cause)),
            "reopening", segment, person)
    }

    /// Suspends work on a segment.
    public func suspend(_ segment: String, by person: String, reason: String) throws {
        try decide(
            .segmentSuspended(SegmentSuspended(segment: segment, reason: reason)), "suspending",
            segment, person)
    }

    private func decide(
        _ fact: Fact, _ verb: String, _ segment: String, _ person: String
    ) throws {
        var registry = try survey.registry()
        _ = try registry.record.requiredSegment(segment)
        try registry.record(
            [fact], what: "\(verb) segment \(segment)", by: person, at: clock.now())
    }

    private func required(_ id: String, _ record: SurveyRecord) throws -> ReportRecord {
        guard let report = record.report(id) else {
            throw WorkflowError.unknown(
                kind: "report", name: id, known: record.reports.map(\.id))
        }
        return report
    }

    private func evidence(
        _ segment: SegmentRecord, _ product: LandProduct, _ coverage: [CoverageAccount],
        _ record: SurveyRecord, _ head: String
    ) -> Evidence {
        let sweeps = Set(coverage.flatMap(\.sweeps)).sorted()
        return Evidence(
            segment: segment.id, product: product.rawValue, coverage: coverage,
            runs: sweeps.flatMap { record.runs(of: $0) }.map {
                Evidence.Run(
                    sweep: $0.fact.sweep, algorithmVersion: $0.fact.algorithmVersion,
                    settingsDigest: $0.fact.settingsDigest,
                    candidatesDigest: $0.fact.candidatesDigest)
            },
            closings: record.alarms(on: segment.fact).compactMap { alarm in
                alarm.closing.map {
                    Evidence.Closing(
                        alarm: alarm.id, result: $0.fact.result.rawValue,
                        closedBy: $0.fact.closedBy, closedOn: $0.fact.closedOn)
                }
            }, waivers: nil, settings: record.settingsInForce?.digest, recordHead: head,
            claim: record.work.work(on: segment.id).claim?.fact,
            checks: record.work.checks.map(\.fact).filter { $0.segment == segment.id })
    }
}
