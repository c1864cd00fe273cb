/// The records of an IDS .dt file: all of one length, those before the traces with a tag in front.
struct IdsRecords: Sendable {
    let file: SourceFile
    /// Version by the first record.
    let version: Int
    /// Bytes of each record.
    let length: Int
    /// Number of the first record that is a trace.
    let firstTrace: Int
    /// Whole records of the file.
    let count: Int
    private let heads: [(tag: String, number: Int)]

    /// Letters of the tag, with the type and flag words of a trace in their place.
    static let tagByteCount = 4
    /// More records than this before the first trace are none of a header.
    private static let mostHeadRecords = 4096
    /// Types of records without `R` that are traces nevertheless, which the radar called invalid.
    static let invalidTypes = [0x0152, 0x0006]

    /// Whether a record beginning with `word` is a trace: `R` and a type, no further letter.
    static func isTrace(_ word: Int) -> Bool {
        (word & 0xFF == 0x52 && word >> 8 < 0x41) || invalidTypes.contains(word)
    }

    /// Whether `head` begins like such a file: `V`, then a tagged record where its length says.
    static func isPlausible(_ head: [UInt8]) -> Bool {
        guard head.count >= 6, head[0] == 0x56, (1...9).contains(head[1]) else { return false }
        let length = HeaderFields(bytes: head, isLittleEndian: true).int16(4)
        guard length >= 16, length % 2 == 0 else { return false }
        guard head.count >= length + tagByteCount else { return false }
        let tag = head[length..<length + tagByteCount]
        let letters = tag.prefix { (65...90).contains($0) }
        return !letters.isEmpty && tag.dropFirst(letters.count).allSatisfy { $0 == 0 }
    }

    init(_ file: SourceFile) throws(InstrumentError) {
        let head = HeaderFields(bytes: try file.head(6), isLittleEndian: true)
        guard head.count == 6 else {
            throw .damaged(
                path: file.path, atByte: head.count,
                reason: "the file ends within its first record")
        }
        guard head.uint8(0) == 0x56 else {
            throw .damaged(
                path: file.path, atByte: 0,
                reason: "the file does not begin with V as an IDS file does")
        }
        let length = head.int16(4)
        guard length > Self.tagByteCount, length % 2 == 0 else {
            throw .damaged(
                path: file.path, atByte: 4,
                reason: "the records are said to have \(length) bytes, which cannot be")
        }
        self.file = file
        self.length = length
        version = head.uint8(1)
        count = file.byteCount / length
        var heads: [(tag: String, number: Int)] = []
        var first: Int?
        for number in 1..<max(1, min(count, Self.mostHeadRecords)) where first == nil {
            let tag = try file.bytes(at: number * length, count: Self.tagByteCount)
            let letters = tag.prefix { (65...90).contains($0) }
            if Self.isTrace(Int(tag[0]) | Int(tag[1]) << 8) {
                first = number
            } else {
                heads.append((String(decoding: letters, as: UTF8.self), number))
            }
        }
        guard let first else {
            throw .damaged(
                path: file.path, atByte: min(file.byteCount, count * length),
                reason: "the file holds no whole trace")
        }
        firstTrace = first
        self.heads = heads
    }

    /// The records with `tag`, in order.
    func records(_ tag: String) throws(InstrumentError) -> [HeaderFields] {
        var found: [HeaderFields] = []
        for head in heads where head.tag == tag {
            found.append(
                HeaderFields(
                    bytes: try file.bytes(at: head.number * length, count: length),
                    isLittleEndian: true))
        }
        return found
    }

    /// Text of the first record with `tag`, after the tag.
    func text(_ tag: String) throws(InstrumentError) -> String? {
        guard let record = try records(tag).first else { return nil }
        let text = record.text(Self.tagByteCount, count: length - Self.tagByteCount)
        return text.isEmpty ? nil : text
    }
}
