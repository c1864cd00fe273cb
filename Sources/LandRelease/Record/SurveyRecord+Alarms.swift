internal import SurveyModel

extension SurveyRecord {
    /// Distance (m) within which two alarms are linked.
    static let linkDistanceMetres = 0.25
    /// Difference (m) below which two alarms of one sweep are the same one.
    static let identityMetres = 0.01

    mutating func record(_ fact: DetectionRun, _ stamp: EventStamp) {
        let number = runs(of: fact.sweep).count + 1
        let earlier = alarms.count
        var ids: [String] = []
        var places: [Int] = []
        for (index, alarm) in fact.alarms.enumerated() {
            let key = AlarmKey(run: fact.key, number: index + 1)
            guard let place = alarm.place else { continue }
            let near = alarms(near: place).filter { $0 < earlier }
            if let same = near.first(where: { isSame(alarms[$0], alarm, place, fact.sweep) }) {
                alarms[same].sightings.append(key)
                places.append(same)
                ids.append(alarms[same].id)
            } else {
                places.append(alarms.count)
                ids.append(raise(alarm, place, key, run: number, near: near, stamp))
            }
        }
        runIndex[fact.key] = runs.count
        alarmsOfRun.append(places)
        runsOfSweep[fact.sweep, default: []].append(runs.count)
        runs.append(RunRecord(fact: fact, number: number, alarms: ids, stamp: stamp))
    }

    private mutating func raise(
        _ alarm: Alarm, _ place: AlarmPlace, _ key: AlarmKey, run: Int, near: [Int],
        _ stamp: EventStamp
    ) -> String {
        let sweep = sweep(key.run.sweep)
        let id = "\(sweep?.label ?? key.run.sweep.short)-\(run)-\(key.number)"
        let links = near.map { alarms[$0].id }
        var record = AlarmRecord(
            id: id, key: key, alarm: alarm, place: place, run: run,
            segment: owner(sweep?.fact.segment, of: place),
            sightings: [key], links: links, closing: nil, answeredBy: nil, stamp: stamp)
        record.answeredBy = near.first { answers(alarms[$0], record) }.map { alarms[$0].id }
        alarmIndex[id.lowercased()] = alarms.count
        alarmGrid[cell(of: place), default: []].append(alarms.count)
        widestAlarmError = max(widestAlarmError, place.alongErrorMetres)
        if let segment = record.segment {
            alarmsOfSegment[segment, default: []].append(alarms.count)
        }
        alarms.append(record)
        nameMasks(of: alarms.count - 1)
        if record.isOpen { openReviews(on: record) }
        return id
    }

    /// Whether the dig at `closed`, made after the sweep that shows `alarm`, answers for it too.
    ///
    /// Where an item was found it does not: another may lie beside it.
    private func answers(_ closed: AlarmRecord, _ alarm: AlarmRecord) -> Bool {
        guard let closing = closed.closing, closing.fact.result != .item,
            let sweep = sweep(alarm.sweep),
            sweep.stamp.order < closing.stamp.order,
            sweep.fact.acquiredOn <= ISOTime.date(of: closing.fact.closedOn)
        else { return false }
        return AlarmClosing.digObjections(
            alarm: alarm, closing: closing.fact, rules: releaseRules(for: alarm.sweep)
        ).isEmpty
    }

    mutating func close(_ fact: AlarmClosed, _ stamp: EventStamp) {
        guard let index = alarmPlace(fact.alarm) else { return }
        alarms[index].closing = AlarmRecord.Closing(fact: fact, stamp: stamp)
        if fact.result == .infrastructure && fact.rules != nil { mask(index) }
        if fact.result == .item { recordFind(at: index, fact, stamp) }
    }

    private mutating func openReviews(on alarm: AlarmRecord) {
        openReviews(because: alarm.id, on: places(holding: alarm))
    }

    /// Puts released ground under review, and the reports that released it in question.
    mutating func openReviews(because name: String, on places: [Int]) {
        for place in places where segments[place].product != .none {
            if !segments[place].review.contains(name) { segments[place].review.append(name) }
            for report in index.reportsOfSegment[segments[place].id] ?? []
            where reports[report].state == .approved { reports[report].isInQuestion = true }
        }
    }

    /// Places of the segments an alarm lies on.
    func places(holding alarm: AlarmRecord) -> [Int] {
        let (position, error) = (alarm.place.position, alarm.place.alongErrorMetres)
        let near = index.segments(
            on: alarm.place.road,
            touching: MetreRange(
                low: position.chainageMetres - error, high: position.chainageMetres + error))
        let own = alarm.segment.flatMap { index.segments[$0] }
        return Set(near + [own].compactMap(\.self)).sorted().filter {
            segments[$0].fact.holds(alarm)
        }
    }

    private func isSame(
        _ record: AlarmRecord, _ alarm: Alarm, _ place: AlarmPlace, _ sweep: Digest
    ) -> Bool {
        record.sweep == sweep && record.alarm.alarmClass == alarm.alarmClass
            && distance(record.place, place) <= Self.identityMetres
            && abs(record.alarm.depthMetres - alarm.depthMetres) <= Self.identityMetres
    }

    private func alarms(near place: AlarmPlace) -> [Int] {
        let middle = cell(of: place)
        return [-1, 0, 1].flatMap { step in
            alarmGrid[GridCell(road: middle.road, metre: middle.metre + step)] ?? []
        }
        .filter { distance(alarms[$0].place, place) <= Self.linkDistanceMetres + 1e-9 }
        .sorted()
    }

    func cell(of place: AlarmPlace) -> GridCell {
        // Places were checked to lie within a road's possible length.
        GridCell(road: place.road, metre: Int(place.position.chainageMetres.rounded(.down)))
    }

    private func distance(_ one: AlarmPlace, _ other: AlarmPlace) -> Double {
        let along = one.position.chainageMetres - other.position.chainageMetres
        let across = one.position.offsetMetres - other.position.offsetMetres
        return (along * along + across * across).squareRoot()
    }
}
