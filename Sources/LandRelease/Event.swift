internal import Fingerprint
internal import FoundationEssentials
public import SurveyModel

/// One entry of the record: who says what, when, on what inputs, after which entry.
public struct Event: Sendable, Equatable, Codable {
    /// The installation that wrote it, 32 hexadecimal digits.
    public var writer: String
    /// Its number in that installation's chain, from 1.
    public var number: Int
    /// Lamport clock: one more than the largest known when it was written.
    public var clock: Int
    /// When, as a UTC timestamp.
    public var at: String
    /// Who.
    public var by: String
    /// Version of the program.
    public var tool: String
    /// Digests of what it was made from.
    public var inputs: [Digest]
    /// Hash of the writer's event before; 64 zeros for the first.
    public var previous: Digest
    /// What it says.
    public var fact: Fact
    /// Heads of other installations it came after and no earlier event of its writer had told of;
    /// `nil` where there is none.
    public var knows: [RegistryHead]?

    /// An event by its parts.
    public init(
        writer: String, number: Int, clock: Int, at: String, by: String, tool: String,
        inputs: [Digest], previous: Digest, fact: Fact, knows: [RegistryHead]? = nil
    ) {
        self.writer = writer
        self.number = number
        self.clock = clock
        self.at = at
        self.by = by
        self.tool = tool
        self.inputs = inputs
        self.previous = previous
        self.fact = fact
        self.knows = knows
    }

    /// What stands before the first event of a chain.
    static let origin = Digest(zeroDigits: ())

    /// Its canonical bytes, which its hash is taken of.
    func body() throws(LandReleaseError) -> [UInt8] {
        do {
            return try CanonicalJSON.bytes(of: self)
        } catch {
            throw .unencodable(reason: "a number is not finite")
        }
    }

    /// Whether it comes before `other` when the record is read.
    func precedes(_ other: Event) -> Bool {
        (clock, writer, number) < (other.clock, other.writer, other.number)
    }
}

extension Digest {
    fileprivate init(zeroDigits: Void) {
        guard let zero = Digest(hexadecimal: String(repeating: "0", count: 64)) else {
            preconditionFailure("64 zeros are a digest")
        }
        self = zero
    }
}

/// The last event of an installation, by which a cut tail is found.
public struct RegistryHead: Sendable, Hashable {
    /// The installation.
    public var writer: String
    /// The number of its last event; 0 where there is none.
    public var number: Int
    /// The hash of that event; 64 zeros where there is none.
    public var hash: Digest

    /// The head of `writer`.
    public init(writer: String, number: Int, hash: Digest) {
        self.writer = writer
        self.number = number
        self.hash = hash
    }

    /// Reads `writer:number:hash`; anything else is `nil`.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, WriterID.isValid(String(parts[0])), let number = Int(parts[1]),
            number >= 0, let hash = Digest(hexadecimal: String(parts[2]))
        else { return nil }
        self.init(writer: String(parts[0]), number: number, hash: hash)
    }
}

extension RegistryHead: CustomStringConvertible {
    /// `writer:number:hash`.
    public var description: String { "\(writer):\(number):\(hash)" }
}

extension RegistryHead: Codable {
    /// Decodes `writer:number:hash` from one string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let head = RegistryHead(parsing: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a head is writer:number:hash")
        }
        self = head
    }

    /// Encodes `writer:number:hash` as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The name of an installation: 128 random bits as 32 hexadecimal digits.
enum WriterID {
    /// A new one.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Whether `text` has the form of one.
    static func isValid(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
