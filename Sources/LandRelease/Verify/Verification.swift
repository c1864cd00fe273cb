internal import Dispatch
internal import SurveyModel
internal import Synchronization

/// What a look through a whole survey found.
public struct VerificationResult: Sendable {
    /// Events read.
    public var eventCount: Int
    /// This installation's last event, where the registry could be read.
    public var head: RegistryHead?
    /// What is wrong, one sentence each; empty where nothing is.
    public var findings: [String]
    /// Who stands behind each approval, one sentence each.
    public var approvals: [String] = []
    /// What was not looked at, and what a person has to decide, one sentence each.
    public var notes: [String] = []
    /// Those of the findings that a look at sizes gave.
    public var quickFindings: [String] = []
    /// Those of the notes that a look at sizes gave.
    public var quickNotes: [String] = []
    /// The files that the record cites.
    public var files: [CitedFile] = []
    /// The events in the order in which the record is read, and what they say; `nil` where the chain does
    /// not hold.
    public var read: (events: [Event], record: SurveyRecord)?

    /// Whether nothing is wrong.
    public var isSound: Bool { findings.isEmpty }
}

/// Checks a survey against itself: chain, rules, layers, areas, and presence and sizes of the files it
/// cites; `FileAudit` reads those.
public enum Verification: Sendable {
    /// Everything that is wrong with a survey; never stops at the first finding.
    ///
    /// - Parameters:
    ///   - registry: path of `registry.gpkg`.
    ///   - surveyFolder: folder below which the raw sweeps and the evidence lie.
    ///   - expectedHead: a head printed earlier, `writer:number:hash`; finds a tail cut off since.
    ///   - audit: finds more that is wrong with what the events say; asked where their chain holds, while
    ///     the layers are compared.
    /// - Returns: the number of events, the head and the findings.
    public static func findings(
        of registry: String, surveyFolder: String, expectedHead: String? = nil,
        audit: @Sendable (SurveyRecord) -> [String] = { _ in [] }
    ) -> VerificationResult {
        var result = VerificationResult(eventCount: 0, head: nil, findings: [])
        do {
            try check(registry, surveyFolder, expectedHead, audit, &result)
        } catch {
            result.findings.append(error.description)
        }
        return result
    }

    private static func check(
        _ registry: String, _ folder: String, _ expectedHead: String?,
        _ audit: @Sendable (SurveyRecord) -> [String], _ result: inout VerificationResult
    ) throws(LandReleaseError) {
        let connection = try RegistryFile.open(registry, readOnly: true)
        result.findings += try integrityFindings(connection)
        let chain = try EventChain.read(from: connection)
        result.eventCount = chain.events.count
        result.findings += chain.findings
        if let expectedHead { result.findings += try headFindings(expectedHead, chain, connection) }
        let record = SurveyRecord(events: chain.events)
        result.findings += record.conflicts
        let isWhole = chain.findings.isEmpty
        let more = together(
            { () throws(LandReleaseError) in try layerFindings(of: registry, record) },
            { isWhole ? audit(record) : [] })
        result.findings += more.first
        if try RegistryFile.version(of: connection) == RegistrySchema.version {
            result.notes += ForeignStyles.notes(in: connection)
        }
        result.files = FileAudit.files(
            of: record, in: folder, writer: try RegistryFile.writer(of: connection))
        let files = FileAudit.quickFindings(result.files, in: folder)
        result.quickFindings = files.findings
        result.quickNotes = files.notes
        result.findings += files.findings
        result.notes +=
            files.notes
            + record.merging.unsettled.filter { $0.kind != .brokenRule }.map {
                "not settled: \($0.kind.rawValue), \($0.text)"
            }
        if !record.areaAccount.isBalanced {
            result.findings.append("the areas do not add up to those of the segments")
        }
        result.head = chain.head(of: try RegistryFile.writer(of: connection))
        result.findings += more.second
        if isWhole {
            result.read = (chain.events.sorted { $0.precedes($1) }, record)
        }
    }

    /// What two pieces of work find, done at the same time.
    private static func together(
        _ first: @Sendable () throws(LandReleaseError) -> [String],
        _ second: @Sendable () -> [String]
    ) -> (first: [String], second: [String]) {
        let found = Mutex<[Int: [String]]>([:])
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            let own: [String]
            do throws(LandReleaseError) {
                own = number == 0 ? try first() : second()
            } catch {
                own = [error.description]
            }
            found.withLock { $0[number] = own }
        }
        return found.withLock { ($0[0] ?? [], $0[1] ?? []) }
    }

    private static func layerFindings(
        of registry: String, _ record: SurveyRecord
    ) throws(LandReleaseError) -> [String] {
        let connection = try RegistryFile.open(registry, readOnly: true)
        let version = try RegistryFile.version(of: connection)
        guard version == RegistrySchema.version else {
            return [
                "the layers are those of version \(version) of the tables and were not compared: "
                    + "registry rebuild brings them to version \(RegistrySchema.version)"
            ]
        }
        return try LayerComparison.findings(in: connection, record: record)
    }

    private static func integrityFindings(
        _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String] {
        var findings = try connection.query("PRAGMA integrity_check")
            .filter { $0.first?.string != "ok" }
            .map { "the database is damaged: \($0.first?.shown ?? "")" }
        for (pragma, expected) in [
            ("application_id", RegistrySchema.applicationID),
            ("user_version", RegistrySchema.userVersion),
        ] {
            let found = try connection.query("PRAGMA \(pragma)").first?.first?.integer
            if found != expected {
                findings.append("\(pragma) is \(found ?? 0), expected \(expected)")
            }
        }
        return findings
    }

    /// Findings about each of several heads with commas between them.
    private static func headFindings(
        _ text: String, _ chain: EventChain, _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String] {
        var findings: [String] = []
        var content: ContentChain?
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            var found = headFinding(String(part), chain.hashes, chain)
            if !found.isEmpty {
                // The daily maps tell the head of what was recorded, not of when.
                let known: ContentChain
                if let content {
                    known = content
                } else {
                    known = try ContentChain.read(from: connection)
                }
                content = known
                if headFinding(String(part), known.hashes, chain).isEmpty { found = [] }
            }
            findings += found
        }
        return findings
    }

    private static func headFinding(
        _ text: String, _ hashes: [String: Digest], _ chain: EventChain
    ) -> [String] {
        guard let head = RegistryHead(parsing: text) else {
            return ["\(TextRules.quoted(text)) is not a head such as writer:number:hash"]
        }
        guard head.number > 0 else { return [] }
        let name = "event \(head.writer.prefix(8)):\(head.number)"
        guard let hash = hashes["\(head.writer):\(head.number)"] else {
            let last = chain.head(of: head.writer).number
            return [
                "\(name) of the given head is missing, the record ends at number \(last): "
                    + "its tail was cut off"
            ]
        }
        guard hash == head.hash else {
            return ["\(name) is not the one of the given head: the chain was written anew (forked)"]
        }
        return []
    }
}
