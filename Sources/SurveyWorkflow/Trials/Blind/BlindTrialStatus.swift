internal import FileAccess
internal import Fingerprint
public import SurveyModel

/// How a blind trial stands, as anybody can check it without the keeper's file.
public struct BlindTrialStatus: Sendable {
    /// One line of the chain.
    public struct Line: Sendable {
        /// Its digest.
        public var digest: Digest
        /// Who wrote it, as they say.
        public var by: String
        /// What the clock of the machine said.
        public var claimedAt: String
        /// What was registered; `nil` for the opening.
        public var registration: TrialRegistration?
    }

    /// What is wrong, as sentences; none where all fits together.
    public var findings: [String]
    /// Digest of the seal.
    public var seal: Digest?
    /// The sealed lanes.
    public var lanes: [String] = []
    /// The registrations, then the opening where there was one.
    public var lines: [Line] = []
    /// Whether it was opened.
    public var isOpened = false

    /// Looks at the trial in `folder` and holds it against `paper`.
    ///
    /// - Throws: `WorkflowError` where it cannot be read.
    public init(folder: String, paper: PaperDigests = PaperDigests()) throws {
        let place = BlindTrialFolder(path: folder)
        let seal: TrialSeal
        let digest: Digest
        do {
            (seal, digest) = try place.seal()
        } catch let finding as TrialFinding {
            findings = [finding.description]
            return
        }
        let chain = TrialChain(bytes: try place.chainBytes(), seal: digest, lanes: seal.lanes)
        findings = chain.findings + paper.findings(chain, in: place)
        findings += try RegisteredFiles.findings(chain, in: place)
        self.seal = digest
        lanes = seal.lanes
        // Where a line cannot be read its digest has no entry to stand with.
        guard chain.entries.count == chain.digests.count else { return }
        lines = zip(chain.digests, chain.entries).map { digest, entry in
            Line(
                digest: digest, by: entry.by, claimedAt: entry.claimedAt,
                registration: entry.registration)
        }
        isOpened = chain.opening != nil
        guard isOpened, findings.isEmpty else { return }
        do {
            _ = try OpenedTrial(folder: folder)
        } catch let finding as TrialFinding {
            findings = [finding.description]
        }
    }
}
