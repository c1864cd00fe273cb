internal import FileAccess
internal import Fingerprint
internal import SurveyModel

/// The folder of a blind trial, which everybody may read.
struct BlindTrialFolder {
    let path: String

    static let alarms = "alarms"
    static let configurations = "configurations"

    var sealPath: String { path + "/" + TrialSeal.fileName }
    var chainPath: String { path + "/" + TrialChain.fileName }
    /// Where the truth is once the trial is opened.
    var openedPath: String { path + "/opened" }

    /// Where a sealed file is once the trial is opened.
    func openedPath(of entry: TrialSeal.Entry) -> String { openedPath + "/" + entry.file }

    /// The seal and its digest.
    ///
    /// - Throws: `TrialFinding` where it was changed, else `WorkflowError`.
    func seal() throws -> (seal: TrialSeal, digest: Digest) {
        guard Folder.exists(sealPath) else {
            throw WorkflowError.impossible(
                reason: "\(path): this is not a blind trial, it has no \(TrialSeal.fileName)",
                hint: "`clearroad evaluate seal` makes one")
        }
        let bytes = try Self.bytes(of: sealPath, limit: 16 << 20)
        return (try TrialSeal(bytes: bytes, path: sealPath), Digest(of: bytes))
    }

    /// The bytes of the chain; none where nothing was registered.
    func chainBytes() throws(WorkflowError) -> [UInt8] {
        guard Folder.exists(chainPath) else { return [] }
        return try Self.bytes(of: chainPath, limit: TrialChain.mostBytes)
    }

    /// Appends `entry` to `chain`, whose bytes are `bytes`: the file is written whole under another
    /// name, so that nobody ever sees half a line.
    func append(_ entry: TrialEntry, to bytes: [UInt8]) throws -> Digest {
        let line = try TrialChain.line(of: entry)
        do {
            try DurableFile.write(bytes + line.bytes, to: chainPath)
        } catch {
            throw WorkflowError(file: chainPath, error)
        }
        return line.digest
    }

    /// Keeps a read-only copy of `bytes` under its digest in the folder `kind`.
    func keep(_ bytes: [UInt8], in kind: String, ending: String) throws -> TrialRegistration.File {
        let file = TrialRegistration.File(
            digest: Digest(of: bytes), ending: TrialText.isEnding(ending) ? ending : "bin")
        let target = path(of: file, in: kind)
        if Folder.exists(target) {
            guard try Self.bytes(of: target, limit: Self.mostBytes) == bytes else {
                throw TrialFinding("\(target): it is not what was registered (edited)")
            }
            return file
        }
        do {
            try Folder.create(path + "/" + kind)
            try DurableFile.write(bytes, to: target)
            try Folder.makeReadOnly(target)
        } catch {
            throw WorkflowError(file: target, error)
        }
        return file
    }

    /// Where the copy of a registered file is.
    func path(of file: TrialRegistration.File, in kind: String) -> String {
        "\(path)/\(kind)/\(file.name)"
    }

    /// Largest file taken in (bytes).
    static let mostBytes = 64 << 20

    /// All bytes of a file of at most `limit` bytes.
    static func bytes(of path: String, limit: Int = mostBytes) throws(WorkflowError) -> [UInt8] {
        do {
            return try RegularFile(path: path).allBytes(limit: limit)
        } catch {
            throw WorkflowError(file: path, error)
        }
    }

    /// Keeps other programs of this kind out of the folder.
    func lock() throws(WorkflowError) -> FolderLock {
        do {
            return try FolderLock(path)
        } catch {
            throw WorkflowError(file: path, error)
        }
    }
}
