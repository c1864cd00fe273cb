internal import Glibc

/// Keeps other programs that ask for the same lock out of a folder until it goes.
///
/// The lock is on the folder itself (`flock`): no file is left behind where a program is killed.
public struct FolderLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Locks `folder`, waiting for another program for at most `seconds`.
    ///
    /// - Throws: `FileError.missing`, or `.unwritable` where it stays locked.
    public init(_ folder: String, seconds: Int = 10) throws(FileError) {
        let opened = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else {
            let code = errno
            throw code == ENOENT
                ? .missing(path: folder)
                : .unreadable(path: folder, reason: systemMessage(code))
        }
        var tries = seconds * 20
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR, tries > 0 else {
                close(opened)
                let reason =
                    code == EWOULDBLOCK
                    ? "another program is writing there" : systemMessage(code)
                throw .unwritable(path: folder, reason: reason)
            }
            tries -= 1
            usleep(50_000)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
