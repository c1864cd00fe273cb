public import SurveyModel

/// A random number that is used once, so that a commitment tells nothing of what it commits to.
///
/// Without it, somebody who can list the likely truths could try them all.
public struct Nonce: Hashable, Sendable {
    /// 32 bytes as 64 lower-case hexadecimal digits.
    public let hexadecimal: String

    /// Accepts exactly 64 lower-case hexadecimal digits, else `nil`.
    public init?(hexadecimal: String) {
        guard Digest(hexadecimal: hexadecimal) != nil else { return nil }
        self.hexadecimal = hexadecimal
    }

    /// A new one from the system's source of randomness.
    public init() {
        var generator = SystemRandomNumberGenerator()
        hexadecimal = (0..<32).map { _ in
            let byte = UInt8.random(in: .min ... .max, using: &generator)
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension Nonce: Codable {
    /// Decodes the 64 digits from one string.
    public init(from decoder: any Decoder) throws {
        hexadecimal = try Digest(from: decoder).hexadecimal
    }

    /// Encodes the 64 digits as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}

extension Digest {
    /// The commitment to `bytes`: the SHA-256 of the digits of `nonce` followed by `bytes`.
    ///
    /// Anyone who is given both can check it: `(printf %s NONCE; cat FILE) | sha256sum`.
    public init(committingTo bytes: [UInt8], nonce: Nonce) {
        var hash = SHA256()
        hash.update(Array(nonce.hexadecimal.utf8).span)
        hash.update(bytes.span)
        self = hash.finish()
    }
}
