internal import Glibc
internal import SurveyModel

/// An ordinary file open for reading with `pread`, never mapped, so that a file that shrinks while it
/// is read gives an error and not a crash.
public struct RegularFile: ~Copyable, Sendable {
    /// Where it is.
    public let path: String
    /// Its size when it was opened (bytes).
    public let byteCount: Int
    private let descriptor: Int32

    /// Opens `path`.
    ///
    /// - Throws: `FileError` where it is missing, a folder, a pipe or device, or unreadable.
    public init(path: String) throws(FileError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .missing(path: path) }
        // Non-blocking, so that a pipe without a writer does not hang us.
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw code == ENOENT || code == ENOTDIR
                ? .missing(path: path)
                : .unreadable(path: path, reason: systemMessage(code))
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .unreadable(path: path, reason: systemMessage(code))
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            close(descriptor)
            throw kind == S_IFDIR ? .isDirectory(path: path) : .notRegular(path: path)
        }
        self.path = path
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills `buffer` with the bytes from `offset` on.
    ///
    /// - Throws: `FileError.shrank` where the file ends first, `.unreadable` on a disk error.
    public func read(
        into buffer: inout MutableSpan<UInt8>, at offset: Int
    ) throws(FileError) {
        var done = 0
        let wanted = buffer.count
        while done < wanted {
            let got = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
                unsafe pread(
                    descriptor, bytes.baseAddress.map { unsafe $0 + done }, wanted - done,
                    off_t(offset + done))
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else {
                throw .unreadable(path: path, reason: systemMessage(errno))
            }
            guard got > 0 else {
                throw .shrank(path: path, expectedBytes: byteCount, atByte: offset + done)
            }
            done += got
        }
    }

    /// The `count` bytes from `offset` on.
    public func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= byteCount - count else {
            throw .shrank(path: path, expectedBytes: byteCount, atByte: byteCount)
        }
        var result = [UInt8](repeating: 0, count: count)
        var span = result.mutableSpan
        try read(into: &span, at: offset)
        return result
    }

    /// All bytes of a small file.
    ///
    /// - Throws: `FileError.unreadable` where it is larger than `limit` bytes.
    public func allBytes(limit: Int = 64 << 20) throws(FileError) -> [UInt8] {
        guard byteCount <= limit else {
            throw .unreadable(
                path: path,
                reason: "\(byteCount) bytes, more than the \(limit) such a file may have")
        }
        return try bytes(at: 0, count: byteCount)
    }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
}
