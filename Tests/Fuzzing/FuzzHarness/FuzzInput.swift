/// One input of the fuzzer as the files of a sweep.
///
/// Files follow one another with a mark between: `separator`, then the number of the file's name.
/// The first has no mark.
public struct FuzzInput: Sendable {
    /// Stands before every file but the first; the number of the file follows as one byte.
    public static let separator: [UInt8] = [0xF5, 0x9D] + Array("FILE".utf8)

    /// The files by name.
    public let files: [String: [UInt8]]
    /// The file that is opened.
    public let first: String

    /// Splits `bytes` into the files of `format`.
    public init(_ bytes: [UInt8], format: FuzzFormat) {
        // In a folder: a sidecar's files are looked for beside it.
        let names = format.names.map { "f/" + $0 }
        first = names[0]
        var files: [String: [UInt8]] = [:]
        var name = first
        var start = 0
        var place = 0
        let mark = Self.separator
        while place + mark.count < bytes.count {
            if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) {
                files[name] = Array(bytes[start..<place])
                name = names[Int(bytes[place + mark.count]) % names.count]
                start = place + mark.count + 1
                place = start
            } else {
                place += 1
            }
        }
        files[name] = Array(bytes[start...])
        if files[first] == nil { files[first] = [] }
        self.files = files
    }

    /// Joins files, by their number in `format`, to one input.
    public static func joined(_ files: [(number: Int, bytes: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, file) in files.enumerated() {
            if place > 0 || file.number != 0 {
                bytes += separator + [UInt8(truncatingIfNeeded: file.number)]
            }
            bytes += file.bytes
        }
        return bytes
    }
}
