internal import FileAccess

/// A radar file open for reading, on the disk or in memory, whose errors are this module's.
final class SourceFile: Sendable {
    /// Where it is.
    let path: String
    /// Its size when it was opened (bytes).
    let byteCount: Int
    private let backing: Backing

    private enum Backing: ~Copyable {
        case disk(RegularFile)
        case memory([UInt8])
    }

    /// Opens a file of the disk.
    init(path: String) throws(InstrumentError) {
        do throws(FileError) {
            let file = try RegularFile(path: path)
            byteCount = file.byteCount
            backing = .disk(file)
        } catch { throw .file(error) }
        self.path = path
    }

    /// A file held in memory, as tests and fuzzing use.
    init(path: String, bytes: [UInt8]) {
        self.path = path
        byteCount = bytes.count
        backing = .memory(bytes)
    }

    /// Fills `buffer` with the bytes from `offset` on.
    func read(into buffer: inout MutableSpan<UInt8>, at offset: Int) throws(InstrumentError) {
        switch backing {
        case .disk(let file):
            do throws(FileError) { try file.read(into: &buffer, at: offset) } catch {
                throw .file(error)
            }
        case .memory(let bytes):
            guard offset >= 0, buffer.count <= bytes.count, offset <= bytes.count - buffer.count
            else {
                throw .file(
                    .shrank(path: path, expectedBytes: byteCount, atByte: max(0, byteCount)))
            }
            for index in buffer.indices { buffer[index] = bytes[offset + index] }
        }
    }

    /// The `count` bytes from `offset` on.
    func bytes(at offset: Int, count: Int) throws(InstrumentError) -> [UInt8] {
        guard offset >= 0, count >= 0, count <= byteCount, offset <= byteCount - count else {
            throw .file(.shrank(path: path, expectedBytes: byteCount, atByte: byteCount))
        }
        var result = [UInt8](repeating: 0, count: count)
        var span = result.mutableSpan
        try read(into: &span, at: offset)
        return result
    }

    /// Its first bytes, at most `count` of them.
    func head(_ count: Int) throws(InstrumentError) -> [UInt8] {
        try bytes(at: 0, count: min(count, byteCount))
    }

    /// All bytes of a file that is small by nature, such as a header of text.
    ///
    /// - Throws: `.damaged` where it has more than `limit` bytes.
    func allBytes(limit: Int) throws(InstrumentError) -> [UInt8] {
        guard byteCount <= limit else {
            throw .damaged(
                path: path, atByte: limit,
                reason: "this file has \(byteCount) bytes, one of its kind has at most \(limit)")
        }
        return try bytes(at: 0, count: byteCount)
    }
}
