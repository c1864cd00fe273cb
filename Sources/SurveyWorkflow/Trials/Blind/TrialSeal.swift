internal import Fingerprint
internal import FoundationEssentials
public import SurveyModel

/// What the operators of a blind trial are given of its truth: a commitment to each file, and nothing
/// of what is in it.
///
/// The digest of a seal is the SHA-256 of its file, so that it covers every byte of it and
/// `sha256sum seal.json` prints it.
public struct TrialSeal: Codable, Sendable, Equatable {
    /// What a sealed file is for.
    public enum Kind: String, Codable, Sendable {
        /// The truth of one lane.
        case truth
        /// Anything else that scoring needs.
        case other
    }

    /// One sealed file.
    public struct Entry: Codable, Sendable, Equatable {
        /// The lane, or the file's own name.
        public var name: String
        /// What it is for.
        public var kind: Kind
        /// Its name once the trial is opened.
        public var file: String
        /// SHA-256 of its nonce's digits followed by its bytes.
        public var commitment: Digest
    }

    /// Names the kind of file.
    public var format = Self.formatName
    /// The sealed files in the order of their names.
    public var entries: [Entry]
    /// Version of the program.
    public var tool = ToolVersion.current
    /// What the clock of the machine said (UTC): a claim, no proof.
    public var claimedAt: String

    static let formatName = "clearroad-trial-seal-1"
    static let fileName = "seal.json"

    /// Names of the lanes in order.
    public var lanes: [String] { entries.filter { $0.kind == .truth }.map(\.name) }

    /// A seal over `entries`.
    init(entries: [Entry], claimedAt: String) {
        self.entries = entries.sorted { $0.name < $1.name }
        self.claimedAt = claimedAt
    }

    /// Reads the bytes of the file.
    ///
    /// - Throws: `TrialFinding` where they are not what this program writes, to the byte.
    init(bytes: [UInt8], path: String) throws(TrialFinding) {
        guard let seal = try? JSONDecoder().decode(TrialSeal.self, from: Data(bytes)),
            seal.format == Self.formatName, (try? seal.bytes()) == bytes, seal.isWhole
        else { throw TrialFinding("\(path): this is not a seal as `evaluate seal` writes it") }
        self = seal
    }

    /// The bytes of the file.
    func bytes() throws -> [UInt8] { try CanonicalJSON.bytes(of: self) + [10] }

    /// Whether its names can be names of files and each stands once.
    private var isWhole: Bool {
        let names = entries.map(\.name)
        return !entries.isEmpty && names == names.sorted() && Set(names).count == names.count
            && Set(entries.map(\.file)).count == names.count
            && (names + entries.map(\.file)).allSatisfy(TrialText.isName)
    }
}
