/// The places of a row continued beyond its ends as in a mirror, for ever.
public struct MirroredPlaces: Sendable {
    /// Places of the row.
    public let count: Int
    /// Whether the end stands twice, ..., 1, 0, 0, 1, ..., or once, ..., 1, 0, 1, ...
    public let repeatsEnds: Bool

    /// A row of `count` places; of none every place is 0.
    public init(count: Int, repeatsEnds: Bool) {
        self.count = count
        self.repeatsEnds = repeatsEnds
    }

    /// The place of the row that stands at `place`, which may lie outside it.
    public subscript(place: Int) -> Int {
        guard count > 1 else { return 0 }
        let period = repeatsEnds ? 2 * count : 2 * count - 2
        let folded = ((place % period) + period) % period
        return folded < count ? folded : (repeatsEnds ? period - 1 : period) - folded
    }
}
