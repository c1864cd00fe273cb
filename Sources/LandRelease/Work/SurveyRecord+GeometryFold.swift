internal import SurveyModel

extension SurveyRecord {
    mutating func split(_ fact: SegmentSplit, _ stamp: EventStamp) {
        guard let segment = segment(fact.segment) else { return }
        replace([segment], by: fact.parts, stamp)
    }

    mutating func merge(_ fact: SegmentMerged, _ stamp: EventStamp) {
        replace(fact.segments.compactMap { segment($0) }, by: [fact.whole], stamp)
    }

    mutating func reversion(_ fact: SegmentReversioned, _ stamp: EventStamp) {
        guard let before = segment(fact.geometry.id) else { return }
        work.versions.append(
            SegmentVersion(segment: before, successors: [before.id], stamp: stamp))
        update(before.id) {
            $0.fact = fact.geometry
            $0.version = fact.version
        }
        index.placeSegments(segments)
    }

    /// Puts new segments in the place of old ones: work, alarms and finds stay by place.
    private mutating func replace(
        _ old: [SegmentRecord], by new: [SegmentAdded], _ stamp: EventStamp
    ) {
        guard let first = old.first else { return }
        let ids = new.map(\.id)
        var done = SegmentWork()
        for segment in old {
            let own = work.work(on: segment.id)
            done.starts += own.starts
            done.lots.formUnion(own.lots)
            work.versions.append(SegmentVersion(segment: segment, successors: ids, stamp: stamp))
            work.work[segment.id] = nil
        }
        done.starts.sort { $0.stamp.order < $1.stamp.order }
        let retired = Set(old.map(\.id))
        let place = segments.firstIndex { retired.contains($0.id) } ?? segments.endIndex
        segments.removeAll { retired.contains($0.id) }
        segments.insert(
            contentsOf: new.map { part in
                var record = SegmentRecord(
                    fact: part, classification: first.classification,
                    workStatus: first.workStatus, product: first.product, review: [],
                    suspendedFrom: first.suspendedFrom, stamp: stamp)
                record.stage = first.stage
                record.predecessors = old.map(\.id)
                return record
            }, at: place)
        for id in ids { work.work[id] = done }
        index.placeSegments(segments)
        let swept = Set(old.flatMap { index.sweepsOfSegment[$0.id] ?? [] }).sorted()
        for part in new {
            index.addSweeps(
                swept.filter { Self.owners(of: sweeps[$0].fact, among: new).contains(part.id) },
                to: part.id)
        }
        for index in work.freezes.indices {
            let free = work.freezes[index].thawed.union([work.freezes[index].segment])
            if retired.isSubset(of: free) { work.freezes[index].thawed.formUnion(ids) }
        }
        move(from: retired, to: new)
        for id in ids where !sweeps(of: id).isEmpty {
            update(id) { if $0.workStatus == .open { $0.workStatus = .workedOn } }
        }
    }

    private mutating func move(from retired: Set<String>, to new: [SegmentAdded]) {
        for index in alarms.indices {
            guard let id = alarms[index].segment, retired.contains(id) else { continue }
            let chainage = alarms[index].place.position.chainageMetres
            alarms[index].segment = Self.nearest(chainage, of: new)?.id
            if let id = alarms[index].segment { alarmsOfSegment[id, default: []].append(index) }
        }
        for index in finds.indices where !retired.isDisjoint(with: finds[index].segments) {
            let find = finds[index]
            var owners = find.segments.filter { !retired.contains($0) }
            let alarm = self.alarm(find.alarm)
            let held = new.filter { part in
                alarm.map { part.holds($0) }
                    ?? find.position.map {
                        part.holds($0, on: find.road ?? "", along: 0, across: 0)
                    } ?? false
            }
            let nearest =
                find.position.flatMap { Self.nearest($0.chainageMetres, of: new) }
                ?? new.first
            owners += held.isEmpty ? [nearest?.id].compactMap { $0 } : held.map(\.id)
            finds[index].segments = owners
        }
    }

    /// The segments a sweep belongs to: the one it was made for, or those that took its place and that it
    /// lies on; all of them where it lies on none.
    func owners(of sweep: SweepRegistered) -> [String] {
        guard let id = sweep.segment else { return [] }
        guard segment(id) == nil else { return [id] }
        let current = work.descendants(of: id)
        return Self.owners(
            of: sweep, among: segments.map(\.fact).filter { current.contains($0.id) })
    }

    private static func owners(
        of sweep: SweepRegistered, among parts: [SegmentAdded]
    ) -> [String] {
        guard let lane = sweep.placement else { return parts.map(\.id) }
        let first = lane.startChainageMetres
        let last =
            lane.path?.knots.last?.chainageMetres
            ?? first + (lane.direction == .up ? 1 : -1) * sweep.lengthMetres
        let under = parts.filter {
            lane.road == $0.road
                && min(first, last) - lane.alongErrorMetres <= $0.chainage.high
                && max(first, last) + lane.alongErrorMetres >= $0.chainage.low
        }
        return (under.isEmpty ? parts : under).map(\.id)
    }

    /// The segment an alarm of a sweep belongs to: that of the sweep, or what took its place nearest by.
    func owner(_ id: String?, of place: AlarmPlace) -> String? {
        guard let id, segment(id) == nil else { return id }
        let current = work.descendants(of: id)
        let parts = segments.map(\.fact).filter { current.contains($0.id) }
        return Self.nearest(place.position.chainageMetres, of: parts)?.id ?? id
    }

    private static func nearest(_ chainage: Double, of parts: [SegmentAdded]) -> SegmentAdded? {
        func distance(_ part: SegmentAdded) -> Double {
            max(part.chainage.low - chainage, chainage - part.chainage.high, 0)
        }
        return parts.min { (distance($0), $0.chainage.low) < (distance($1), $1.chainage.low) }
    }
}
