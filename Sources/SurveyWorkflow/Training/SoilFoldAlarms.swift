public import Evaluation
internal import Foundation
internal import MineDetection
internal import Statistics

/// Alarms of lanes whose soil group the judge had not learnt from.
public struct SoilFoldAlarms: Sendable {
    /// The lanes with these alarms.
    public let lanes: [TrialLane]

    /// Trains once for each soil group, on the others, and judges its lanes.
    ///
    /// - Throws: `WorkflowError` with fewer than two groups with mines.
    init(
        _ training: DiscriminatorTraining, provenance: TrainingProvenance,
        suppressionRadiusMetres radius: Double
    ) async throws {
        let collection = training.collection
        let judged = collection.lanes.indices.filter { collection.lanes[$0].use != .laid }
        let groups = Set(judged.map { collection.lanes[$0].soilGroup }).sorted()
        guard groups.count >= 2 else {
            throw WorkflowError.impossible(
                reason: "all lanes share one soil group, so that nothing can be held back",
                hint: "add lanes of another soil, or name the soil groups")
        }
        var alarms = [[ScoredAlarm]](repeating: [], count: collection.lanes.count)
        for group in groups {
            let judge = try await training.discriminator(
                name: "fold", provenance: provenance,
                where: { collection.lanes[$0].soilGroup != group })
            let search = CandidateSearch(discriminator: judge, radiusMetres: radius)
            for lane in judged where collection.lanes[lane].soilGroup == group {
                let candidates = search.candidates(from: collection.echoes(of: lane))
                alarms[lane] = candidates.enumerated().map { rank, found in
                    ScoredAlarm(
                        id: "\(rank + 1)", xMetres: found.xMetres, yMetres: found.yMetres,
                        score: found.score)
                }
            }
        }
        let names = Self.names(judged.map { collection.lanes[$0].name })
        lanes = zip(judged, names).map { place, name in
            let lane = collection.lanes[place]
            return TrialLane(
                name: name, soilGroup: lane.soilGroup, ground: lane.ground,
                targets: lane.targets, alarms: alarms[place])
        }
    }

    /// The names, a number added to those that stand more than once.
    private static func names(_ names: [String]) -> [String] {
        var seen: [String: Int] = [:]
        return names.map { name in
            seen[name, default: 0] += 1
            let count = seen[name] ?? 1
            return count == 1 ? name : "\(name)-\(count)"
        }
    }

    /// The calibration of these alarms; `nil` where a curve cannot be fitted.
    func calibration(blankScoreAtOne: Double) -> ScoreCalibration? {
        guard let judged = try? JudgedTrial(lanes: lanes) else { return nil }
        var scores: [[(score: Double, isMine: Bool)]] = Array(repeating: [], count: lanes.count)
        for alarm in judged.pool {
            switch alarm.outcome {
            case .hit: scores[alarm.lane].append((alarm.score, true))
            case .ground, .object: scores[alarm.lane].append((alarm.score, false))
            default: break
            }
        }
        func fit(_ sample: [(score: Double, isMine: Bool)]) -> LogisticRegression? {
            try? LogisticRegression(
                predictors: sample.map { [$0.score] }, outcomes: sample.map(\.isMine), ridge: 0.01)
        }
        let all = scores.flatMap(\.self)
        guard let whole = fit(all) else { return nil }
        var random = SeededGenerator(seed: 20)
        var drawn: [(Double, Double)] = []
        for _ in 0..<200 {
            let sample = lanes.indices.flatMap { _ in scores[random.index(below: lanes.count)] }
            guard let fit = fit(sample) else { continue }
            drawn.append((fit.coefficients[0], fit.coefficients[1]))
        }
        guard drawn.count > 100 else { return nil }
        let count = Double(drawn.count)
        let first = drawn.reduce(0) { $0 + $1.0 } / count
        let second = drawn.reduce(0) { $0 + $1.1 } / count
        func moment(_ term: ((Double, Double)) -> Double) -> Double {
            drawn.reduce(0) { $0 + term($1) } / (count - 1)
        }
        return ScoreCalibration(
            intercept: whole.coefficients[0], slope: whole.coefficients[1],
            interceptVariance: moment { ($0.0 - first) * ($0.0 - first) },
            slopeVariance: moment { ($0.1 - second) * ($0.1 - second) },
            covariance: moment { ($0.0 - first) * ($0.1 - second) },
            prior: Double(all.count(where: \.isMine)) / Double(max(1, all.count)),
            alarms: all.count, blankScoreAtOne: blankScoreAtOne)
    }

}
