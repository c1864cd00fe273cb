/// A SHA-256 digest as 64 lower-case hexadecimal digits.
///
/// The value only; `Fingerprint` computes it.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The 64 hexadecimal digits.
    public let hexadecimal: String

    /// Accepts exactly 64 lower-case hexadecimal digits, else `nil`.
    public init?(hexadecimal: String) {
        let digits = hexadecimal.utf8
        let valid = digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard digits.count == 64, valid else { return nil }
        self.hexadecimal = hexadecimal
    }

    /// The first eight digits, enough to name a sweep on a sheet of paper.
    public var short: String { String(hexadecimal.prefix(8)) }

    /// The 64 digits.
    public var description: String { hexadecimal }

    /// Lexicographic order of the digits.
    public static func < (left: Digest, right: Digest) -> Bool {
        left.hexadecimal < right.hexadecimal
    }
}

extension Digest: Codable {
    /// Decodes the 64 digits from one string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(hexadecimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a SHA-256 digest has 64 hexadecimal digits")
        }
        self = digest
    }

    /// Encodes the 64 digits as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}
