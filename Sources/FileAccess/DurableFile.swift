internal import Glibc
internal import SurveyModel

/// A file written under a temporary name beside its target, synced, then renamed, so that a reader
/// never sees half of it.
///
/// Without `commit` the temporary file is removed.
public struct DurableFile: ~Copyable, Sendable {
    /// The final name.
    public let path: String
    /// The name it has until `commit`; a library that wants a name of its own may write here.
    public let temporaryPath: String
    private var descriptor: Int32

    /// How the name of a temporary file begins; the number of its process follows.
    public static let temporaryPrefix = ".tmp-"

    /// Creates the temporary file beside `path`; where it `isPrivate`, nobody but its owner may ever
    /// read it, as far as the disk knows rights.
    ///
    /// - Throws: `FileError.unwritable`, or `.isDirectory` where a folder stands at `path`.
    public init(path: String, isPrivate: Bool = false) throws(FileError) {
        var status = stat()
        if unsafe stat(path, &status) == 0 {
            let kind = status.st_mode & S_IFMT
            guard kind != S_IFDIR else { throw .isDirectory(path: path) }
            guard kind == S_IFREG else { throw .notRegular(path: path) }
        }
        // The suffix stays last: some libraries choose a format by it.
        let folder = Folder.parent(of: path)
        let name = Folder.name(of: path)
        let temporary = folder + "/\(Self.temporaryPrefix)\(getpid())-" + name
        let opened = unsafe open(
            temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
            isPrivate ? 0o600 : 0o644)
        guard opened >= 0 else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
        // A file left under that name keeps the rights it had: they are set before anything is in it.
        // Sticks without rights refuse; `Folder.isPrivate` tells what came of it.
        if isPrivate { fchmod(opened, 0o600) }
        self.path = path
        temporaryPath = temporary
        descriptor = opened
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            _ = unsafe unlink(temporaryPath)
        }
    }

    /// Appends `bytes`.
    public mutating func write(_ bytes: Span<UInt8>) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let put = unsafe bytes.withUnsafeBufferPointer { all in
                unsafe Glibc.write(
                    descriptor, all.baseAddress.map { unsafe $0 + done }, bytes.count - done)
            }
            if put < 0 && errno == EINTR { continue }
            guard put > 0 else { throw .unwritable(path: path, reason: systemMessage(errno)) }
            done += put
        }
    }

    /// Syncs what was written, so that `commit` has little left to wait for.
    public func sync() throws(FileError) {
        guard fsync(descriptor) == 0 else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
    }

    /// Syncs the file, gives it its final name and syncs the folder.
    public consuming func commit() throws(FileError) {
        // A library may have replaced the file under the temporary name: sync what is there now.
        let current = unsafe open(temporaryPath, O_RDONLY | O_CLOEXEC)
        guard current >= 0, fsync(current) == 0 else {
            let code = errno
            if current >= 0 { close(current) }
            throw .unwritable(path: path, reason: systemMessage(code))
        }
        close(current)
        guard unsafe rename(temporaryPath, path) == 0 else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
        close(descriptor)
        descriptor = -1
        let folder = unsafe open(Folder.parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Writes `bytes` to `path` in one go.
    public static func write(
        _ bytes: [UInt8], to path: String, isPrivate: Bool = false
    ) throws(FileError) {
        var file = try DurableFile(path: path, isPrivate: isPrivate)
        try file.write(bytes.span)
        try file.commit()
    }

    /// Writes `text` as UTF-8 to `path` in one go.
    public static func write(_ text: String, to path: String) throws(FileError) {
        try write(Array(text.utf8), to: path)
    }
}
