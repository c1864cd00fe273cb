internal import CZip
internal import FileAccess
internal import SurveyModel

/// A zip file open for reading.
///
/// Nothing is unpacked to the disk, so a member's name leads nowhere.
///
/// `@safe`: the handle is opened in `init`, discarded in `deinit` and never leaves this type.
@safe public struct ZipReader: ~Copyable {
    /// A file in the archive.
    public struct Member: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its size when unpacked (bytes), as the directory says.
        public var byteCount: Int
        let index: UInt64
    }

    /// Where it is.
    public let path: String
    /// Its members in order.
    public let members: [Member]
    /// Words about the whole archive.
    public let comment: String
    private let handle: OpaquePointer

    /// Opens the zip file at `path` and checks its directory against its members.
    ///
    /// - Throws: `ArchiveError`: not there, no zip file, or two members with one name.
    public init(path: String) throws(ArchiveError) {
        do {
            // Says what stands there in the words of every other reader.
            _ = try RegularFile(path: path)
        } catch {
            throw .file(error)
        }
        var code: Int32 = 0
        let opened = unsafe zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code)
        guard let handle = unsafe opened else {
            throw .notAnArchive(path: path, reason: zipMessage(code))
        }
        do {
            members = try unsafe Self.members(of: handle, path)
        } catch {
            unsafe zip_discard(handle)
            throw error
        }
        var length: Int32 = 0
        let text = unsafe zip_get_archive_comment(handle, &length, 0)
        comment = unsafe text.map { unsafe String(cString: $0) } ?? ""
        self.path = path
        unsafe self.handle = handle
    }

    deinit { unsafe zip_discard(handle) }

    private static func members(
        of handle: OpaquePointer, _ path: String
    ) throws(ArchiveError) -> [Member] {
        var members: [Member] = []
        var names: Set<String> = []
        for index in 0..<UInt64(max(0, unsafe zip_get_num_entries(handle, 0))) {
            var status = unsafe zip_stat_t()
            guard unsafe zip_stat_index(handle, index, 0, &status) == 0,
                let text = unsafe status.name, unsafe status.size <= UInt64(Int.max)
            else { throw .notAnArchive(path: path, reason: "entry \(index) has no name or size") }
            let name = unsafe String(cString: text)
            guard names.insert(name).inserted else {
                throw .notAnArchive(path: path, reason: "two members are called \(name)")
            }
            members.append(
                Member(name: name, byteCount: Int(unsafe status.size), index: index))
        }
        return members
    }

    /// Whether there is a member `name`.
    public func has(_ name: String) -> Bool { members.contains { $0.name == name } }

    /// All bytes of a member.
    ///
    /// - Throws: `.tooLarge` where it has more than `limit` bytes, `.damagedMember` where its checksum
    ///   or its packing does not hold.
    public func bytes(of name: String, limit: Int = 64 << 20) throws(ArchiveError) -> [UInt8] {
        guard let member = members.first(where: { $0.name == name }) else {
            throw .missingMember(path: path, member: name)
        }
        guard member.byteCount <= limit else {
            throw .tooLarge(path: path, member: name, bytes: member.byteCount)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(member.byteCount)
        try read(member) { (block: [UInt8]) in bytes += block }
        return bytes
    }

    /// Hands out a member block by block.
    ///
    /// - Throws: `.damagedMember`.
    public func read(_ member: Member, _ body: ([UInt8]) -> Void) throws(ArchiveError) {
        let opened = unsafe zip_fopen_index(handle, member.index, 0)
        guard let file = unsafe opened else {
            throw .damagedMember(
                path: path, member: member.name,
                reason: unsafe String(cString: zip_strerror(handle)))
        }
        defer { unsafe zip_fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var left = member.byteCount
        while true {
            let got = unsafe buffer.withUnsafeMutableBytes {
                unsafe zip_fread(file, $0.baseAddress, UInt64($0.count))
            }
            guard got >= 0 else {
                throw .damagedMember(
                    path: path, member: member.name,
                    reason: unsafe String(cString: zip_file_strerror(file)))
            }
            guard got > 0 else { break }
            left -= Int(got)
            guard left >= 0 else { break }
            body(Array(buffer.prefix(Int(got))))
        }
        guard left == 0 else {
            throw .damagedMember(
                path: path, member: member.name, reason: "it has another size than it says")
        }
    }
}

/// The library's words for an error number.
func zipMessage(_ code: Int32) -> String {
    var error = unsafe zip_error_t()
    unsafe zip_error_init_with_code(&error, code)
    defer { unsafe zip_error_fini(&error) }
    return unsafe String(cString: zip_error_strerror(&error))
}

@available(*, unavailable)
extension ZipReader: Sendable {}
