internal import FileAccess
internal import Fingerprint
public import SurveyModel

/// A blind trial that was opened: what is to be scored against what.
public struct OpenedTrial: Sendable, Equatable {
    /// What a detector handed in for a lane.
    public enum Answer: Sendable, Equatable {
        /// The list of alarms at this path.
        case alarms(path: String)
        /// Nothing: every mine of the lane counts as missed.
        case missing
        /// It was declared aborted before the opening, for this reason: the lane does not count.
        case aborted(reason: String)
    }

    /// One lane as one detector answered it.
    public struct Lane: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its truth, as it was sealed.
        public var truthPath: String
        /// What was handed in.
        public var answer: Answer
    }

    /// One radar and detector with one configuration.
    public struct Detector: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Who handed in its alarms, each once.
        public var registeredBy: [String]
        /// Digest of its settings.
        public var configuration: Digest
        /// Its settings.
        public var configurationPath: String
        /// Every sealed lane, in the order of their names.
        public var lanes: [Lane]
    }

    /// Digest of the seal.
    public var sealDigest: Digest
    /// Digest of the opening, the last line of the chain.
    public var openingDigest: Digest
    /// The detectors in the order in which they were first registered.
    public var detectors: [Detector]
    /// The other sealed files, such as swept areas, by name.
    public var otherPaths: [String: String]

    /// Reads the opened trial in `folder` and checks it all again: the chain, every registered file, and
    /// with the published nonces that the opened files are those that were sealed.
    ///
    /// - Throws: `TrialFinding` for the first thing that was changed, else `WorkflowError`.
    public init(folder: String) throws {
        let place = BlindTrialFolder(path: folder)
        let (seal, digest) = try place.seal()
        let chain = TrialChain(bytes: try place.chainBytes(), seal: digest, lanes: seal.lanes)
        if let finding = chain.findings.first { throw TrialFinding("\(folder): \(finding)") }
        guard let opening = chain.opening else {
            throw WorkflowError.impossible(
                reason: "\(folder): the trial is not opened",
                hint: "`clearroad evaluate open` opens it, after which nothing can be registered")
        }
        try Self.checkOpened(place, seal, opening)
        if let finding = try RegisteredFiles.findings(chain, in: place).first {
            throw TrialFinding(finding)
        }
        self.init(seal, digest, chain, place)
    }

    private init(
        _ seal: TrialSeal, _ digest: Digest, _ chain: TrialChain, _ place: BlindTrialFolder
    ) {
        sealDigest = digest
        openingDigest = chain.head
        otherPaths = [:]
        for entry in seal.entries where entry.kind == .other {
            otherPaths[entry.name] = place.openedPath(of: entry)
        }
        detectors = []
        for (by, registration) in chain.registrations {
            let known = detectors.firstIndex { $0.name == registration.detector }
            if known == nil {
                detectors.append(Self.detector(registration, seal, place))
            }
            detectors[known ?? detectors.count - 1].add(registration, by: by, place)
        }
    }

    private static func detector(
        _ registration: TrialRegistration, _ seal: TrialSeal, _ place: BlindTrialFolder
    ) -> Detector {
        Detector(
            name: registration.detector, registeredBy: [],
            configuration: registration.configuration.digest,
            configurationPath: place.path(
                of: registration.configuration, in: BlindTrialFolder.configurations),
            lanes: seal.entries.filter { $0.kind == .truth }.map {
                Lane(name: $0.name, truthPath: place.openedPath(of: $0), answer: .missing)
            })
    }

    private static func checkOpened(
        _ place: BlindTrialFolder, _ seal: TrialSeal, _ opening: TrialOpening
    ) throws {
        for entry in seal.entries {
            let path = place.openedPath(of: entry)
            let nonces = opening.entries.filter { $0.name == entry.name }
            guard let nonce = nonces.first?.nonce, nonces.count == 1 else {
                throw TrialFinding("\(place.chainPath): the opening has no nonce for \(entry.name)")
            }
            let bytes = try BlindTrialFolder.bytes(of: path, limit: KeeperFile.mostBytes)
            guard Digest(committingTo: bytes, nonce: nonce) == entry.commitment else {
                throw TrialFinding("\(path): it is not what was sealed (edited)")
            }
        }
    }
}

extension OpenedTrial.Detector {
    fileprivate mutating func add(
        _ registration: TrialRegistration, by: String, _ place: BlindTrialFolder
    ) {
        if !registeredBy.contains(by) { registeredBy.append(by) }
        for index in lanes.indices {
            if let own = registration.alarms.first(where: { $0.lane == lanes[index].name }) {
                lanes[index].answer = .alarms(
                    path: place.path(of: own.file, in: BlindTrialFolder.alarms))
            }
            if let own = registration.aborted.first(where: { $0.lane == lanes[index].name }) {
                lanes[index].answer = .aborted(reason: own.reason)
            }
        }
    }
}
