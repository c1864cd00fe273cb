internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import SurveyModel

/// What the keeper of the truth keeps: the sealed files themselves and their nonces.
struct KeeperFile: Codable, Equatable {
    /// One sealed file.
    struct Entry: Codable, Equatable {
        var name: String
        var nonce: Nonce
        /// Its bytes, as Base64 in the file.
        var contents: Data
    }

    var format = Self.formatName
    /// For a person who finds the file.
    var note = "Secret until the trial is opened: it holds the truth."
    /// Digest of the seal it belongs to.
    var seal: Digest
    var entries: [Entry]

    static let formatName = "clearroad-trial-keeper-1"
    /// Most bytes that are sealed together.
    static let mostBytes = 128 << 20

    init(seal: Digest, entries: [Entry]) {
        self.seal = seal
        self.entries = entries
    }

    /// Reads the file at `path`.
    init(path: String) throws(WorkflowError) {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: 2 * Self.mostBytes)
        } catch {
            throw WorkflowError(file: path, error)
        }
        guard let keeper = try? JSONDecoder().decode(KeeperFile.self, from: Data(bytes)),
            keeper.format == Self.formatName
        else {
            throw .impossible(
                reason: "\(path): this is not a keeper's file as `evaluate seal` writes it",
                hint: "give the file that was named with --keeper when the truth was sealed")
        }
        self = keeper
    }

    /// What is wrong with it for `seal`, whose digest is `digest`.
    func findings(for seal: TrialSeal, digest: Digest) -> [String] {
        var findings: [String] = []
        if self.seal != digest {
            findings.append(
                "the seal is not the one the keeper's file was made with: one of them was changed, "
                    + "or they belong to different trials")
        }
        for entry in seal.entries {
            let own = entries.filter { $0.name == entry.name }
            guard let kept = own.first, own.count == 1 else {
                findings.append(
                    "\(entry.name): the keeper's file holds it \(own.isEmpty ? "not" : "twice")")
                continue
            }
            if Digest(committingTo: Array(kept.contents), nonce: kept.nonce) != entry.commitment {
                findings.append(
                    "\(entry.name): the keeper's copy or its nonce is not what was sealed")
            }
        }
        let sealed = Set(seal.entries.map(\.name))
        findings += entries.filter { !sealed.contains($0.name) }.map {
            "\($0.name): the keeper's file holds it, but it was not sealed"
        }
        return findings
    }
}
