internal import Fingerprint
internal import SurveyModel

/// The chains of events without the times at which they were written.
///
/// The hash of an event changes with the second it was recorded in; what a map shows does not. Two
/// records in which the same people recorded the same facts in the same order have the same content
/// hashes, so that products made from them can be the same to the last byte.
struct ContentChain {
    /// The last number and content hash of each writer.
    private(set) var heads: [String: RegistryHead] = [:]
    /// The content hash of each event, by `writer:number`.
    private(set) var hashes: [String: Digest] = [:]

    /// The chain of the events in a registry.
    static func read(
        from connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> ContentChain {
        let rows = try connection.query(
            "SELECT writer, number, body FROM event ORDER BY writer, number")
        var chain = ContentChain()
        for row in rows {
            guard let writer = row[0].string, let number = row[1].integer,
                case .text(let body) = row[2]
            else { continue }
            chain.add(writer, Int(number), body)
        }
        return chain
    }

    /// Adds the next event of a writer.
    mutating func add(_ writer: String, _ number: Int, _ body: [UInt8]) {
        let before = heads[writer]?.hash ?? Event.origin
        var hash = SHA256()
        hash.update(Array(before.hexadecimal.utf8).span)
        hash.update(Self.timeless(body).span)
        let digest = hash.finish()
        heads[writer] = RegistryHead(writer: writer, number: number, hash: digest)
        hashes["\(writer):\(number)"] = digest
    }

    /// The canonical bytes of an event without its time, the first of its values, and without the hash of
    /// the event before, whose name comes last in it but for those of the program and the writer.
    static func timeless(_ body: [UInt8]) -> [UInt8] {
        let time = Array(#"{"at":""#.utf8)
        let previous = Array(#","previous":""#.utf8)
        guard body.starts(with: time), let end = body[time.count...].firstIndex(of: 34) else {
            return body
        }
        let last = body.indices.dropLast(previous.count).reversed().first {
            body[$0] == previous[0] && body[$0..<$0 + previous.count].elementsEqual(previous)
        }
        guard let last, last > end else { return body }
        let rest = body[(last + previous.count)...].firstIndex(of: 34) ?? body.endIndex
        return Array(body[end..<last] + body[rest...])
    }
}

extension Registry {
    /// The last event of each installation as `writer:number:hash` with commas between them, the hash being
    /// of what its events say and not of when they were recorded.
    public func contentInWords() throws(LandReleaseError) -> String {
        try ContentChain.read(from: connection).heads.values.sorted { $0.writer < $1.writer }
            .map(\.description).joined(separator: ",")
    }
}
