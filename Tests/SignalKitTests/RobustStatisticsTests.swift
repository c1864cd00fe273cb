import SignalKit
import TestSupport
import Testing

@Suite struct RobustStatisticsTests {
    @Test(arguments: 1...40)
    func `The median equals that of sorted values`(count: Int) {
        var noise = SeededNoise(seed: UInt64(count))
        let values = (0..<count).map { _ in Float((noise.normal() * 3).rounded()) }
        let sorted = values.sorted()
        let expected = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
        #expect(RobustStatistics.median(of: values) == expected)
        #expect(RobustStatistics.quantile(0, of: values) == sorted[0])
        #expect(RobustStatistics.quantile(1, of: values) == sorted[count - 1])
    }

    @Test func `No values have median zero`() {
        #expect(RobustStatistics.median(of: [Float]()) == 0)
        #expect(RobustStatistics.quantile(0.5, of: [Float]()) == 0)
    }

    @Test func `The deviation of normal noise comes out as one`() {
        var noise = SeededNoise(seed: 8)
        let values = (0..<20_000).map { _ in abs(Float(noise.normal())) }
        let spread = RobustStatistics.normalConsistency * RobustStatistics.median(of: values)
        // Standard error of the estimate at this count is 0.008.
        #expect(abs(spread - 1) < 0.03)
    }
}
