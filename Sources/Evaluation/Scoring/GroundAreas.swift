/// The areas of one lane that rates are given for, counted in cells of 1 cm.
///
/// A cell belongs to what its middle lies in.
public struct GroundAreas: Sendable, Hashable {
    /// Swept ground that counts (m2).
    public var sweptSquareMetres: Double
    /// What of it lies outside the halos of all objects (m2): the area of the ground rate.
    public var groundSquareMetres: Double
    /// What of it lies outside the halos of the mines (m2): the area of the total rate.
    public var outsideMinesSquareMetres: Double

    /// Side of a cell (m).
    static let cellMetres = 0.01
    /// More columns than any lane has.
    static let mostCells = 10_000_000

    /// No ground.
    static let none = GroundAreas(
        sweptSquareMetres: 0, groundSquareMetres: 0, outsideMinesSquareMetres: 0)

    /// The areas of `ground` with `targets` in it, whose halos reach `margin` metres beyond them.
    ///
    /// - Complexity: O(columns + halo columns of all targets), whatever the width of the lane.
    /// - Throws: `EvaluationError.impossible` where the ground is larger than any lane.
    public init(
        of ground: SweptGround, targets: [Target], margin: Double
    ) throws(EvaluationError) {
        let columns = try GroundColumns(of: ground)
        let isPlain = columns.isPlain
        let discs = targets.map { Disc($0, margin: margin, columns) }
            .sorted { $0.columns.lowerBound < $1.columns.lowerBound }
        var waiting = discs[...]
        var active: [Disc] = []
        var halos = SpanBuffer()
        var mines = SpanBuffer()
        var cells = (swept: 0, ground: 0, outside: 0)
        for column in 0..<columns.count {
            active.removeAll { $0.columns.upperBound <= column }
            while let disc = waiting.first, disc.columns.lowerBound <= column {
                if disc.columns.contains(column) { active.append(disc) }
                waiting = waiting.dropFirst()
            }
            halos.removeAll()
            mines.removeAll()
            for disc in active {
                let span = disc.cells(in: column, columns)
                halos.insert(span)
                if disc.isMine { mines.insert(span) }
            }
            if isPlain {
                cells.swept += columns.rows
                cells.ground += columns.rows - halos.count
                cells.outside += columns.rows - mines.count
                continue
            }
            let swept = columns.swept(column)
            guard swept.count > 0 else { continue }
            cells.swept += swept.count
            cells.ground += swept.subtracting(CellSpans(halos.ranges)).count
            cells.outside += swept.subtracting(CellSpans(mines.ranges)).count
        }
        let side = Self.cellMetres
        sweptSquareMetres = Double(cells.swept) * side * side
        groundSquareMetres = Double(cells.ground) * side * side
        outsideMinesSquareMetres = Double(cells.outside) * side * side
    }

    private init(
        sweptSquareMetres: Double, groundSquareMetres: Double, outsideMinesSquareMetres: Double
    ) {
        self.sweptSquareMetres = sweptSquareMetres
        self.groundSquareMetres = groundSquareMetres
        self.outsideMinesSquareMetres = outsideMinesSquareMetres
    }

    /// The areas of two lanes together.
    static func + (first: GroundAreas, second: GroundAreas) -> GroundAreas {
        GroundAreas(
            sweptSquareMetres: first.sweptSquareMetres + second.sweptSquareMetres,
            groundSquareMetres: first.groundSquareMetres + second.groundSquareMetres,
            outsideMinesSquareMetres: first.outsideMinesSquareMetres
                + second.outsideMinesSquareMetres)
    }
}

/// The ground of a lane in columns of cells along y, one every cell along x.
private struct GroundColumns {
    let count: Int
    let rows: Int
    let fromX: Double
    let fromY: Double
    private let ground: SweptGround

