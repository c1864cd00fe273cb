public import SurveyModel

/// What is new in a record since heads somebody has.
public struct EventNews: Sendable, Equatable {
    /// New events in the order in which the record is read, each with its hash.
    public var events: [(event: Event, hash: Digest)] {
        entries.map { ($0.event, $0.hash) }
    }
    /// The last event of each installation: what to ask with the next time.
    public var heads: [RegistryHead]
    var entries: [Entry]

    /// As one JSON object: `events`, each with its `hash` and the `event` as recorded, and `heads`.
    public func json() throws(LandReleaseError) -> String {
        var lines: [String] = []
        for entry in entries {
            let body = String(decoding: try entry.event.body(), as: UTF8.self)
            lines.append("    {\"hash\": \"\(entry.hash)\", \"event\": \(body)}")
        }
        let last = heads.map { "\"\($0)\"" }.joined(separator: ", ")
        return "{\n  \"events\": [\n" + lines.joined(separator: ",\n")
            + "\n  ],\n  \"heads\": [\(last)]\n}"
    }

    struct Entry: Sendable, Equatable {
        var event: Event
        var hash: Digest
    }
}

extension Registry {
    /// Events after the heads `since`; all events of installations that none of them names.
    ///
    /// - Throws: `.bundleMisses` where one of `since` is not an event of this record: then the asker
    ///   holds something else.
    public func news(since: [RegistryHead]) throws(LandReleaseError) -> EventNews {
        let bundle = try bundle(since: since)
        let new = Dictionary(
            bundle.events.map { ($0.name, $0.hash) }, uniquingKeysWith: { first, _ in first })
        let entries = try events().compactMap { event in
            new[event.name].map { EventNews.Entry(event: event, hash: $0) }
        }
        return EventNews(heads: bundle.heads, entries: entries)
    }

    /// The story of `segment`, or of the whole survey: see `AuditStory`.
    public func story(of segment: String? = nil) throws(LandReleaseError) -> [String] {
        try AuditStory.lines(of: try events(), segment: segment)
    }
}
