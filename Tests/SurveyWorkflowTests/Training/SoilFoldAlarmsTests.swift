import Evaluation
import Fingerprint
import Foundation
import MineDetection
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SoilFoldAlarmsTests {
    private let provenance = TrainingProvenance(
        tool: "test", algorithm: "a-1", growth: ForestGrowth(), lanes: [], limits: "none")

    /// Lanes of 6 m with mines at 1, 3 and 5 m, whose echoes are mostly stronger than the ground's.
    private func training(soils: [String]) -> DiscriminatorTraining {
        var noise = SeededNoise(seed: 23)
        var collection = EchoCollection()
        for (lane, soil) in soils.enumerated() {
            let targets = [1.0, 3, 5].map { x in
                Target(
                    id: "\(x)", model: "M", targetClass: .plasticAntiPersonnel, xMetres: x,
                    yMetres: 0, depthMetres: 0.05, diameterMetres: 0.1, heightMetres: 0.05,
                    isMine: true)
            }
            collection.lanes.append(
                EchoCollection.Lane(
                    name: "L", digest: Digest(of: "\(lane)"), soilGroup: soil, targets: targets,
                    ground: SweptGround(
                        .rectangle(LaneRectangle(fromX: 0, toX: 6, fromY: -0.25, toY: 0.25))),
                    use: .trial, sweptSquareMetres: 3, centreFrequencyMHz: 1500))
            for place in 0..<12 {
                let x = 0.5 * Double(place) + 0.02
                let label = EchoLabel(xMetres: x, yMetres: 0, among: targets)
                var features = EchoFeatures()
                features[.smallDiscTop] = (label.isMine ? 1.5 : 0) + noise.normal()
                features[.energy] = noise.normal()
                collection.echoes.append(
                    LabelledEcho(
                        lane: lane,
                        echo: Echo(
                            xMetres: x, yMetres: 0, channel: 0, delayNanoseconds: 1,
                            features: features),
                        label: label))
            }
        }
        var growth = ForestGrowth()
        growth.treeCount = 5
        return DiscriminatorTraining(collection: collection, growth: growth, imagingWeight: 0.5)
    }

    @Test("Each soil group is judged by the others, and the scores become probabilities")
    func folds() async throws {
        let folds = try await SoilFoldAlarms(
            training(soils: ["sand", "sand", "clay", "clay", "loam", "loam"]),
            provenance: provenance, suppressionRadiusMetres: 0.25)
        #expect(folds.lanes.map(\.soilGroup) == ["sand", "sand", "clay", "clay", "loam", "loam"])
        #expect(Set(folds.lanes.map(\.name)).count == 6)
        #expect(folds.lanes.allSatisfy { $0.alarms.count == 12 && $0.targets.count == 3 })
        let calibration = try #require(folds.calibration(blankScoreAtOne: 0.75))
        #expect(calibration.alarms == 72 && abs(calibration.prior - 0.25) < 1e-12)
        #expect(calibration.slope > 0 && calibration.blankScoreAtOne == 0.75)
        #expect(calibration.interceptVariance > 0 && calibration.slopeVariance > 0)
        let determinant =
            calibration.interceptVariance * calibration.slopeVariance
            - calibration.covariance * calibration.covariance
        #expect(determinant >= 0)
        // With an intercept the mean probability of what was fitted is the share of mines.
        let scores = folds.lanes.flatMap { $0.alarms.map(\.score) }
        let sum = scores.reduce(0) { $0 + calibration.probability(at: $1).value }
        #expect(abs(sum / 72 - 0.25) < 0.01)
    }

    @Test("One soil group holds nothing back and is refused")
    func oneGroup() async {
        await #expect(throws: WorkflowError.self) {
            try await SoilFoldAlarms(
                training(soils: ["sand", "sand"]), provenance: provenance,
                suppressionRadiusMetres: 0.25)
        }
    }

    @Test("Blank lanes are never learnt from; they tell what scores such ground reaches")
    func blank() async throws {
        let before = training(soils: ["sand", "clay"])
        var collection = before.collection
        collection.lanes.append(
            EchoCollection.Lane(
                name: "blank", digest: Digest(of: "blank"), soilGroup: "loam", targets: [],
                ground: SweptGround(
                    .rectangle(LaneRectangle(fromX: 0, toX: 20, fromY: -0.25, toY: 0.25))),
                use: .blank, sweptSquareMetres: 10, centreFrequencyMHz: 1500))
        let echoes = (0..<20).map { place -> Echo in
            var features = EchoFeatures()
            features[.smallDiscTop] = 0.1 * Double(place)
            return Echo(
                xMetres: Double(place), yMetres: 0, channel: 0, delayNanoseconds: 1,
                features: features)
        }
        collection.echoes += echoes.map { LabelledEcho(lane: 2, echo: $0, label: .ground) }
        let after = DiscriminatorTraining(
            collection: collection, growth: before.growth, imagingWeight: before.imagingWeight)
        let known = try await before.discriminator(
            name: "a", provenance: provenance, where: { _ in true })
        let judge = try await after.discriminator(
            name: "a", provenance: provenance, where: { _ in true })
        #expect(judge.forest == known.forest && judge.classForest == known.classForest)
        let scores = BlankScores(collection, judge: judge, suppressionRadiusMetres: 0.25)
        let sorted = echoes.map { judge.score(of: $0) }.sorted(by: >)
        // 10 m2: the tenth score is reached once per m2, the second 0.2 times.
        #expect(scores.score(atGroundRate: 1) == sorted[9])
        #expect(scores.score(atGroundRate: 0.2) == sorted[1])
        #expect(scores.score(atGroundRate: 0.01) == nil)
        #expect(scores.score(atGroundRate: 3) == nil)
    }

    @Test("The table has a row for every echo and a column for every feature")
    func table() {
        let collection = training(soils: ["sand"]).collection
        let rows = collection.csv().split(separator: "\n")
        #expect(rows.count == 13)
        let widths = Set(
            rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
        #expect(widths == [9 + EchoFeature.allCases.count])
    }
}
