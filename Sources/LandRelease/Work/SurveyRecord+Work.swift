internal import SurveyModel

extension SurveyRecord {
    /// A segment by its id, also one that was split or merged since, as it was then.
    public func anySegment(_ id: String) -> SegmentRecord? {
        segment(id) ?? work.retired(id)?.segment
    }

    /// The freezes a segment is under: of lots with the same team, asset and procedure.
    public func freezes(on segment: SegmentRecord) -> [LotFreeze] {
        guard !work.freezes.isEmpty else { return [] }
        let lots = lots(of: segment)
        return work.freezes.filter {
            $0.segment != segment.id && !$0.thawed.contains(segment.id)
                && !$0.lots.isDisjoint(with: lots)
        }
    }

    /// What makes a segment the sibling of another: the last claim's team, asset and procedure, or else who
    /// ran the radar over it, and which radar it was.
    func lots(of segment: SegmentRecord) -> Set<LotKey> {
        let known = work.work(on: segment.id).lots
        guard known.isEmpty else { return known }
        return sweeps(of: segment.id).reduce(into: []) { lots, sweep in
            if let name = sweep.fact.operatorName {
                lots.insert(.radar(operatorName: FoldedName(name)))
            }
            if let asset = sweep.fact.asset { lots.insert(.radarAsset(FoldedName(asset))) }
        }
    }

    /// The rules that bind the steps of a segment.
    func landRules(onSegment id: String) -> LandRules {
        let authority = settingsInForce?.settings.authority
        return LandRules(
            peopleInForce: people.isInForce, authorityInForce: authority != nil,
            boxCheckRequired: authority?.boxCheckRequired ?? false,
            gprMayClear: releaseRules(onSegment: id).gprAccreditedFor == .clearance)
    }

    /// Objections to somebody who holds none of some roles, once people are registered.
    func roleFaults(
        _ name: String, _ roles: Set<Role>, to deed: String, at: String
    ) -> [Objection] {
        people.isInForce
            ? Permission.objections(to: deed, roles: roles, by: actor(named: name, at: at)) : []
    }

    /// Days of work on a segment that lack a passed test box, one objection each.
    ///
    /// A day counts where the last check before work was passed, every later one too, and one was made at
    /// the end.
    func boxFaults(of work: SegmentWork) -> [Objection] {
        let days = Set(
            work.starts.map {
                WorkBook.BoxDay(
                    asset: FoldedName($0.fact.asset), date: ISOTime.date(of: $0.fact.date))
            })
        return days.sorted { ($0.date, $0.asset.text) < ($1.date, $1.asset.text) }
            .compactMap { day in
                let checks = (self.work.boxes[day] ?? []).map(\.fact)
                let before = checks.last { $0.moment == .beforeWork }
                let later = checks.filter { $0.moment != .beforeWork }
                let isSound =
                    before?.isPassed == true && later.allSatisfy(\.isPassed)
                    && later.contains { $0.moment == .end }
                guard !isSound else { return nil }
                let asset = work.starts.last { FoldedName($0.fact.asset) == day.asset }
                return Self.objection(
                    "box-check-missing",
                    "on \(day.date) \(TextRules.quoted(asset?.fact.asset ?? day.asset.text)) was "
                        + (checks.contains { !$0.isPassed } ? "not sound over" : "not checked over")
                        + " the test box before work and at the end",
                    "record the checks of that day, or do its work again")
            }
    }
}
