/// What became of a buried object that is no mine.
public struct ObjectRecord: Sendable, Hashable {
    /// The object.
    public var target: Target
    /// Name of its lane.
    public var lane: String
    /// Passes in which it counts.
    public var passes: Int
    /// Passes in which it raised an alarm.
    public var alarmed: Int
}

extension JudgedTrial {
    /// The objects that are no mines and count in at least one pass, in the order of lanes and truth.
    public var objectRecords: [ObjectRecord] {
        var alarmed: Set<TruthPlace> = []
        for alarm in pool {
            if case .object(let target) = alarm.outcome {
                alarmed.insert(TruthPlace(lane: alarm.lane, target: target))
            }
        }
        var records: [ObjectRecord] = []
        var places: [[String]: Int] = [:]
        for (lane, content) in lanes.enumerated() {
            for (place, target) in content.targets.enumerated()
            where !target.isMine && counts[lane][place] {
                let key = [content.name, target.id]
                let record = places[key] ?? records.count
                if record == records.count {
                    places[key] = record
                    records.append(
                        ObjectRecord(target: target, lane: content.name, passes: 0, alarmed: 0))
                }
                records[record].passes += 1
                let isAlarmed = alarmed.contains(TruthPlace(lane: lane, target: place))
                records[record].alarmed += isAlarmed ? 1 : 0
            }
        }
        return records
    }
}
