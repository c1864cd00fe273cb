internal import Dispatch
internal import Fingerprint
internal import FoundationEssentials
internal import SurveyModel
internal import Synchronization

/// The events of a registry as they stand in the file, with everything that is wrong with them.
struct EventChain {
    /// The events whose row could be read, by writer and number.
    var events: [Event] = []
    /// What is wrong, as sentences that name the event.
    var findings: [String] = []
    /// The last hash and number of each writer.
    var heads: [String: RegistryHead] = [:]
    /// The hash of each event, by `writer:number`.
    var hashes: [String: Digest] = [:]

    /// Reads all events of a registry.
    static func read(
        from connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> EventChain {
        let rows = try connection.query(
            "SELECT writer, number, body, hash FROM event ORDER BY writer, number")
        return EventChain(rows: rows)
    }

    /// The chain of rows of writer, number, body and hash, in order of writer and number.
    init(rows: [[SQLValue]]) {
        for (row, body) in zip(rows, Self.bodies(of: rows)) { add(row, body) }
        checkClocks()
        checkKnowledge()
    }

    /// What is told by the body of an event alone.
    private struct Body: Sendable {
        var hash: Digest
        var event: Event?
        var isCanonical = false
        /// What is wrong with it, without the name of the event.
        var finding: String?

        init(_ bytes: [UInt8]) {
            hash = Digest(of: bytes)
            do {
                let event = try JSONDecoder().decode(Event.self, from: Data(bytes))
                isCanonical = (try? event.body()) == bytes
                self.event = event
            } catch let unknown as UnknownFactKind {
                finding =
                    "says something of kind \(TextRules.quoted(unknown.name)), which this "
                    + "version of ClearRoad does not know (a newer one wrote it)"
            } catch {
                finding = "cannot be read as an event (edited)"
            }
        }
    }

    /// Reads the bodies of `rows`, several at a time: this is nearly all of the work.
    private static func bodies(of rows: [[SQLValue]]) -> [Body?] {
        let size = 256
        let made = Blocks()
        DispatchQueue.concurrentPerform(iterations: (rows.count + size - 1) / size) { block in
            let range = (block * size)..<min((block + 1) * size, rows.count)
            let bodies = rows[range].map { row -> Body? in
                guard case .text(let bytes) = row[2] else { return nil }
                return Body(bytes)
            }
            made.bodies.withLock { $0[block] = bodies }
        }
        return made.bodies.withLock { all in
            all.keys.sorted().flatMap { all[$0] ?? [] }
        }
    }

    private final class Blocks: Sendable {
        let bodies = Mutex<[Int: [Body?]]>([:])
    }

    /// The head of `writer`.
    func head(of writer: String) -> RegistryHead {
        heads[writer] ?? RegistryHead(writer: writer, number: 0, hash: Event.origin)
    }

    private mutating func add(_ row: [SQLValue], _ body: Body?) {
        let name = "event \(Self.shown(row[0])):\(row[1].shown)"
        guard let writer = row[0].string, WriterID.isValid(writer), let number = row[1].integer,
            let body, let stated = row[3].string
        else {
            findings.append("\(name) is not a row this program writes (inserted)")
            return
        }
        if body.hash.hexadecimal != stated {
            findings.append("\(name) was edited: its hash is not that of its content")
        }
        link(name, writer, number, body.hash)
        if let finding = body.finding { findings.append("\(name) \(finding)") }
        guard let event = body.event else { return }
        check(name, event, writer, number, isCanonical: body.isCanonical)
        events.append(event)
    }

    /// Checks the row's place in its writer's chain and makes it the head.
    private mutating func link(_ name: String, _ writer: String, _ number: Int64, _ hash: Digest) {
        let before = head(of: writer).number
        if number < 1 {
            findings.append("\(name) has a number below 1 (inserted)")
        } else if number <= Int64(before) {
            findings.append("\(name) has the number of another event (inserted)")
        } else if number > Int64(before) &+ 1 {
            let isOne = before + 1 == Int(number) - 1
            let gap = isOne ? "\(before + 1) is" : "\(before + 1) to \(number - 1) are"
            findings.append(
                "event \(writer.prefix(8)):\(gap) missing before \(name) (deleted)")
        }
        hashes["\(writer):\(number)"] = hash
        heads[writer] = RegistryHead(writer: writer, number: Int(number), hash: hash)
    }

    private mutating func check(
        _ name: String, _ event: Event, _ writer: String, _ number: Int64, isCanonical: Bool
    ) {
        if event.writer != writer || Int64(event.number) != number {
            findings.append(
                "\(name) says that it is event \(TextRules.quoted(event.writer)):\(event.number) "
                    + "(inserted)")
        }
        if !isCanonical {
            findings.append("\(name) is not in canonical form (edited, or from a newer version)")
        }
        let before = hashes["\(writer):\(number &- 1)"] ?? (number == 1 ? Event.origin : nil)
        if let before, event.previous != before {
            findings.append("\(name) does not follow from the event before it (edited or inserted)")
        }
        if let last = events.last, last.writer == writer, event.clock <= last.clock {
            findings.append("\(name) has a clock of \(event.clock), not after \(last.clock)")
        }
        if !ISOTime.isTimestamp(event.at) {
            findings.append("\(name) is dated \(TextRules.quoted(event.at)), not a UTC time")
        }
    }

    /// A clock is one more than the largest known, so every clock but the first has one below it.
    private mutating func checkClocks() {
        let clocks = Set(events.map(\.clock))
        for event in events where event.clock != 1 && !clocks.contains(event.clock &- 1) {
            findings.append(
                "event \(event.writer.prefix(8)):\(event.number) has a clock of \(event.clock), "
                    + "but no event has the clock before it")
        }
    }

    private static func shown(_ writer: SQLValue) -> String {
        guard let text = writer.string, WriterID.isValid(text) else { return writer.shown }
        return String(text.prefix(8))
    }
}
