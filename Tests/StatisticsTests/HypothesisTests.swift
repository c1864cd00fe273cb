import Statistics
import Testing

@Suite("Tests of hypotheses")
struct HypothesisTests {
    @Test("Nothing seen is no evidence: p is 1")
    func nothing() throws {
        #expect(try McNemarTest(firstOnly: 0, secondOnly: 0).pValue == 1)
        let none = try EventRate(events: 0, area: 2)
        let test = try RateComparison(none, none)
        #expect(test.pValue == 1 && test.doubledPValue == 1 && test.ratio == nil)
        #expect(try test.ratioInterval() == Interval(low: 0, high: .infinity))
        let dispersion = try DispersionTest([none, none])
        #expect(dispersion.pValue == 1 && dispersion.index == nil)
    }

    @Test("The order of the two does not matter to p, and inverts the ratio")
    func symmetry() throws {
        for (first, second) in [((3, 10.0), (9, 12.0)), ((0, 5), (4, 50)), ((100, 7), (90, 7))] {
            let one = try EventRate(events: first.0, area: first.1)
            let two = try EventRate(events: second.0, area: second.1)
            let (there, back) = (try RateComparison(one, two), try RateComparison(two, one))
            #expect(abs(there.pValue - back.pValue) < 1e-12)
            #expect(abs(there.doubledPValue - back.doubledPValue) < 1e-12)
            let (up, down) = (try there.ratioInterval(), try back.ratioInterval())
            #expect(abs(up.high * down.low - 1) < 1e-9 || up.high == .infinity)
        }
    }

    @Test(
        "The ratio's interval leaves 1 out where the doubled p is below the error, and only there")
    func agreement() throws {
        for events in 0...30 {
            let test = try RateComparison(
                EventRate(events: events, area: 30), EventRate(events: 12, area: 50))
            let interval = try test.ratioInterval(confidence: 0.95)
            #expect(interval.contains(1) == (test.doubledPValue > 0.05), "\(events)")
        }
    }

    @Test("The sum of small p-values is the one added up count by count")
    func smallPValues() throws {
        for (trials, share) in [(1, 0.3), (7, 0.5), (20, 0.13), (33, 0.9)] {
            let binomial = try BinomialDistribution(trials: trials, probability: share)
            let areas = (share, 1 - share)
            for count in 0...trials {
                let sum = (0...trials).map(binomial.mass)
                    .filter { $0 <= binomial.mass(count) * (1 + 1e-7) }.reduce(0, +)
                let test = try RateComparison(
                    EventRate(events: count, area: areas.0),
                    EventRate(events: trials - count, area: areas.1))
                #expect(abs(test.pValue - min(1, sum)) < 1e-10, "\(count) of \(trials)")
            }
        }
    }

    @Test("Points on a line, too few and unequal lists have no bias test")
    func hotelling() throws {
        #expect(throws: StatisticsError.self) { try HotellingTest(x: [1, 2, 3], y: [2, 4, 6]) }
        #expect(throws: StatisticsError.self) { try HotellingTest(x: [0, 0, 0], y: [0, 0, 0]) }
        #expect(throws: StatisticsError.self) { try HotellingTest(x: [1, 2], y: [2, 1]) }
        #expect(throws: StatisticsError.self) { try HotellingTest(x: [1, 2, 3], y: [2, 4]) }
        #expect(throws: StatisticsError.self) { try HotellingTest(x: [1, 2, .nan], y: [2, 4, 1]) }
        let even = try HotellingTest(x: [1, -1, 0, 0], y: [0, 0, 1, -1])
        #expect(even.statistic == 0 && even.pValue == 1)
    }

    @Test("Counts that are negative, and one area alone, are refused")
    func refused() throws {
        #expect(throws: StatisticsError.self) { try McNemarTest(firstOnly: -1, secondOnly: 3) }
        #expect(throws: StatisticsError.self) {
            try McNemarTest(firstOnly: .max, secondOnly: .max)
        }
        #expect(throws: StatisticsError.self) { try EventRate(events: .max, area: 1) }
        let one = try EventRate(events: 3, area: 1)
        #expect(throws: StatisticsError.self) { try DispersionTest([one]) }
        #expect(throws: StatisticsError.self) {
            try RateComparison(
                EventRate(events: 1, area: 1e300), EventRate(events: 1, area: 1e-300))
        }
        #expect(throws: StatisticsError.self) {
            try BinomialDistribution(trials: 3, probability: 1.1)
        }
        #expect(throws: StatisticsError.self) { try PoissonDistribution(mean: -1) }
        #expect(throws: StatisticsError.self) { try ChiSquareDistribution(degreesOfFreedom: 0) }
    }
}
