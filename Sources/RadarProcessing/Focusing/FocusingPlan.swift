internal import Glibc

/// Which rows of the planes each point sums, with which weights: the same for all points of a row, as
/// delays depend on the offset from the point alone.
struct FocusingPlan: Sendable {
    /// Offset of the first and last column from the point's number along travel.
    let columnReach: ClosedRange<Int>
    /// Columns of a row of the planes.
    let stride: Int
    /// First element of each line in the planes.
    private(set) var bases: [Int] = []
    /// Rows kept of each line.
    private(set) var rows: [Int]
    /// First term of each image row (permittivity, depth, place across), and the end of the last.
    private(set) var starts: [Int] = [0]
    /// Place of each term in the planes, for the first point of a block.
    private(set) var offsets: [Int] = []
    /// Weights of each term as `FocusingArithmetic.sum` takes them.
    private(set) var weights: [Float] = []
    /// Obliquity of each term.
    private(set) var obliquities: [Float] = []
    /// Points along travel for which the term's trace exists.
    private(set) var validity: [Range<Int>] = []

    /// Elements of the planes.
    var planeCount: Int { (bases.last ?? 0) + (rows.last ?? 0) * stride }

    init(
        lines: [FocusingLine], grid: ImageGrid, settings: BackProjection.Settings,
        tables: [RefractedPathTable]
    ) {
        let step = grid.x.stepMetres
        let leads = lines.map { ($0.alongMetres[0] - grid.x.firstMetres) / step }
        let reach = settings.apertureMetres / step
        let lowest = leads.map { Int((-reach - $0 - 1e-9).rounded(.up)) }
        let highest = leads.map { Int((reach - $0 + 1e-9).rounded(.down)) }
        let low = lowest.min() ?? 0
        let high = max(highest.max() ?? 0, low)
        columnReach = low...high
        stride = settings.blockColumns + high - low
        rows = lines.map { _ in 2 }
        let contributions = FocusingTerms(settings: settings)
        var places: [(line: Int, row: Int, column: Int)] = []
        for table in tables {
            for depth in 0..<grid.z.count {
                for y in 0..<grid.y.count {
                    for (number, line) in lines.enumerated() where lowest[number] <= highest[number]
                    {
                        let across = grid.y.metres(y) - line.acrossMetres
                        for column in lowest[number]...highest[number] {
                            let along = (leads[number] + Double(column)) * step
                            guard
                                let term = contributions.term(
                                    line, table, depth, along: along, across: across)
                            else { continue }
                            places.append((number, term.row, column - low))
                            weights += [term.first, term.second, term.inverse]
                            obliquities.append(term.weight)
                            validity.append(-column..<line.alongMetres.count - column)
                            rows[number] = max(rows[number], term.row + 2)
                        }
                    }
                    starts.append(obliquities.count)
                }
            }
        }
        var base = 0
        for count in rows {
            bases.append(base)
            base += count * stride
        }
        offsets = places.map { bases[$0.line] + $0.row * stride + $0.column }
    }
}

/// One trace's part in the sum for one point.
struct FocusingTerms: Sendable {
    private let aperture: Double
    private let half: Double

    init(settings: BackProjection.Settings) {
        // A millionth of a millimetre, so that a trace on the edge is in for every way of counting.
        aperture = settings.apertureMetres + 1e-9
        half = settings.antennaSeparationMetres / 2
    }

    struct Term {
        /// Row of the fine sample before the delay.
        var row: Int
        /// Obliquity w.
        var weight: Float
        /// w times the share of the row.
        var first: Float
        /// w times the share of the next row.
        var second: Float
        /// 1 / w.
        var inverse: Float
    }

    /// The part of a trace `along` and `across` from the point, `nil` outside aperture or window.
    @inline(__always)
    func term(
        _ line: FocusingLine, _ table: RefractedPathTable, _ depth: Int, along: Double,
        across: Double
    ) -> Term? {
        let square = across * across
        guard (along * along + square).squareRoot() <= aperture else { return nil }
        let out = table.leg(
            depth: depth, radius: ((along - half) * (along - half) + square).squareRoot())
        let back =
            half == 0
            ? out
            : table.leg(
                depth: depth, radius: ((along + half) * (along + half) + square).squareRoot())
        let place =
            (out.delay + back.delay + line.timeZeroNanoseconds) * line.rowsPerNanosecond
        let weight = Float((out.obliquity + back.obliquity) / 2)
        guard place >= 0, place < Double(line.rowCount - 1), weight > 0 else { return nil }
        let row = Int(place)
        let share = Float(place - Double(row))
        return Term(
            row: row, weight: weight, first: weight * (1 - share), second: weight * share,
            inverse: 1 / weight)
    }
}
