internal import SurveyModel

/// What a record knows of its being merged from several installations.
public struct MergeBook: Sendable {
    /// What a person has to settle, and what was settled, in the order in which it came up.
    public internal(set) var conflicts: [RecordConflict] = []
    /// Events that have no effect, with the reasons.
    public internal(set) var void: [EventName: String] = [:]
    /// Events without effect because another installation had said the same.
    public internal(set) var repeated: [EventName: EventName] = [:]

    var knowledge = Knowledge()
    /// Whether events of more than one installation are read; the rest is kept only then.
    var isShared = false
    /// The installation whose event is being read; `nil` while a new one is judged, which comes after
    /// everything.
    private var reader: String?
    private var traces: [Subject: [String: [Trace]]] = [:]
    private var origins: [Subject: [EventName]] = [:]

    /// What an event did to a subject.
    struct Trace: Sendable {
        var stamp: EventStamp
        var touch: Touch
        var fact: Fact
    }

    /// Conflicts nobody settled.
    public var unsettled: [RecordConflict] { conflicts.filter { $0.settlement == nil } }

    /// Objections to the release of `segment`.
    func objections(toReleaseOf segment: String) -> [Objection] {
        unsettled.filter { $0.kind != .brokenRule }
            .filter { $0.segments.isEmpty || $0.segments.contains(segment) }.map { conflict in
                Objection(
                    code: "conflict-unsettled", text: "\(conflict.kind.rawValue): \(conflict.text)",
                    cure: "look at it with `clearroad survey conflicts`, then settle it with "
                        + "`clearroad survey settle`")
            }
    }

    /// Whether the event being read was written without knowing of `stamp`.
    func isUnknown(_ stamp: EventStamp) -> Bool { isUnknown(stamp.name) }

    /// Whether the event being read was written without knowing of the event `name`.
    func isUnknown(_ name: EventName) -> Bool {
        guard isShared, let reader else { return false }
        return !knowledge.has(name, reader)
    }

    mutating func begin(_ event: Event) {
        knowledge.take(event)
        reader = event.writer
    }

    mutating func end() { reader = nil }

    /// Names in `subjects` by which the event being read meant something else than the record does.
    func strangers(_ subjects: FactSubjects) -> [Subject] {
        guard isShared, let reader else { return [] }
        return subjects.named.filter { subject in
            guard let known = origins[subject] else { return false }
            return !known.contains { knowledge.has($0, reader) }
        }
    }

    /// An event in effect by another installation, unknown to the event being read, that made the
    /// same thing and says the same.
    func twin(of fact: Fact, _ subjects: FactSubjects) -> EventStamp? {
        guard isShared, let made = subjects.made else { return nil }
        return rivals(of: [(made, .edit)]).first { $0.fact == fact }?.stamp
    }

    /// Events in effect of others that the event being read did not know of and clashes with.
    func rivals(of touched: [(subject: Subject, touch: Touch)]) -> [Trace] {
        guard isShared, let reader else { return [] }
        var found: [EventName: Trace] = [:]
        for (subject, touch) in touched {
            for (writer, list) in traces[subject] ?? [:] where writer != reader {
                let known = knowledge.number(of: writer, knownTo: reader)
                for trace in list.reversed() {
                    guard trace.stamp.number > known else { break }
                    if touch.clashes(with: trace.touch) { found[trace.stamp.name] = trace }
                }
            }
        }
        return found.values.sorted { $0.stamp.order < $1.stamp.order }
    }

    /// Remembers what an event in effect did, or that it said the same as one in effect.
    mutating func remember(_ fact: Fact, _ subjects: FactSubjects, _ stamp: EventStamp) {
        guard isShared else { return }
        if let made = subjects.made { origins[made, default: []].append(stamp.name) }
        for (subject, touch) in subjects.touched {
            traces[subject, default: [:]][stamp.writer, default: []].append(
                Trace(stamp: stamp, touch: touch, fact: fact))
        }
    }
}

extension MergeBook: Equatable {
    /// Whether both know the same; how they find it is left out.
    public static func == (left: MergeBook, right: MergeBook) -> Bool {
        left.conflicts == right.conflicts && left.void == right.void
            && left.repeated == right.repeated && left.knowledge == right.knowledge
    }
}
