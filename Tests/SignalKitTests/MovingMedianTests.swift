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

    @Test(arguments: [1, 3, 4, 15, 91])
    func `It equals sorting every window`(window: Int) {
        var noise = SeededNoise(seed: 11)
        // Coarse values, so that ties occur.
        let values = (0..<60).map { _ in Float((noise.normal() * 4).rounded()) }
        let half = (window | 1) / 2
        let expected = values.indices.map { place in
            (-half...half).map { values[mirrored(place + $0, values.count)] }.sorted()[half]
        }
        #expect(filtered(values, window) == expected)
    }

    @Test func `Reversed input gives reversed output`() {
        var noise = SeededNoise(seed: 3)
        let values = (0..<101).map { _ in Float(noise.normal()) }
        #expect(filtered(values.reversed(), 15) == filtered(values, 15).reversed())
    }

    @Test func `Rows of no, one and two values are kept in shape`() {
        #expect(filtered([], 15).isEmpty)
        #expect(filtered([4], 15) == [4])
        #expect(filtered([1, 2], 3) == [2, 1])
    }
}
