import Evaluation
import Testing

@Suite("JudgedTrial")
struct JudgedTrialTests {
    /// Two lanes of 6 m2 with a mine each: found first, then three ground alarms, then the other mine.
    private func trial() throws -> JudgedTrial {
        try JudgedTrial(lanes: [
            SmallTrial.lane(
                [SmallTrial.mine("a", 2)],
                [
                    SmallTrial.alarm(2, score: 9), SmallTrial.alarm(5, score: 8),
                    SmallTrial.alarm(6, score: 7),
                ], name: "A"),
            SmallTrial.lane(
                [
                    SmallTrial.mine("b", 3, targetClass: .plasticAntiVehicle),
                    SmallTrial.stone("s", 8),
                ],
                [
                    SmallTrial.alarm(3.1, 0.03, score: 5), SmallTrial.alarm(8, score: 6.5),
                    SmallTrial.alarm(9, score: 6),
                ], name: "B"),
        ])
    }

    @Test("The alarms of all lanes stand in one order")
    func pool() throws {
        let pool = try trial().pool
        #expect(pool.map(\.score) == [9, 8, 7, 6.5, 6, 5])
        #expect(pool.map(\.lane) == [0, 0, 0, 1, 1, 1])
    }

    @Test("A rate allows as many false alarms as its area holds, then ends before the next")
    func rows() throws {
        let trial = try trial()
        let none = trial.row(at: 0.05, .ground)
        #expect(none.tally.groundAlarms == 0 && none.threshold == 9)
        #expect(none.classes.map(\.found) == [1, 0] && none.classes.map(\.of) == [1, 1])
        let two = trial.row(at: 2.5 / trial.areas.groundSquareMetres, .ground)
        #expect(two.tally.groundAlarms == 2 && two.tally.objectAlarms == 1 && two.threshold == 6.5)
        let total = trial.row(at: 2.5 / trial.areas.outsideMinesSquareMetres, .total)
        #expect(total.tally.groundAlarms == 2 && total.tally.objectAlarms == 0)
        #expect(trial.row(at: 5, .total).classes.map(\.found) == [1, 1])
    }

    @Test("The curve has the thresholds at which mines are found and the last before")
    func roc() throws {
        let trial = try trial()
        let curve = RocCurve(trial)
        #expect(curve.points.map(\.threshold) == [9, 6, 5])
        #expect(curve.points.map(\.pd) == [0.5, 0.5, 1])
        #expect(curve.pd(at: 0, .ground) == 0.5)
        let area = trial.areas.groundSquareMetres
        #expect(curve.points[2].groundRate == 3 / area)
        // Half until the third ground alarm, all from there on.
        let expected = (0.5 * 3 / area + 1 * (1 - 3 / area)) / 1
        #expect(abs(curve.partialArea(upTo: 1, .ground) - expected) < 1e-12)
    }

    @Test("Alarms of one score are one point of the curve")
    func ties() throws {
        let lane = SmallTrial.lane(
            [SmallTrial.mine("a", 2)],
            [SmallTrial.alarm(2, score: 1), SmallTrial.alarm(5, score: 1)])
        let curve = RocCurve(try JudgedTrial(lanes: [lane]))
        #expect(curve.points.count == 1)
        #expect(curve.pd(at: 0, .ground) == 0)
    }

    @Test("Two passes over a lane are two encounters of one target, and twice the area")
    func passes() throws {
        let mines = [SmallTrial.mine("a", 2), SmallTrial.mine("b", 4)]
        let trial = try JudgedTrial(lanes: [
            SmallTrial.lane(mines, [SmallTrial.alarm(2, score: 1)]),
            SmallTrial.lane(
                mines, [SmallTrial.alarm(2, score: 1), SmallTrial.alarm(4, score: 1)], pass: 2),
        ])
        let records = trial.targetRecords
        #expect(records.map(\.passes) == [2, 2])
        #expect(records.map(\.hits) == [2, 1])
        #expect(trial.encounters.count == 4)
        #expect(abs(trial.areas.sweptSquareMetres - 12) < 1e-9)
    }

    @Test("A mine swept in no pass is listed, once")
    func uncounted() throws {
        let mine = SmallTrial.mine("a", 13)
        let trial = try JudgedTrial(lanes: [
            SmallTrial.lane([mine], []), SmallTrial.lane([mine], [], pass: 2),
        ])
        #expect(trial.uncountedMines.map(\.target.id) == ["a"])
        #expect(trial.targetRecords.isEmpty)
    }

    @Test("Chance finds 1 - exp(-rate pi h^2) of the mines")
    func chance() throws {
        // Half the extent, 5 cm, and 10 cm: the radius of 15 cm in the published table.
        let mine = SmallTrial.mine("a", 2, diameter: 0.1)
        let trial = try JudgedTrial(lanes: [SmallTrial.lane([mine], [])])
        #expect(abs(trial.chancePd(at: 1) - 0.068) < 5e-4)
    }

    @Test("Errors of place are those of the alarm that found the mine")
    func localisation() throws {
        let lane = SmallTrial.lane(
            [SmallTrial.mine("a", 2), SmallTrial.mine("b", 4, 0.1)],
            [
                SmallTrial.alarm(2.03, 0.04, score: 3, depth: 0.07), SmallTrial.alarm(2, score: 2),
                SmallTrial.alarm(3.99, 0.1, score: 1),
            ])
        let result = Localisation(try JudgedTrial(lanes: [lane]))
        #expect(abs((result.biasAlongMetres ?? 9) - 0.01) < 1e-12)
        #expect(abs((result.biasAcrossMetres ?? 9) - 0.02) < 1e-12)
        #expect(abs((result.rmseMetres ?? 9) - (0.0026 / 2).squareRoot()) < 1e-12)
        #expect(result.depthErrors.count == 1 && abs(result.depthErrors[0] - 0.02) < 1e-12)
    }
}
