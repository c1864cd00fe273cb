import Statistics
import Testing

@testable import Evaluation

@Suite("Reliability")
struct ReliabilityTests {
    private let plan: ResamplingPlan

    init() throws { plan = try ResamplingPlan(resamples: 300) }

    private func pairs(_ count: Int, seed: UInt64, isMine: (Double) -> Double) -> [CalibrationPair]
    {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let probability = generator.uniform()
            return CalibrationPair(
                probability: probability, isMine: generator.uniform() < isMine(probability))
        }
    }

    @Test("The terms of the Brier score add up", arguments: 1...8)
    func brier(seed: UInt64) throws {
        let brier = try Reliability(pairs(100, seed: seed) { $0 * $0 }, plan: plan).brier
        let sum = brier.reliability - brier.resolution + brier.uncertainty + brier.withinBins
        #expect(abs(brier.score - sum) < 1e-12)
    }

    @Test("Probabilities that hold are within chance nearly always")
    func honest() throws {
        let count = try (1...20).count { seed in
            try Reliability(pairs(100, seed: UInt64(seed)) { $0 }, plan: plan).error
                .isMoreThanChance
        }
        // 1 of 20 is expected; 5 or more would come up 3 times in 1,000.
        #expect(count < 5)
    }

    @Test("Probabilities that promise too much are found out")
    func dishonest() throws {
        let result = try Reliability(pairs(300, seed: 3) { $0 / 4 }, plan: plan)
        #expect(result.error.isMoreThanChance && result.error.pValue < 0.01)
        #expect(result.sentence.contains("do not keep what they promise"))
        #expect((result.recalibration?.interceptInterval.high ?? 0) < 0)
    }

    @Test("What chance gives: a lone alarm of probability p is off by 2 p (1 - p)")
    func chance() {
        for p in [0, 0.2, 0.5, 1] {
            #expect(abs(CalibrationError.meanGap([p], from: p) - 2 * p * (1 - p)) < 1e-15)
        }
        // Two of one half: off by 1 half the time.
        #expect(CalibrationError.meanGap([0.5, 0.5], from: 1) == 0.5)
    }

    @Test("The simulated mean is near the exact one")
    func simulation() throws {
        let error = try Reliability(pairs(60, seed: 4) { $0 }, plan: plan).error
        #expect(error.upper95ByChance > error.expectedByChance)
        #expect(error.expectedByChance > 0.05 && error.expectedByChance < 0.25)
    }

    @Test("Equal probabilities share a bin, others fill bins equally")
    func bins() throws {
        let few = (0..<45).map {
            CalibrationPair(probability: $0 < 30 ? 0.25 : 0.75, isMine: $0 % 3 == 0)
        }
        let result = try Reliability(few, plan: plan)
        #expect(result.bins.map(\.count) == [30, 15])
        #expect(result.bins.map(\.meanProbability) == [0.25, 0.75])
        let many = (0..<45).map {
            CalibrationPair(probability: Double($0) / 50, isMine: $0 % 2 == 0)
        }
        #expect(
            try Reliability(many, plan: plan).bins.map(\.count) == Array(repeating: 3, count: 15))
    }

    @Test("Certainty that fails costs a finite log loss, and a separated line is explained")
    func certainty() throws {
        let pairs = (0..<40).map {
            CalibrationPair(probability: $0 < 20 ? 0 : 1, isMine: $0 >= 19)
        }
        let wrong = try Reliability(pairs, plan: plan)
        #expect(abs(wrong.logLoss - 34.538776394910684 / 40) < 1e-9)
        let perfect = try Reliability(
            pairs.map { CalibrationPair(probability: $0.probability, isMine: $0.probability == 1) },
            plan: plan)
        #expect(perfect.recalibration == nil && perfect.recalibrationObstacle != nil)
        #expect(perfect.brier.score == 0 && perfect.error.value == 0)
    }

    @Test("No, few and impossible probabilities are refused")
    func refusals() {
        let right = CalibrationPair(probability: 0.5, isMine: true)
        for pairs in [[], Array(repeating: right, count: 29)] {
            #expect(throws: StatisticsError.self) { try Reliability(pairs) }
        }
        for probability in [-0.1, 1.1, .nan] {
            let wrong = CalibrationPair(probability: probability, isMine: false)
            #expect(throws: StatisticsError.self) {
                try Reliability(Array(repeating: wrong, count: 40))
            }
        }
    }

    @Test("Alarms on a mine count as 1, on objects and ground as 0, on unswept objects not at all")
    func outcomes() throws {
        func alarm(_ x: Double, _ probability: Double?) -> ScoredAlarm {
            ScoredAlarm(
                id: "\(x)", xMetres: x, yMetres: 0, score: 1, probability: probability)
        }
        let lane = SmallTrial.lane(
            [SmallTrial.mine("a", 2), SmallTrial.stone("s", 5), SmallTrial.mine("out", 12.1)],
            [
                alarm(2, 0.9), alarm(2.05, 0.8), alarm(5, 0.4), alarm(7, 0.1), alarm(12, 0.7),
                alarm(9, nil),
            ])
        let pairs = try JudgedTrial(lanes: [lane]).calibrationPairs
        #expect(Set(pairs.filter(\.isMine).map(\.probability)) == [0.9, 0.8])
        #expect(Set(pairs.filter { !$0.isMine }.map(\.probability)) == [0.4, 0.1])
    }
}
