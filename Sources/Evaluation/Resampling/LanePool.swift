/// The judged alarms of a trial laid out for walking them with weights of lanes.
///
/// What an alarm is does not depend on other lanes. A resample of lanes is therefore told by how often each
/// lane stands in it, and one walk down the pool with these weights gives what scoring all the copies would.
/// Passes over one lane are drawn together.
struct LanePool: Sendable {
    private struct Step {
        var lane: Int32
        /// Place of the class of the mine found; negative for a false alarm.
        var kind: Int8

        static let object: Int8 = -1
        static let ground: Int8 = -2
    }

    /// Lanes by name, in the order of the trial.
    let names: [String]
    /// From the highest score; within one score false alarms first, so that its mines count only where all
    /// its false alarms may.
    private let steps: [Step]
    /// Mines that count, by lane and class.
    private let mines: [[Int]]
    private let areas: [RateKind: [Double]]

    init(_ trial: JudgedTrial) {
        var names: [String] = []
        var places: [String: Int] = [:]
        let laneOf = trial.lanes.map { lane in
            if let place = places[lane.name] { return place }
            places[lane.name] = names.count
            names.append(lane.name)
            return names.count - 1
        }
        self.names = names
        let empty = [Int](repeating: 0, count: TargetClass.allCases.count)
        var mines = [[Int]](repeating: empty, count: names.count)
        for mine in trial.encounters {
            let target = trial.lanes[mine.lane].targets[mine.target]
            mines[laneOf[mine.lane]][target.targetClass.place] += 1
        }
        self.mines = mines
        var ground = [Double](repeating: 0, count: names.count)
        var outside = ground
        for (lane, area) in zip(laneOf, trial.laneAreas) {
            ground[lane] += area.groundSquareMetres
            outside[lane] += area.outsideMinesSquareMetres
        }
        areas = [.ground: ground, .total: outside]
        steps = Self.steps(of: trial, laneOf)
    }

    private static func steps(of trial: JudgedTrial, _ laneOf: [Int]) -> [Step] {
        var steps: [Step] = []
        var waiting: [Step] = []
        for (place, alarm) in trial.pool.enumerated() {
            if place > 0, trial.pool[place - 1].score != alarm.score {
                steps += waiting
                waiting.removeAll(keepingCapacity: true)
            }
            let lane = Int32(laneOf[alarm.lane])
            switch alarm.outcome {
            case .hit(let target):
                let name = trial.lanes[alarm.lane].targets[target].targetClass
                waiting.append(Step(lane: lane, kind: Int8(name.place)))
            case .object: steps.append(Step(lane: lane, kind: Step.object))
            case .ground: steps.append(Step(lane: lane, kind: Step.ground))
            case .duplicate, .uncounted, .outside: break
            }
        }
        return steps + waiting
    }

    /// The mines that count, by class.
    func mines(_ weights: [Int]) -> [Int] {
        var sums = [Int](repeating: 0, count: TargetClass.allCases.count)
        for (weight, lane) in zip(weights, mines) {
            for place in sums.indices { sums[place] += weight * lane[place] }
        }
        return sums
    }

    /// The area for rates of `kind` (m2).
    func area(_ weights: [Int], _ kind: RateKind) -> Double {
        zip(weights, areas[kind] ?? []).reduce(0) { $0 + Double($1.0) * $1.1 }
    }

    /// The mines found at each of `rates`, which rise, by class.
    ///
    /// Alarms are taken while false alarms by area are at most the rate; alarms of one score, those of all
    /// copies of a lane among them, are taken together or not at all.
    func found(_ weights: [Int], at rates: [Double], _ kind: RateKind) -> [[Int]] {
        let area = area(weights, kind)
        let limits = rates.map { $0 * area }
        let leastFalse = kind == .ground ? Step.ground : Step.object
        var found: [[Int]] = []
        found.reserveCapacity(limits.count)
        var hits = [Int](repeating: 0, count: TargetClass.allCases.count)
        var falseAlarms = 0
        for step in steps {
            let weight = weights[Int(step.lane)]
            guard weight > 0 else { continue }
            if step.kind >= 0 {
                hits[Int(step.kind)] += weight
            } else if step.kind <= leastFalse {
                falseAlarms += weight
                while found.count < limits.count, Double(falseAlarms) > limits[found.count] {
                    found.append(hits)
                }
                if found.count == limits.count { return found }
            }
        }
        while found.count < limits.count { found.append(hits) }
        return found
    }

    /// The mean share found over rates of `kind` from 0 to `limit`; `nil` without mines or area.
    func partialArea(_ weights: [Int], upTo limit: Double, _ kind: RateKind) -> Double? {
        let mines = mines(weights).reduce(0, +)
        let area = area(weights, kind)
        guard mines > 0, area > 0, limit > 0 else { return nil }
        let leastFalse = kind == .ground ? Step.ground : Step.object
        var (sum, rate, hits, falseAlarms) = (0.0, 0.0, 0, 0)
        for step in steps {
            let weight = weights[Int(step.lane)]
            guard weight > 0 else { continue }
            if step.kind >= 0 {
                hits += weight
            } else if step.kind <= leastFalse {
                falseAlarms += weight
                let next = min(Double(falseAlarms) / area, limit)
                sum += (next - rate) * Double(hits)
                rate = next
                if rate >= limit { break }
            }
        }
        return (sum + (limit - rate) * Double(hits)) / (limit * Double(mines))
    }
}

extension TargetClass {
    /// Its place among all classes.
    var place: Int {
        switch self {
        case .plasticAntiPersonnel: 0
        case .plasticAntiVehicle: 1
        case .metalAntiPersonnel: 2
        case .metalAntiVehicle: 3
        case .clutter: 4
        }
    }
}
