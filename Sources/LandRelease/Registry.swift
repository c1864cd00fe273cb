internal import FileAccess
internal import Fingerprint
public import SurveyModel

/// The record of a survey: `registry.gpkg`, an append-only chain of events and the layers that
/// follow from it.
///
/// The one owner of the open file. Layers are written in the same transaction as the events, so a
/// power cut leaves both or neither.
public struct Registry: ~Copyable {
    /// Where it is.
    public let path: String
    /// The installation this file writes for.
    public let writer: String
    /// What its events say.
    public private(set) var record: SurveyRecord
    /// The installation's last event.
    public private(set) var head: RegistryHead
    let connection: SQLiteConnection
    private var dataVersion: Int64

    /// Makes a new, empty registry.
    ///
    /// - Throws: `.alreadyExists` where anything stands at `path`, or why it cannot be written.
    public static func create(at path: String) throws(LandReleaseError) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw .file(.missing(path: path))
        }
        guard !Folder.exists(path) else { throw .alreadyExists(path: path) }
        try RegistryFile.put(at: path, fill)
    }

    private static func fill(_ temporary: String) throws(LandReleaseError) {
        let connection = try SQLiteConnection.open(temporary, .readWrite)
        try connection.transaction { () throws(LandReleaseError) in
            try RegistrySchema.create(in: connection, writer: WriterID.random())
            try MachineBinding.bind(connection)
            try LayerProjection.write(SurveyRecord(), into: connection)
            try StyleRows.write(into: connection)
        }
    }

    /// Opens a registry and reads its record; one of an older version is brought to this one, unless it is
    /// only read.
    ///
    /// - Throws: `LandReleaseError`: `.notARegistry`, `.newerVersion`, `.chainBroken` where an event
    ///   was edited, deleted or inserted, or why it cannot be read.
    public init(path: String, readOnly: Bool = false) throws(LandReleaseError) {
        let opened = try RegistryFile.open(path, readOnly: readOnly)
        if !readOnly { try Self.migrate(opened) }
        let writer = try RegistryFile.writer(of: opened)
        let state = try Self.state(of: opened, writer: writer)
        record = state.record
        head = state.head
        dataVersion = state.version
        self.path = path
        self.writer = writer
        connection = opened
    }

    /// Records facts, all or none, and writes the layers anew.
    ///
    /// Each fact is checked against the record as the facts before it leave it.
    ///
    /// - Parameters:
    ///   - facts: what happened, in order.
    ///   - by: who records it.
    ///   - at: when (UTC), such as `2026-03-01T17:30:00Z`.
    ///   - inputs: digests of what the facts were made from.
    /// - Throws: `.refused` with every objection at once; `.readOnly`, `.busy`, `.diskFull` and the
    ///   like, in which cases the file is as it was.
    public mutating func append(
        _ facts: [Fact], by: String, at: String, inputs: [Digest] = []
    ) throws(LandReleaseError) {
        guard !facts.isEmpty else { return }
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        try connection.execute("BEGIN IMMEDIATE")
        do {
            try MachineBinding.check(connection)
            // Another program may have appended since: its events come first.
            try reload()
            let events = try accepted(facts, by: by, at: at, inputs: inputs)
            try write(events)
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")
            dataVersion = -1
            try? reload()
            throw error
        }
        dataVersion = try Self.dataVersion(of: connection)
    }

    /// Every event in the order in which the record is read.
    public func events() throws(LandReleaseError) -> [Event] {
        try EventChain.read(from: connection).events.sorted { $0.precedes($1) }
    }

    /// Reads the record again where another program has written since.
    public mutating func reload() throws(LandReleaseError) {
        guard try Self.dataVersion(of: connection) != dataVersion else { return }
        let state = try Self.state(of: connection, writer: writer)
        record = state.record
        head = state.head
        dataVersion = state.version
    }

    private static func state(
        of connection: borrowing SQLiteConnection, writer: String
    ) throws(LandReleaseError) -> (record: SurveyRecord, head: RegistryHead, version: Int64) {
        let version = try dataVersion(of: connection)
        let chain = try EventChain.read(from: connection)
        guard chain.findings.isEmpty else {
            throw .chainBroken(path: connection.path, findings: chain.findings)
        }
        return (SurveyRecord(events: chain.events), chain.head(of: writer), version)
    }

    private static func dataVersion(
        of connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> Int64 {
        try connection.query("PRAGMA data_version").first?.first?.integer ?? -1
    }

    private func accepted(
        _ facts: [Fact], by: String, at: String, inputs: [Digest]
    ) throws(LandReleaseError) -> [Event] {
        var next = record
        var last = head
        var events: [Event] = []
        var objections: [Objection] = []
        let news = try unsaidHeads()
        for fact in facts {
            objections += next.objections(to: fact, by: by, at: at)
            let event = Event(
                writer: writer, number: last.number + 1, clock: next.clock + 1, at: at, by: by,
                tool: ToolVersion.current, inputs: inputs.sorted(), previous: last.hash, fact: fact,
                knows: events.isEmpty && !news.isEmpty ? news : nil)
            last = RegistryHead(
                writer: writer, number: event.number, hash: Digest(of: try event.body()))
            next.apply(event)
            events.append(event)
        }
        // A batch repeats what each of its facts is told about who and when: say it once.
        var said: Set<Objection> = []
        objections = objections.filter { said.insert($0).inserted }
        guard objections.isEmpty else { throw .refused(objections) }
        return events
    }

    private mutating func write(_ events: [Event]) throws(LandReleaseError) {
        let findings = try SchemaComparison.findings(in: connection)
        guard findings.isEmpty else { throw .schemaChanged(path: path, findings: findings) }
        var next = record
        var last = head
        for event in events {
            let body = try event.body()
            last = RegistryHead(writer: writer, number: event.number, hash: Digest(of: body))
            try connection.query(
                "INSERT INTO event (writer, number, body, hash) VALUES (?, ?, ?, ?)",
                [
                    .text(event.writer), .integer(Int64(event.number)), .text(body),
                    .text(last.hash.hexadecimal),
                ])
            next.apply(event)
        }
        try LayerProjection.write(from: record, to: next, into: connection)
        record = next
        head = last
    }
}

@available(*, unavailable)
extension Registry: Sendable {}
