import Statistics
import Testing

@testable import Evaluation

@Suite("LaneBootstrap")
struct LaneBootstrapTests {
    @Test("A walk with weights gives what judging all copies of the lanes gives", arguments: 1...12)
    func copies(seed: UInt64) throws {
        let lanes = RandomTrial.lanes(5, seed: seed)
        let pool = LanePool(try JudgedTrial(lanes: lanes))
        let plan = try ResamplingPlan(resamples: 2, seed: seed)
        let rates = [0, 0.1, 0.3, 0.6, 1, 5]
        for number in 0..<3 {
            let weights = plan.weights(5, resample: number)
            let trial = try JudgedTrial(lanes: RandomTrial.copies(lanes, weights: weights))
            let curve = RocCurve(trial)
            let mines = pool.mines(weights).reduce(0, +)
            #expect(mines == trial.encounters.count)
            for kind in RateKind.allCases {
                let found = pool.found(weights, at: rates, kind)
                for (rate, hits) in zip(rates, found) {
                    let pd = Double(hits.reduce(0, +)) / Double(mines)
                    #expect(pd == curve.pd(at: rate, kind))
                }
                let area = try #require(pool.partialArea(weights, upTo: 0.7, kind))
                #expect(abs(area - curve.partialArea(upTo: 0.7, kind)) < 1e-12)
            }
        }
    }

    @Test("The estimates are those of the curve, and each interval lies in 0...1")
    func estimates() throws {
        let trial = try JudgedTrial(lanes: RandomTrial.lanes(9, seed: 3))
        let bootstrap = LaneBootstrap(trial, plan: try ResamplingPlan(resamples: 200, seed: 5))
        let results = try bootstrap.detection(at: [1, 0.2], .total)
        #expect(results.map(\.rate) == [1, 0.2])
        for result in results {
            #expect(result.pd == RocCurve(trial).pd(at: result.rate, .total))
            let interval = try #require(try result.interval())
            #expect(interval.low >= 0 && interval.high <= 1 && interval.width > 0)
            #expect(result.pdByClass.count == 2)
            #expect(try result.interval(of: .plasticAntiVehicle) != nil)
            #expect(try result.interval(of: .metalAntiVehicle) == nil)
        }
        #expect(bootstrap.obstacle == nil && bootstrap.caution == nil)
    }

    @Test("The same seed gives the same replicates, another seed others")
    func seeds() throws {
        let trial = try JudgedTrial(lanes: RandomTrial.lanes(6, seed: 4))
        func replicates(_ seed: UInt64) throws -> [Double] {
            let plan = try ResamplingPlan(resamples: 50, seed: seed)
            return try LaneBootstrap(trial, plan: plan).detection(at: [0.5], .ground)[0].replicates
        }
        #expect(try replicates(1) == replicates(1))
        #expect(try replicates(1) != replicates(2))
    }

    @Test("Pd does not fall along a band, nor do its ends")
    func band() throws {
        let trial = try JudgedTrial(lanes: RandomTrial.lanes(8, seed: 6))
        let bootstrap = LaneBootstrap(trial, plan: try ResamplingPlan(resamples: 100))
        let grid = RocBand.grid(upTo: 2, steps: 20)
        let band = try #require(try bootstrap.band(at: grid, .ground))
        #expect(grid.first == 0 && grid.last == 2 && band.points.count == 21)
        for (before, after) in zip(band.points, band.points.dropFirst()) {
            #expect(before.pd <= after.pd)
            #expect(before.interval.low <= after.interval.low)
            #expect(before.interval.high <= after.interval.high)
        }
    }

    @Test("Passes over one lane are drawn together: one lane has no band, and the reason is told")
    func oneLane() throws {
        let lane = RandomTrial.lanes(1, seed: 1)[0]
        var again = lane
        again.pass = 2
        let bootstrap = LaneBootstrap(try JudgedTrial(lanes: [lane, again]))
        #expect(bootstrap.lanes == ["lane 0"])
        #expect(bootstrap.obstacle?.contains("one lane cannot be resampled") == true)
        #expect(try bootstrap.band(at: [1], .ground) == nil)
        let result = try bootstrap.detection(at: [1], .ground)[0]
        #expect(result.pd != nil && result.replicates.isEmpty)
    }

    @Test("Few lanes bring a caution")
    func fewLanes() throws {
        let trial = try JudgedTrial(lanes: RandomTrial.lanes(7, seed: 2))
        #expect(LaneBootstrap(trial).caution?.hasPrefix("7 lanes are few") == true)
    }

    @Test("Impossible rates and plans are refused", arguments: [-0.1, .nan, .infinity])
    func refusals(rate: Double) throws {
        let trial = try JudgedTrial(lanes: RandomTrial.lanes(2, seed: 2))
        #expect(throws: StatisticsError.self) {
            try LaneBootstrap(trial).detection(at: [rate], .ground)
        }
        #expect(throws: StatisticsError.self) { try ResamplingPlan(resamples: 1) }
        #expect(throws: StatisticsError.self) { try ResamplingPlan(confidence: rate) }
    }
}

@Suite("LaneDispersion")
struct LaneDispersionTests {
    /// Lanes of 12 m without objects, with so many alarms each.
    private func trial(_ counts: [Int]) throws -> JudgedTrial {
        try JudgedTrial(
            lanes: counts.enumerated().map { lane, count in
                SmallTrial.lane(
                    [], (0..<count).map { SmallTrial.alarm(0.1 + 0.1 * Double($0), score: 1) },
                    name: "\(lane)")
            })
    }

    @Test("The statistic is sum (k - mean)^2 / mean for equal lanes")
    func statistic() throws {
        let dispersion = try LaneDispersion(
            trial([4, 5, 6, 5]), plan: ResamplingPlan(resamples: 100))
        #expect(abs((dispersion.test?.statistic ?? 9) - 2.0 / 5) < 1e-12)
        #expect(!dispersion.isOverdispersed)
        #expect(dispersion.sentence.contains("nothing speaks against the Poisson interval"))
    }

    @Test("Bunched alarms are named, with the wider interval over lanes")
    func bunches() throws {
        let dispersion = try LaneDispersion(
            trial([0, 0, 0, 40, 1, 0, 38, 0, 2, 0]), plan: ResamplingPlan(resamples: 400))
        #expect(dispersion.isOverdispersed)
        let interval = try #require(dispersion.laneInterval)
        #expect(interval.width > (try dispersion.rate.garwood().width))
        #expect(
            dispersion.sentence.contains("the Poisson interval of the ground rate is too short"))
    }

    @Test("One lane, no alarms and no ground are told apart")
    func edges() throws {
        let plan = try ResamplingPlan(resamples: 10)
        #expect(try LaneDispersion(trial([3]), plan: plan).sentence.hasPrefix("With one lane"))
        #expect(
            try LaneDispersion(trial([0, 0]), plan: plan).sentence.hasPrefix("There are no ground"))
        #expect(throws: StatisticsError.self) { try LaneDispersion(trial([]), plan: plan) }
    }
}
