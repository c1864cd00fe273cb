internal import FileAccess

/// Telling a zip file from a folder or another file.
public enum ArchiveKind: Sendable {
    /// Whether the file at `path` begins as a zip file does.
    public static func isZip(_ path: String) -> Bool {
        guard Folder.isRegularFile(path), let file = try? RegularFile(path: path),
            let start = try? file.bytes(at: 0, count: min(4, file.byteCount))
        else { return false }
        return start == [0x50, 0x4B, 3, 4] || start == [0x50, 0x4B, 5, 6]
    }
}
