internal import Glibc
internal import SurveyModel

/// A file that only ever grows by whole pieces.
public enum AppendedFile: Sendable {
    /// Adds `bytes` at the end of the file at `path`, which is made where there is none.
    ///
    /// Several programs may append at once: each piece stays whole.
    public static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
        let opened = unsafe open(
            path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard opened >= 0 else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
        defer { close(opened) }
        let put = unsafe bytes.withUnsafeBytes { unsafe write(opened, $0.baseAddress, $0.count) }
        guard put == bytes.count else {
            throw .unwritable(path: path, reason: put < 0 ? systemMessage(errno) : "it was cut")
        }
    }
}
