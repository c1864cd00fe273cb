/// What in the first two samples of scans looks like flag words without being sure to be.
struct DztFlagDoubt {
    private let words: [[Int]]
    private let frames: DztFrames

    /// Of `words`, the first three samples of some scans.
    init(_ words: [[Int]], _ frames: DztFrames) {
        self.words = words
        self.frames = frames
    }

    /// The likeness in words, where `taken` of the two samples count as flags; `nil` for none.
    func sentence(taken: Int) -> String? {
        let likenesses = (taken..<max(taken, 2)).compactMap { sample in
            (sample == 0 ? counting : nil) ?? constancy(sample)
        }
        return likenesses.isEmpty ? nil : likenesses.joined(separator: " and ")
    }

    /// Differences of the first samples of neighbouring scans, modulo `limit`.
    static func steps(_ words: [[Int]], limit: Int) -> [Int] {
        zip(words, words.dropFirst()).map { ($1[0] - $0[0] + limit) % limit }
    }

    private var counting: String? {
        let steps = Self.steps(words, limit: frames.wordLimit)
        guard let best = DztFlags.commonest(steps), isMost(best.count, of: steps.count) else {
            return nil
        }
        let size = min(best.value, frames.wordLimit - best.value)
        // A single step may be chance, unless the second samples are alike too.
        guard (1...16).contains(size), steps.count > 1 || words[0][1] == words[1][1] else {
            return nil
        }
        return "the first sample counts on in \(best.count) of \(steps.count) steps"
    }

    /// Of few only all.
    private func isMost(_ count: Int, of all: Int) -> Bool {
        count == all || (count >= 4 && count * 10 >= all * 6)
    }

    /// Whether most scans have one word there that is no quiet amplitude, as the third sample shows.
    private func constancy(_ sample: Int) -> String? {
        guard words.count > 3, let best = DztFlags.commonest(words.map { $0[sample] }),
            isMost(best.count, of: words.count), frames.isFarFromZero(best.value),
            words.count(where: { frames.isNear($0[2], best.value) }) * 2 <= words.count
        else { return nil }
        let name = sample == 0 ? "first" : "second"
        return "the \(name) sample is 0x\(String(best.value, radix: 16)) in \(best.count) of "
            + "\(words.count) scans"
    }
}
