import Statistics
import Testing

@testable import Evaluation

@Suite("Comparison")
struct ComparisonTests {
    private let plan: ResamplingPlan

    init() throws { plan = try ResamplingPlan(resamples: 200, seed: 11) }

    /// Ten lanes of six mines; a list finds the mines `isFound` by lane and place, and raises no ground
    /// alarm but in every third lane.
    private func list(_ name: String, isFound: (Int, Int) -> Bool) throws -> AlarmListTrial {
        let lanes = (0..<10).map { lane in
            let mines = (0..<6).map { SmallTrial.mine("\($0)", 1 + 1.8 * Double($0)) }
            var alarms = mines.indices.filter { isFound(lane, $0) }
                .map { SmallTrial.alarm(mines[$0].xMetres, score: 5) }
            if lane % 3 == 0 { alarms.append(SmallTrial.alarm(0.2, score: 2)) }
            return SmallTrial.lane(mines, alarms, name: "lane \(lane)")
        }
        return AlarmListTrial(name: name, trial: try JudgedTrial(lanes: lanes))
    }

    @Test("Targets are counted by who found them, and the test is exact")
    func counts() throws {
        let comparison = try Comparison(
            list("A") { _, place in place < 5 },
            list("B") { lane, place in place < 3 || (place == 5 && lane == 0) }, at: [0.5],
            plan: plan)
        let targets = comparison.atRates[0].targets
        #expect(targets.both == 30 && targets.firstOnly == 20 && targets.secondOnly == 1)
        #expect(targets.neither == 9 && targets.count == 60)
        // 2 (1 + 21) / 2^21.
        #expect(abs(targets.test.pValue - 44.0 / 2_097_152) < 1e-12)
        #expect(comparison.ownChoice.targets == targets)
        #expect(comparison.atRates[0].firstThreshold == 2)
        #expect(comparison.ownChoice.groundAlarms?.first.events == 4)
        #expect(comparison.ownChoice.groundAlarms?.pValue == 1)
        let difference = comparison.differences[0]
        #expect(abs(difference.difference - 19.0 / 60) < 1e-12)
        #expect(difference.excludesZero && difference.method == .biasCorrected)
        #expect(abs((comparison.ownDifference?.difference ?? 0) - 19.0 / 60) < 1e-12)
        #expect(abs((comparison.partialArea?.difference ?? 0) - 19.0 / 60) < 1e-12)
    }

