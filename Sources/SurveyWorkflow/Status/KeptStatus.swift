internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import LandRelease
internal import SurveyModel

/// The status of all segments as the last reading of a large record gave it, kept among the products so
/// that it is told at once where nothing changed since.
///
/// It is used for the very file it was made from (heads, change counter, size and time), by the same
/// program, on the same day, and only where its check digits hold; `verify` computes it again and names
/// any difference. No gate reads it: requests and approvals always compute from the record.
///
/// The file is the SHA-256 of the rest as 64 digits, a line end, and canonical JSON.
struct KeptStatus: Codable {
    /// What the status follows from, besides the rules of this program.
    struct Source: Codable, Hashable {
        var registry: RegistryGlance
        var program: FileStamp?
        var version: String
        /// The day (UTC) for which dated rules were applied.
        var day: String
    }

    var source: Source
    /// When it was computed (UTC).
    var at: String
    var segments: [SegmentStatus]

    /// The heads of the record, as they are printed.
    var head: String { source.registry.headsInWords }

    /// Records with fewer events and alarms than this are read faster than anything could be kept.
    static let smallestRecord = 20_000

    private static func path(of folder: String) -> String {
        folder + "/products/release-status.kept"
    }

    /// What is kept of a survey; `nil` where there is nothing, or where it may no longer hold at `now`.
    static func read(of survey: SurveyFolder, at now: String) -> KeptStatus? {
        guard let kept = read(in: survey.path), kept.at <= now,
            let source = source(of: survey.registryPath, at: now), kept.source == source
        else { return nil }
        return kept
    }

    private static func read(in folder: String) -> KeptStatus? {
        guard let file = try? RegularFile(path: path(of: folder)),
            let bytes = try? file.bytes(at: 0, count: file.byteCount), bytes.count > 65
        else { return nil }
        let content = Array(bytes[65...])
        guard Array(bytes[..<65]) == Array((Digest(of: content).hexadecimal + "\n").utf8) else {
            return nil
        }
        return try? JSONDecoder().decode(KeptStatus.self, from: Data(content))
    }

    /// Keeps the status of the record `registry` holds, where it is large, nothing was written since, and
    /// the folder of products can be written; else nothing is lost but time.
    static func keep(
        _ segments: [SegmentStatus], of registry: borrowing Registry, at now: String,
        smallest: Int = smallestRecord
    ) {
        let record = registry.record
        guard record.eventCount + record.alarms.count >= smallest,
            // What is dated ahead is judged otherwise once its time has come.
            (record.latestAt ?? "") <= now,
            let source = source(of: registry.path, at: now),
            (try? registry.heads()) == source.registry.heads,
            source.registry.eventCount == record.eventCount
        else { return }
        let kept = KeptStatus(source: source, at: now, segments: segments)
        guard let content = try? CanonicalJSON.bytes(of: kept) else { return }
        let bytes = Array((Digest(of: content).hexadecimal + "\n").utf8) + content
        let folder = Folder.parent(of: registry.path)
        try? Folder.create(folder + "/products")
        try? DurableFile.write(bytes, to: path(of: folder))
    }

    /// Keeps the status anew after an append, so that it is told at once the next time.
    static func renew(of registry: borrowing Registry, at now: String) {
        guard registry.record.eventCount + registry.record.alarms.count >= smallestRecord,
            let segments = try? SegmentStatus.all(in: registry.record, at: now)
        else { return }
        keep(segments, of: registry, at: now)
    }

    /// What is kept in a survey folder and differs from what its record gives.
    static func findings(in folder: String, _ record: SurveyRecord) -> [String] {
        guard let kept = read(in: folder),
            let source = source(of: folder + "/" + SurveyFolder.registryName, at: kept.at),
            kept.source == source,
            let expected = try? SegmentStatus.all(in: record, at: kept.at)
        else { return [] }
        guard kept.segments != expected else { return [] }
        let wrong = zip(kept.segments, expected).filter { $0 != $1 }.map(\.1.id)
        return [
            "\(path(of: folder)) does not follow from the record (edited): "
                + (wrong.isEmpty
                    ? "segments" : "segments \(wrong.prefix(10).joined(separator: ", "))")
                + "; delete it, it is made again"
        ]
    }

    private static func source(of registry: String, at now: String) -> Source? {
        guard let glance = try? RegistryGlance(path: registry) else { return nil }
        return Source(
            registry: glance, program: FileStamp(path: "/proc/self/exe"),
            version: ToolVersion.current, day: String(now.prefix(10)))
    }
}
