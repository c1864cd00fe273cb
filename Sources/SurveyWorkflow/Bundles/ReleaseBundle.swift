internal import Archives
internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import LandRelease
internal import Reporting
internal import SurveyModel

/// The zip file that an authority gets with a release: the report, and all it rests on.
///
/// Its bytes depend on the record alone.
public enum ReleaseBundle: Sendable {
    static let format = "clearroad-release-1"
    static let manifestName = "manifest.json"
    static let pageName = "index.html"
    static let indexName = "INDEX.txt"
    static let eventsName = "events.jsonl"
    static let hashesName = "hashes.txt"
    static let settingsName = "settings.json"
    static let storyName = "story.txt"
    static let commentStart = "ClearRoad release, SHA-256 of manifest.json: "

    /// What `manifest.json` says.
    struct Manifest: Codable {
        /// A member of the zip file.
        struct Member: Codable, Equatable {
            var name: String
            var digest: Digest
            var bytes: Int
        }

        var format: String
        var survey: String
        var purpose: SurveySettings.Purpose
        var report: String
        var segment: String
        var product: String
        var state: String
        var tool: String
        var heads: [RegistryHead]
        var settings: Digest?
        var evidence: [Digest]
        var members: [Member]
    }

    /// Writes the bundle of `report`.
    ///
    /// - Returns: the digest of its manifest, which stands for all of it.
    /// - Throws: `WorkflowError.unknown`, or where evidence is missing or was changed.
    public static func write(
        _ report: String, of survey: SurveyFolder, to path: String
    ) throws -> String {
        try OutputGuard.check(path)
        let registry = try survey.registry(readOnly: true)
        let record = registry.record
        guard let found = record.report(report) else {
            throw WorkflowError.unknown(
                kind: "report", name: report, known: record.reports.map(\.id))
        }
        let segment = try record.requiredSegment(found.fact.segment)
        let head = try registry.headsInWords()
        let story = try registry.story(of: segment.id)
        let extract = try registry.extract(for: segment.id)
        var members: [(name: String, bytes: [UInt8])] = [
            (eventsName, EventBundle(heads: [], events: extract.events).lines),
            (hashesName, Array(extract.hashLines.utf8)),
            (storyName, Array((story.joined(separator: "\n") + "\n").utf8)),
        ]
        if let settings = record.settingsInForce {
            members.append((settingsName, try CanonicalJSON.bytes(of: settings.settings)))
        }
        let evidence = try evidence(of: found, extract, survey)
        members += evidence.map { ($0.name, $0.bytes) }
        members += try maps(
            of: segment, survey, record, head, vectors: extract.record(), beside: path)
        let page = ReleasePage(
            report: found, segment: segment, record: record, head: head, story: story,
            stamp: ProductLabel(purpose: survey.purpose(record), facts: [:]).stamp,
            members: members.map { ($0.name, Digest(of: $0.bytes), $0.bytes.count) })
        members.append((pageName, Array(page.page.html.utf8)))
        members.append((indexName, Array(ReleaseWords.index(members.map(\.name)).utf8)))
        let manifest = Manifest(
            format: format, survey: record.survey?.name ?? "", purpose: survey.purpose(record),
            report: found.id, segment: segment.id, product: found.fact.product.rawValue,
            state: found.state.rawValue, tool: ToolVersion.current, heads: try registry.heads(),
            settings: record.settingsInForce?.digest, evidence: evidence.map(\.digest),
            members: members.map {
                Manifest.Member(name: $0.name, digest: Digest(of: $0.bytes), bytes: $0.bytes.count)
            }.sorted { $0.name < $1.name })
        let text = try CanonicalJSON.bytes(of: manifest)
        let digest = Digest(of: text)
        try ZipWriter.write(
            members.map { ZipMember($0.name, .bytes($0.bytes)) }
                + [ZipMember(manifestName, .bytes(text))],
            comment: commentStart + digest.hexadecimal, isPacked: false, to: path)
        return digest.hexadecimal
    }

    /// The files of evidence that the report or any event included names.
    private static func evidence(
        of report: ReportRecord, _ extract: ChainExtract, _ survey: SurveyFolder
    ) throws -> [(name: String, digest: Digest, bytes: [UInt8])] {
        let text = extract.events.map { String(decoding: $0.body, as: UTF8.self) }
        let place = survey.path + "/" + EvidenceStore.folderName
        let names = Folder.isDirectory(place) ? try Folder.names(in: place) : []
        let found = try names.compactMap { name -> (String, Digest, [UInt8])? in
            guard let digest = Digest(hexadecimal: String(name.prefix(64))),
                text.contains(where: { $0.contains(digest.hexadecimal) })
            else { return nil }
            let bytes = try RegularFile(path: place + "/" + name).allBytes(limit: 1 << 30)
            guard Digest(of: bytes) == digest else {
                throw LandReleaseError.evidenceDiffers(path: place + "/" + name)
            }
            return ("\(EvidenceStore.folderName)/\(name)", digest, bytes)
        }
        for digest in [report.fact.evidenceDigest, report.fact.ntsDocument].compactMap({ $0 })
        where !found.contains(where: { $0.1 == digest }) {
            throw WorkflowError.impossible(
                reason:
                    "evidence \(digest.short) of report \(report.id) is not in this survey folder",
                hint: "merge the bundle of the laptop that wrote the report")
        }
        return found.map { (name: $0.0, digest: $0.1, bytes: $0.2) }
    }

    /// The segment as rasters and as vectors.
    private static func maps(
        of segment: SegmentRecord, _ survey: SurveyFolder, _ record: SurveyRecord, _ head: String,
        vectors: SurveyRecord, beside path: String
    ) throws -> [(name: String, bytes: [UInt8])] {
        let work =
            Folder.parent(of: path) + "/\(DurableFile.temporaryPrefix)\(ProcessNumber.own)-maps"
        try Folder.create(work)
        defer {
            for name in (try? Folder.names(in: work)) ?? [] {
                try? Folder.remove(work + "/" + name)
            }
            try? Folder.removeEmpty(work)
        }
        let maps = SurveyMaps(survey: survey, record: record, state: .head(head))
        try maps.write(.status, segment: segment.id, pixelMetres: nil, to: work + "/status.tif")
        try maps.write(.coverage, segment: segment.id, pixelMetres: nil, to: work + "/coverage.tif")
        try RecordExport(survey: survey, record: vectors, head: head)
            .write(to: work + "/record.geojson", isPublic: false)
        return try Folder.names(in: work).map { name in
            ("maps/" + name, try RegularFile(path: work + "/" + name).allBytes(limit: 1 << 30))
        }
    }
}
