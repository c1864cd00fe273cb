import Statistics
import Testing

@Suite("Resampling")
struct ResamplingTests {
    @Test("The sequence of a seed is that of SplitMix64")
    func sequence() {
        var generator = SeededGenerator(seed: 1_234_567)
        let first = (0..<3).map { _ in generator.next() }
        #expect(
            first == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
        var one = SeededGenerator(seed: 5, stream: 0)
        var two = SeededGenerator(seed: 5, stream: 1)
        #expect(one.next() != two.next())
    }

    @Test("Indices are in range and equally likely, numbers lie in 0..<1, a shuffle keeps all")
    func draws() {
        var generator = SeededGenerator(seed: 9)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<12_000 { counts[generator.index(below: 6)] += 1 }
        // Five standard deviations of a count.
        #expect(counts.allSatisfy { abs($0 - 2000) < 5 * 41 })
        #expect(generator.index(below: 1) == 0)
        #expect((0..<1000).allSatisfy { _ in (0..<1).contains(generator.uniform()) })
        var values = Array(0..<50)
        generator.shuffle(&values)
        #expect(values != Array(0..<50) && values.sorted() == Array(0..<50))
    }

    @Test("A quantile of one observation is that observation, and the ends are the ends")
    func quantiles() throws {
        #expect(try SortedSample([3]).quantile(0.4) == 3)
        let sample = try SortedSample([5, 1, 3])
        #expect(try [0, 0.25, 0.5, 1].map { try sample.quantile($0) } == [1, 2, 3, 5])
        #expect(throws: StatisticsError.self) { try SortedSample([]) }
        #expect(throws: StatisticsError.self) { try SortedSample([1, .infinity]) }
        #expect(throws: StatisticsError.self) { try sample.quantile(1.01) }
    }

    @Test("Without bias and acceleration the corrected interval is the percentile interval")
    func plain() throws {
        let sample = try BootstrapSample((0...100).map(Double.init))
        let corrected = try sample.biasCorrected(estimate: 50, jackknife: [1, 1, 1])
        let percentile = try sample.percentile()
        #expect(abs(corrected.low - percentile.low) < 1e-9)
        #expect(abs(corrected.high - percentile.high) < 1e-9)
        let alike = try BootstrapSample([1, 1, 1, 1])
        #expect(
            try alike.biasCorrected(estimate: 1, jackknife: [1, 1]) == Interval(low: 1, high: 1))
    }

    @Test("Replicates all on one side of the estimate have no corrected interval")
    func oneSided() throws {
        let sample = try BootstrapSample([1, 2, 3])
        let error = #expect(throws: StatisticsError.self) {
            try sample.biasCorrected(estimate: 4, jackknife: [1, 2])
        }
        #expect(error?.hint == "take the percentile interval")
        #expect(throws: StatisticsError.self) { try BootstrapSample([1]) }
    }
}
