internal import Statistics

/// One of the alarm lists that are compared, judged on its lanes.
public struct AlarmListTrial: Sendable {
    /// How it is called in sentences.
    public let name: String
    /// All its alarms, judged.
    public let trial: JudgedTrial
    /// Which of them are its own choice.
    public let choice: OperatingChoice

    /// The list `name`, judged as `trial` with all its alarms, of which those of `choice` are its own.
    public init(name: String, trial: JudgedTrial, choice: OperatingChoice = .selected) {
        self.name = name
        self.trial = trial
        self.choice = choice
    }

    /// The trial with the alarms of `point` alone.
    func taken(at point: OperatingPoint) -> JudgedTrial {
        switch point {
        case .ownChoice: trial.judged(at: choice)
        case .groundRate(let rate): trial.first(trial.wholeScoreCount(upTo: rate, .ground))
        }
    }

    /// Refuses `other` unless both were judged on the same passes, ground, truth and halos.
    ///
    /// - Throws: `EvaluationError.impossible`, naming what differs.
    func check(comparableWith other: AlarmListTrial) throws(EvaluationError) {
        if let difference = trial.difference(from: other.trial) {
            throw .impossible(
                "\(name) and \(other.name) cannot be compared: \(difference)",
                hint:
                    "score both lists on the same lanes with the same truth, swept ground and halo")
        }
    }
}

extension JudgedTrial {
    /// What sets the ground truth of this trial apart from that of `other`; `nil` where nothing does.
    func difference(from other: JudgedTrial) -> String? {
        if haloMarginMetres != other.haloMarginMetres {
            return "halos reach \(haloMarginMetres) m beyond the objects for one and "
                + "\(other.haloMarginMetres) m for the other"
        }
        if lanes.count != other.lanes.count {
            return "one has \(lanes.count) passes over lanes and the other \(other.lanes.count)"
        }
        for (first, second) in zip(lanes, other.lanes) {
            if first.name != second.name || first.pass != second.pass {
                return "pass \(first.pass) over lane \(first.name) stands where the other has pass "
                    + "\(second.pass) over lane \(second.name)"
            }
            if first.ground != second.ground {
                return "the swept ground of lane \(first.name) differs"
            }
            if let target = Self.difference(first.targets, second.targets) {
                return "the truth of lane \(first.name) differs at \(target)"
            }
        }
        return nil
    }

    private static func difference(_ first: [Target], _ second: [Target]) -> String? {
        for (ours, theirs) in zip(first, second) where ours != theirs { return ours.id }
        let common = min(first.count, second.count)
        if first.count > common { return first[common].id }
        return second.count > common ? second[common].id : nil
    }

    /// Number of alarms from the top of the pool while the rate of `kind` is at most `rate` per m2, those of
    /// one score together: what a threshold on the score can take.
    func wholeScoreCount(upTo rate: Double, _ kind: RateKind) -> Int {
        var place = count(upTo: rate, kind)
        guard place < pool.count else { return place }
        while place > 0, pool[place - 1].score == pool[place].score { place -= 1 }
        return place
    }
}
