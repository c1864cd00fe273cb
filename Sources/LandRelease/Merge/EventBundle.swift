public import SurveyModel

/// An event as it stands in a file: its canonical bytes and their hash.
public struct StoredEvent: Sendable, Hashable {
    /// Which.
    public var name: EventName
    /// Its canonical JSON.
    public var body: [UInt8]
    /// The hash stored beside it.
    public var hash: Digest

    /// The event `name` with its bytes.
    public init(name: EventName, body: [UInt8], hash: Digest) {
        self.name = name
        self.body = body
        self.hash = hash
    }

    var row: [SQLValue] {
        [
            .text(name.writer), .integer(Int64(name.number)), .text(body), .text(hash.hexadecimal),
        ]
    }
}

/// Events on their way from one registry to another.
public struct EventBundle: Sendable, Equatable {
    /// The last event of each installation, by installation.
    public var heads: [RegistryHead]
    /// Heads the receiver must have: events up to those are left out.
    public var base: [RegistryHead]
    /// The events, by installation and number.
    public var events: [StoredEvent]

    /// `events` up to `heads`, after `base`.
    public init(heads: [RegistryHead], base: [RegistryHead] = [], events: [StoredEvent]) {
        self.heads = heads
        self.base = base
        self.events = events
    }
}

/// What a merge did.
public struct MergeResult: Sendable, Equatable {
    /// Events that are new here.
    public var added: Int
    /// Events that were here already.
    public var known: Int
    /// Conflicts nobody settled, in words.
    public var unsettled: Int
    /// The last event of each installation now.
    public var heads: [RegistryHead]
}
