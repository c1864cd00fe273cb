import Evaluation
import SurveyWorkflow
import Testing

@Suite struct OracleScoreTests {
    private func mine(_ statistic: Double, _ kind: TargetClass) -> OracleScore.Mine {
        OracleScore.Mine(
            lane: "L", target: .small(id: "\(statistic)", targetClass: kind), statistic: statistic)
    }

    private func ground(_ statistic: Double, _ weight: Double) -> OracleScore.GroundMaximum {
        OracleScore.GroundMaximum(statistic: statistic, weight: weight)
    }

    /// Two filters on one lane: the first has ground maxima 9, 5 and 4, the second 8 and 3.
    private var score: OracleScore {
        OracleScore(
            mines: [
                mine(10, .plasticAntiPersonnel), mine(8.5, .plasticAntiVehicle),
                mine(6, .plasticAntiPersonnel), mine(2, .plasticAntiPersonnel),
            ],
            ground: [
                ground(4, 0.5), ground(9, 0.5), ground(5, 0.5), ground(8, 0.5), ground(3, 0.5),
            ], groundSquareMetres: 10)
    }

    @Test func `The ground count is the mean over the filters`() {
        // Allowed 1 ground alarm: 9 and 8 make one, 5 would make it one and a half.
        let row = score.row(groundRate: 0.1)
        #expect(row.threshold == 5)
        #expect(row.count(.plasticAntiPersonnel) == 2 && row.count(.plasticAntiVehicle) == 1)
    }

    @Test func `With no ground alarm allowed only what exceeds all ground is found`() {
        let row = score.row(groundRate: 0)
        #expect(row.threshold == 9)
        #expect(row.found.map(\.statistic) == [10])
    }

    @Test func `With more allowed than there are all are found`() {
        #expect(score.row(groundRate: 1).found.count == 4)
        #expect(score.row(groundRate: 1).threshold == 0)
    }

    @Test func `The curve has a point per mine and rises in both figures`() {
        let curve = score.curve()
        #expect(curve.map(\.detected) == [0.25, 0.5, 0.75, 1])
        for (rate, expected) in zip(curve.map(\.groundRate), [0, 0.05, 0.1, 0.25]) {
            #expect(abs(rate - expected) < 1e-12)
        }
        #expect(score.curve(of: [.plasticAntiVehicle]).map(\.groundRate) == [0.05])
        #expect(score.curve(of: [.metalAntiVehicle]).isEmpty)
    }
}

extension Target {
    /// A small mine in the middle of nowhere, for tests.
    static func small(
        id: String, targetClass: TargetClass = .plasticAntiPersonnel, x: Double = 0,
        depth: Double = 0.06
    ) -> Target {
        Target(
            id: id, model: "m", targetClass: targetClass, xMetres: x, yMetres: 0,
            depthMetres: depth, diameterMetres: 0.08, heightMetres: 0.03, isMine: true)
    }
}
