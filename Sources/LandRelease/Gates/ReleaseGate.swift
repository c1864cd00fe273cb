public import SurveyModel

/// The gate every release of ground has to pass: a pure function of request, record and coverage.
///
/// It always gives all the reasons at once.
public enum ReleaseGate: Sendable {
    /// Everything that keeps `request` from being granted; empty where nothing does.
    ///
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - record: what the events say.
    ///   - coverage: what is covered, for each class required.
    /// - Returns: all objections.
    public static func objections(
        to request: ReleaseRequest, record: SurveyRecord, coverage: [CoverageAccount]
    ) -> [Objection] {
        judgement(of: request, record: record, coverage: coverage).objections
    }

    /// The same, with the waivers the answer rests on.
    static func judgement(
        of request: ReleaseRequest, record: SurveyRecord, coverage: [CoverageAccount]
    ) -> Judgement {
        judgement(
            of: request, .submit(request.product), record: record, coverage: coverage,
            people: LandPeople(acting: record.actor(named: request.author, at: request.at)))
    }

    /// The answer to a step that rests on a request, by the one state machine.
    static func judgement(
        of request: ReleaseRequest, _ step: LandStep, record: SurveyRecord,
        coverage: [CoverageAccount], people: LandPeople, news: [Objection] = []
    ) -> Judgement {
        var found = requestObjections(request)
        guard let segment = record.segment(request.segment) else {
            found.append(record.unknown(request.segment))
            return Judgement(objections: found, waivers: [])
        }
        found += recordObjections(record)
        let needed = LandStateMachine.requirements(
            of: step, from: segment.state, record.landRules(onSegment: segment.id))
        var faults: [LandRequirement: [Objection]] = [:]
        for requirement in needed {
            faults[requirement] =
                requirement == .currentReport
                ? news : self.faults(requirement, request, segment, record, coverage)
        }
        // Who may ask and who may decide is for the rules of the facts: roles are asked for once.
        found += record.objections(
            to: step, on: segment, faults: faults, people: people, judgesRoles: false)
        found += accreditationObjections(segment, request.product, record, coverage)
        found += searchObjections(segment, request.product, record)
        found += record.missedSeedObjections(segment)
        found += record.merging.objections(toReleaseOf: segment.id)
        return waived(found, request, record, coverage)
    }

    /// What is wrong with one requirement of a request.
    private static func faults(
        _ requirement: LandRequirement, _ request: ReleaseRequest, _ segment: SegmentRecord,
        _ record: SurveyRecord, _ coverage: [CoverageAccount]
    ) -> [Objection] {
        let work = record.work.work(on: segment.id)
        let claim = request.product == .cleared ? work.claim : nil
        let claimed = { claim.map { record.claimFaults($0.fact, on: segment) } ?? [:] }
        switch requirement {
        case .noReview: return reviewObjections(segment)
        case .notFrozen: return frozenObjections(segment, record)
        case .accreditation where claim == nil: return methodObjections(segment, request, record)
        case .coverage where claim == nil: return coverageObjections(segment, record, coverage)
        case .accreditation, .coverage, .depth: return claimed()[requirement] ?? []
        case .itemsDisposed: return claimed()[requirement] ?? []
        case .claim: return claim == nil ? [requirement.objection] : []
        case .internalCheck: return work.internalCheck == nil ? [requirement.objection] : []
        case .externalCheck: return work.externalCheck == nil ? [requirement.objection] : []
        case .boxEveryDay: return record.boxFaults(of: work)
        case .surveyDocument: return surveyObjections(request)
        case .sweepEvidence: return evidenceObjections(segment, record, coverage)
        case .sweepsRead: return unreadSweepObjections(segment, record)
        case .alarmsClosed: return openAlarmObjections(segment, record)
        case .noItem: return itemObjections(segment, record)
        case .dates:
            return timeObjections(segment, request.at, record, coverage)
                + workTimeObjections(work, request.at)
        default: return [requirement.objection]
        }
    }

    private static func requestObjections(_ request: ReleaseRequest) -> [Objection] {
        var found = TextRules.name(request.author, "the author's name").map {
            Objection(code: "author", text: $0.text, cure: $0.cure)
        }
        found += TextRules.note(request.note, "the note")
        if !ISOTime.isTimestamp(request.at) {
            found.append(
                Objection(
                    code: "time",
                    text: "\(TextRules.quoted(request.at)) is not a UTC time such as "
                        + "2026-03-01T17:30:00Z",
                    cure: "check the clock of this machine"))
        }
        return found
    }

    private static func recordObjections(_ record: SurveyRecord) -> [Objection] {
        record.conflicts.isEmpty
            ? []
            : [
                Objection(
                    code: "record-conflict",
                    text: "\(record.conflicts.count) events of the record break its rules",
                    cure: "run verify and settle them first")
            ]
    }

    static func reviewObjections(_ segment: SegmentRecord) -> [Objection] {
        guard segment.isUnderReview else { return [] }
        return [
            Objection(
                code: "under-review",
                text: "segment \(segment.id) is under review because of \(list(segment.review))",
                cure: "investigate, then close the review or reopen the segment")
        ]
    }

    static func frozenObjections(
        _ segment: SegmentRecord, _ record: SurveyRecord
    ) -> [Objection] {
        record.freezes(on: segment).map { freeze in
            Objection(
                code: "frozen",
                text:
                    "segment \(segment.id) is frozen: segment \(freeze.segment), of the same team, "
                    + "asset and procedure, was reopened because of \(freeze.cause.rawValue)",
                cure: "find the cause, then have the authority thaw segment \(segment.id)")
        }
    }

    private static func methodObjections(
        _ segment: SegmentRecord, _ request: ReleaseRequest, _ record: SurveyRecord
    ) -> [Objection] {
        let accredited = record.releaseRules(onSegment: segment.id).gprAccreditedFor
        switch request.product {
        case .cleared where accredited != .clearance:
            return [
                Objection(
                    code: "not-accredited",
                    text: "GPR alone never gives cleared: it is accredited for "
                        + "\(accredited.rawValue), not for clearance",
                    cure: "ask for reduced, or clear the ground with an accredited method")
            ]
        case .reduced where accredited == .none:
            return [
                Objection(
                    code: "not-accredited",
                    text: "GPR is not accredited, so its sweeps support no release",
                    cure: "have the method accredited and the settings approved")
            ]
        default: return []
        }
    }

    /// A sweep nobody evaluated may hold an alarm.
    static func unreadSweepObjections(
        _ segment: SegmentRecord, _ record: SurveyRecord
    ) -> [Objection] {
        record.sweeps(of: segment.id).filter { record.runs(of: $0.digest).isEmpty }.map {
            Objection(
                code: "no-run", text: "no detection was run over sweep \($0.label)",
                cure: "run the day's work")
        }
    }

    private static func surveyObjections(_ request: ReleaseRequest) -> [Objection] {
        var found: [Objection] = []
        if request.ntsDocument == nil {
            found.append(
                Objection(
                    code: "survey-document-missing",
                    text: "cancelled needs the document of a non-technical survey",
                    cure: "hand in the survey report"))
        }
        if FoldedName(request.note).isEmpty {
            found.append(
                Objection(
                    code: "note-missing",
                    text: "cancelled needs a note that says why there is no evidence of hazard",
                    cure: "write the reasons into the note"))
        }
        return found
    }

    /// Names in a row, the first 20 of them.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
