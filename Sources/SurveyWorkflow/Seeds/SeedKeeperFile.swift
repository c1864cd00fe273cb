internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import LandRelease
internal import SurveyModel

/// What who buried the seeds keeps: their places and the nonce, outside the survey.
struct SeedKeeperFile: Codable, Equatable {
    var format = Self.formatName
    /// For a person who finds the file.
    var note = "Secret until the seeds are shown: it tells where they lie."
    var commitment: Digest
    var nonce: Nonce
    var sheet: SeedSheet

    static let formatName = "clearroad-seeds-1"

    init(commitment: Digest, nonce: Nonce, sheet: SeedSheet) {
        self.commitment = commitment
        self.nonce = nonce
        self.sheet = sheet
    }

    /// Its bytes in the file.
    func bytes() throws -> [UInt8] { try CanonicalJSON.bytes(of: self) + [10] }

    /// Reads the file at `path`; a file that is not to the byte as it was written is refused.
    init(path: String) throws(WorkflowError) {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: 4 << 20)
        } catch {
            throw WorkflowError(file: path, error)
        }
        guard let file = try? JSONDecoder().decode(SeedKeeperFile.self, from: Data(bytes)),
            file.format == Self.formatName
        else {
            throw .impossible(
                reason: "\(path): this is not a file as `seed seal` writes it",
                hint: "give the file that was named with --out when the seeds were sealed")
        }
        guard (try? file.bytes()) == bytes,
            file.sheet.commitment(nonce: file.nonce.hexadecimal) == file.commitment
        else {
            throw .impossible(
                reason: "\(path): the file was changed since the seeds were sealed",
                hint: "give the file as it was written")
        }
        self = file
    }
}
