internal import CZip
internal import FileAccess
internal import Glibc
internal import SurveyModel

/// A file to be put into a zip file.
public struct ZipMember: Sendable {
    /// Where its bytes come from.
    public enum Content: Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// The file at this path.
        case file(String)
    }

    /// Its name in the archive.
    public var name: String
    /// Its bytes.
    public var content: Content

    /// The member `name` with `content`.
    public init(_ name: String, _ content: Content) {
        self.name = name
        self.content = content
    }
}

/// Writes zip files whose bytes depend on their content alone: names sorted, one fixed time, no
/// attributes of the machine.
public enum ZipWriter: Sendable {
    /// The time every member has: the first the format knows, 1980-01-01 00:00.
    private static let date: UInt16 = 1 << 5 | 1

    /// Writes `members` to `path`; a file that stands there is replaced once the new one is whole.
    ///
    /// - Parameters:
    ///   - members: the files, in any order.
    ///   - comment: words about the whole archive.
    ///   - isPacked: whether members are deflated; without it they stand in the file as they are.
    ///   - path: where to write.
    /// - Throws: `ArchiveError`.
    public static func write(
        _ members: [ZipMember], comment: String = "", isPacked: Bool, to path: String
    ) throws(ArchiveError) {
        do {
            let file = try DurableFile(path: path)
            try fill(file.temporaryPath, members, comment, isPacked)
            try file.commit()
        } catch let error as FileError {
            throw .file(error)
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw .unwritable(path: path, reason: "unknown")
        }
    }

    private static func fill(
        _ path: String, _ members: [ZipMember], _ comment: String, _ isPacked: Bool
    ) throws(ArchiveError) {
        var code: Int32 = 0
        let opened = unsafe zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code)
        guard let archive = unsafe opened else {
            throw .unwritable(path: path, reason: zipMessage(code))
        }
        do throws(ArchiveError) {
            for member in members.sorted(by: { $0.name < $1.name }) {
                try unsafe add(member, to: archive, path, isPacked)
            }
            let words = Array(comment.utf8.prefix(Int(UInt16.max)))
            let isSet = unsafe words.withUnsafeBytes { bytes in
                unsafe zip_set_archive_comment(
                    archive, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                    UInt16(bytes.count)) == 0
            }
            guard isSet, unsafe zip_close(archive) == 0 else {
                throw ArchiveError.unwritable(
                    path: path, reason: unsafe String(cString: zip_strerror(archive)))
            }
        } catch {
            unsafe zip_discard(archive)
            throw error
        }
    }

    private static func add(
        _ member: ZipMember, to archive: OpaquePointer, _ path: String, _ isPacked: Bool
    ) throws(ArchiveError) {
        let made = try unsafe source(of: member, archive)
        guard let source = unsafe made else {
            throw .unwritable(
                path: path, reason: unsafe String(cString: zip_strerror(archive)))
        }
        let index = unsafe zip_file_add(archive, member.name, source, ZIP_FL_ENC_UTF_8)
        guard index >= 0 else {
            unsafe zip_source_free(source)
            throw .unwritable(
                path: path,
                reason: "\(member.name): \(unsafe String(cString: zip_strerror(archive)))")
        }
        let method = isPacked ? ZIP_CM_DEFLATE : ZIP_CM_STORE
        let place = UInt64(index)
        let isDone =
            unsafe zip_set_file_compression(archive, place, method, isPacked ? 6 : 0) == 0
            && zip_file_set_dostime(archive, place, 0, date, 0) == 0
            && zip_file_set_external_attributes(
                archive, place, 0, UInt8(ZIP_OPSYS_UNIX), 0o100644 << 16) == 0
        guard isDone else {
            throw .unwritable(path: path, reason: unsafe String(cString: zip_strerror(archive)))
        }
    }

    private static func source(
        of member: ZipMember, _ archive: OpaquePointer
    ) throws(ArchiveError) -> OpaquePointer? {
        switch member.content {
        case .file(let file):
            do {
                _ = try RegularFile(path: file)
            } catch {
                throw .file(error)
            }
            return unsafe zip_source_file(archive, file, 0, -1)
        case .bytes(let bytes):
            // The library frees what it is given.
            let copy = unsafe malloc(max(1, bytes.count))
            unsafe bytes.withUnsafeBytes { all in
                if let start = all.baseAddress {
                    unsafe copy?.copyMemory(from: start, byteCount: all.count)
                }
            }
            let source = unsafe zip_source_buffer(archive, copy, UInt64(bytes.count), 1)
            if unsafe source == nil { unsafe free(copy) }
            return unsafe source
        }
    }
}
