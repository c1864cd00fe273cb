/// The cells of a piece of one channel's plane.
struct FieldPiece: Sendable {
    let columns, rows: Range<Int>
    var permittivity: [Float]
    var conductivity: [Float]

    /// The section of `columns`, which are some of this.
    func section(_ own: Range<Int>, cellMetres: Double) -> GroundSection {
        precondition(own.lowerBound >= columns.lowerBound && own.upperBound <= columns.upperBound)
        func cut(_ values: [Float]) -> [Float] {
            var part: [Float] = []
            part.reserveCapacity(own.count * rows.count)
            for row in 0..<rows.count {
                let start = row * columns.count + own.lowerBound - columns.lowerBound
                part += values[start..<start + own.count]
            }
            return part
        }
        return GroundSection(
            columns: own.count, rows: rows.count, cellMetres: cellMetres,
            permittivity: cut(permittivity), conductivity: cut(conductivity))
    }
}

extension FieldPiece {
    /// Fills what `matter` is not nil for at (x, z), in parts of cells: each cell is looked at in 3 x 4 places.
    mutating func fill(
        x: ClosedRange<Double>, z: ClosedRange<Double>, cell: Double,
        with matter: (Double, Double) -> Matter?
    ) {
        func cells(_ range: ClosedRange<Double>, _ own: Range<Int>) -> Range<Int> {
            let first = max(own.lowerBound, Int((range.lowerBound / cell).rounded(.down)))
            let last = min(own.upperBound, Int((range.upperBound / cell).rounded(.down)) + 1)
            return first..<max(first, last)
        }
        for row in cells(z, rows) {
            for column in cells(x, columns) {
                let place = (row - rows.lowerBound) * columns.count + column - columns.lowerBound
                var (permittivity, conductivity, hits): (Float, Float, Float) = (0, 0, 0)
                for part in 0..<12 {
                    let x = (Double(column) + (Double(part % 3) + 0.5) / 3) * cell
                    let z = (Double(row) + (Double(part / 3) + 0.5) / 4) * cell
                    guard let own = matter(x, z) else { continue }
                    permittivity += own.permittivity
                    conductivity += own.conductivity
                    hits += 1
                }
                guard hits > 0 else { continue }
                let rest = (12 - hits) / 12
                self.permittivity[place] = permittivity / 12 + rest * self.permittivity[place]
                self.conductivity[place] = conductivity / 12 + rest * self.conductivity[place]
            }
        }
    }
}
