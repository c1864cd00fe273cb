/// Cells as rows over traces: the columns that belong to one place relative to each trace lie together.
struct CellRows: Sendable {
    let soil: [Float]
    let surface: [Float]
    private let rowLength: Int
    private let phaseLength: Int
    private let columnsPerTrace: Int
    private let columnReach: Int

    init(
        soil: [Float], surface: [Float], traceCount: Int, columnsPerTrace: Int, columnReach: Int,
        rowCount: Int
    ) {
        self.columnsPerTrace = columnsPerTrace
        self.columnReach = columnReach
        let width = (traceCount - 1) * columnsPerTrace + 2 * columnReach + 1
        phaseLength = (width + columnsPerTrace - 1) / columnsPerTrace
        rowLength = phaseLength * columnsPerTrace
        self.soil = Self.sorted(soil, width, columnsPerTrace, phaseLength)
        self.surface = Self.sorted(surface, width, columnsPerTrace, phaseLength)
    }

    /// Where the values of a column relative to the traces start.
    @inline(__always)
    func start(row: Int, column: Int) -> Int {
        let place = column + columnReach
        return row * rowLength + place % columnsPerTrace * phaseLength + place / columnsPerTrace
    }

    private static func sorted(
        _ values: [Float], _ width: Int, _ phases: Int, _ phaseLength: Int
    ) -> [Float] {
        guard phases > 1 else { return values }
        let rows = values.count / width
        var result = [Float](repeating: 0, count: rows * phases * phaseLength)
        for row in 0..<rows {
            for place in 0..<width {
                result[(row * phases + place % phases) * phaseLength + place / phases] =
                    values[row * width + place]
            }
        }
        return result
    }
}
