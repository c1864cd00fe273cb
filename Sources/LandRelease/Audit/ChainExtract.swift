internal import Fingerprint
internal import SurveyModel

/// Some events of a record with the hashes of all: what an authority can check without the survey.
public struct ChainExtract: Sendable, Equatable {
    /// Hash of every event of the record, by installation and number.
    public var hashes: [RegistryHead]
    /// The events included.
    public var events: [StoredEvent]

    /// `events` of a chain with `hashes`.
    public init(hashes: [RegistryHead], events: [StoredEvent]) {
        self.hashes = hashes
        self.events = events
    }

    /// Lines `writer:number:hash`, each ended by a line feed.
    public var hashLines: String { hashes.map { "\($0)\n" }.joined() }

    /// Reads `hashLines`; `nil` where a line is no head.
    public static func hashes(inLines text: String) -> [RegistryHead]? {
        let lines = text.split(separator: "\n")
        let heads = lines.compactMap { RegistryHead(parsing: String($0)) }
        return heads.count == lines.count ? heads : nil
    }

    /// What the events included say by themselves.
    public func record() -> SurveyRecord {
        SurveyRecord(
            events: EventChain(rows: events.sorted { $0.name < $1.name }.map(\.row)).events)
    }

    /// Everything wrong with it, and the events that could be read.
    ///
    /// An event's hash must be that of its content and the one listed; it must follow from the one listed
    /// before it; the list must have no gap and end with `heads`.
    public func check(heads: [RegistryHead]) -> (findings: [String], events: [Event]) {
        var findings: [String] = []
        var listed: [EventName: Digest] = [:]
        var last: [String: RegistryHead] = [:]
        for entry in hashes {
            let name = EventName(writer: entry.writer, number: entry.number)
            let before = last[entry.writer]?.number ?? 0
            if entry.number != before + 1 {
                findings.append("the list of hashes has a gap or a repetition before \(name.short)")
            }
            listed[name] = entry.hash
            last[entry.writer] = entry
        }
        if last.values.sorted(by: { $0.writer < $1.writer }) != heads {
            findings.append("the list of hashes does not end with the heads stated")
        }
        let rows = events.sorted { $0.name < $1.name }.map(\.row)
        let chain = EventChain(rows: rows)
        // Events left out are gaps here, and no fault.
        findings += chain.findings.filter {
            !$0.contains("missing") && !$0.contains("clock before")
        }
        for event in chain.events {
            findings += Self.findings(event, listed, chain.hashes[event.name.description])
        }
        return (findings, chain.events)
    }

    private static func findings(
        _ event: Event, _ listed: [EventName: Digest], _ hash: Digest?
    ) -> [String] {
        var findings: [String] = []
        if listed[event.name] != hash {
            findings.append(
                "event \(event.name.short) was edited: its hash is not the one listed")
        }
        let before = EventName(writer: event.writer, number: event.number - 1)
        let expected = event.number == 1 ? Event.origin : listed[before]
        if expected != event.previous {
            findings.append(
                "event \(event.name.short) does not follow from the hash listed before it")
        }
        for head in event.knows ?? []
        where listed[EventName(writer: head.writer, number: head.number)] != head.hash {
            findings.append(
                "event \(event.name.short) came after \(head.writer.prefix(8)):\(head.number), "
                    + "which is listed with another hash or not at all")
        }
        return findings
    }
}

extension Registry {
    /// The events that a release of `segment` rests on, with the hashes of all: what was done to it, the
    /// settings, its road, blank ground, and every sweep with alarms on it.
    public func extract(for segment: String) throws(LandReleaseError) -> ChainExtract {
        let all = try bundle().events
        let ordered = try events()
        // Events that tell what their installation had merged are needed to read the others rightly,
        // and so is what they rest on themselves.
        var segments: Set<String> = [segment]
        var wanted: Set<EventName> = []
        while true {
            for id in segments { wanted.formUnion(names(of: ordered, concerning: id)) }
            let telling = ordered.filter { $0.knows != nil }
            wanted.formUnion(telling.map(\.name))
            let found = Set(telling.flatMap { Self.segments(of: $0, record) })
            guard !found.isSubset(of: segments) else { break }
            segments.formUnion(found)
        }
        return ChainExtract(
            hashes: all.map {
                RegistryHead(writer: $0.name.writer, number: $0.name.number, hash: $0.hash)
            }, events: all.filter { wanted.contains($0.name) })
    }

    private static func segments(of event: Event, _ record: SurveyRecord) -> [String] {
        let subjects = event.fact.subjects(in: record)
        return (subjects.touched.map(\.subject) + subjects.named).compactMap { subject in
            if case .segment(let id) = subject { id } else { nil }
        }
    }

    private func names(of events: [Event], concerning segment: String) -> [EventName] {
        let cited = record.reports.filter { $0.fact.segment == segment }.flatMap {
            $0.fact.coverage.flatMap(\.sweeps)
        }
        let near = record.segment(segment).map { record.alarms(on: $0.fact) } ?? []
        let sweeps = record.sweeps.filter {
            $0.fact.segment == segment || $0.fact.isBlank || cited.contains($0.digest)
        }.map(\.digest)
        // An alarm of an earlier run may be linked to one of another sweep: its run comes too.
        let digests = Set(
            sweeps + near.map(\.sweep)
                + near.flatMap(\.links).compactMap { record.alarm($0)?.sweep })
        let places = Set(
            record.sweeps.filter { digests.contains($0.digest) }.compactMap(\.fact.segment)
                + [segment])
        return events.filter { event in
            switch event.fact {
            case .surveyCreated, .settingsProposed, .settingsApproved, .roadRegistered: true
            case .segmentAdded(let fact): places.contains(fact.id)
            case .sweepRegistered(let fact): digests.contains(fact.digest)
            case .detectionRun(let fact): digests.contains(fact.sweep)
            case .alarmClosed(let fact): digests.contains(fact.alarm.run.sweep)
            default: AuditStory.concerns(event, segment, record)
            }
        }.map(\.name)
    }
}
