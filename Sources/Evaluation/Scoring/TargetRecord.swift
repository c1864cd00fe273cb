/// What became of one mine over all passes of its lane.
public struct TargetRecord: Sendable, Hashable {
    /// The mine.
    public var target: Target
    /// Name of its lane.
    public var lane: String
    /// The lane's soil group.
    public var soilGroup: String?
    /// Passes in which it counts.
    public var passes: Int
    /// Passes that found it.
    public var hits: Int

    /// Share of the passes that found it.
    public var share: Double { Double(hits) / Double(passes) }
}

extension JudgedTrial {
    /// Every mine that counts in at least one pass, in the order of lanes and truth.
    public var targetRecords: [TargetRecord] {
        var records: [TargetRecord] = []
        var places: [TargetKey: Int] = [:]
        let found = Set(pool.compactMap(\.hitPlace))
        for mine in encounters {
            let lane = lanes[mine.lane]
            let target = lane.targets[mine.target]
            let key = TargetKey(lane: lane.name, id: target.id)
            let isFound = found.contains(TruthPlace(lane: mine.lane, target: mine.target))
            let place = places[key] ?? records.count
            if place == records.count {
                places[key] = place
                records.append(
                    TargetRecord(
                        target: target, lane: lane.name, soilGroup: lane.soilGroup, passes: 0,
                        hits: 0))
            }
            records[place].passes += 1
            records[place].hits += isFound ? 1 : 0
        }
        return records
    }

    /// The mines that count in no pass because their place was never swept or is excluded, with the name
    /// of their lane.
    public var uncountedMines: [(lane: String, target: Target)] {
        var counted: Set<TargetKey> = []
        for mine in encounters {
            let lane = lanes[mine.lane]
            counted.insert(TargetKey(lane: lane.name, id: lane.targets[mine.target].id))
        }
        var listed: Set<TargetKey> = []
        return lanes.flatMap { lane in
            lane.targets.filter { target in
                let key = TargetKey(lane: lane.name, id: target.id)
                return target.isMine && !counted.contains(key) && listed.insert(key).inserted
            }.map { (lane.name, $0) }
        }
    }
}

/// One object of the whole trial, however often its lane was passed.
private struct TargetKey: Hashable {
    var lane: String
    var id: String
}

/// One object of one pass.
struct TruthPlace: Hashable {
    var lane: Int
    var target: Int
}

extension JudgedTrial.PooledAlarm {
    /// The mine it found first; `nil` for any other alarm.
    var hitPlace: TruthPlace? {
        if case .hit(let target) = outcome { TruthPlace(lane: lane, target: target) } else { nil }
    }
}
