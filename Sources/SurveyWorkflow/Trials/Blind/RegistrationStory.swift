internal import FileAccess
internal import Fingerprint
public import SurveyModel

/// Registers alarms of a blind trial before it is opened.
public enum RegistrationStory: Sendable {
    /// The settings a detector ran with.
    public enum Configuration: Sendable, Hashable {
        /// A file of any kind.
        case file(String)
        /// A few words.
        case text(String)
    }

    /// What is handed in.
    public struct Request: Sendable {
        /// Name of the radar and detector.
        public var detector: String
        /// Lists of alarms by lane.
        public var alarms: [NamedFile]
        /// Lanes that shall not count.
        public var aborted: [String]
        /// Why they shall not.
        public var reason: String?
        /// The settings; may be left out where the detector is registered already.
        public var configuration: Configuration?
        /// Who hands it in.
        public var by: String

        /// Alarms of `detector`, handed in by `by`.
        public init(
            detector: String, alarms: [NamedFile], aborted: [String] = [], reason: String? = nil,
            configuration: Configuration?, by: String
        ) {
            self.detector = detector
            self.alarms = alarms
            self.aborted = aborted
            self.reason = reason
            self.configuration = configuration
            self.by = by
        }
    }

    /// What came of it.
    public struct Receipt: Sendable {
        /// Number of the line.
        public var number: Int
        /// Its digest, for paper.
        public var digest: Digest
        /// Digest of the seal it follows.
        public var seal: Digest
        /// What was registered.
        public var registration: TrialRegistration
        /// Lanes for which this detector has handed in nothing yet.
        public var openLanes: [String]
    }

    /// Registers `request` in the trial `folder`; where `sealDigest` is given, only if its seal has it.
    ///
    /// - Throws: `WorkflowError` or `TrialFinding`; the chain is then as it was.
    public static func register(
        _ request: Request, in folder: String, sealDigest: Digest? = nil,
        clock: WallClock = .system
    ) throws -> Receipt {
        let place = BlindTrialFolder(path: folder)
        let (seal, digest) = try place.seal()
        if let sealDigest, sealDigest != digest {
            throw TrialFinding("\(place.sealPath): it has the digest \(digest), not \(sealDigest)")
        }
        let lock = try place.lock()
        let bytes = try place.chainBytes()
        let chain = TrialChain(bytes: bytes, seal: digest, lanes: seal.lanes)
        if let finding = chain.findings.first { throw TrialFinding("\(folder): \(finding)") }
        guard chain.opening == nil, !Folder.exists(place.openedPath) else {
            throw WorkflowError.impossible(
                reason: "\(folder): the trial has been opened, nothing can be registered any more",
                hint: "alarms made after that are no blind result; `clearroad score` scores them")
        }
        try check(request, lanes: seal.lanes, before: chain)
        let registration = try keep(request, in: place, before: chain)
        let entry = TrialEntry(
            number: chain.digests.count + 1, previous: chain.head, by: request.by,
            claimedAt: clock.now(), registration: registration)
        let own = try place.append(entry, to: bytes)
        _ = consume lock
        let done = Self.lanes(of: request.detector, in: chain)
            .union(request.alarms.map(\.name)).union(request.aborted)
        return Receipt(
            number: entry.number, digest: own, seal: digest, registration: registration,
            openLanes: seal.lanes.filter { !done.contains($0) })
    }

    /// Copies what is handed in, each file read once: what is copied is what is registered.
    private static func keep(
        _ request: Request, in place: BlindTrialFolder, before chain: TrialChain
    ) throws -> TrialRegistration {
        var alarms: [(lane: String, bytes: [UInt8], ending: String)] = []
        for file in request.alarms {
            let ending = Folder.fileExtension(of: file.path)
            alarms.append((file.name, try TrialFileCheck.alarms(file), ending))
        }
        let configuration = try configuration(of: request, in: place, before: chain)
        return TrialRegistration(
            detector: request.detector, configuration: configuration,
            alarms: try alarms.map {
                .init(
                    lane: $0.lane,
                    file: try place.keep($0.bytes, in: BlindTrialFolder.alarms, ending: $0.ending))
            },
            aborted: request.aborted.map { .init(lane: $0, reason: request.reason ?? "") })
    }

    /// One detector has one configuration: another one is another detector.
    private static func configuration(
        of request: Request, in place: BlindTrialFolder, before chain: TrialChain
    ) throws -> TrialRegistration.File {
        let earlier = chain.registrations.last { $0.registration.detector == request.detector }
        let bytes: [UInt8]
        var ending = "txt"
        switch request.configuration {
        case nil:
            guard let earlier else {
                throw WorkflowError.impossible(
                    reason: "the configuration of `\(request.detector)` is missing",
                    hint: "give its settings by --config FILE or --config-text TEXT")
            }
            return earlier.registration.configuration
        case .text(let text):
            try TrialText.checkWords(text, "the configuration", mostBytes: 10_000)
            bytes = Array(text.utf8) + [10]
        case .file(let path):
            bytes = try TrialFileCheck.other(path)
            ending = Folder.fileExtension(of: path)
        }
        if let earlier, earlier.registration.configuration.digest != Digest(of: bytes) {
            throw WorkflowError.impossible(
                reason: "`\(request.detector)` is registered with another configuration",
                hint: "give this one a name of its own by --detector")
        }
        return try earlier?.registration.configuration
            ?? place.keep(bytes, in: BlindTrialFolder.configurations, ending: ending)
    }

    private static func check(
        _ request: Request, lanes: [String], before chain: TrialChain
    ) throws(WorkflowError) {
        try TrialText.checkName(request.detector, "the name of a detector")
        try TrialText.checkWords(request.by, "the name of who registers")
        if !request.aborted.isEmpty {
            try TrialText.checkWords(
                request.reason ?? "", "the reason for a lane that is aborted", mostBytes: 1000)
        }
        let named = request.alarms.map(\.name) + request.aborted
        guard !named.isEmpty else {
            throw .impossible(
                reason: "there are neither alarms nor aborted lanes to register", hint: nil)
        }
        var done = Self.lanes(of: request.detector, in: chain)
        for lane in named {
            guard lanes.contains(lane) else {
                throw .unknown(kind: "sealed lane", name: lane, known: lanes)
            }
            guard done.insert(lane).inserted else {
                throw .impossible(
                    reason: "lane `\(lane)` of `\(request.detector)` is registered more than once",
                    hint: "a registered list is never replaced; another detector has another name")
            }
        }
    }

    private static func lanes(of detector: String, in chain: TrialChain) -> Set<String> {
        let own = chain.registrations.map(\.registration).filter { $0.detector == detector }
        return Set(own.flatMap { $0.alarms.map(\.lane) + $0.aborted.map(\.lane) })
    }
}
