import Foundation
import Statistics
import Testing

@Suite("Intervals")
struct IntervalTests {
    @Test("59 of 60, 11 of 15 and 5 alarms on 100 m2 have the intervals of the literature")
    func known() throws {
        let good = try Proportion(59, of: 60)
        #expect(rounded(try good.clopperPearson()) == [0.911, 1.000])
        #expect(rounded(try good.wilson()) == [0.911, 0.997])
        #expect(rounded(try Proportion(11, of: 15).clopperPearson()) == [0.449, 0.922])
        let rate = try EventRate(events: 5, area: 100)
        #expect(rate.estimate == 0.05)
        #expect(rounded(try rate.garwood()) == [0.016, 0.117])
        let none = try EventRate(events: 0, area: 300).garwoodUpper()
        #expect((none * 300 * 100).rounded() / 100 == 3.00)
    }

    @Test("At the exact bounds the tails are what they must be")
    func tails() throws {
        for (hits, trials) in [(1, 4), (11, 15), (150, 153), (40, 1000)] {
            let ends = try Proportion(hits, of: trials).clopperPearson(confidence: 0.9)
            let low = try BinomialDistribution(trials: trials, probability: ends.low)
            let high = try BinomialDistribution(trials: trials, probability: ends.high)
            #expect(abs(low.survival(hits - 1) - 0.05) < 1e-10)
            #expect(abs(high.cumulative(hits) - 0.05) < 1e-10)
        }
        let ends = try EventRate(events: 7, area: 20).garwood(confidence: 0.9)
        #expect(abs(try PoissonDistribution(mean: ends.low * 20).survival(6) - 0.05) < 1e-10)
        #expect(abs(try PoissonDistribution(mean: ends.high * 20).cumulative(7) - 0.05) < 1e-10)
    }

    @Test("The interval of the failures mirrors that of the successes")
    func mirrored() throws {
        for (hits, trials) in [(0.0, 7.0), (3, 7), (0.4, 2.5), (99_990, 100_000)] {
            let one = try Proportion(successes: hits, trials: trials)
            let other = try Proportion(successes: trials - hits, trials: trials)
            for (first, second) in [
                (try one.clopperPearson(), try other.clopperPearson()),
                (try one.wilson(), try other.wilson()),
                (try one.agrestiCoull(), try other.agrestiCoull()),
            ] {
                #expect(abs(first.low - (1 - second.high)) < 1e-9)
                #expect(abs(first.high - (1 - second.low)) < 1e-9)
                #expect(first.contains(hits / trials))
            }
        }
    }

    @Test("After no trials nothing is known")
    func empty() throws {
        let none = try Proportion(0, of: 0)
        #expect(none.estimate == nil)
        for interval in [
            try none.clopperPearson(), try none.wilson(), try none.agrestiCoull(),
            try ClusteredProportion(clusters: []).kornGraubard(),
        ] {
            #expect(interval == Interval(low: 0, high: 1))
        }
        #expect(try none.clopperPearsonLower() == 0)
        #expect(try none.clopperPearsonUpper() == 1)
    }

