/// A point of the plane the lines lie in: x along travel, y to the left of it (m).
public struct SlicePoint: Sendable, Hashable {
    /// Along travel (m).
    public var x: Double
    /// To the left of travel (m).
    public var y: Double

    /// The point (`x`, `y`).
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// The same point after a turn by `angle` (radians, from x to y) round the origin.
    public func turned(by angle: (cosine: Double, sine: Double)) -> SlicePoint {
        SlicePoint(
            x: angle.cosine * x - angle.sine * y, y: angle.sine * x + angle.cosine * y)
    }
}

/// Square cells over the ground the lines cover, and as far beside them as they see.
///
/// The first trace's column and row are so placed that the smallest x and the smallest y of all traces
/// are centres of cells: moving all lines together changes no value.
public struct SliceGrid: Sendable, Hashable {
    /// Width of a cell (m).
    public let cellMetres: Double
    /// Centre of the first cell (m).
    public let origin: SlicePoint
    /// Cells along x.
    public let columns: Int
    /// Cells along y.
    public let rows: Int

    /// Most cells of all slices together; each takes 20 bytes.
    public static let mostCells = 8 << 20

    /// The smallest grid round `low` to `high` that reaches `marginMetres` beside them.
    ///
    /// - Throws: `SliceFault.badFigure`, `.tooManyCells` for `slices` of them.
    public init(
        from low: SlicePoint, to high: SlicePoint, marginMetres: Double, cellMetres: Double,
        slices: Int
    ) throws(SliceFault) {
        guard cellMetres > 0, cellMetres.isFinite else {
            throw .badFigure(name: "cell", reason: "\(cellMetres) m is no width of a cell")
        }
        let figures = [low.x, low.y, high.x, high.y, marginMetres]
        guard figures.allSatisfy(\.isFinite), high.x >= low.x, high.y >= low.y, marginMetres >= 0
        else { throw .badFigure(name: "grid", reason: "it has no extent") }
        let border = (marginMetres / cellMetres - 1e-9).rounded(.up)
        // The last trace's cell is the one whose centre is nearest to it.
        let columns = ((high.x - low.x) / cellMetres).rounded() + 1 + 2 * border
        let rows = ((high.y - low.y) / cellMetres).rounded() + 1 + 2 * border
        let count = columns * rows * Double(max(1, slices))
        guard count <= Double(Self.mostCells) else {
            throw .tooManyCells(count: count, limit: Self.mostCells)
        }
        self.cellMetres = cellMetres
        origin = SlicePoint(x: low.x - border * cellMetres, y: low.y - border * cellMetres)
        self.columns = Int(columns)
        self.rows = Int(rows)
    }

    /// Centre of the cell in `column` and `row`.
    public func centre(column: Int, row: Int) -> SlicePoint {
        SlicePoint(
            x: origin.x + Double(column) * cellMetres, y: origin.y + Double(row) * cellMetres)
    }
}
