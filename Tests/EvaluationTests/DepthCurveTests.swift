import Statistics
import Testing

@testable import Evaluation

@Suite("DepthCurve")
struct DepthCurveTests {
    /// Mines at depths in cm, found or not.
    private func records(_ outcomes: [(Double, Bool)]) -> [TargetRecord] {
        outcomes.enumerated().map { place, outcome in
            TargetRecord(
                target: SmallTrial.mine("\(place)", 1, depth: outcome.0 / 100), lane: "L",
                passes: 1, hits: outcome.1 ? 1 : 0)
        }
    }

    /// `count` mines at equal steps of depth (cm).
    private func records(
        _ count: Int, every step: Double, isFound: (Int) -> Bool
    ) -> [TargetRecord] {
        records((1...count).map { (Double($0) * step, isFound($0)) })
    }

    private func falling(_ count: Int, edge: Double) -> [TargetRecord] {
        records(count, every: 20 / Double(count)) { 20 * $0 <= Int(edge) * count }
    }

    @Test("Where all shallow mines are found and all deep ones missed there is a finite curve")
    func separated() throws {
        let curve = try DepthCurve(falling(40, edge: 10))
        #expect(curve.slope < 0 && curve.slope.isFinite)
        guard case .metres(let depth) = curve.d90 else {
            Issue.record("d90 is \(curve.d90)")
            return
        }
        #expect(depth > 0.05 && depth < 0.10)
        #expect(abs(curve.pd(atMetres: depth) - 0.9) < 1e-9)
        // Without residuals the clustered covariance collapses; the limit must not follow it.
        if case .metres(let lower) = curve.d90Lower95 { #expect(lower < depth - 0.005) }
        #expect(throws: StatisticsError.self) { try DepthCurve(falling(40, edge: 10), ridge: 0) }
    }

    @Test("The bound's limit is never deeper than the curve's, and the band holds the curve")
    func order() throws {
        let curve = try DepthCurve(
            records(60, every: 1.0 / 3) { $0 <= 45 && $0 % 17 != 0 })
        let limit = try #require(curve.assuredRange)
        if case .metres(let depth) = curve.d90 { #expect(limit.upperBound < depth) }
        for point in try curve.points(steps: 10) {
            #expect(point.interval.contains(point.pd))
            #expect(point.interval.low >= 0 && point.interval.high <= 1)
        }
        let z = try NormalDistribution.quantile(0.95)
        let edge = limit.upperBound
        let bound = curve.logit(at: edge) - z * curve.standardError(at: edge)
        #expect(abs(bound - 2.1972245773362196) < 1e-6)
    }

    @Test("Repeated passes that agree widen the band as one pass each would")
    func clusters() throws {
        let once = falling(30, edge: 10).enumerated().map { place, record in
            var record = record
            if place % 4 == 0 { record.hits = 1 - record.hits }
            return record
        }
        let thrice = once.map { record in
            var record = record
            record.passes = 3
            record.hits *= 3
            return record
        }
        let (first, second) = (try DepthCurve(once, ridge: 0), try DepthCurve(thrice, ridge: 0))
        #expect(abs(first.slope - second.slope) < 1e-9)
        #expect(second.encounters == 90 && second.targets == 30)
        // Up to the correction for few rows, (n - 1) / (n - 2).
        let ratio = second.standardError(at: 0.1) / first.standardError(at: 0.1)
        #expect(ratio > 0.85 && ratio < 1.15)
    }

    @Test("A curve that rises has no d90, and this is said")
    func rising() throws {
        let curve = try DepthCurve(records(30, every: 1) { $0 > 10 || $0 % 3 == 0 })
        #expect(curve.d90 == .risesWithDepth && curve.d90Lower95 == .risesWithDepth)
        #expect(curve.d90.sentence().contains("no depth at which it falls"))
    }

    @Test("Limits beyond what was tested are told as such")
    func censored() throws {
        let good = records(60, every: 0.25) { $0 != 40 }
        #expect(try DepthCurve(good).d90 == .deeperThanTested(0.15))
        let poor = records(60, every: 0.25) { $0 % 3 == 0 && $0 < 40 }
        let curve = try DepthCurve(poor)
        #expect(curve.d90 == .nowhere && curve.d90Lower95 == .nowhere)
        #expect(curve.d90.sentence() == "Pd below 0.90 at all tested depths")
        #expect(curve.assuredFromMetres == nil)
    }

    @Test("Without a curve the analysis says why and keeps the counts")
    func noCurve() throws {
        let all = try DepthAnalysis(records([(2, true), (5, true), (20, true)]))
        #expect(all.curve == nil && all.bins.count == 3)
        #expect(all.d90.sentence().hasPrefix("all 3 encounters from 2.0 cm to 20.0 cm were found"))
        let none = try DepthAnalysis(records([(2, false), (5, false)]))
        #expect(none.d90.sentence().contains("shallower than tested"))
        let flat = try DepthAnalysis(records([(5, false), (5, true)]))
        #expect(flat.d90.sentence().contains("all mines lie at 5.0 cm"))
        #expect(try DepthAnalysis([]).d90 == .noCurve("no mines, no curve"))
    }

    @Test("Each class has an analysis of its own, after that of all")
    func classes() throws {
        let trial = try JudgedTrial(lanes: RandomTrial.lanes(4, seed: 9))
        let analyses = try DepthAnalysis.analyses(of: trial)
        #expect(
            analyses.map(\.targetClass) == [nil, .plasticAntiPersonnel, .plasticAntiVehicle])
        let targets = analyses.map { $0.bins.reduce(0) { $0 + $1.targets } }
        #expect(targets[0] == targets[1] + targets[2])
    }
}

@Suite("DepthBin")
struct DepthBinTests {
    @Test("A depth on an edge belongs to the deeper bin", arguments: 1...40)
    func edges(step: Int) throws {
        let record = TargetRecord(
            target: SmallTrial.mine("a", 1, depth: Double(step * 25) / 1000), lane: "L", passes: 1,
            hits: 1)
        let bin = try DepthBin.bins(of: [record])[0]
        #expect(bin.depthsMetres.lowerBound == Double(step * 25) / 1000)
    }

