internal import FileAccess
internal import Fingerprint
internal import SurveyModel

/// Opens a blind trial: after it nothing can be registered, and the truth is there to be scored.
public enum OpeningStory: Sendable {
    /// What is held against what.
    public struct Request: Sendable {
        /// The folder of the trial.
        public var folder: String
        /// The keeper's file.
        public var keeper: String
        /// Truth that somebody means to score with, by lane or name.
        public var truths: [NamedFile]
        /// Digests somebody wrote down.
        public var paper: PaperDigests
        /// Who opens it.
        public var by: String

        /// A request of `by` to open the trial in `folder` with the file `keeper`.
        public init(
            folder: String, keeper: String, truths: [NamedFile] = [],
            paper: PaperDigests = PaperDigests(), by: String
        ) {
            self.folder = folder
            self.keeper = keeper
            self.truths = truths
            self.paper = paper
            self.by = by
        }
    }

    /// What came of it.
    public struct Answer: Sendable {
        /// Why it was not opened, as sentences; none where it was.
        public var findings: [String]
        /// What a person should look into.
        public var doubts: [String] = []
        /// The trial; `nil` where it was not opened.
        public var trial: OpenedTrial?
    }

    /// Opens the trial if the keeper's files are those that were sealed and nothing was changed since.
    ///
    /// The opening goes into the chain before any truth is written, so that an interruption can never
    /// leave readable truth beside an open registration. Opening twice changes nothing.
    ///
    /// - Throws: `WorkflowError` where something cannot be read or written.
    public static func open(_ request: Request, clock: WallClock = .system) throws -> Answer {
        try TrialText.checkWords(request.by, "the name of who opens")
        let place = BlindTrialFolder(path: request.folder)
        let keeper = try KeeperFile(path: request.keeper)
        let lock = try place.lock()
        defer { _ = lock }
        let seal: TrialSeal
        let digest: Digest
        do {
            (seal, digest) = try place.seal()
        } catch let finding as TrialFinding {
            return Answer(findings: [finding.description])
        }
        let bytes = try place.chainBytes()
        let chain = TrialChain(bytes: bytes, seal: digest, lanes: seal.lanes)
        let findings = try findings(
            request, seal: seal, digest: digest, keeper: keeper, chain: chain)
        guard findings.isEmpty else { return Answer(findings: findings) }
        if chain.opening == nil {
            let entry = TrialEntry(
                number: chain.digests.count + 1, previous: chain.head, by: request.by,
                claimedAt: clock.now(),
                opening: TrialOpening(
                    entries: keeper.entries.map { .init(name: $0.name, nonce: $0.nonce) }))
            _ = try place.append(entry, to: bytes)
        }
        try write(place, seal, keeper)
        return Answer(
            findings: [], doubts: doubts(chain), trial: try OpenedTrial(folder: place.path))
    }

    /// Everything that speaks against opening.
    private static func findings(
        _ request: Request, seal: TrialSeal, digest: Digest, keeper: KeeperFile, chain: TrialChain
    ) throws -> [String] {
        let place = BlindTrialFolder(path: request.folder)
        let own = keeper.findings(for: seal, digest: digest)
        var findings = own + chain.findings + request.paper.findings(chain, in: place)
        findings += try RegisteredFiles.findings(chain, in: place)
        if own.isEmpty {
            findings += try truths(request.truths, seal, keeper)
            findings += try opened(place, seal, keeper)
        }
        return findings
    }

    /// Holds the files somebody means to score with against those that were sealed.
    private static func truths(
        _ files: [NamedFile], _ seal: TrialSeal, _ keeper: KeeperFile
    ) throws -> [String] {
        var findings: [String] = []
        for file in files {
            let names = [file.name, Folder.name(of: file.path)]
            guard let kept = keeper.entries.first(where: { names.contains($0.name) }) else {
                throw WorkflowError.unknown(
                    kind: "sealed file", name: file.name, known: seal.entries.map(\.name))
            }
            let given = try BlindTrialFolder.bytes(of: file.path, limit: KeeperFile.mostBytes)
            findings += TruthComparison.findings(
                sealed: Array(kept.contents), given: given, path: file.path)
        }
        return findings
    }

    /// Holds what an earlier opening wrote against what was sealed.
    private static func opened(
        _ place: BlindTrialFolder, _ seal: TrialSeal, _ keeper: KeeperFile
    ) throws -> [String] {
        try seal.entries.flatMap { entry -> [String] in
            let path = place.openedPath(of: entry)
            guard Folder.exists(path),
                let kept = keeper.entries.first(where: { $0.name == entry.name })
            else { return [] }
            return TruthComparison.findings(
                sealed: Array(kept.contents),
                given: try BlindTrialFolder.bytes(of: path, limit: KeeperFile.mostBytes), path: path
            )
        }
    }

    private static func write(
        _ place: BlindTrialFolder, _ seal: TrialSeal, _ keeper: KeeperFile
    ) throws(WorkflowError) {
        do {
            try Folder.create(place.openedPath)
            for entry in seal.entries {
                let path = place.openedPath(of: entry)
                guard !Folder.exists(path),
                    let kept = keeper.entries.first(where: { $0.name == entry.name })
                else { continue }
                try DurableFile.write(Array(kept.contents), to: path)
                try Folder.makeReadOnly(path)
            }
        } catch {
            throw WorkflowError(file: place.openedPath, error)
        }
    }

    private static func doubts(_ chain: TrialChain) -> [String] {
        chain.registrations.isEmpty ? ["nothing was registered before the opening"] : []
    }
}
