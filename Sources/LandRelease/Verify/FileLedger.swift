public import FileAccess
internal import Fingerprint
internal import FoundationEssentials
public import SurveyModel

/// Which files of a survey were hashed, when, and the size and time they had: lines of JSON, only ever
/// added to, so that an interrupted check goes on where it stopped.
///
/// It lies among the products and proves nothing: it saves reading what was read.
public struct FileLedger: Sendable {
    /// Its place below the survey folder.
    public static let place = "products/files-checked.jsonl"

    /// A line.
    struct Line: Codable, Equatable {
        /// Path below the survey folder; `nil` for a line about a whole check.
        var path: String?
        /// Digest found.
        var digest: Digest?
        /// Size and time it had.
        var stamp: FileStamp?
        /// When (UTC), where known.
        var at: String?
        /// `begun` or `complete`, for a check of all files.
        var check: String?
    }

    /// The last line of each file.
    private(set) var files: [String: Line] = [:]
    /// Files hashed since a check of all that has not come to its end began; `nil` where none is open.
    private(set) var open: Set<String>?
    /// When the last check of all files came to its end.
    private(set) var completedAt: String?

    /// What was noted of the survey in `folder`; nothing where there is no ledger.
    init(survey folder: String) {
        let path = folder + "/" + Self.place
        guard let bytes = try? RegularFile(path: path).allBytes(limit: 1 << 30) else { return }
        for text in bytes.split(separator: 10) {
            // A line cut short by a power cut is no line.
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(text)) else {
                continue
            }
            take(line)
        }
    }

    private mutating func take(_ line: Line) {
        switch line.check {
        case "begun": open = []
        case "complete":
            open = nil
            completedAt = line.at
        default:
            guard let path = line.path else { return }
            files[path] = line
            open?.insert(path)
        }
    }

    /// Notes that the file at `path` below the survey `folder` was hashed.
    public static func note(
        _ path: String, _ digest: Digest, inSurvey folder: String, at: String? = nil
    ) throws(FileError) {
        guard let stamp = FileStamp(path: folder + "/" + path) else { return }
        try add(Line(path: path, digest: digest, stamp: stamp, at: at), to: folder)
    }

    /// Notes that a check of all files begins or came to its end.
    static func note(check: String, at: String, inSurvey folder: String) throws(FileError) {
        try add(Line(at: at, check: check), to: folder)
    }

    private static func add(_ line: Line, to folder: String) throws(FileError) {
        try Folder.create(folder + "/products")
        // Only finite values: this cannot fail.
        let bytes = (try? CanonicalJSON.bytes(of: line)) ?? []
        try AppendedFile.append(bytes + [10], to: folder + "/" + place)
    }
}