    @Test("A difference that test and lanes show may be said, with counts; nothing wider may")
    func shown() throws {
        let comparison = try Comparison(
            list("A") { _, place in place < 5 },
            list("B") { lane, place in place < 3 || (place == 5 && lane == 0) }, at: [0.5],
            plan: plan)
        let verdict = comparison.verdicts[1]
        #expect(verdict.finding == .firstFindsMore)
        let sentence = verdict.sentenceThatMayBeSaid
        #expect(sentence.contains("On the same 60 mines in 10 lanes"))
        #expect(
            sentence.contains("A found 50 and B 31: 30 by both, 20 by A alone, 1 by B alone, 9 by"))
        #expect(sentence.contains("p < 0.0001") && sentence.contains("200 resamples of 10 lanes"))
        #expect(sentence.hasSuffix("On these lanes A found more mines than B."))
        #expect(verdict.sentenceThatMayNot.hasPrefix("\"A is better than B\""))
    }

    @Test("A difference that is not shown is never called equality")
    func notShown() throws {
        let comparison = try Comparison(
            list("A") { lane, place in (lane + place) % 4 != 0 },
            list("B") { lane, place in (lane * 5 + place) % 4 != 1 }, at: [0.5], plan: plan)
        for verdict in comparison.verdicts {
            #expect(verdict.finding == .nothingShown)
            let sentence = verdict.sentenceThatMayBeSaid
            #expect(sentence.contains("No difference was shown") && !sentence.contains("equal"))
            #expect(verdict.sentenceThatMayNot.contains("is not having shown that there is none"))
        }
    }

    @Test("A difference that hangs on one lane is not borne out by the lanes")
    func oneLaneOnly() throws {
        let comparison = try Comparison(
            list("A") { _, _ in true }, list("B") { lane, _ in lane != 4 }, at: [0.5], plan: plan)
        let verdict = comparison.verdicts[1]
        #expect(verdict.pValue < 0.05)
        #expect(verdict.finding == .notBorneOut)
        #expect(verdict.sentenceThatMayBeSaid.contains("The lanes do not bear out a difference"))
    }

    @Test("The lists swapped give the same test and the mirrored difference")
    func mirrored() throws {
        let first = AlarmListTrial(
            name: "A", trial: try JudgedTrial(lanes: RandomTrial.lanes(8, seed: 5)))
        let second = AlarmListTrial(
            name: "B", trial: try JudgedTrial(lanes: RandomTrial.lanes(8, seed: 5, quality: 0.4)))
        let there = try Comparison(first, second, plan: plan)
        let back = try Comparison(second, first, plan: plan)
        #expect(there.pValues == back.pValues)
        for (there, back) in zip(there.differences, back.differences) {
            #expect(there.difference == -back.difference)
            let (one, other) = (try #require(there.interval), try #require(back.interval))
            #expect(abs(one.low + other.high) < 1e-9 && abs(one.high + other.low) < 1e-9)
        }
    }

    @Test("The interval is BCa over resamples of copied lanes, judged one by one")
    func resamples() throws {
        let lists = [0.6, 0.4].map { quality in
            RandomTrial.lanes(8, seed: 7, quality: quality)
        }
        let plan = try ResamplingPlan(resamples: 40, seed: 2)
        func difference(_ weights: [Int]) throws -> Double {
            let pd = try lists.map { lanes in
                RocCurve(try JudgedTrial(lanes: RandomTrial.copies(lanes, weights: weights)))
                    .pd(at: 0.5, .ground)
            }
            return pd[0] - pd[1]
        }
        let replicates = try (0..<40).map { try difference(plan.weights(8, resample: $0)) }
        let jackknife = try (0..<8).map { lane in
            try difference((0..<8).map { $0 == lane ? 0 : 1 })
        }
        let expected = try BootstrapSample(replicates).biasCorrected(
            estimate: difference(Array(repeating: 1, count: 8)), jackknife: jackknife)
        let names = ["A", "B"]
        let trials = try zip(names, lists).map {
            AlarmListTrial(name: $0, trial: try JudgedTrial(lanes: $1))
        }
        let found = try Comparison(trials[0], trials[1], at: [0.5], plan: plan).differences[0]
        let interval = try #require(found.interval)
        #expect(abs(interval.low - expected.low) < 1e-12)
        #expect(abs(interval.high - expected.high) < 1e-12)
    }

    @Test("A mine passed twice is found only where more than half of its passes found it")
    func majority() throws {
        let mines = [SmallTrial.mine("a", 2), SmallTrial.mine("b", 4)]
        func trial(_ alarms: [[Double]]) throws -> JudgedTrial {
            try JudgedTrial(
                lanes: alarms.enumerated().map { pass, places in
                    SmallTrial.lane(
                        mines, places.map { SmallTrial.alarm($0, score: 1) }, pass: pass + 1)
                })
        }
        let comparison = try Comparison(
            AlarmListTrial(name: "A", trial: trial([[2, 4], [2]])),
            AlarmListTrial(name: "B", trial: trial([[4], [4]])), at: [1], plan: plan)
        let targets = comparison.ownChoice.targets
        #expect(targets.firstOnly == 1 && targets.secondOnly == 1 && targets.both == 0)
        #expect(comparison.obstacle != nil && comparison.differences[0].interval == nil)
        #expect(comparison.verdicts[1].sentenceThatMayBeSaid.contains("without an interval"))
    }

    @Test("Alarms of one score are taken together or not at all")
    func ties() throws {
        let lane = SmallTrial.lane(
            [SmallTrial.mine("a", 2), SmallTrial.mine("b", 4)],
            [
                SmallTrial.alarm(2, score: 3), SmallTrial.alarm(4, score: 2),
                SmallTrial.alarm(6, score: 2), SmallTrial.alarm(8, score: 2),
            ])
        let trial = try JudgedTrial(lanes: [lane])
        let rate = 1.5 / trial.areas.groundSquareMetres
        #expect(trial.count(upTo: rate, .ground) == 3)
        #expect(trial.wholeScoreCount(upTo: rate, .ground) == 1)
        #expect(trial.wholeScoreCount(upTo: 5, .ground) == 4)
    }

    @Test(
        "Lists judged on different truth, ground, lanes or halos are refused, naming what differs")
    func refusals() throws {
        let lanes = RandomTrial.lanes(2, seed: 1)
        func message(_ other: [TrialLane], margin: Double = 0.1) throws -> String {
            let first = AlarmListTrial(name: "A", trial: try JudgedTrial(lanes: lanes))
            let second = AlarmListTrial(
                name: "B", trial: try JudgedTrial(lanes: other, haloMarginMetres: margin))
            do {
                _ = try Comparison(first, second, plan: plan)
                return "no error"
            } catch { return "\(error)" }
        }
        var moved = lanes
        moved[1].targets[3].xMetres += 0.01
        #expect(try message(moved).hasSuffix("the truth of lane lane 1 differs at 3"))
        var shorter = lanes
        shorter[0].targets.removeLast()
        #expect(try message(shorter).hasSuffix("the truth of lane lane 0 differs at 7"))
        var wider = lanes
        wider[0].ground = SweptGround(
            .rectangle(LaneRectangle(fromX: 0, toX: 12, fromY: -0.3, toY: 0.3)))
        #expect(try message(wider).contains("the swept ground of lane lane 0 differs"))
        var renamed = lanes
        renamed[1].pass = 2
        #expect(try message(renamed).contains("pass 1 over lane lane 1 stands where"))
        #expect(try message([lanes[0]]).contains("2 passes over lanes and the other 1"))
        #expect(try message(lanes, margin: 0.2).contains("halos reach 0.1 m"))
        #expect(try message(lanes) == "no error")
        let list = AlarmListTrial(name: "A", trial: try JudgedTrial(lanes: lanes))
        for rate in [0, -1, .nan, .infinity] {
            #expect(throws: EvaluationError.self) { try Comparison(list, list, at: [rate]) }
        }
    }

    @Test("Without mines nothing is shown and nothing fails")
    func noMines() throws {
        let trial = try JudgedTrial(lanes: [
            SmallTrial.lane([], [], name: "1"), SmallTrial.lane([], [], name: "2"),
        ])
        let comparison = try Comparison(
            AlarmListTrial(name: "A", trial: trial), AlarmListTrial(name: "B", trial: trial),
            plan: plan)
        #expect(comparison.differences.isEmpty && comparison.partialArea == nil)
        #expect(comparison.verdicts.allSatisfy { $0.finding == .nothingShown })
    }
}

