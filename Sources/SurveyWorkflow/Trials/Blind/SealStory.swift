internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
public import SurveyModel

/// Seals the truth of a blind trial: operators get commitments, the keeper keeps the truth.
public enum SealStory: Sendable {
    /// What came of sealing.
    public struct Receipt: Sendable {
        /// The seal.
        public var seal: TrialSeal
        /// Its digest, for paper.
        public var digest: Digest
        /// Whether nobody but the owner may read the keeper's file.
        public var isKeeperPrivate: Bool
    }

    /// Seals `truths`, by lane, and `others` into `folder`, and writes the secret file `keeper`.
    ///
    /// The keeper's file is written first: a seal without it could never be opened.
    ///
    /// - Throws: `WorkflowError`; nothing is left where it does.
    public static func seal(
        truths: [NamedFile], others: [NamedFile] = [], into folder: String, keeper: String,
        clock: WallClock = .system
    ) throws -> Receipt {
        try checkNames(truths, others)
        let place = BlindTrialFolder(path: folder)
        try checkPlaces(place, keeper: keeper, files: truths + others)
        let files =
            try truths.map { ($0, TrialSeal.Kind.truth, try TrialFileCheck.truth($0)) }
            + others.map { ($0, TrialSeal.Kind.other, try TrialFileCheck.other($0.path)) }
        guard files.reduce(0, { $0 + $1.2.count }) <= KeeperFile.mostBytes else {
            throw WorkflowError.impossible(
                reason: "the files are larger than \(KeeperFile.mostBytes >> 20) MiB together",
                hint: "seal rasters and pictures by a file with their digests")
        }
        var secrets: [KeeperFile.Entry] = []
        var entries: [TrialSeal.Entry] = []
        for (file, kind, bytes) in files {
            let nonce = Nonce()
            secrets.append(.init(name: file.name, nonce: nonce, contents: Data(bytes)))
            entries.append(
                .init(
                    name: file.name, kind: kind, file: openedName(file, kind),
                    commitment: Digest(committingTo: bytes, nonce: nonce)))
        }
        let seal = TrialSeal(entries: entries, claimedAt: clock.now())
        return try write(seal, secrets, to: place, keeper: keeper)
    }

    private static func write(
        _ seal: TrialSeal, _ secrets: [KeeperFile.Entry], to place: BlindTrialFolder, keeper: String
    ) throws -> Receipt {
        let bytes = try seal.bytes()
        let digest = Digest(of: bytes)
        let secret = KeeperFile(seal: digest, entries: secrets)
        do {
            try Folder.create(place.path)
            let lock = try FolderLock(place.path)
            guard !Folder.exists(place.sealPath) else { throw alreadySealed(place) }
            try DurableFile.write(
                try CanonicalJSON.bytes(of: secret) + [10], to: keeper, isPrivate: true)
            do {
                try DurableFile.write(bytes, to: place.sealPath)
            } catch {
                // Without its seal it is of no use and would be in the way of the next try.
                try? Folder.remove(keeper)
                throw error
            }
            _ = consume lock
        } catch let error as FileError {
            throw WorkflowError(file: place.path, error)
        }
        return Receipt(seal: seal, digest: digest, isKeeperPrivate: Folder.isPrivate(keeper))
    }

    /// The name of a sealed file once it is opened.
    private static func openedName(_ file: NamedFile, _ kind: TrialSeal.Kind) -> String {
        guard kind == .truth else { return file.name }
        let ending = Folder.fileExtension(of: file.path)
        return "\(file.name)_truth." + (TrialText.isEnding(ending) ? ending : "bin")
    }

    private static func checkNames(
        _ truths: [NamedFile], _ others: [NamedFile]
    ) throws(WorkflowError) {
        guard !truths.isEmpty else {
            throw .impossible(reason: "there is no truth to seal", hint: nil)
        }
        var met: Set<String> = []
        for file in truths + others {
            try TrialText.checkName(file.name, "the name of a sealed file")
            guard met.insert(file.name).inserted else {
                throw .impossible(
                    reason: "two of the files go by the name `\(file.name)`",
                    hint: "name them by NAME=FILE")
            }
        }
        let lanes = Set(truths.map { openedName($0, .truth) })
        if let clash = others.first(where: { lanes.contains($0.name) }) {
            throw .impossible(
                reason: "`\(clash.name)` is the name of a lane's truth",
                hint: "name it by NAME=FILE")
        }
    }

    /// Keeps the secret out of the folder that the operators get.
    private static func checkPlaces(
        _ place: BlindTrialFolder, keeper: String, files: [NamedFile]
    ) throws(WorkflowError) {
        guard !Folder.exists(place.sealPath) else { throw alreadySealed(place) }
        try OutputGuard.check(keeper)
        guard !Folder.exists(keeper) else {
            throw .impossible(
                reason: "\(keeper): there is a file already, and it may be the only key to a seal",
                hint: "give another name for the keeper's file")
        }
        if isInside(keeper, place.path) {
            throw .impossible(
                reason: "\(keeper): the keeper's file would lie in the folder for the operators",
                hint: "keep it elsewhere, on a medium of its own")
        }
        if let open = files.first(where: { isInside($0.path, place.path) }) {
            throw .impossible(
                reason: "\(open.path): the truth lies in the folder for the operators",
                hint: "seal into another folder")
        }
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        guard let root = Folder.resolved(folder), let own = Folder.resolved(Folder.parent(of: path))
        else { return false }
        return own == root || own.hasPrefix(root == "/" ? root : root + "/")
    }

    private static func alreadySealed(_ place: BlindTrialFolder) -> WorkflowError {
        .impossible(
            reason: "\(place.path): a trial is sealed there already, and a seal is never replaced",
            hint: "seal into another folder")
    }
}
