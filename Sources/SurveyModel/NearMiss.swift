/// Finds the word a person most likely meant to type.
package enum NearMiss: Sendable {
    /// The candidate nearest to `word` in any letter case, `nil` where none is near enough.
    package static func suggestion(for word: String, among candidates: [String]) -> String? {
        // A third of the letters may be wrong: more than that is another word.
        let limit = max(1, word.count / 3)
        let near = candidates.map { candidate in
            let folded = distance(word.lowercased(), candidate.lowercased())
            return (distance: folded, exact: distance(word, candidate), word: candidate)
        }
        .filter { $0.distance <= limit || ($0.word.hasPrefix(word) && word.count > 1) }
        return near.min { ($0.distance, $0.exact) < ($1.distance, $1.exact) }?.word
    }

    /// Number of single-letter insertions, removals, replacements and swaps of neighbours between
    /// two words (optimal string alignment).
    static func distance(_ first: String, _ second: String) -> Int {
        // Names are short; a long paste must not cost quadratic time.
        let left = Array(first.prefix(64))
        let right = Array(second.prefix(64))
        guard !left.isEmpty else { return right.count }
        guard !right.isEmpty else { return left.count }
        var older: [Int] = []
        var previous = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let change = left[i - 1] == right[j - 1] ? 0 : 1
                var best = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, older[j - 2] + 1)
                }
                row.append(best)
            }
            older = previous
            previous = row
        }
        return previous[right.count]
    }
}
