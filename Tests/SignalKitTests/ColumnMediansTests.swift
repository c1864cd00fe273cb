import SignalKit
import TestSupport
import Testing

@Suite struct ColumnMediansTests {
    private func sortedMedian(_ values: [Float]) -> Float {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return (sorted[(values.count - 1) / 2] + sorted[values.count / 2]) / 2
    }

    @Test(arguments: [1, 5, 16, 17, 40], [1, 2, 25, 26])
    func `They equal sorting every column`(columns: Int, rows: Int) {
        var noise = SeededNoise(seed: UInt64(columns * 100 + rows))
        // Ties in even columns, strengths of many powers of ten over the columns.
        let values = (0..<rows * columns).map { at -> Float in
            let column = at % columns
            let value = noise.normal() * (column % 2 == 0 ? 2 : 1)
            return column % 2 == 0
                ? Float(value.rounded()) : Float(value) * (column % 3 == 0 ? 1e-30 : 1e20)
        }
        let medians = ColumnMedians.medians(of: values.span, columns: columns)
        let spreads = ColumnMedians.medians(
            of: values.span, columns: columns, measure: .magnitudes)
        for column in 0..<columns {
            let own = (0..<rows).map { values[$0 * columns + column] }
            #expect(medians[column] == sortedMedian(own))
            #expect(spreads[column] == sortedMedian(own.map(abs)))
            #expect(medians[column] == RobustStatistics.median(of: own))
        }
    }

    @Test func `Two stretches of rows are taken together, no rows have zero`() {
        var noise = SeededNoise(seed: 2)
        let values = (0..<30 * 3).map { _ in Float(noise.normal()) }
        let medians = ColumnMedians.medians(
            of: values.span, columns: 3,
            over: [
                .init(2..<9, 12..<30), .init(4..<4), .init(0..<0, 29..<30), .init(0..<30, 0..<30),
            ])
        for column in 0..<3 {
            let own = (0..<30).map { values[$0 * 3 + column] }
            #expect(medians[column] == sortedMedian(Array(own[2..<9] + own[12..<30])))
            #expect(medians[3 + column] == 0)
            #expect(medians[6 + column] == own[29])
            #expect(medians[9 + column] == sortedMedian(own + own))
        }
    }

    @Test func `A line longer than a short can count has its median`() {
        let values = (0..<70_001).map { Float(($0 * 7919) % 70_001) }
        #expect(ColumnMedians.medians(of: values.span, columns: 1) == [35_000])
    }

    @Test func `Infinities and numbers that are none order beyond all others`() {
        let values: [Float] = [.nan, 3, -.infinity, 1, 2, .infinity, 0]
        #expect(ColumnMedians.medians(of: values.span, columns: 1) == [2])
    }
}
