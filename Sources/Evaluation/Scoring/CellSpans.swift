/// A set of cells of one column as sorted ranges that neither meet nor overlap.
struct CellSpans: Equatable {
    private(set) var ranges: [Range<Int>]

    /// The cells in any of `ranges`, which may overlap and come in any order.
    init(_ ranges: [Range<Int>]) {
        self.ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound {
                let end = max(last.upperBound, range.upperBound)
                self.ranges[self.ranges.count - 1] = last.lowerBound..<end
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// Number of cells.
    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// The cells that are not in `other`.
    func subtracting(_ other: CellSpans) -> CellSpans {
        var kept: [Range<Int>] = []
        var place = 0
        for range in ranges {
            var start = range.lowerBound
            while place < other.ranges.count, other.ranges[place].upperBound <= start { place += 1 }
            var next = place
            while next < other.ranges.count, other.ranges[next].lowerBound < range.upperBound {
                let hole = other.ranges[next]
                if hole.lowerBound > start { kept.append(start..<hole.lowerBound) }
                start = max(start, hole.upperBound)
                next += 1
            }
            if start < range.upperBound { kept.append(start..<range.upperBound) }
        }
        return CellSpans(kept)
    }
}
