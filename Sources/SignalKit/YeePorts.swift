/// What drives a `YeeGrid` and what is recorded from it, at single nodes.
public struct YeePorts: Sendable {
    /// Columns and rows of nodes of the grid.
    public let columns, rows: Int
    /// Length of each drive and record.
    public let steps: Int

    let sources, firstSource: [Int32]
    let receivers, firstReceiver: [Int32]
    let drive: [Float]
    var record: [Float]
    private let recordPlace: [Int]

    /// Adds `sources[s].drive[n]` to Ez at the end of step n, and records Ez there at each of
    /// `receivers`; nodes are numbered row * `columns` + column.
    public init(
        columns: Int, rows: Int, steps: Int, sources: [(node: Int, drive: [Float])],
        receivers: [Int]
    ) {
        precondition(columns > 0 && rows > 0 && columns * rows < Int(Int32.max) / 2)
        let nodes = 0..<columns * rows
        precondition(sources.allSatisfy { nodes.contains($0.node) && $0.drive.count == steps })
        precondition(receivers.allSatisfy(nodes.contains))
        self.columns = columns
        self.rows = rows
        self.steps = steps
        let sorted = sources.sorted { $0.node < $1.node }
        self.sources = sorted.map { Int32($0.node) }
        firstSource = Self.starts(of: sorted.map(\.node), columns: columns, rows: rows)
        drive = sorted.flatMap(\.drive)
        let order = receivers.indices.sorted { receivers[$0] < receivers[$1] }
        self.receivers = order.map { Int32(receivers[$0]) }
        firstReceiver = Self.starts(of: order.map { receivers[$0] }, columns: columns, rows: rows)
        var place = [Int](repeating: 0, count: order.count)
        for (rank, receiver) in order.enumerated() { place[receiver] = rank }
        recordPlace = place
        record = [Float](repeating: 0, count: receivers.count * steps)
    }

    /// Ez at the end of each step at receiver number `receiver`.
    public func record(of receiver: Int) -> ArraySlice<Float> {
        record[recordPlace[receiver] * steps..<(recordPlace[receiver] + 1) * steps]
    }

    /// How many of the ascending `nodes` lie in rows before each row, 0 through `rows`.
    private static func starts(of nodes: [Int], columns: Int, rows: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: rows + 1)
        for node in nodes { starts[node / columns + 1] += 1 }
        for row in 0..<rows { starts[row + 1] += starts[row] }
        return starts
    }
}
