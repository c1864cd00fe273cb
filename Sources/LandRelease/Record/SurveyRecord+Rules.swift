internal import SurveyModel

extension SurveyRecord {
    /// Everything that keeps a fact from being recorded next, all problems at once.
    public func objections(to fact: Fact, by: String, at: String) -> [Objection] {
        var found = TextRules.name(by, "the name of the person who records this")
        if !ISOTime.isTimestamp(at) {
            found.append(
                Self.objection(
                    "time",
                    "\(TextRules.quoted(at)) is not a UTC time such as 2026-03-01T17:30:00Z",
                    "check the clock of this machine"))
        }
        found += permissionObjections(to: fact.kind, by: by, at: at)
        return found + ownObjections(to: fact, by: by, at: at)
    }

    private func ownObjections(to fact: Fact, by: String, at: String) -> [Objection] {
        switch fact {
        case .surveyCreated(let fact): objections(to: fact)
        case .settingsProposed(let fact): objections(to: fact)
        case .settingsApproved(let fact): objections(to: fact, by: by)
        case .roadRegistered(let fact): objections(to: fact)
        case .segmentAdded(let fact): objections(to: fact)
        case .segmentClassified(let fact): objections(to: fact, by: by, at: at)
        case .sweepRegistered(let fact): objections(to: fact)
        case .detectionRun(let fact): objections(to: fact)
        case .alarmClosed(let fact): objections(to: fact, at: at)
        case .reportSubmitted(let fact): objections(to: fact, by: by, at: at)
        case .reportReturned(let fact): objections(to: fact)
        case .reportApproved(let fact): objections(to: fact, by: by, at: at)
        case .personRegistered(let fact): objections(to: fact, by: by, at: at)
        case .personChanged(let fact): people.objections(to: fact, by: by)
        case .assetRegistered(let fact): assets.objections(to: fact)
        case .assetRetired(let fact): assets.objections(to: fact)
        case .accreditationGranted(let fact): assets.objections(to: fact, people: people)
        case .accreditationWithdrawn(let fact): assets.objections(to: fact)
        case .taskOrdered(let fact): objections(to: fact) + orderObjections(fact)
        case .taskClosed(let fact): objections(to: fact, at: at)
        case .waiverGranted(let fact): objections(to: fact, by: by, at: at)
        case .waiverWithdrawn(let fact): objections(to: fact)
        case .segmentSuspended(let fact): objections(to: fact, by: by, at: at)
        case .segmentReopened(let fact): objections(to: fact, by: by, at: at)
        case .reviewClosed(let fact): objections(to: fact, by: by)
        case .noEvidenceConcluded(let fact): objections(to: fact, by: by, at: at)
        case .workStarted(let fact): objections(to: fact, by: by, at: at)
        case .boxChecked(let fact): objections(to: fact, at: at)
        case .clearanceClaimed(let fact): objections(to: fact, by: by, at: at)
        case .qualityChecked(let fact): objections(to: fact, by: by, at: at)
        case .qaVisited(let fact): objections(to: fact, by: by, at: at)
        case .accidentReported(let fact): objections(to: fact, at: at)
        case .handedOver(let fact): objections(to: fact, by: by, at: at)
        case .lotThawed(let fact): objections(to: fact, by: by, at: at)
        case .segmentSplit(let fact): objections(to: fact, by: by, at: at)
        case .segmentMerged(let fact): objections(to: fact, by: by, at: at)
        case .segmentReversioned(let fact): objections(to: fact, by: by, at: at)
        case .alarmAssigned(let fact): objections(to: fact, at: at)
        case .alarmInspected(let fact): objections(to: fact, at: at)
        case .findRecorded(let fact): objections(to: fact, at: at)
        case .findDisposed(let fact): objections(to: fact, at: at)
        case .searchClosed(let fact): objections(to: fact, by: by, at: at)
        case .seedsSealed(let fact): objections(to: fact, by: by, at: at)
        case .seedsUnsealed(let fact): objections(to: fact, by: by, at: at)
        case .conflictSettled(let fact): objections(to: fact, by: by)
        case .roadCalibrated(let fact): objections(to: fact)
        }
    }

    static func objection(_ code: String, _ text: String, _ cure: String) -> Objection {
        Objection(code: code, text: text, cure: cure)
    }

