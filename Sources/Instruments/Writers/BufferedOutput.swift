internal import FileAccess

/// Collects bytes and hands them to a durable file in blocks.
struct BufferedOutput: ~Copyable {
    private var file: DurableFile
    private var buffer: [UInt8] = []

    private static let blockByteCount = 1 << 18

    init(path: String) throws(InstrumentError) {
        do throws(FileError) { file = try DurableFile(path: path) } catch { throw .file(error) }
    }

    mutating func write(_ bytes: [UInt8]) throws(InstrumentError) {
        buffer += bytes
        if buffer.count >= Self.blockByteCount { try flush() }
    }

    /// Appends samples as 32-bit IEEE floats.
    mutating func write(_ samples: Span<Float>, bigEndian: Bool) throws(InstrumentError) {
        buffer.reserveCapacity(buffer.count + samples.count * 4)
        for index in samples.indices {
            let bits = samples[index].bitPattern
            let word = bigEndian ? bits.bigEndian : bits.littleEndian
            unsafe withUnsafeBytes(of: word) { unsafe buffer.append(contentsOf: $0) }
        }
        if buffer.count >= Self.blockByteCount { try flush() }
    }

    /// Syncs everything and gives the file its name.
    consuming func commit() throws(InstrumentError) {
        try flush()
        do throws(FileError) { try file.commit() } catch { throw .file(error) }
    }

    private mutating func flush() throws(InstrumentError) {
        let block = buffer
        buffer = []
        do throws(FileError) { try file.write(block.span) } catch { throw .file(error) }
    }
}
