import Foundation
import Statistics
import Testing

@testable import Evaluation

/// One row of the golden table.
private struct Golden: CustomStringConvertible, Sendable {
    var statistic: String
    var arguments: [Double]
    var expected: [Double]
    var line: Int

    var description: String { "line \(line): \(statistic)" }

    /// The rows of Tests/EvaluationGoldens/goldens.csv.
    static let all: [Golden] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("EvaluationGoldens/goldens.csv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").enumerated().dropFirst().map { number, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return Golden(
                statistic: String(cells[0]), arguments: numbers(cells[1]),
                expected: numbers(cells[2]), line: number + 1)
        }
    }()

    static func rows(_ statistic: String) -> [Golden] { all.filter { $0.statistic == statistic } }

    private static func numbers(_ text: Substring) -> [Double] {
        text.split(separator: " ").map { Double($0) ?? .nan }
    }
}

/// Whether two numbers agree to 1e-6, relative where they are above 1.
private func agree(_ found: Double, _ expected: Double) -> Bool {
    abs(found - expected) <= 1e-6 * max(1, abs(expected))
}

@Suite("Evaluation golden table")
struct EvaluationGoldenTests {
    @Test("The table is there")
    func table() {
        #expect(Golden.rows("depth-curve").count == 63)
        #expect(Golden.rows("reliability").count == 16)
        #expect(Golden.rows("places").count == 7)
        #expect(Golden.rows("holm").count == 6)
    }

    @Test("Depth curves are those of statsmodels and SciPy", arguments: Golden.rows("depth-curve"))
    fileprivate func depthCurve(_ row: Golden) throws {
        let records = stride(from: 1, to: row.arguments.count, by: 3).map { place in
            TargetRecord(
                target: SmallTrial.mine("\(place)", 1, depth: row.arguments[place]), lane: "L",
                passes: Int(row.arguments[place + 1]), hits: Int(row.arguments[place + 2]))
        }
        let curve = try DepthCurve(records, ridge: row.arguments[0])
        let likelihood = curve.likelihoodCovariance
        let robust = try #require(curve.clusteredCovariance)
        let found = [
            curve.intercept, curve.slope, likelihood.first, likelihood.both, likelihood.second,
            robust.first, robust.both, robust.second,
        ]
        for (found, expected) in zip(found, row.expected) { #expect(agree(found, expected)) }
        if case .metres(let depth) = curve.d90 { #expect(agree(depth, row.expected[8])) }
        let limit = row.expected[9]
        switch curve.d90Lower95 {
        case .metres(let depth): #expect(agree(depth, limit))
        case .nowhere: #expect(limit.isNaN)
        case .deeperThanTested: #expect(limit == .infinity)
        case .risesWithDepth, .noCurve: #expect(curve.slope >= 0)
        }
    }

    @Test(
        "Calibration is that of scikit-learn, statsmodels and NumPy",
        arguments: Golden.rows("reliability"))
    fileprivate func reliability(_ row: Golden) throws {
        let pairs = stride(from: 0, to: row.arguments.count, by: 2).map {
            CalibrationPair(
                probability: row.arguments[$0], isMine: row.arguments[$0 + 1] == 1)
        }
        let result = try Reliability(pairs, plan: ResamplingPlan(resamples: 50))
        let line = try #require(result.recalibration)
        let brier = result.brier
        let found = [
            Double(result.bins.count), brier.score, brier.reliability, brier.resolution,
            brier.uncertainty, brier.withinBins, result.logLoss, result.error.value,
            result.error.expectedByChance, line.intercept, line.slope,
        ]
        for (found, expected) in zip(found, row.expected) { #expect(agree(found, expected)) }
    }

    @Test(
        "CEP and the test of bias are those of NumPy and statsmodels",
        arguments: Golden.rows("places"))
    fileprivate func places(_ row: Golden) throws {
        let hits = row.arguments.count / 2
        let mines = (0..<hits).map { SmallTrial.mine("\($0)", 0.5 + 0.9 * Double($0)) }
        let alarms = (0..<hits).map {
            SmallTrial.alarm(
                0.5 + 0.9 * Double($0) + row.arguments[2 * $0], row.arguments[2 * $0 + 1],
                score: 1)
        }
        let ground = SweptGround(
            .rectangle(LaneRectangle(fromX: 0, toX: 120, fromY: -0.25, toY: 0.25)))
        let trial = try JudgedTrial(lanes: [SmallTrial.lane(mines, alarms, ground: ground)])
        let precision = try LocalisationPrecision(
            Localisation(trial), plan: ResamplingPlan(resamples: 100))
        #expect(precision.hits == hits)
        #expect(agree(precision.cep50?.metres ?? -1, row.expected[0]))
        #expect(agree(precision.cep95?.metres ?? -1, row.expected[1]))
        guard hits > 2 else {
            #expect(precision.bias == nil && precision.biasObstacle != nil)
            return
        }
        #expect(agree(precision.bias?.pValue ?? -1, row.expected[2]))
        let interval = try #require(precision.cep50?.interval)
        #expect(interval.contains(row.expected[0]))
    }

    @Test("Holm's p-values are those of statsmodels", arguments: Golden.rows("holm"))
    fileprivate func holm(_ row: Golden) throws {
        let adjusted = try HolmAdjustment.adjusted(row.arguments)
        for (found, expected) in zip(adjusted, row.expected) { #expect(agree(found, expected)) }
    }
}
