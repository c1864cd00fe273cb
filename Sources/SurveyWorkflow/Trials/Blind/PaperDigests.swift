internal import FileAccess
public import SurveyModel

/// Digests of a blind trial that somebody wrote on paper.
///
/// They alone can show that a trial was not made anew as a whole, or cut at its end.
public struct PaperDigests: Sendable, Hashable {
    /// Of the seal.
    public var seal: Digest?
    /// Of registrations or the opening.
    public var lines: [Digest]

    /// The digests that are at hand.
    public init(seal: Digest? = nil, lines: [Digest] = []) {
        self.seal = seal
        self.lines = lines
    }

    /// In what `chain` is not what is on paper, and copies of registrations it does not name.
    func findings(_ chain: TrialChain, in place: BlindTrialFolder) -> [String] {
        var findings: [String] = []
        if let seal, seal != chain.seal {
            findings.append("the seal has the digest \(chain.seal), on paper it is \(seal)")
        }
        for line in lines where !chain.digests.contains(line) {
            findings.append(
                "no line of \(TrialChain.fileName) has the digest \(line) that is on paper "
                    + "(a registration was changed or removed)")
        }
        return findings + strangers(chain, place)
    }

    /// Copies of a registration that is not in the chain, unless paper tells that the chain is whole.
    private func strangers(_ chain: TrialChain, _ place: BlindTrialFolder) -> [String] {
        let isWhole = chain.digests.suffix(chain.opening == nil ? 1 : 2).contains(
            where: lines.contains)
        if isWhole { return [] }
        return RegisteredFiles.strangers(chain, in: place).map {
            "\(place.path)/\($0): no registration names it: one was removed, or interrupted before it "
                + "was done (register again, give the last digest from paper, or take the file away)"
        }
    }
}
