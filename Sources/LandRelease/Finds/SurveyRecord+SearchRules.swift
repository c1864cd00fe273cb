public import SurveyModel

extension SurveyRecord {
    func objections(to fact: SearchClosed, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let find = find(fact.find) else { return found + [findUnknown(fact.find)] }
        guard let search = find.search, search.ending == nil else {
            return found + [
                Self.objection(
                    "no-search",
                    find.search == nil
                        ? "there is no search around find \(find.id)"
                        : "the search around find \(find.id) is ended already", "nothing to close")
            ]
        }
        let finders = [find.foundBy, find.stamp.by, find.closing?.closedBy].compactMap { $0 }
        if finders.contains(where: { FoldedName($0) == FoldedName(by) }) {
            found.append(
                Self.objection(
                    "own-find", "\(TextRules.quoted(by)) found or recorded \(find.id)",
                    "another person has to close the search"))
        }
        let open = alarms.filter { alarm in
            alarm.isOpen && search.zones.contains { Self.zone($0, holds: alarm) }
        }.map(\.id)
        if !open.isEmpty {
            found.append(
                Self.objection(
                    "open-alarms",
                    "alarms around find \(find.id) are open: \(ReleaseGate.list(open))",
                    "investigate and close each of them"))
        }
        if let dig = fact.dig {
            found += digObjections(dig, find, search, at)
        } else {
            for zone in search.zones { found += sweptObjections(fact, find, zone) }
        }
        return found
    }

    private static func zone(_ zone: FindSearch.Zone, holds alarm: AlarmRecord) -> Bool {
        let place = alarm.place
        return place.road == zone.road
            && zone.chainage.low - place.alongErrorMetres <= place.position.chainageMetres
            && zone.chainage.high + place.alongErrorMetres >= place.position.chainageMetres
            && zone.offset.low - place.acrossErrorMetres <= place.position.offsetMetres
            && zone.offset.high + place.acrossErrorMetres >= place.position.offsetMetres
    }

    /// How deep a zone has to be searched: as deep as the deepest segment it touches, and as the find.
    public func depthMetres(of zone: FindSearch.Zone, around find: FindRecord) -> Double {
        segments.filter { zone.touches($0.fact) }.map(\.fact.depthMetres)
            .reduce(find.depthMetres, max)
    }

    /// The classes of item a zone has to be searched for.
    public func requiredClasses(of zone: FindSearch.Zone) -> [CoverageClass] {
        let touched = segments.filter { zone.touches($0.fact) }
        guard !touched.isEmpty else {
            return settingsInForce?.settings.release.requiredClasses ?? CoverageClass.allCases
        }
        let all = Set(touched.flatMap { releaseRules(onSegment: $0.id).requiredClasses })
        return CoverageClass.allCases.filter { all.contains($0) }
    }

    private func digObjections(
        _ dig: SearchClosed.Dig, _ find: FindRecord, _ search: FindSearch, _ at: String
    ) -> [Objection] {
        var found = TextRules.name(dig.dugBy, "the name of who dug")
        let needed = search.zones.map { depthMetres(of: $0, around: find) }.max() ?? 0
        if !(dig.depthMetres >= needed - 1e-6 && dig.depthMetres <= 10) {
            found.append(
                Self.objection(
                    "dig-too-shallow",
                    "the ground around find \(find.id) was dug \(Figure.metres(dig.depthMetres)) m "
                        + "deep, \(Figure.metres(needed)) m is needed",
                    "dig to at least \(Figure.metres(needed)) m"))
        }
        return found
            + Self.dayObjections(
                dig.dugOn, "the dig", notBefore: find.foundOn, of: "find \(find.id)", at: at)
    }

    /// The coverage handed in must be of the zone, whole, and of sweeps made after the find.
    private func sweptObjections(
        _ fact: SearchClosed, _ find: FindRecord, _ zone: FindSearch.Zone
    ) -> [Objection] {
        let needed = depthMetres(of: zone, around: find)
        var found: [Objection] = []
        func object(_ code: String, _ text: String, _ cure: String) {
            found.append(Self.objection(code, text, cure))
        }
        for required in requiredClasses(of: zone) {
            let name = required.rawValue
            let account = fact.coverage.first { account in
                account.coverageClass == required
                    && abs(account.areaSquareMetres - zone.areaSquareMetres)
                        <= max(0.01, zone.areaSquareMetres * 1e-6)
            }
            guard let account else {
                object(
                    "coverage-missing",
                    "the ground around find \(find.id) from \(Self.words(zone)) was not swept "
                        + "anew for \(name) items", "sweep it, or dig it")
                continue
            }
            let uncovered = account.areaSquareMetres - account.coveredSquareMetres
            if !account.gaps.isEmpty || !(uncovered <= ReleaseGate.roundingSquareMetres) {
                object(
                    "coverage-gap",
                    "\(Figure.rounded(uncovered, 100)) m2 of the \(Figure.rounded(account.areaSquareMetres, 100)) m2 around "
                        + "find \(find.id) are not swept anew for \(name) items",
                    "sweep or dig \(Self.words(zone))")
            }
            if !(account.depthMetres >= needed - 1e-9) {
                object(
                    "coverage-too-shallow",
                    "the coverage around find \(find.id) reaches "
                        + "\(Figure.metres(account.depthMetres)) m, \(Figure.metres(needed)) m is "
                        + "needed", "search deeper")
            }
            found += freshObjections(account, find, zone)
        }
        return found
    }

    private func freshObjections(
        _ account: CoverageAccount, _ find: FindRecord, _ zone: FindSearch.Zone
    ) -> [Objection] {
        var found: [Objection] = []
        var lanes: [MetreRange] = []
        for digest in account.sweeps {
            guard let sweep = sweep(digest), isFresh(sweep, after: find) else {
                found.append(
                    Self.objection(
                        "sweep-before-find",
                        "sweep \(digest.short) was not made after find \(find.id)",
                        "sweep the ground anew"))
                continue
            }
            if let objection = standing(ofSweep: digest).objection { found.append(objection) }
            if let lane = sweep.fact.placement, lane.road == zone.road {
                let end =
                    lane.path?.knots.last?.chainageMetres ?? lane.startChainageMetres
                    + lane.direction.sign * sweep.fact.lengthMetres
                lanes.append(
                    MetreRange(
                        low: min(lane.startChainageMetres, end),
                        high: max(lane.startChainageMetres, end)))
            }
        }
        // The figures are handed in: at least the lanes must reach from one end to the other.
        var reached = zone.chainage.low
        for lane in lanes.sorted(by: { $0.low < $1.low }) where lane.low <= reached + 0.5 {
            reached = max(reached, lane.high)
        }
        if reached < zone.chainage.high - 0.5 {
            found.append(
                Self.objection(
                    "coverage-without-sweeps",
                    "no sweep made after find \(find.id) reaches beyond "
                        + "\(Chainage(metres: reached))", "sweep \(Self.words(zone))"))
        }
        return found
    }

    /// Whether a sweep was registered after a find, and made on its day or later.
    public func isFresh(_ sweep: SweepRecord, after find: FindRecord) -> Bool {
        sweep.stamp.order > find.stamp.order
            && sweep.fact.acquiredOn >= ISOTime.date(of: find.foundOn)
    }
}
