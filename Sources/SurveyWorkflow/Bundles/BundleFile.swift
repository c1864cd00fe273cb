internal import Archives
internal import Fingerprint
internal import FoundationEssentials
internal import LandRelease
internal import SurveyModel

/// The zip file in which records travel: `bundle.json`, `events.jsonl` and the files they cite.
struct BundleFile {
    static let format = "clearroad-bundle-1"
    static let manifestName = "bundle.json"
    static let eventsName = "events.jsonl"
    /// Evidence and raw files lie below this name.
    static let filesFolder = "files/"
    static let settingsName = "settings/survey.json"
    static let roadName = "settings/road.geojson"

    /// What `bundle.json` says.
    struct Manifest: Codable {
        /// A file of the bundle.
        struct File: Codable {
            var path: String
            var digest: Digest
            var bytes: Int
        }

        var format: String
        var survey: String
        var purpose: SurveySettings.Purpose
        var tool: String
        var heads: [RegistryHead]
        var base: [RegistryHead]
        var eventCount: Int
        var eventsDigest: Digest
        var files: [File]
    }

    let manifest: Manifest
    let bundle: EventBundle
    let path: String

    /// Reads the manifest and the events of the bundle at `path`.
    ///
    /// - Throws: `ArchiveError`, or `WorkflowError` where it is no bundle or was changed.
    init(path: String) throws {
        let zip = try ZipReader(path: path)
        guard zip.has(Self.manifestName) else {
            throw WorkflowError.impossible(
                reason: "\(path): this is a zip file, but no bundle of a survey",
                hint: "`clearroad survey bundle` makes one")
        }
        let text = try zip.bytes(of: Self.manifestName)
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(text)),
            manifest.format == Self.format
        else {
            throw WorkflowError.impossible(
                reason: "\(path): its \(Self.manifestName) cannot be read by this version",
                hint: "update ClearRoad on this machine, or make the bundle again")
        }
        let lines = try zip.bytes(of: Self.eventsName, limit: 8 << 30)
        guard Digest(of: lines) == manifest.eventsDigest else {
            throw WorkflowError.impossible(
                reason: "\(path): \(Self.eventsName) is not what its manifest says",
                hint: "make the bundle again; it was damaged or changed on the way")
        }
        self.manifest = manifest
        self.path = path
        bundle = EventBundle(
            heads: manifest.heads, base: manifest.base,
            events: try EventBundle.events(inLines: lines))
    }

    /// The bytes of a member, which the manifest must name with their digest.
    func bytes(of name: String) throws -> [UInt8] {
        let zip = try ZipReader(path: path)
        let bytes = try zip.bytes(of: name, limit: 8 << 30)
        guard manifest.files.first(where: { $0.path == name })?.digest == Digest(of: bytes) else {
            throw WorkflowError.impossible(
                reason: "\(path): its member \(name) is not what its manifest says",
                hint: "make the bundle again; it was damaged or changed on the way")
        }
        return bytes
    }
}