@Suite("ComparisonTable")
struct ComparisonTableTests {
    private func lists() throws -> [AlarmListTrial] {
        try [0.9, 0.6, 0.3].map { quality in
            AlarmListTrial(
                name: "\(quality)",
                trial: try JudgedTrial(lanes: RandomTrial.lanes(9, seed: 8, quality: quality)))
        }
    }

    @Test("P-values are adjusted over the pairs of each operating point")
    func holm() throws {
        let plan = try ResamplingPlan(resamples: 50)
        let table = try ComparisonTable(lists(), pairing: .all, at: [0.5], plan: plan)
        #expect(
            table.entries.map { $0.comparison.first + $0.comparison.second } == [
                "0.90.6", "0.90.3", "0.60.3",
            ])
        for point in 0..<2 {
            let raw = table.entries.map { $0.comparison.pValues[point] }
            let expected = try HolmAdjustment.adjusted(raw)
            #expect(table.entries.map { $0.verdicts[point].pValue } == expected)
        }
        #expect(
            table.entries[0].verdicts[0].sentenceThatMayBeSaid.contains(
                "adjusted for 3 comparisons after Holm"))
        #expect(try ComparisonTable(lists(), at: [0.5], plan: plan).entries.count == 2)
    }

    @Test("One list, and two of one name, are refused")
    func refusals() throws {
        let lists = try lists()
        #expect(throws: EvaluationError.self) { try ComparisonTable([lists[0]]) }
        #expect(throws: EvaluationError.self) { try ComparisonTable([lists[0], lists[0]]) }
    }
}
