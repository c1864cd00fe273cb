internal import SurveyModel

extension SurveyRecord {
    /// Distance around a find that has to be searched where the settings say none (m).
    public static let usualFadeOutMetres = 10.0

    /// The find of an id as a person types it; the id of an alarm names its only find.
    public func find(_ id: String) -> FindRecord? {
        findIndex(id).map { finds[$0] }
    }

    func findIndex(_ id: String) -> Int? {
        let wanted = id.lowercased()
        if let index = finds.firstIndex(where: {
            $0.id.lowercased() == wanted || $0.details?.id.lowercased() == wanted
        }) {
            return index
        }
        let named = finds.indices.filter { finds[$0].alarmID?.lowercased() == wanted }
        return named.count == 1 ? named.first : nil
    }

    /// The distance (m) around a find that has to be searched now.
    public var fadeOutMetres: Double {
        settingsInForce?.settings.authority?.fadeOutMetres ?? Self.usualFadeOutMetres
    }

    /// Finds whose search touches a segment and is not ended.
    public func openSearches(on segment: SegmentAdded) -> [FindRecord] {
        finds.filter { find in
            find.search?.ending == nil
                && (find.search?.zones.contains { $0.touches(segment) } ?? false)
        }
    }

    func searchObjections(on segment: SegmentAdded) -> [Objection] {
        let open = openSearches(on: segment)
        guard !open.isEmpty else { return [] }
        let places = open.prefix(3).flatMap { find in
            (find.search?.zones ?? []).map { "\(find.id) from \(Self.words($0))" }
        }
        return [
            Self.objection(
                "fade-out-open",
                "\(open.count == 1 ? "1 search" : "\(open.count) searches") around finds on or near "
                    + "segment \(segment.id) \(open.count == 1 ? "is" : "are") not ended: "
                    + places.joined(separator: "; "),
                "sweep or dig the ground around the find anew, then have another person than the "
                    + "finder close the search")
        ]
    }

    /// A zone in words.
    static func words(_ zone: FindSearch.Zone) -> String {
        "\(Chainage(metres: zone.chainage.low)) to \(Chainage(metres: zone.chainage.high)), offset "
            + "\(Figure.metres(zone.offset.low)) to \(Figure.metres(zone.offset.high)) m"
    }

    /// The find a closing tells of.
    mutating func recordFind(at index: Int, _ fact: AlarmClosed, _ stamp: EventStamp) {
        let alarm = alarms[index]
        // Details recorded before the alarm was closed tell of the same item.
        if let known = finds.firstIndex(where: { $0.alarmID == alarm.id && $0.closing == nil }) {
            finds[known].closing = fact
            if !fact.isNotExplosive && !finds[known].isExplosive {
                finds[known].isExplosive = true
                follow(known, beginsSearch: fact.rules != nil)
            }
            return
        }
        finds.append(
            FindRecord(
                id: "F-" + alarm.id, alarmID: alarm.id, closing: fact, details: nil,
                road: alarm.place.road,
                segments: places(holding: alarm).map { segments[$0].id },
                isExplosive: !fact.isNotExplosive, search: nil, stamp: stamp))
        if !fact.isNotExplosive {
            follow(finds.count - 1, beginsSearch: fact.rules != nil)
        }
    }

    mutating func record(_ fact: FindRecorded, _ stamp: EventStamp) {
        let alarm = fact.alarm.flatMap { alarmPlace($0) }.map { alarms[$0] }
        let isExplosive = fact.item.category != OrdnanceCodes.notExplosive
        if let alarm,
            let known = finds.firstIndex(where: { $0.alarmID == alarm.id && $0.details == nil })
        {
            finds[known].details = fact
            finds[known].segments = union(finds[known].segments, ground(of: fact.place))
            guard isExplosive || finds[known].isExplosive else { return }
            finds[known].isExplosive = true
            follow(known, beginsSearch: true)
            return
        }
        let onAlarm = alarm.map { found in places(holding: found).map { segments[$0].id } }
        finds.append(
            FindRecord(
                id: fact.id, alarmID: alarm?.id, closing: nil, details: fact,
                road: fact.place.road, segments: union(onAlarm ?? [], ground(of: fact.place)),
                isExplosive: isExplosive, search: nil, stamp: stamp))
        if isExplosive { follow(finds.count - 1, beginsSearch: true) }
    }

    /// What follows from an explosive find, on the same day: confirmed ground, a review of what was
    /// released, and a search around it.
    private mutating func follow(_ index: Int, beginsSearch: Bool) {
        let find = finds[index]
        for segment in find.segments { update(segment) { $0.classification = .confirmed } }
        openReviews(
            because: find.alarm, on: find.segments.compactMap { self.index.segments[$0] })
        guard beginsSearch else { return }
        let zones = zones(around: find)
        finds[index].search = FindSearch(zones: zones, reachMetres: fadeOutMetres, ending: nil)
    }

    /// Segments that hold a place within its error; where the place is not recorded, the one named.
    func ground(of place: FindPlace) -> [String] {
        guard let road = place.road, let position = place.position else {
            return place.segment.map { [$0] } ?? []
        }
        return segments.filter {
            $0.fact.holds(
                position, on: road, along: place.accuracyMetres, across: place.accuracyMetres)
        }.map(\.id)
    }

    /// The fade-out distance both ways along the road, over the bands the find lies in; where its place is
    /// not recorded, the whole segment.
    private func zones(around find: FindRecord) -> [FindSearch.Zone] {
        let held = find.segments.compactMap { segment($0)?.fact }
        guard let road = find.road, let position = find.position else {
            return held.map {
                FindSearch.Zone(road: $0.road, chainage: $0.chainage, offset: $0.offset)
            }
        }
        let error = find.details?.place.accuracyMetres ?? 0
        let reach = fadeOutMetres + error
        let length = self.road(road)?.lengthMetres ?? .infinity
        let offsets = held.filter { $0.road == road }.map(\.offset)
        let aside = offsets.isEmpty ? reach : error
        return [
            FindSearch.Zone(
                road: road,
                chainage: MetreRange(
                    low: max(0, position.chainageMetres - reach),
                    high: min(length, position.chainageMetres + reach)),
                offset: MetreRange(
                    low: min(
                        position.offsetMetres - aside, offsets.map(\.low).min() ?? .infinity),
                    high: max(
                        position.offsetMetres + aside, offsets.map(\.high).max() ?? -.infinity)))
        ]
    }

    private func union(_ one: [String], _ other: [String]) -> [String] {
        one + other.filter { !one.contains($0) }
    }

    mutating func dispose(_ fact: FindDisposed, _ stamp: EventStamp) {
        guard let index = findIndex(fact.find) else { return }
        finds[index].disposings.append(FindRecord.Disposing(fact: fact, stamp: stamp))
    }

    mutating func closeSearch(_ fact: SearchClosed, _ stamp: EventStamp) {
        guard let index = findIndex(fact.find) else { return }
        finds[index].search?.ending = FindSearch.Ending(fact: fact, stamp: stamp)
    }
}
