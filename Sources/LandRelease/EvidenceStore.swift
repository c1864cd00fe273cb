internal import FileAccess
internal import Fingerprint
public import SurveyModel

/// Evidence that reports cite, frozen: files named by their digest in the folder `evidence` of a
/// survey, read-only, never written over.
public enum EvidenceStore: Sendable {
    /// Name of the folder.
    public static let folderName = "evidence"

    /// Stores the canonical JSON of a value and gives its digest.
    ///
    /// - Throws: `LandReleaseError.unencodable`, `.evidenceDiffers` where a stored file of that
    ///   digest was edited, or `.file`.
    public static func store(
        _ value: some Encodable, inSurvey folder: String
    ) throws(LandReleaseError) -> Digest {
        let bytes: [UInt8]
        do {
            bytes = try CanonicalJSON.bytes(of: value)
        } catch {
            throw .unencodable(reason: "a number is not finite")
        }
        return try store(bytes, ending: "json", inSurvey: folder)
    }

    /// Stores a copy of a document, such as a survey report, and gives its digest.
    public static func store(
        document path: String, inSurvey folder: String
    ) throws(LandReleaseError) -> Digest {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: 1 << 30)
        } catch {
            throw .file(error)
        }
        guard !bytes.isEmpty else {
            throw .file(.unreadable(path: path, reason: "the document is empty"))
        }
        let ending = Folder.fileExtension(of: path).filter { $0.isASCII && $0.isLetter }
        return try store(bytes, ending: ending.isEmpty ? "bin" : ending, inSurvey: folder)
    }

    /// Where the evidence of a digest lies; `nil` where there is none.
    public static func path(of digest: Digest, inSurvey folder: String) -> String? {
        let place = folder + "/" + folderName
        guard let names = try? Folder.names(in: place) else { return nil }
        return names.first { $0.hasPrefix(digest.hexadecimal + ".") }.map { place + "/" + $0 }
    }

    private static func store(
        _ bytes: [UInt8], ending: String, inSurvey folder: String
    ) throws(LandReleaseError) -> Digest {
        let digest = Digest(of: bytes)
        do {
            if let present = path(of: digest, inSurvey: folder) {
                guard try Digest(ofFile: present) == digest else {
                    throw LandReleaseError.evidenceDiffers(path: present)
                }
                return digest
            }
            let place = folder + "/" + folderName
            try Folder.create(place)
            let path = "\(place)/\(digest.hexadecimal).\(ending)"
            try DurableFile.write(bytes, to: path)
            try Folder.makeReadOnly(path)
            try? FileLedger.note(
                "\(folderName)/\(digest.hexadecimal).\(ending)", digest, inSurvey: folder)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as LandReleaseError {
            throw error
        } catch {
            throw .unencodable(reason: "unknown")
        }
        return digest
    }
}
