internal import FileAccess
internal import Fingerprint
internal import SurveyModel

/// What tells one state of a registry file from another without reading its events.
public struct RegistryGlance: Sendable, Hashable, Codable {
    /// The last event of each installation, by installation.
    public let heads: [RegistryHead]
    /// Events in the file.
    public let eventCount: Int
    /// How often the database was written, as its header counts.
    public let changes: Int
    /// Size and time of the file.
    public let byteCount: Int
    /// When the file was last written (ns since 1970).
    public let modifiedNanoseconds: Int

    /// A look at the registry at `path`.
    ///
    /// - Throws: `LandReleaseError` where it is none or cannot be read.
    public init(path: String) throws(LandReleaseError) {
        let connection = try RegistryFile.open(path, readOnly: true)
        guard let stamp = FileStamp(path: path) else { throw .file(.missing(path: path)) }
        heads = try Registry.heads(in: connection)
        eventCount = Int(
            try connection.query("SELECT count(*) FROM event").first?.first?.integer ?? 0)
        do {
            // The header's count of changes, big-endian (SQLite file format 1.3.3).
            let header = try RegularFile(path: path).bytes(at: 24, count: 4)
            changes = header.reduce(0) { $0 << 8 | Int($1) }
        } catch {
            throw .file(error)
        }
        byteCount = stamp.byteCount
        modifiedNanoseconds = stamp.modifiedNanoseconds
    }

    /// The heads with commas between, as maps and pages print them.
    public var headsInWords: String { heads.map(\.description).joined(separator: ",") }
}
