import SignalKit
import TestSupport
import Testing

@Suite struct RowArithmeticTests {
    @Test(
        "Two weighted rows are added, each product rounded for itself", arguments: [0, 1, 7, 8, 33])
    func addsRows(count: Int) {
        let a = (0..<count).map { Float($0) * 0.3 + 1 }
        let b = (0..<count).map { Float($0 * $0) * 0.07 - 2 }
        var sum = (0..<count).map { Float($0) * -0.9 }
        let expected = sum.indices.map { i -> Float in
            let first = 1.7 * a[i]
            let second = -0.6 * b[i]
            let both = first + second
            return sum[i] + both
        }
        var span = sum.mutableSpan
        RowArithmetic.accumulate(into: &span, a.span, times: 1.7, b.span, times: -0.6)
        #expect(sum == expected)
    }

    @Test(arguments: [1, 16, 32, 37], [0, 1, 3, 9, 14])
    func `Neighbours are summed in the order of their rows, ends mirrored`(
        columns: Int, half: Int
    ) {
        var noise = SeededNoise(seed: 21)
        let rows = 9
        let values = (0..<rows * columns).map { _ in Float(noise.normal()) }
        let weights = (-half...half).map { Float(1) / Float(2 + abs($0)) }
        var section = values
        var span = section.mutableSpan
        RowArithmetic.sumNeighbours(
            in: &span, columns: columns, weights: weights.span, divisor: 3)
        let expected = values.indices.map { at -> Float in
            var sum: Float = 0
            for k in -half...half {
                let row = mirrored(at / columns + k, rows)
                sum += weights[k + half] * values[row * columns + at % columns]
            }
            return sum / 3
        }
        #expect(section == expected)
    }

    @Test(arguments: [1, 7, 8, 30])
    func `A correlation is the sum of products at each lag`(lags: Int) {
        var noise = SeededNoise(seed: 8)
        let reference = (0..<11).map { _ in Float(noise.normal()) }
        let row = (0..<10 + lags).map { _ in Float(noise.normal()) }
        let expected = (0..<lags).map { lag in
            reference.indices.reduce(Float(0)) { $0 + reference[$1] * row[lag + $1] }
        }
        #expect(RowArithmetic.correlation(of: reference.span, with: row.span) == expected)
        #expect(RowArithmetic.correlation(of: row.span, with: [Float]().span).isEmpty)
    }

    @Test(arguments: [1, 7, 8, 19], [1, 2, 13])
    func `A slab's energy is the mean of its squares, first to last`(slabs: Int, length: Int) {
        var noise = SeededNoise(seed: 5)
        let (rows, columns) = (3, 40)
        let section = (0..<rows * columns).map { _ in Float(noise.normal()) }
        // In any order, the last one up to the end of the row.
        let starts = (0..<slabs).map { (7 * $0 + columns - length) % (columns - length + 1) }
        let expected = (0..<rows).flatMap { row in
            starts.map { start -> Float in
                let slab = section[row * columns + start..<row * columns + start + length]
                return slab.reduce(Float(0)) { $0 + $1 * $1 } / Float(length)
            }
        }
        #expect(
            RowArithmetic.slabEnergies(
                of: section.span, columns: columns, starts: starts, length: length) == expected)
    }

    @Test func `Of no rows or no slabs there are no energies`() {
        #expect(
            RowArithmetic.slabEnergies(
                of: [Float]().span, columns: 4, starts: [0], length: 2
            ).isEmpty)
        #expect(
            RowArithmetic.slabEnergies(
                of: [1, 2].span, columns: 2, starts: [], length: 2
            ).isEmpty)
    }

    @Test func `A row is scaled in double precision`() {
        var row: [Float] = [3e38, -1, 0, 1e-38]
        var span = row.mutableSpan
        RowArithmetic.scale(&span, by: 1e-40)
        #expect(row == [Float(Double(Float(3e38)) * 1e-40), Float(-1e-40), 0, 0])
    }

    @Test func `Levels are interpolated between places`() {
        let levels = RowLevels(levels: [2, 0, 4, 4, 0, 8], columns: 3)
        var section: [Float] = [6, 6, 8, 6, 6, 6]
        let positions = [
            RowLevels.Position(place: 0, weight: 0.5), RowLevels.Position(place: 1, weight: 0.25),
        ]
        var span = section.mutableSpan
        levels.divide(&span, positions: positions)
        // Levels 3, 0, 6 and, after the last place, 4, 0, 8: where there is none the quotient is zero.
        #expect(section == [2, 0, 8 / Float(6), 1.5, 0, 0.75])
        var quotients = section.mutableSpan
        levels.takeOff(&quotients, positions: positions, above: [1, 1, 1], share: 0.5)
        #expect(section == [1, 0.5, 8 / Float(6) - 2.5, 0, 0.5, -2.75])
    }

    @Test(arguments: [0, 1, 15, 16, 37])
    func `The extent of a row is that of its values`(count: Int) {
        var noise = SeededNoise(seed: 77)
        var row = (0..<count).map { _ in Float(noise.normal()) }
        let extent = RowExtent(of: row.span)
        #expect(extent.smallest == row.min() ?? .infinity)
        #expect(extent.largest == row.max() ?? -.infinity)
        #expect(extent.magnitude == row.map(abs).max() ?? 0)
        #expect(extent.isFinite)
        for place in row.indices {
            for value in [Float.nan, .infinity, -.infinity] {
                let kept = row[place]
                row[place] = value
                #expect(!RowExtent(of: row.span).isFinite)
                row[place] = kept
            }
        }
    }
}
