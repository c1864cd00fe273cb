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

/// Ranges of cells of one column, sorted by their start as they come; its memory is used again for the
/// next column.
struct SpanBuffer {
    private(set) var ranges: [Range<Int>] = []

    /// Takes all ranges out.
    mutating func removeAll() { ranges.removeAll(keepingCapacity: true) }

    /// Adds `range`, which may overlap others.
    ///
    /// - Complexity: O(ranges), of which a column has few.
    mutating func insert(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        var place = ranges.count
        while place > 0, ranges[place - 1].lowerBound > range.lowerBound { place -= 1 }
        ranges.insert(range, at: place)
    }

    /// Number of cells in any of the ranges.
    var count: Int {
        var cells = 0
        var end = Int.min
        for range in ranges where range.upperBound > end {
            cells += range.upperBound - max(end, range.lowerBound)
            end = range.upperBound
        }
        return cells
    }
}
