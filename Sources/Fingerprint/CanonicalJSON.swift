internal import FoundationEssentials
public import SurveyModel

/// JSON whose bytes depend on the value alone: keys sorted, no white space, UTF-8.
public enum CanonicalJSON: Sendable {
    /// The canonical bytes of `value`.
    ///
    /// - Throws: `EncodingError` where a number is not finite.
    public static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The digest of the canonical bytes of `value`.
    public static func digest(of value: some Encodable) throws -> Digest {
        Digest(of: try bytes(of: value))
    }
}
