/// The traces of a line continued beyond its ends as in a mirror: ..., 1, 0, 0, 1, ..., n - 1, n - 1, ...
struct MirroredTraces {
    /// Traces of the line, at least one.
    let count: Int

    /// The trace that stands at `place`, which may lie outside the line.
    subscript(place: Int) -> Int {
        let turn = 2 * count
        let folded = ((place % turn) + turn) % turn
        return folded < count ? folded : turn - 1 - folded
    }
}