    @Test("Zero area, impossible counts and confidences are refused in words")
    func refused() throws {
        for area in [0, -1, .nan, .infinity] {
            #expect(throws: StatisticsError.self) { try EventRate(events: 0, area: area) }
        }
        #expect(throws: StatisticsError.self) { try EventRate(events: -1, area: 1) }
        #expect(throws: StatisticsError.self) { try Proportion(3, of: 2) }
        #expect(throws: StatisticsError.self) { try Proportion(successes: .nan, trials: 2) }
        #expect(throws: StatisticsError.self) { try Proportion(successes: 1, trials: .infinity) }
        let half = try Proportion(1, of: 2)
        for confidence in [0, 1, 95, -0.1, .nan] {
            #expect(throws: StatisticsError.self) {
                try half.clopperPearson(confidence: confidence)
            }
            #expect(throws: StatisticsError.self) { try half.wilson(confidence: confidence) }
        }
        let error = #expect(throws: StatisticsError.self) { try EventRate(events: 1, area: 0) }
        #expect(error?.description == "the area is 0.0, allowed is a number above 0")
    }

    @Test("Passes over one target that always agree count once, independent ones nearly all")
    func clustered() throws {
        let agreeing = ClusteredProportion(
            clusters: try (0..<20).map { try Proportion($0 < 16 ? 3 : 0, of: 3) })
        #expect(abs(try agreeing.effective().trials - 20) < 1e-9)
        #expect(try agreeing.pooled.trials == 60)
        let alike = ClusteredProportion(
            clusters: try (0..<20).map { _ in try Proportion(2, of: 3) })
        #expect(abs(try alike.effective().trials - 60) < 1e-9)
        let hit = ClusteredProportion(clusters: try (0..<20).map { _ in try Proportion(3, of: 3) })
        #expect(try hit.kornGraubard() == (try Proportion(20, of: 20).clopperPearson()))
        let two = try agreeing.kornGraubard(confidence: 0.9).low
        #expect(abs(try agreeing.kornGraubardLower(confidence: 0.95) - two) < 1e-9)
    }

    @Test("One pass per target gives the exact interval of the targets")
    func single() throws {
        for hits in [3, 14, 19] {
            let clusters = ClusteredProportion(
                clusters: try (0..<20).map { try Proportion($0 < hits ? 1 : 0, of: 1) })
            let (found, exact) = (
                try clusters.kornGraubard(), try Proportion(hits, of: 20).clopperPearson()
            )
            #expect(abs(found.low - exact.low) < 1e-12)
            #expect(abs(found.high - exact.high) < 1e-12)
        }
    }

    @Test("Whatever the counts and the confidence, bounds are numbers in order")
    func extremes() throws {
        var generator = SeededGenerator(seed: 3)
        func anything(from low: Double, to high: Double) -> Double {
            exp(log(low) + generator.uniform() * log(high / low))
        }
        for _ in 0..<2000 {
            let trials = anything(from: 1e-3, to: 1e9)
            let share =
                generator.uniform() < 0.5 ? generator.uniform() : anything(from: 1e-9, to: 1)
            let hits = generator.uniform() < 0.5 ? share * trials : trials - share * trials
            let confidence = 1 - anything(from: 1e-12, to: 0.9)
            let counts = try Proportion(successes: max(0, min(hits, trials)), trials: trials)
            for interval in [
                try counts.clopperPearson(confidence: confidence),
                try counts.wilson(confidence: confidence),
                try counts.agrestiCoull(confidence: confidence),
            ] {
                #expect(
                    interval.low >= 0 && interval.high <= 1 && interval.low <= interval.high,
                    "\(counts) \(confidence): \(interval)")
            }
            let exact = try counts.clopperPearson(confidence: confidence)
            let estimate = counts.successes / counts.trials
            #expect(
                exact.low <= estimate * (1 + 1e-9) && exact.high >= estimate * (1 - 1e-9),
                "\(counts) \(confidence): \(exact)")
            let events = Int(anything(from: 1, to: 1e9)) - 1
            let rate = try EventRate(events: events, area: anything(from: 1e-6, to: 1e9))
            let interval = try rate.garwood(confidence: confidence)
            #expect(
                interval.low >= 0 && interval.low <= rate.estimate
                    && interval.high >= rate.estimate && interval.high.isFinite,
                "\(rate) \(confidence): \(interval)")
        }
    }

    @Test("Chance alone finds as many as the rate and the halo say")
    func chance() throws {
        for (rate, halo, expected) in [
            (1.0, 0.10, 0.031), (1, 0.15, 0.068), (1, 0.25, 0.178), (5, 0.25, 0.63),
        ] {
            let found = try PoissonDistribution(mean: rate * .pi * halo * halo).survival(0)
            #expect(abs(found - expected) < (expected == 0.63 ? 0.005 : 0.0006))
        }
    }

    private func rounded(_ interval: Interval) -> [Double] {
        [interval.low, interval.high].map { ($0 * 1000).rounded() / 1000 }
    }
}
