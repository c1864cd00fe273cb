internal import FileAccess

/// A radar file open for reading whose errors are this module's.
struct SourceFile: ~Copyable {
    private let file: RegularFile

    init(path: String) throws(InstrumentError) {
        do throws(FileError) { file = try RegularFile(path: path) } catch { throw .file(error) }
    }

    var path: String { file.path }
    var byteCount: Int { file.byteCount }

    /// The `count` bytes from `offset` on.
    func bytes(at offset: Int, count: Int) throws(InstrumentError) -> [UInt8] {
        do throws(FileError) { return try file.bytes(at: offset, count: count) } catch {
            throw .file(error)
        }
    }
}

/// Whole numbers at byte offsets of a header; offsets are counted from 0.
struct HeaderFields {
    let bytes: [UInt8]
    let isLittleEndian: Bool

    func uint16(_ offset: Int) -> Int {
        let first = Int(bytes[offset])
        let second = Int(bytes[offset + 1])
        return isLittleEndian ? second << 8 | first : first << 8 | second
    }

    func int16(_ offset: Int) -> Int { Int(Int16(truncatingIfNeeded: uint16(offset))) }

    func int32(_ offset: Int) -> Int {
        let first = uint16(offset)
        let second = uint16(offset + 2)
        let whole = isLittleEndian ? second << 16 | first : first << 16 | second
        return Int(Int32(truncatingIfNeeded: whole))
    }
}