    private func objections(to fact: ReportSubmitted, by: String, at: String) -> [Objection] {
        var found = signerObjections(fact.author, by, "author")
        if fact.id != nextReportID(for: fact.segment) {
            found.append(
                Self.objection(
                    "report-id",
                    "the next report on this segment is \(nextReportID(for: fact.segment)), not "
                        + TextRules.quoted(fact.id),
                    "number the report again"))
        }
        let request = ReleaseRequest(
            segment: fact.segment, product: fact.product, author: fact.author, at: at,
            note: fact.note, ntsDocument: fact.ntsDocument)
        return found + waiverObjections(fact, request)
            + ReleaseGate.objections(to: request, record: self, coverage: fact.coverage)
    }

    private func objections(to fact: ReportApproved, by: String, at: String) -> [Objection] {
        signerObjections(fact.approver, by, "approver") + signatureObjections(fact)
            + ReleaseGate.approvalObjections(
                report: fact.report, record: self, coverage: fact.coverage, by: fact.approver,
                at: at)
    }

    func signerObjections(_ named: String, _ by: String, _ role: String) -> [Objection] {
        guard FoldedName(named) != FoldedName(by) else { return [] }
        return [
            Self.objection(
                "signer",
                "the \(role) is \(TextRules.quoted(named)), but \(TextRules.quoted(by)) records it",
                "the \(role) has to record it")
        ]
    }

    private func objections(to fact: ReportReturned) -> [Objection] {
        let found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let report = report(fact.report) else {
            return found + [
                Self.objection(
                    "report-unknown", "there is no report \(TextRules.quoted(fact.report))",
                    "check the report's id")
            ]
        }
        guard report.state != .submitted else { return found }
        return found + [
            Self.objection(
                "report-not-open", "report \(report.id) is \(report.state.rawValue)",
                "only a submitted report can be returned")
        ]
    }

    private func objections(to fact: SegmentSuspended, by: String, at: String) -> [Objection] {
        let found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        return found
            + objections(
                to: .suspend, on: segment, faults: [:],
                people: LandPeople(acting: actor(named: by, at: at)), judgesRoles: false)
    }

    private func objections(to fact: SegmentReopened, by: String, at: String) -> [Objection] {
        let found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        return found
            + objections(
                to: .reopen(fact.cause), on: segment, faults: [:],
                people: LandPeople(acting: actor(named: by, at: at)))
    }

    private func objections(to fact: ReviewClosed, by: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        if !segment.isUnderReview {
            found.append(
                Self.objection(
                    "no-review", "segment \(segment.id) is not under review", "nothing to close"))
        }
        let open = alarms(on: segment.fact).filter(\.isOpen).map(\.id)
        if !open.isEmpty {
            found.append(
                Self.objection(
                    "open-alarms", "alarms are open: \(ReleaseGate.list(open))", "close them first")
            )
        }
        if finds(on: segment.id).contains(where: \.isExplosive), segment.product != .cleared {
            found.append(
                Self.objection(
                    "explosive-find", "explosive items were found on segment \(segment.id)",
                    "reopen the segment"))
        }
        if segment.review.contains(where: { id in finds.contains { $0.alarm == id } }) {
            found.append(
                Self.objection(
                    "find-on-released", "an item was found on released segment \(segment.id)",
                    "reopen the segment"))
        }
        found += searchObjections(on: segment.fact) + seedReviewObjections(segment)
        let author = reports.last { $0.fact.segment == segment.id && $0.state == .approved }
        if let author, FoldedName(author.fact.author) == FoldedName(by) {
            found.append(
                Self.objection(
                    "own-report", "\(TextRules.quoted(by)) wrote report \(author.id)",
                    "another person has to close the review"))
        }
        return found
    }

    func unknown(_ segment: String) -> Objection {
        if work.retired(segment) != nil {
            let current = work.descendants(of: segment).sorted()
            return Self.objection(
                "segment-superseded",
                "segment \(TextRules.quoted(segment)) was split or merged",
                "name \(ReleaseGate.list(current)) instead")
        }
        return Self.objection(
            "segment-unknown", "there is no segment \(TextRules.quoted(segment))",
            "check the segment's id")
    }
}
