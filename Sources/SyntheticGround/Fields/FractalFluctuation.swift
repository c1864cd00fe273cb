internal import Glibc

/// Random permittivity that is alike at all scales from the coarsest down to the cells.
///
/// A sum of octaves of smooth noise in three dimensions, each half as coarse as the one before and its power
/// 2^(-2H) of it (H the Hurst exponent; at H = 0 all octaves are as strong). Permittivity less one is
/// log-normal about its mean.
public struct FractalFluctuation: Sendable, Equatable, Codable {
    /// Standard deviation of the permittivity less one, over its mean.
    public var relativeDeviation: Double
    /// Knots of the coarsest octave along and across travel (m).
    public var coarsestAlongMetres: Double
    /// Knots of the coarsest octave downwards (m).
    public var coarsestDownMetres: Double
    /// Hurst exponent H.
    public var hurstExponent: Double

    /// A fluctuation with the given coarsest scale.
    public init(
        relativeDeviation: Double, coarsestAlongMetres: Double = 0.16,
        coarsestDownMetres: Double = 0.08, hurstExponent: Double = 0.2
    ) {
        self.relativeDeviation = relativeDeviation
        self.coarsestAlongMetres = coarsestAlongMetres
        self.coarsestDownMetres = coarsestDownMetres
        self.hurstExponent = hurstExponent
    }
}

/// The noise of a `FractalFluctuation`, of mean 0 and standard deviation 1, in planes along travel; known at
/// any place, so that no value depends on which piece is made.
struct FractalField: Sendable {
    private struct Octave: Sendable {
        var hash: SeededHash
        var along, down: Double
        var scale: Float
    }

    private let octaves: [Octave]
    private let cell: Double

    init(_ fluctuation: FractalFluctuation, _ hash: SeededHash, cellMetres: Double) {
        cell = cellMetres
        let coarsest = max(fluctuation.coarsestAlongMetres, fluctuation.coarsestDownMetres)
        // Finer than two cells is nothing but the cells' own noise.
        let count = max(1, Int(log2(coarsest / (2 * cellMetres)).rounded(.down)) + 1)
        let shares = (0..<count).map { pow(2, -2 * fluctuation.hurstExponent * Double($0)) }
        let total = shares.reduce(0, +)
        octaves = shares.enumerated().map { number, share in
            let part = pow(0.5, Double(number))
            return Octave(
                hash: hash.child(number), along: fluctuation.coarsestAlongMetres * part,
                down: fluctuation.coarsestDownMetres * part,
                scale: Float((share / total).squareRoot()))
        }
    }

    /// The noise in the cells `columns` x `rows` of the plane at `y` (m), row-major; the middle of cell
    /// (c, r) is at ((c + 1/2) cell, (r + 1/2) cell).
    func values(y: Double, columns: Range<Int>, rows: Range<Int>) -> [Float] {
        var sum = [Float](repeating: 0, count: columns.count * rows.count)
        for octave in octaves { add(octave, y, columns, rows, to: &sum) }
        return sum
    }

    private func add(
        _ octave: Octave, _ y: Double, _ columns: Range<Int>, _ rows: Range<Int>,
        to sum: inout [Float]
    ) {
        let width = columns.count
        let places = columns.map { place($0, octave.along) }
        let first = (places.first?.knot ?? 0) - 1
        let knotCount = (places.last?.knot ?? 0) - first + 3
        let across = y / octave.along
        let plane = Int(across.rounded(.down))
        let weights = BSplineWeights(across - Double(plane)).values
        let planes = (0..<4).map { octave.hash.child(plane - 1 + $0) }
        // Rows of knots in the plane; four are joined for each row of cells.
        var known: [Int: [Float]] = [:]
        func knots(_ level: Int) -> [Float] {
            if let row = known[level] { return row }
            var row = [Float](repeating: 0, count: knotCount)
            for tap in 0..<4 {
                let numbers = planes[tap].child(level)
                for knot in 0..<knotCount {
                    row[knot] += weights[tap] * numbers.normal(first + knot)
                }
            }
            known[level] = row
            return row
        }
        for (line, row) in rows.enumerated() {
            let (level, downWeights) = place(row, octave.down)
            var joined = [Float](repeating: 0, count: knotCount)
            for tap in 0..<4 {
                let own = knots(level - 1 + tap)
                for knot in 0..<knotCount { joined[knot] += downWeights[tap] * own[knot] }
            }
            for column in 0..<width {
                let (knot, own) = places[column]
                let start = knot - 1 - first
                var value = own[0] * joined[start] + own[1] * joined[start + 1]
                value += own[2] * joined[start + 2] + own[3] * joined[start + 3]
                sum[line * width + column] += octave.scale * value
            }
        }
    }

    private func place(_ index: Int, _ spacing: Double) -> (knot: Int, weights: SIMD4<Float>) {
        let position = (Double(index) + 0.5) * cell / spacing
        let knot = Int(position.rounded(.down))
        return (knot, BSplineWeights(position - Double(knot)).values)
    }
}
