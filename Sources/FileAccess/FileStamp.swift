internal import Glibc

/// Size and time of a file, by which a change is noticed without reading it.
public struct FileStamp: Sendable, Hashable, Codable {
    /// Its size (bytes).
    public var byteCount: Int
    /// When it was last written (ns since 1970).
    public var modifiedNanoseconds: Int

    /// The stamp of an ordinary file; `nil` where there is none.
    public init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        byteCount = Int(status.st_size)
        modifiedNanoseconds = Int(status.st_mtim.tv_sec) &* 1_000_000_000 &+ status.st_mtim.tv_nsec
    }
}
