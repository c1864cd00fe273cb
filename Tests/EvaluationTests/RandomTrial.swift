import Evaluation
import Statistics

/// Small trials that follow from a seed.
enum RandomTrial {
    /// `count` lanes with a few mines, stones and alarms each; scores are few, so that some are equal.
    static func lanes(_ count: Int, seed: UInt64, quality: Double = 0.6) -> [TrialLane] {
        var truth = SeededGenerator(seed: seed)
        var alarms = SeededGenerator(seed: seed, stream: UInt64(quality * 1000))
        return (0..<count).map { lane in
            let objects = (0..<8).map { place in
                let name: TargetClass =
                    switch truth.index(below: 3) {
                    case 0: .plasticAntiPersonnel
                    case 1: .plasticAntiVehicle
                    default: .clutter
                    }
                return SmallTrial.mine(
                    "\(place)", 1 + 1.2 * Double(place), 0.1 * truth.uniform(),
                    depth: 0.01 + 0.2 * truth.uniform(), targetClass: name)
            }
            var list: [ScoredAlarm] = []
            for object in objects where alarms.uniform() < quality {
                list.append(
                    SmallTrial.alarm(
                        object.xMetres + 0.02, object.yMetres,
                        score: Double(3 + alarms.index(below: 8))))
            }
            for _ in 0..<alarms.index(below: 6) {
                list.append(
                    SmallTrial.alarm(
                        12 * alarms.uniform(), 0.5 * alarms.uniform() - 0.25,
                        score: Double(alarms.index(below: 10))))
            }
            return SmallTrial.lane(objects, list, name: "lane \(lane)")
        }
    }

    /// The lanes with each copied as often as its weight says, under names of their own.
    static func copies(_ lanes: [TrialLane], weights: [Int]) -> [TrialLane] {
        zip(lanes, weights).flatMap { lane, weight in
            (0..<weight).map { copy in
                var lane = lane
                lane.name += " copy \(copy)"
                return lane
            }
        }
    }
}
