import Statistics
import TestSupport
import Testing

@Suite struct KolmogorovSmirnovTests {
    @Test("Samples apart from each other are as unlikely as one of their orders")
    func separated() throws {
        let test = try KolmogorovSmirnovTest([1, 2, 3, 4], [5, 6, 7])
        #expect(test.statistic == 1)
        // 2 of the 7! / (4! 3!) = 35 orders.
        #expect(abs(test.pValue - 2.0 / 35) < 1e-15)
    }

    @Test("A sample compared with itself is like itself")
    func same() throws {
        let test = try KolmogorovSmirnovTest([3, 1, 2], [1, 2, 3])
        #expect(test.statistic == 0 && test.pValue == 1)
    }

    @Test("The order of the samples and of their values does not matter")
    func symmetric() throws {
        let first = [0.3, 2.5, 1.1, 0.3, 9]
        let second = [4.0, 0.3, 1.5]
        let one = try KolmogorovSmirnovTest(first, second)
        let other = try KolmogorovSmirnovTest(second.reversed(), first.sorted())
        #expect(one.statistic == other.statistic)
        #expect(abs(one.pValue - other.pValue) < 1e-14)
    }

    @Test("Beyond four million pairs the limiting law is used, which is near the exact one")
    func large() throws {
        var noise = SeededNoise(seed: 4)
        let first = (0..<2100).map { _ in noise.normal() }
        let second = (0..<1950).map { _ in noise.normal() + 0.06 }
        let test = try KolmogorovSmirnovTest(first, second)
        let limited = try test.pValue(firstWorth: 2100, secondWorth: 1950)
        #expect(limited == test.pValue && test.pValue > 0 && test.pValue < 1)
    }

    @Test("Values worth fewer independent ones make a difference less sure")
    func worth() throws {
        let first = (0..<50).map(Double.init)
        let test = try KolmogorovSmirnovTest(first, first.map { $0 + 17 })
        #expect(test.pValue < 0.01)
        #expect(try test.pValue(firstWorth: 12, secondWorth: 12) > 0.05)
        #expect(try test.pValue(firstWorth: 50, secondWorth: 50) == test.pValue)
    }

    @Test("Equal distributions are rejected as often as the level says")
    func level() throws {
        var noise = SeededNoise(seed: 9)
        let rejected = try (0..<400).count { _ in
            let first = (0..<30).map { _ in noise.normal() }
            let second = (0..<40).map { _ in noise.normal() }
            return try KolmogorovSmirnovTest(first, second).pValue < 0.05
        }
        // 400 tests at 5 % (a little less, as D is coarse): 20 +- 4.4.
        #expect((6...34).contains(rejected), "\(rejected)")
    }

    @Test("Empty samples, values that are no numbers and a worth that cannot be are refused")
    func refusals() throws {
        #expect(throws: StatisticsError.self) { try KolmogorovSmirnovTest([], [1]) }
        #expect(throws: StatisticsError.self) { try KolmogorovSmirnovTest([1], [.nan]) }
        let test = try KolmogorovSmirnovTest([1, 2], [3])
        #expect(throws: StatisticsError.self) { try test.pValue(firstWorth: 3, secondWorth: 1) }
        #expect(throws: StatisticsError.self) { try test.pValue(firstWorth: 0, secondWorth: 1) }
    }
}

@Suite struct EffectiveCountTests {
    @Test("Independent values are worth about their number, one value or a level series 1")
    func independent() throws {
        var noise = SeededNoise(seed: 2)
        let values = (0..<2000).map { _ in noise.normal() }
        #expect(try EffectiveCount.of([values]) > 1900)
        #expect(try EffectiveCount.of([[5]]) == 1)
        #expect(try EffectiveCount.of([[5, 5, 5]]) == 1)
    }

    @Test("A series whose neighbours are alike by a is worth (1 - a) / (1 + a) of its number")
    func autoregressive() throws {
        for likeness in [0.3, 0.6, 0.8] {
            var noise = SeededNoise(seed: 3)
            var value = 0.0
            let series = (0..<20_000).map { _ -> Double in
                value = likeness * value + noise.normal()
                return value
            }
            let share = try EffectiveCount.of([series]) / 20_000
            let expected = (1 - likeness) / (1 + likeness)
            // Correlations below 0.1 are left out of the sum.
            #expect(share > 0.9 * expected && share < 1.4 * expected, "\(likeness): \(share)")
        }
    }

    @Test("The end of one series is no neighbour of the start of the next")
    func several() throws {
        let ramp = (0..<50).map(Double.init)
        let together = try EffectiveCount.of([ramp + ramp])
        let apart = try EffectiveCount.of([ramp, ramp])
        #expect(together != apart)
        #expect(throws: StatisticsError.self) { try EffectiveCount.of([]) }
    }
}
