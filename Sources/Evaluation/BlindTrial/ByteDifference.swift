/// The first byte in which two files differ.
public struct ByteDifference: Sendable, Hashable {
    /// Line of the file, from 1.
    public var line: Int
    /// Place in that line, from 1.
    public var byte: Int
    /// The sealed byte; `nil` where the sealed file ends first.
    public var sealed: UInt8?
    /// The byte handed in; `nil` where that file ends first.
    public var given: UInt8?

    /// The first difference; `nil` where both are the same.
    public init?(between sealed: [UInt8], and given: [UInt8]) {
        guard sealed != given else { return nil }
        var place = 0
        var line = 1
        var lineStart = 0
        while place < sealed.count, place < given.count, sealed[place] == given[place] {
            if sealed[place] == 10 {
                line += 1
                lineStart = place + 1
            }
            place += 1
        }
        self.line = line
        byte = place - lineStart + 1
        self.sealed = place < sealed.count ? sealed[place] : nil
        self.given = place < given.count ? given[place] : nil
    }

    /// One clause, without the name of the file.
    public var words: String {
        "line \(line), byte \(byte): sealed \(Self.shown(sealed)), given \(Self.shown(given))"
    }

    private static func shown(_ byte: UInt8?) -> String {
        guard let byte else { return "the end of the file" }
        switch byte {
        case 10: return "a line feed"
        case 13: return "a carriage return"
        case 32: return "a blank"
        case 33...126: return "`\(Unicode.Scalar(byte))`"
        default: return "byte \(byte)"
        }
    }
}
