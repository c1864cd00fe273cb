/// Distances in the lane that stand in CDP_X.
struct LaneDistances: DistanceProvider {
    let x: Int32Column
    let traces: TraceSeries
    let scale: Double

    func distances(of range: Range<Int>) -> [Double] {
        var metres: [Double] = []
        metres.reserveCapacity(range.count)
        x.forEach(
            from: traces.first + range.lowerBound * traces.step, step: traces.step,
            count: range.count
        ) { metres.append(Self.decimal(Double($0) * scale)) }
        return metres
    }

    /// Scales such as 0.001 are no exact binary numbers: keep the nearest decimal.
    static func decimal(_ metres: Double) -> Double { (metres * 1e6).rounded() / 1e6 }
}

/// Length of the way through the coordinates of all traces, from the first on.
struct PathDistances: DistanceProvider {
    let x: Int32Column
    let y: Int32Column
    let scale: Double
    /// How often the way turns back sharply, and the trace where it first does.
    private(set) var turns = (count: 0, first: 0)
    /// The way at the first trace of each block.
    private var ways: [Double] = []

    private static let blockLength = Int32Column.chunkLength

    init(_ pairs: SegyTraceHeaders.Pairs, scale: Double) {
        x = pairs.x
        y = pairs.y
        self.scale = scale
        var way = 0.0
        for block in 0..<(x.count + Self.blockLength - 1) / Self.blockLength {
            let points = coordinates(ofBlock: block)
            ways.append(Self.follow(points, scale, from: &way).first ?? 0)
            noteTurns(points, from: block * Self.blockLength)
        }
    }

    /// Counts where a step goes against the step before it, by more than a right angle.
    private mutating func noteTurns(_ points: [Point], from start: Int) {
        var before = (x: 0, y: 0)
        for place in points.indices.dropFirst() {
            let (from, to) = (points[place - 1], points[place])
            let step = (x: Int(to.x) - Int(from.x), y: Int(to.y) - Int(from.y))
            guard step != (0, 0) else { continue }
            if Double(step.x) * Double(before.x) + Double(step.y) * Double(before.y) < 0 {
                if turns.count == 0 { turns.first = start + place - 1 }
                turns.count += 1
            }
            before = step
        }
    }

    func distances(of range: Range<Int>) -> [Double] {
        var metres: [Double] = []
        metres.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let block = place / Self.blockLength
            let start = block * Self.blockLength
            let end = min(range.upperBound, start + Self.blockLength)
            var way = ways[block]
            var points = coordinates(ofBlock: block)
            // The way at the block's start is known: begin there instead of before it.
            points.removeFirst()
            let found = Self.follow([points[0]] + points, scale, from: &way)
            metres += found[(place - start)..<(end - start)].map(LaneDistances.decimal)
            place = end
        }
        return metres
    }

    private typealias Point = (x: Int32, y: Int32)

    /// The coordinates of a block, with those of the trace before it where there is one, else its
    /// first once more.
    private func coordinates(ofBlock block: Int) -> [Point] {
        let start = block * Self.blockLength
        let first = max(0, start - 1)
        let count = min(Self.blockLength + (start - first), x.count - first)
        let points = zip(x.values(from: first, count: count), y.values(from: first, count: count))
        return block > 0 ? Array(points) : [(points.first { _ in true } ?? (0, 0))] + Array(points)
    }

    /// The way at each point but the first.
    private static func follow(
        _ points: [Point], _ scale: Double, from way: inout Double
    ) -> [Double] {
        guard var previous = points.first else { return [] }
        return points.dropFirst().map { point in
            // Differences of whole numbers first: large coordinates must not blur small steps.
            let dx = Double(Int(point.x) - Int(previous.x)) * scale
            let dy = Double(Int(point.y) - Int(previous.y)) * scale
            way += (dx * dx + dy * dy).squareRoot()
            previous = point
            return way
        }
    }
}
