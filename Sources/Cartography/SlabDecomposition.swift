internal import SurveyModel

/// Cuts a box into disjoint rectangles over each of which the number of covering rectangles is
/// constant.
///
/// Every edge coordinate is kept as it is: no pixels, no rounding. The box is cut into slabs at the
/// chainages of the edges, each slab into runs of equal count, and runs that continue from one slab
/// to the next are joined.
struct SlabDecomposition {
    private struct Run {
        var low: Int
        var high: Int
        var count: Int
        var startSlab: Int
    }

    private let chainages: [Double]
    private let offsets: [Double]
    /// Changes of the count at an offset edge, by chainage edge: (offset index, change).
    private var changes: [[(index: Int, change: Int)]]
    private let cap: Int

    /// Cells of `box` with the number of `rectangles` over each, counted no further than `cap`.
    ///
    /// - Complexity: chainage edges times offset edges.
    static func cells(
        _ rectangles: [RoadRectangle], within box: RoadRectangle, cap: Int = .max
    ) -> [CountedRectangle] {
        guard !box.isEmpty else { return [] }
        return SlabDecomposition(rectangles, within: box, cap: cap).cells()
    }

    private init(_ rectangles: [RoadRectangle], within box: RoadRectangle, cap: Int) {
        let clipped = rectangles.map { $0.clipped(to: box) }.filter { !$0.isEmpty }
        chainages = Self.edges(clipped.map(\.chainage) + [box.chainage])
        offsets = Self.edges(clipped.map(\.offset) + [box.offset])
        changes = Array(repeating: [], count: chainages.count)
        self.cap = cap
        let rows = Self.numbers(of: chainages)
        let columns = Self.numbers(of: offsets)
        for rectangle in clipped {
            guard let start = rows[rectangle.chainage.low], let end = rows[rectangle.chainage.high],
                let low = columns[rectangle.offset.low], let high = columns[rectangle.offset.high]
            else { continue }
            changes[start] += [(low, 1), (high, -1)]
            changes[end] += [(low, -1), (high, 1)]
        }
    }

    private func cells() -> [CountedRectangle] {
        var steps = [Int](repeating: 0, count: offsets.count)
        var open: [Run] = []
        var finished: [CountedRectangle] = []
        for slab in 0..<(chainages.count - 1) {
            for (index, change) in changes[slab] { steps[index] += change }
            let runs = runs(of: steps, slab: slab)
            open = continued(open, by: runs, at: slab, finished: &finished)
        }
        finished += open.map { rectangle($0, endSlab: chainages.count - 1) }
        return finished
    }

    private func runs(of steps: [Int], slab: Int) -> [Run] {
        var runs: [Run] = []
        var count = 0
        var capped = -1
        for index in 0..<(offsets.count - 1) {
            count += steps[index]
            let value = min(count, cap)
            if value != capped {
                runs.append(Run(low: index, high: index + 1, count: value, startSlab: slab))
                capped = value
            } else {
                runs[runs.count - 1].high = index + 1
            }
        }
        return runs
    }

    /// The runs of this slab, each begun where the same run of the slab before began; the runs of
    /// the slab before that end here are finished.
    private func continued(
        _ before: [Run], by runs: [Run], at slab: Int, finished: inout [CountedRectangle]
    ) -> [Run] {
        var result = runs
        var next = 0
        for run in before {
            while next < runs.count && runs[next].low < run.low { next += 1 }
            let same =
                next < runs.count && runs[next].low == run.low && runs[next].high == run.high
                && runs[next].count == run.count
            if same {
                result[next].startSlab = run.startSlab
            } else {
                finished.append(rectangle(run, endSlab: slab))
            }
        }
        return result
    }

    private func rectangle(_ run: Run, endSlab: Int) -> CountedRectangle {
        CountedRectangle(
            rectangle: RoadRectangle(
                chainage: MetreRange(low: chainages[run.startSlab], high: chainages[endSlab]),
                offset: MetreRange(low: offsets[run.low], high: offsets[run.high])),
            count: run.count)
    }

    private static func edges(_ ranges: [MetreRange]) -> [Double] {
        var edges: [Double] = []
        for value in ranges.flatMap({ [$0.low, $0.high] }).sorted() where edges.last != value {
            edges.append(value)
        }
        return edges
    }

    private static func numbers(of edges: [Double]) -> [Double: Int] {
        Dictionary(edges.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
