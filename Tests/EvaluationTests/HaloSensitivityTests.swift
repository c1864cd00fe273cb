import Evaluation
import Statistics
import Testing

@Suite("HaloSensitivity")
struct HaloSensitivityTests {
    /// An alarm 12 cm off a mine of 8 cm: within its halo from a margin of 8 cm on.
    private let lanes = [
        SmallTrial.lane(
            [SmallTrial.mine("a", 2), SmallTrial.mine("b", 6)],
            [SmallTrial.alarm(2.12, score: 2), SmallTrial.alarm(9, score: 1)])
    ]

    @Test("A wider halo turns a ground alarm into a hit, takes ground away and raises chance")
    func rows() throws {
        let rows = try HaloSensitivity(lanes).rows
        #expect(rows.map(\.marginMetres) == [0.05, 0.10, 0.15, 0.25])
        #expect(rows.map(\.found.successes) == [0, 1, 1, 1])
        #expect(rows.map(\.groundAlarms) == [2, 1, 1, 1])
        for (before, after) in zip(rows, rows.dropFirst()) {
            #expect(after.groundSquareMetres < before.groundSquareMetres)
        }
        #expect(rows[1].chancePd < rows[3].chancePd)
        let beyond = try #require(rows[1].pdBeyondChance)
        #expect(abs(beyond - (0.5 - rows[1].chancePd) / (1 - rows[1].chancePd)) < 1e-12)
    }

    @Test("Alarms that are not selected are left out unless asked for")
    func selection() throws {
        var lane = lanes[0]
        lane.alarms[1].isSelected = false
        #expect(try HaloSensitivity([lane], margins: [0.1]).rows[0].groundAlarms == 0)
        let all = try HaloSensitivity([lane], margins: [0.1]) { _ in true }
        #expect(all.rows[0].groundAlarms == 1)
    }

    @Test("Lanes that were judged already give the same rows")
    func known() throws {
        let random = RandomTrial.lanes(6, seed: 4)
        let known = try JudgedTrial(lanes: random, haloMarginMetres: 0.10)
        let few: (ScoredAlarm) -> Bool = { $0.score > 4 }
        let anew = try HaloSensitivity(random, where: few).rows
        #expect(try HaloSensitivity(random, known: known, where: few).rows == anew)
        #expect(anew.contains { $0.groundAlarms > 0 })
    }

    @Test("Halos that leave no ground leave no rate")
    func noGround() throws {
        let ground = SweptGround(
            .rectangle(LaneRectangle(fromX: 1.9, toX: 2.1, fromY: -0.1, toY: 0.1)))
        let lane = SmallTrial.lane([SmallTrial.mine("a", 2)], [], ground: ground)
        let row = try HaloSensitivity([lane], margins: [0.25]).rows[0]
        #expect(row.groundRate == nil && row.pd == 0)
    }

    @Test("Impossible margins are refused", arguments: [-0.01, .nan, .infinity])
    func refusals(margin: Double) {
        #expect(throws: EvaluationError.self) { try HaloSensitivity(lanes, margins: [margin]) }
    }
}
