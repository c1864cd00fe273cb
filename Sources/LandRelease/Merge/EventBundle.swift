internal import Fingerprint
internal import FoundationEssentials
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

extension EventBundle {
    /// The events as lines of canonical JSON, each ended by a line feed.
    public var lines: [UInt8] {
        var bytes: [UInt8] = []
        for event in events { bytes += event.body + [10] }
        return bytes
    }

    /// Events in lines of canonical JSON; their hashes are computed.
    ///
    /// - Throws: `.bundleBroken` where a line names no installation and number.
    public static func events(inLines bytes: [UInt8]) throws(LandReleaseError) -> [StoredEvent] {
        var events: [StoredEvent] = []
        for (index, line) in bytes.split(separator: 10).enumerated() {
            let body = Array(line)
            guard let key = try? JSONDecoder().decode(EventKey.self, from: Data(body)) else {
                throw .bundleBroken(findings: ["line \(index + 1) of its events is no event"])
            }
            events.append(
                StoredEvent(
                    name: EventName(writer: key.writer, number: key.number), body: body,
                    hash: Digest(of: body)))
        }
        return events
    }

    private struct EventKey: Decodable {
        var writer: String
        var number: Int
    }
}
