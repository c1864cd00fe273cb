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
        var found = peopleObjections(request)
        guard let segment = record.segment(request.segment) else {
            found.append(
                Objection(
                    code: "segment-unknown",
                    text: "there is no segment \(TextRules.quoted(request.segment))",
                    cure: "check the segment's id"))
            return found
        }
        found += recordObjections(record)
        found += stateObjections(segment, request.product)
        found += methodObjections(segment, request, record)
        if request.product == .cancelled {
            found += unreadSweepObjections(segment, record)
        } else {
            found += evidenceObjections(segment, record, coverage)
            found += coverageObjections(segment, record, coverage)
        }
        found += alarmObjections(segment, request.product, record)
        found += timeObjections(segment, request.at, record, coverage)
        found += record.merging.objections(toReleaseOf: segment.id)
        return found
    }

    private static func peopleObjections(_ request: ReleaseRequest) -> [Objection] {
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

    private static func stateObjections(
        _ segment: SegmentRecord, _ product: LandProduct
    ) -> [Objection] {
        let id = segment.id
        var found: [Objection] = []
        func object(_ code: String, _ text: String, _ cure: String) {
            found.append(Objection(code: code, text: text, cure: cure))
        }
        if product == .none {
            object(
                "product", "\"none\" is not a product of land release",
                "ask for reduced, cleared or cancelled")
        }
        if segment.classification == .unassessed {
            object(
                "unassessed", "segment \(id) was never assessed",
                "classify it as suspected or confirmed by a survey first")
        }
        if segment.workStatus == .suspended {
            object("suspended", "work on segment \(id) is suspended", "reopen it first")
        }
        if segment.isUnderReview {
            object(
                "under-review",
                "segment \(id) is under review because of \(list(segment.review))",
                "investigate, then close the review or reopen the segment")
        }
        if segment.product != .none {
            object(
                "already-released", "segment \(id) is \(segment.product.rawValue) already",
                "reopen it first if that is in question")
        }
        return found
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
        case .cancelled: return surveyObjections(request)
        default: return []
        }
    }

    /// A sweep nobody evaluated may hold an alarm.
    private static func unreadSweepObjections(
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
