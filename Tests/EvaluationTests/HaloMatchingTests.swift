import Evaluation
import Testing

@Suite("HaloMatching")
struct HaloMatchingTests {
    private func outcomes(
        _ targets: [Target], _ alarms: [ScoredAlarm], ground: SweptGround = SmallTrial.strip
    ) -> [AlarmOutcome] {
        let lane = SmallTrial.lane(targets, alarms, ground: ground)
        let judged = HaloMatching(lane: lane, margin: 0.1).judged
        return lane.alarms.indices.compactMap { place in
            judged.first { $0.alarm == place }?.outcome
        }
    }

    @Test("An alarm on the edge of the halo is a hit, one beyond it a ground alarm")
    func edge() {
        #expect(
            outcomes(
                [SmallTrial.mine("a", 2), SmallTrial.mine("b", 4)],
                [
                    SmallTrial.alarm(2, 0.14, score: 2), SmallTrial.alarm(4, 0.1401, score: 1),
                ]) == [.hit(target: 0), .ground])
    }

    @Test("The edge holds on a slant: 0.084 and 0.112 away is 0.14 away")
    func slantedEdge() {
        #expect(
            outcomes(
                [SmallTrial.mine("a", 0.5)],
                [SmallTrial.alarm(0.5 + 0.084, 0.112, score: 1)]) == [.hit(target: 0)])
    }

    @Test("Of two alarms on one mine the stronger is the hit, the other a duplicate")
    func duplicate() {
        #expect(
            outcomes(
                [SmallTrial.mine("a", 2)],
                [SmallTrial.alarm(2, score: 1), SmallTrial.alarm(2.1, score: 2)])
                == [.duplicate(target: 0), .hit(target: 0)])
    }

    @Test("One alarm between two mines finds the nearer, a second one there the other")
    func between() {
        let mines = [SmallTrial.mine("a", 2), SmallTrial.mine("b", 2.2)]
        #expect(outcomes(mines, [SmallTrial.alarm(2.11, score: 1)]) == [.hit(target: 1)])
        #expect(
            outcomes(mines, [SmallTrial.alarm(2.11, score: 2), SmallTrial.alarm(2.12, score: 1)])
                == [.hit(target: 1), .hit(target: 0)])
    }

    @Test("Exactly between two mines the first of the truth is found")
    func tie() {
        let mines = [SmallTrial.mine("a", 2), SmallTrial.mine("b", 2.25)]
        #expect(outcomes(mines, [SmallTrial.alarm(2.125, score: 1)]) == [.hit(target: 0)])
    }

    @Test("Where a stone's halo covers a mine's, the mine counts")
    func clutterOverMine() {
        let objects = [SmallTrial.stone("s", 2), SmallTrial.mine("a", 2.05)]
        #expect(
            outcomes(objects, [SmallTrial.alarm(2, score: 2), SmallTrial.alarm(1.98, score: 1)])
                == [.hit(target: 1), .duplicate(target: 1)])
        #expect(outcomes(objects, [SmallTrial.alarm(1.88, score: 1)]) == [.object(target: 0)])
    }

    @Test("Alarms outside the swept ground are ignored; its edge is inside")
    func outside() {
        #expect(
            outcomes(
                [],
                [
                    SmallTrial.alarm(12, 0.25, score: 3), SmallTrial.alarm(12.001, score: 2),
                    SmallTrial.alarm(5, -0.2501, score: 1),
                ]) == [.ground, .outside, .outside])
    }

    @Test("A mine outside the swept ground does not count, nor does an alarm in its halo")
    func unswept() {
        let mine = SmallTrial.mine("a", 12.05)
        let matching = HaloMatching(
            lane: SmallTrial.lane([mine], [SmallTrial.alarm(11.95, score: 1)]), margin: 0.1)
        #expect(matching.counts == [false])
        #expect(matching.judged.map(\.outcome) == [.uncounted(target: 0)])
    }

    @Test("An excluded zone takes out its targets, alarms and edge")
    func exclusion() {
        let zone = LanePolygon(corners: [
            LanePoint(xMetres: 4, yMetres: -1), LanePoint(xMetres: 6, yMetres: -1),
            LanePoint(xMetres: 6, yMetres: 1), LanePoint(xMetres: 4, yMetres: 1),
        ])
        let ground = SweptGround(SmallTrial.strip.shape, exclusions: [zone])
        let lane = SmallTrial.lane(
            [SmallTrial.mine("a", 5), SmallTrial.mine("b", 3.95)],
            [
                SmallTrial.alarm(5, score: 4), SmallTrial.alarm(4, score: 3),
                SmallTrial.alarm(3.99, score: 2),
            ], ground: ground)
        let matching = HaloMatching(lane: lane, margin: 0.1)
        #expect(matching.counts == [false, true])
        #expect(matching.judged.map(\.outcome) == [.hit(target: 1), .outside, .outside])
    }

    @Test("The error of a mine's place widens its halo")
    func positionError() {
        let mine = SmallTrial.mine("a", 2, error: 0.05)
        #expect(outcomes([mine], [SmallTrial.alarm(2.18, score: 1)]) == [.hit(target: 0)])
    }

    @Test("No alarms and no targets give nothing")
    func nothing() {
        #expect(outcomes([], []).isEmpty)
        #expect(outcomes([SmallTrial.mine("a", 1)], []).isEmpty)
    }

    @Test("Any order of the list gives the same outcomes")
    func order() {
        let targets = (0..<8).map { SmallTrial.mine("\($0)", 0.5 + Double($0) * 0.2) }
        let alarms = (0..<20).map {
            SmallTrial.alarm(0.4 + Double($0) * 0.09, Double($0 % 3) * 0.05, score: Double($0 % 4))
        }
        func byPlace(_ alarms: [ScoredAlarm]) -> [String: AlarmOutcome] {
            let lane = SmallTrial.lane(targets, alarms)
            return Dictionary(
                uniqueKeysWithValues: HaloMatching(lane: lane, margin: 0.1).judged.map {
                    (lane.alarms[$0.alarm].id, $0.outcome)
                })
        }
        #expect(byPlace(alarms) == byPlace(alarms.reversed()))
    }
}