    @Test("With one pass each the interval is that of Clopper and Pearson")
    func interval() throws {
        let records = (0..<15).map { place in
            TargetRecord(
                target: SmallTrial.mine("\(place)", 1, depth: 0.03), lane: "L", passes: 1,
                hits: place < 11 ? 1 : 0)
        }
        let bin = try DepthBin.bins(of: records)[0]
        #expect(bin.encounters == (try Proportion(11, of: 15)))
        #expect(abs(bin.interval.low - 0.449) < 5e-4 && abs(bin.interval.high - 0.922) < 5e-4)
    }

    @Test("Depths that cannot be are refused", arguments: [-0.01, .nan, 1000])
    func refusals(depth: Double) {
        let record = TargetRecord(
            target: SmallTrial.mine("a", 1, depth: depth), lane: "L", passes: 1, hits: 1)
        #expect(throws: StatisticsError.self) { try DepthBin.bins(of: [record]) }
    }
}

@Suite("DepthLimits")
struct DepthLimitsTests {
    private func record(
        _ model: String, _ depth: Double, hits: Int, of passes: Int = 1, soil: String? = "dry"
    ) -> TargetRecord {
        var target = SmallTrial.mine("\(model) \(depth)", 1, depth: depth)
        target.model = model
        return TargetRecord(
            target: target, lane: "L", soilGroup: soil, passes: passes, hits: hits)
    }

    @Test("Models and soils are told apart, with the side on which the limit lies")
    func rows() {
        let limits = DepthLimits([
            record("B", 0.05, hits: 1), record("B", 0.20, hits: 0), record("B", 0.10, hits: 1),
            record("B", 0.12, hits: 1, of: 2), record("A", 0.05, hits: 1),
            record("A", 0.25, hits: 1), record("B", 0.02, hits: 0, soil: "damp"),
            record("C", 0.1, hits: 1, soil: nil),
        ])
        #expect(limits.rows.map(\.model) == ["A", "B", "B", "C"])
        #expect(limits.rows.map(\.soilGroup) == ["dry", "damp", "dry", nil])
        #expect(
            limits.rows.map(\.censoring) == [.neverMissed, .neverSeen, .mixed, .neverMissed])
        let mixed = limits.rows[2]
        #expect(mixed.targets == 4 && mixed.encounters == 5 && mixed.found == 3)
        #expect(mixed.shallowestMissedMetres == 0.12 && mixed.deepestFoundMetres == 0.12)
        #expect(mixed.testedMetres == 0.05...0.20)
        #expect(limits.rows[0].shallowestMissedMetres == nil)
        #expect(limits.rows[1].deepestFoundMetres == nil)
        #expect(limits.rows[1].censoring.rawValue == "never seen (limit shallower than tested)")
    }

    @Test("No mines, no rows")
    func empty() { #expect(DepthLimits([]).rows.isEmpty) }
}