    init(of ground: SweptGround) throws(EvaluationError) {
        let bounds = ground.bounds
        let side = GroundAreas.cellMetres
        let along = ((bounds.toX - bounds.fromX) / side).rounded(.toNearestOrEven)
        let across = ((bounds.toY - bounds.fromY) / side).rounded(.toNearestOrEven)
        guard along >= 1, across >= 1 else {
            throw .impossible(
                "the swept ground is narrower than a cell of 1 cm",
                hint: "give the swept area in metres")
        }
        guard along <= Double(GroundAreas.mostCells), across <= Double(GroundAreas.mostCells) else {
            throw .impossible(
                "the swept ground is longer than 100 km", hint: "give the swept area in metres")
        }
        count = Int(along)
        rows = Int(across)
        fromX = bounds.fromX
        fromY = bounds.fromY
        self.ground = ground
    }

    /// Whether every cell was swept and counts.
    var isPlain: Bool {
        if case .rectangle = ground.shape { ground.exclusions.isEmpty } else { false }
    }

    func x(_ column: Int) -> Double { fromX + (Double(column) + 0.5) * GroundAreas.cellMetres }

    func y(_ row: Int) -> Double { fromY + (Double(row) + 0.5) * GroundAreas.cellMetres }

    /// The cells of `column` that were swept and count.
    func swept(_ column: Int) -> CellSpans {
        let all: CellSpans
        switch ground.shape {
        case .rectangle: all = CellSpans([0..<rows])
        case .polygons(let rings): all = cells(in: rings, column)
        }
        guard !ground.exclusions.isEmpty else { return all }
        return ground.exclusions.reduce(all) { $0.subtracting(cells(in: [$1], column)) }
    }

    /// The cells of `column` in an odd number of `rings`.
    private func cells(in rings: [LanePolygon], _ column: Int) -> CellSpans {
        let x = x(column)
        var crossings: [Double] = []
        for ring in rings {
            for (from, to) in ring.edges where (from.xMetres > x) != (to.xMetres > x) {
                let share = (x - from.xMetres) / (to.xMetres - from.xMetres)
                crossings.append(from.yMetres + share * (to.yMetres - from.yMetres))
            }
        }
        crossings.sort()
        let spans = stride(from: 0, to: crossings.count - 1, by: 2).map {
            row(from: crossings[$0])..<row(from: crossings[$0 + 1])
        }
        return CellSpans(spans)
    }

    /// The first row whose middle lies at `y` or above, within the column.
    func row(from y: Double) -> Int {
        let row = ((y - fromY) / GroundAreas.cellMetres - 0.5).rounded(.up)
        return Int(min(max(row, 0), Double(rows)))
    }
}

/// The halo of one object on the cells.
private struct Disc {
    let x: Double
    let y: Double
    let radius: Double
    let isMine: Bool
    /// Columns it may reach.
    let columns: Range<Int>

    init(_ target: Target, margin: Double, _ columns: GroundColumns) {
        x = target.xMetres
        y = target.yMetres
        radius = target.haloMetres(margin: margin)
        isMine = target.isMine
        let side = GroundAreas.cellMetres
        let first = ((x - radius - columns.fromX) / side - 1).rounded(.down)
        let last = ((x + radius - columns.fromX) / side + 1).rounded(.up)
        let limit = Double(columns.count)
        self.columns = Int(min(max(first, 0), limit))..<Int(min(max(last, 0), limit))
    }

    /// The cells of `column` whose middle lies in the halo.
    func cells(in column: Int, _ columns: GroundColumns) -> Range<Int> {
        let across = x - columns.x(column)
        guard abs(across) < radius else { return 0..<0 }
        let half = (radius * radius - across * across).squareRoot()
        func isInside(_ row: Int) -> Bool {
            ExactDistance.isInside(across, y - columns.y(row), radius: radius)
        }
        // The root may be off by a bit: the cells at either end are asked one by one.
        var from = columns.row(from: y - half)
        while from > 0, isInside(from - 1) { from -= 1 }
        while from < columns.rows, columns.y(from) < y, !isInside(from) { from += 1 }
        var to = max(from, columns.row(from: y + half))
        while to < columns.rows, isInside(to) { to += 1 }
        while to > from, !isInside(to - 1) { to -= 1 }
        return from..<to
    }
}
