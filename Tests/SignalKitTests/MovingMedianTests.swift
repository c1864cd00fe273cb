import SignalKit
import TestSupport
import Testing

@Suite struct MovingMedianTests {
    private func filtered(_ values: [Float], _ window: Int) -> [Float] {
        var output = [Float](repeating: 0, count: values.count)
        var span = output.mutableSpan
        MovingMedian(window: window).apply(values.span, to: &span)
        return output
    }

    /// The definition: every window sorted.
    private func sorted(_ values: [Float], _ window: Int) -> [Float] {
        let half = (window | 1) / 2
        return values.indices.map { place in
            (-half...half).map { values[mirrored(place + $0, values.count)] }.sorted()[half]
        }
    }

    @Test(arguments: [1, 3, 4, 15, 59, 91, 200])
    func `It equals sorting every window, also one longer than the line`(window: Int) {
        var noise = SeededNoise(seed: 11)
        // Coarse values, so that ties occur.
        let values = (0..<60).map { _ in Float((noise.normal() * 4).rounded()) }
        #expect(filtered(values, window) == sorted(values, window))
    }

    /// NumPy 2.4 and SciPy 1.17: `x = numpy.array([(i * i * 37 + 11 * i) % 23 - 11 for i in range(24)], float)`,
    /// `scipy.ndimage.median_filter(x, size=WINDOW, mode='mirror')`.
    @Test(
        arguments: [
            (
                3,
                [-9, -9, -2, 4, 4, 4, 3, 7, 3, 4, 4, 4, -2, -9, -9, -8, -8, 0, 8, 8, 0, -8, -8, -8]
            ),
            (
                7,
                [
                    -2, -2, -2, 3, 3, 4, 4, 4, 4, 4, 3, 3, -2, -2, -8, -8, -8, -8, 0, 0, -8, -8, -8,
                    -8,
                ]
            ),
            (31, [3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, -2, -2, -2, -2, 0, 0, 0, 0, -2, -2, -2, -2, 0]),
            (75, [0, 0, -2, -2, 0, 0, 0, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ] as [(Int, [Float])])
    func `It equals SciPy, ends included`(window: Int, expected: [Float]) {
        let values = (0..<24).map { (i: Int) -> Float in Float((i * i * 37 + 11 * i) % 23 - 11) }
        #expect(filtered(values, window) == expected)
    }

    @Test func `Reversed input gives reversed output`() {
        var noise = SeededNoise(seed: 3)
        let values = (0..<101).map { _ in Float(noise.normal()) }
        let forward = filtered(values, 15)
        let backward = filtered(Array(values.reversed()), 15)
        #expect(backward == Array(forward.reversed()))
    }

    @Test func `Rows of no, one and two values are kept in shape`() {
        #expect(filtered([], 15).isEmpty)
        #expect(filtered([4], 15) == [4])
        #expect(filtered([1, 2], 3) == [2, 1])
    }

    @Test(arguments: [SectionAxis.rows, .columns], [1, 7, 8, 16, 19, 33])
    func `A section is filtered row by row and column by column`(axis: SectionAxis, columns: Int) {
        var noise = SeededNoise(seed: 5)
        let rows = 21
        let values = (0..<rows * columns).map { _ in Float(noise.normal()) }
        var section = values
        var span = section.mutableSpan
        MovingMedian(window: 5).subtract(from: &span, columns: columns, along: axis)
        var expected = values
        for line in 0..<(axis == .rows ? rows : columns) {
            let places =
                axis == .rows
                ? (0..<columns).map { line * columns + $0 }
                : (0..<rows).map { $0 * columns + line }
            let medians = sorted(places.map { values[$0] }, 5)
            for (place, median) in zip(places, medians) { expected[place] -= median }
        }
        #expect(section == expected)
    }

    @Test func `A value that is no number is gone once the window has passed it`() {
        var noise = SeededNoise(seed: 6)
        let values = (0..<80).map { _ in Float(noise.normal()) }
        var broken = values
        broken[30] = .nan
        let (whole, seen) = (filtered(values, 9), filtered(broken, 9))
        #expect(seen.allSatisfy { $0.isFinite })
        #expect(seen[..<26] == whole[..<26])
        #expect(seen[35...] == whole[35...])
    }
}
