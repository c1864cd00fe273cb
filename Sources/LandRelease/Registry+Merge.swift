internal import Fingerprint
internal import SurveyModel

extension Registry {
    /// The last event of each installation, by installation.
    public func heads() throws(LandReleaseError) -> [RegistryHead] {
        try Self.heads(in: connection)
    }

    static func heads(
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [RegistryHead] {
        let rows = try connection.query(
            // Numbers come from the index; only the rows of the heads are read.
            "SELECT writer, number, hash FROM event JOIN (SELECT writer, max(number) AS number "
                + "FROM event GROUP BY writer) USING (writer, number) ORDER BY writer")
        return rows.compactMap { row in
            guard let writer = row[0].string, let number = row[1].integer,
                let hash = row[2].string.flatMap({ Digest(hexadecimal: $0) })
            else { return nil }
            return RegistryHead(writer: writer, number: Int(number), hash: hash)
        }
    }

    /// What maps and pages print of the record: the head of every installation, with commas between;
    /// this installation's own where no other wrote.
    public func headsInWords() throws(LandReleaseError) -> String {
        let all = try heads()
        return all.isEmpty
            ? head.description : all.map(\.description).joined(separator: ",")
    }

    /// Every event, or those after the heads `since`.
    ///
    /// - Throws: `.bundleMisses` where one of `since` is not an event of this registry.
    public func bundle(since: [RegistryHead] = []) throws(LandReleaseError) -> EventBundle {
        let rows = try Self.rows(of: connection)
        let events = try rows.map { row throws(LandReleaseError) in
            try Self.storedEvent(row, path)
        }
        let hashes = Dictionary(
            events.map { ($0.name, $0.hash) }, uniquingKeysWith: { first, _ in first })
        var from: [String: RegistryHead] = [:]
        for head in since where head.number > 0 {
            let name = EventName(writer: head.writer, number: head.number)
            guard hashes[name] == head.hash else { throw .bundleMisses(heads: [name.short]) }
            if head.number > from[head.writer]?.number ?? 0 { from[head.writer] = head }
        }
        return EventBundle(
            heads: try heads(), base: from.values.sorted { $0.writer < $1.writer },
            events: events.filter { $0.name.number > from[$0.name.writer]?.number ?? 0 })
    }

    /// Adds the events of bundles that are not in the registry at `path`: union by installation and
    /// number, so the order of bundles and repetitions make no difference.
    ///
    /// What comes in is checked with what is here (chains, canonical form, hashes, clocks, knowledge)
    /// before anything is written; all bundles are taken or none.
    /// - Throws: `.forked` where an event of the same number differs, `.bundleMisses`,
    ///   `.otherSurvey`, `.bundleBroken`, or why the file cannot be written.
    public static func merge(
        _ bundles: [EventBundle], into path: String
    ) throws(LandReleaseError) -> MergeResult {
        let connection = try RegistryFile.open(path, readOnly: false)
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        return try connection.transaction { () throws(LandReleaseError) in
            let present = try rows(of: connection)
            let here = EventChain(rows: present)
            guard here.findings.isEmpty else {
                throw .chainBroken(path: path, findings: here.findings)
            }
            let news = try news(in: bundles, for: here)
            let chain = EventChain(rows: sorted(present + news.map(\.row)))
            guard chain.findings.isEmpty else { throw .bundleBroken(findings: chain.findings) }
            try checkHeads(bundles, chain)
            guard isOneSurvey(here, news) else { throw .otherSurvey(path: path) }
            let record = SurveyRecord(events: chain.events)
            if !news.isEmpty {
                let findings = try SchemaComparison.findings(in: connection)
                guard findings.isEmpty else { throw .schemaChanged(path: path, findings: findings) }
                try connection.run(
                    "INSERT INTO event (writer, number, body, hash) VALUES (?, ?, ?, ?)",
                    each: news.map(\.row))
                try LayerProjection.write(record, into: connection)
            }
            return MergeResult(
                added: news.count, known: Set(bundles.flatMap(\.events)).count - news.count,
                unsettled: record.merging.unsettled.count,
                heads: chain.heads.values.sorted { $0.writer < $1.writer })
        }
    }

    /// The events that are not here, each once.
    private static func news(
        in bundles: [EventBundle], for here: EventChain
    ) throws(LandReleaseError) -> [StoredEvent] {
        var missing: [String] = []
        var forks: Set<EventName> = []
        for base in bundles.flatMap(\.base) {
            guard let hash = here.hashes["\(base.writer):\(base.number)"] else {
                let has = here.heads[base.writer]?.number ?? 0
                missing.append(
                    "events \(base.writer.prefix(8)):\(has + 1) to \(base.number) are not here")
                continue
            }
            if hash != base.hash {
                forks.insert(EventName(writer: base.writer, number: base.number))
            }
        }
        var news: [EventName: StoredEvent] = [:]
        let edited = bundles.flatMap(\.events).filter { Digest(of: $0.body) != $0.hash }
        guard edited.isEmpty else {
            throw .bundleBroken(
                findings: edited.prefix(20).map {
                    "event \($0.name.short) was edited: its hash is not that of its content"
                })
        }
        for event in bundles.flatMap(\.events) {
            let known = here.hashes[event.name.description] ?? news[event.name]?.hash
            if let known {
                if known != event.hash { forks.insert(event.name) }
            } else {
                news[event.name] = event
            }
        }
        guard missing.isEmpty else { throw .bundleMisses(heads: missing) }
        guard forks.isEmpty else { throw .forked(events: firsts(of: forks)) }
        return news.values.sorted { $0.name < $1.name }
    }

    /// The first forked event of each installation: all after it differ too.
    private static func firsts(of forks: Set<EventName>) -> [String] {
        Dictionary(grouping: forks, by: \.writer).values.compactMap { $0.min()?.short }.sorted()
    }

    /// What a bundle says of its last events is so: none was cut off on the way.
    private static func checkHeads(
        _ bundles: [EventBundle], _ chain: EventChain
    ) throws(LandReleaseError) {
        let findings = bundles.flatMap(\.heads).filter {
            $0.number > 0 && chain.hashes["\($0.writer):\($0.number)"] != $0.hash
        }.map { "event \($0.writer.prefix(8)):\($0.number) of its head is missing or differs" }
        guard findings.isEmpty else { throw .bundleBroken(findings: findings) }
    }

    /// Both hold the event that made the survey; a registry without events takes any.
    private static func isOneSurvey(_ here: EventChain, _ news: [StoredEvent]) -> Bool {
        guard !here.events.isEmpty, !news.isEmpty else { return true }
        let made = here.events.contains { $0.fact.kind == .surveyCreated }
        let incoming = EventChain(rows: news.map(\.row)).events
        return made && !incoming.contains { $0.fact.kind == .surveyCreated }
    }

    private static func rows(
        of connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [[SQLValue]] {
        try connection.query(
            "SELECT writer, number, body, hash FROM event ORDER BY writer, number")
    }

    private static func sorted(_ rows: [[SQLValue]]) -> [[SQLValue]] {
        rows.sorted {
            ($0[0].string ?? "", $0[1].integer ?? 0) < ($1[0].string ?? "", $1[1].integer ?? 0)
        }
    }

    private static func storedEvent(
        _ row: [SQLValue], _ path: String
    ) throws(LandReleaseError) -> StoredEvent {
        guard let writer = row[0].string, let number = row[1].integer,
            case .text(let body) = row[2],
            let hash = row[3].string.flatMap({ Digest(hexadecimal: $0) })
        else { throw .chainBroken(path: path, findings: ["a row is no event"]) }
        return StoredEvent(
            name: EventName(writer: writer, number: Int(number)), body: body, hash: hash)
    }
}
