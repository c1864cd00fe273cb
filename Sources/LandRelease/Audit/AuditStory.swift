internal import Fingerprint
internal import SurveyModel

/// The story of a record or of one segment in plain sentences, in the order in which the record is
/// read: the same events give the same bytes on every machine.
public enum AuditStory: Sendable {
    /// The story of `segment`, or of the whole survey, one line each.
    ///
    /// A segment's story holds what was done to it, its road, the settings in force, and conflicts on
    /// it; events without effect are told with the reason.
    /// - Throws: `LandReleaseError.unencodable` where an event cannot be hashed.
    public static func lines(
        of events: [Event], segment: String? = nil
    ) throws(LandReleaseError) -> [String] {
        let ordered = events.sorted { $0.precedes($1) }
        var record = SurveyRecord()
        record.merging.isShared = Set(events.map(\.writer)).count > 1
        // A road is registered before the segments on it are known.
        let roads = Set(
            events.compactMap { event -> String? in
                guard case .segmentAdded(let fact) = event.fact, fact.id == segment else {
                    return nil
                }
                return fact.road
            })
        var told: [String] = []
        var heads: [String: RegistryHead] = [:]
        for event in ordered {
            // Not the whole record: a copy of its alarms for each event would cost more than the rest.
            let before = Snapshot(
                segments: record.segments, conflicts: record.merging.conflicts)
            record.apply(event)
            let hash = Digest(of: try event.body())
            heads[event.writer] = RegistryHead(
                writer: event.writer, number: event.number, hash: hash)
            guard concerns(event, segment, record, roads) else { continue }
            told += paragraph(event, hash, before, record, segment)
        }
        return title(segment, record) + told + ending(heads, record, segment)
    }

    private struct Snapshot {
        var segments: [SegmentRecord]
        var conflicts: [RecordConflict]
    }

    private static func title(_ segment: String?, _ record: SurveyRecord) -> [String] {
        var lines = [
            segment.map { "The story of segment \($0)" }
                ?? "The story of survey \(record.survey?.name ?? "without a name")"
        ]
        if record.survey?.purpose == .demonstration {
            lines.append("SIMULATED DATA - NOT A CLEARANCE RECORD")
        }
        return lines + [
            "Times are UTC. Names are as typed: identity is asserted, not proven, unless a signature "
                + "says otherwise.",
            "",
        ]
    }

    static func concerns(
        _ event: Event, _ segment: String?, _ record: SurveyRecord, _ roads: Set<String> = []
    ) -> Bool {
        guard let segment else { return true }
        switch event.fact.kind {
        case .surveyCreated, .settingsProposed, .settingsApproved: return true
        default: break
        }
        let subjects = event.fact.subjects(in: record)
        let all = subjects.touched.map(\.subject) + subjects.named
        return all.contains { subject in
            switch subject {
            case .segment(let id): id == segment
            case .road(let id):
                [.roadRegistered, .roadCalibrated].contains(event.fact.kind) && roads.contains(id)
            default: false
            }
        }
            || record.merging.conflicts.contains {
                $0.segments.contains(segment) && $0.events.contains(event.name)
            }
    }

    private static func paragraph(
        _ event: Event, _ hash: Digest, _ before: Snapshot, _ after: SurveyRecord,
        _ segment: String?
    ) -> [String] {
        let isVoid = after.merging.void[event.name]
        let sentence = AuditSentence(record: after, event: event)
        var lines = [
            "\(day(event.at))  \(event.by) \(sentence.text).  [event \(event.name.short), hash "
                + "\(hash.short)]"
        ]
        if let isVoid {
            lines.append("    It has NO EFFECT: \(isVoid).")
        } else if let twin = after.merging.repeated[event.name] {
            lines.append("    Event \(twin.short) says the same; this one adds nothing.")
        }
        if !event.inputs.isEmpty {
            lines.append(
                "    Made from: \(event.inputs.map(\.short).joined(separator: ", ")).")
        }
        for head in event.knows ?? [] {
            lines.append(
                "    Its installation had merged event \(head.writer.prefix(8)):\(head.number).")
        }
        return lines + changes(before, after, segment)
            + conflicts(before, after, segment) + [""]
    }

    /// What a segment's state became.
    private static func changes(
        _ before: Snapshot, _ after: SurveyRecord, _ segment: String?
    ) -> [String] {
        // Segments are only ever added at the end.
        zip(before.segments, after.segments).filter { then, now in
            (segment == nil || now.id == segment) && then != now
        }.flatMap { then, now in
            zip(then.auditFacets, now.auditFacets).compactMap { old, new in
                guard old.value != new.value else { return nil }
                return "    Segment \(now.id): \(new.name) changed from \(old.value) to "
                    + "\(new.value)."
            }
        }
    }

    private static func conflicts(
        _ before: Snapshot, _ after: SurveyRecord, _ segment: String?
    ) -> [String] {
        let then = before.conflicts
        return after.merging.conflicts.enumerated().compactMap { index, conflict in
            guard conflict.kind != .brokenRule,
                segment.map({ conflict.segments.isEmpty || conflict.segments.contains($0) })
                    ?? true
            else { return nil }
            guard index < then.count else {
                return "    CONFLICT (\(conflict.kind.rawValue)): \(conflict.about)."
            }
            guard then[index] != conflict, conflict.settlement == nil else { return nil }
            return "    The conflict of event \(conflict.parties[0].name.short) grew."
        }
    }

    private static func ending(
        _ heads: [String: RegistryHead], _ record: SurveyRecord, _ segment: String?
    ) -> [String] {
        let open = record.merging.unsettled.filter { conflict in
            segment.map { conflict.segments.isEmpty || conflict.segments.contains($0) } ?? true
        }
        var lines = open.map { "Not settled: \($0.kind.rawValue), \($0.text)." }
        if let segment, let now = record.segment(segment) {
            let facets = now.auditFacets.map { "\($0.name) \($0.value)" }
            lines.append("Now: \(facets.joined(separator: "; ")).")
        }
        lines.append("\(record.eventCount) events read. Heads of the installations:")
        return lines + heads.values.sorted { $0.writer < $1.writer }.map { "    \($0)" }
    }

    private static func day(_ at: String) -> String {
        at.split(separator: "T").joined(separator: " ").replacing("Z", with: "")
    }
}

extension SegmentRecord {
    /// What a story tells when it changes, as names and values.
    var auditFacets: [(name: String, value: String)] {
        [
            ("classification", classification.rawValue),
            ("work", workStatus.rawValue),
            ("product", product.rawValue),
            ("review", review.isEmpty ? "none" : "because of \(review.joined(separator: ", "))"),
        ]
    }
}
