internal import SurveyModel

extension SurveyRecord {
    /// What a seed's place may differ from an alarm's beside the alarm's error (m), its half size aside.
    static let seedMarginMetres = 0.10

    mutating func seal(_ fact: SeedsSealed, _ stamp: EventStamp) {
        seeds.lots.append(SeedLot(sealed: fact, stamp: stamp, opening: nil))
    }

    mutating func unseal(_ fact: SeedsUnsealed, _ stamp: EventStamp) {
        guard
            let index = seeds.lots.firstIndex(where: {
                $0.sealed.commitment == fact.commitment
            })
        else { return }
        let lot = seeds.lots[index]
        let runs = seedRuns(lot)
        let results = fact.sheet.seeds.enumerated().map { number, seed in
            SeedResult(
                id: "\(fact.commitment.short)-\(number + 1)", seed: seed,
                alarms: alarmsOn(seed, road: fact.sheet.road, runs).map { alarms[$0].id })
        }
        for id in results.flatMap(\.alarms) {
            if let alarm = alarmIndex[id.lowercased()] { alarms[alarm].isSeed = true }
        }
        seeds.lots[index].opening = SeedLot.Opening(
            road: fact.sheet.road, results: results, sweeps: runs.map(\.sweep), stamp: stamp)
        if !results.allSatisfy(\.isFound) { failLot(seeds.lots[index], stamp) }
    }

    /// The runs a lot's seeds are judged by: those that are evidence now, over sweeps of the lot that were
    /// registered after the sealing and made on its day or later.
    func seedRuns(_ lot: SeedLot) -> [RunKey] {
        sweeps(of: lot.segment).compactMap { sweep in
            guard sweep.stamp.order > lot.stamp.order,
                sweep.fact.acquiredOn >= lot.sealed.buriedOn,
                case .evidence(let run) = standing(ofSweep: sweep.digest)
            else { return nil }
            return run
        }
    }

    /// The nearest alarm of each run within reach of a seed: another one beside it may be something else.
    private func alarmsOn(_ seed: BuriedSeed, road: String, _ runs: [RunKey]) -> [Int] {
        var nearest: [RunKey: (index: Int, distance: Double)] = [:]
        let keys = Set(runs)
        // No alarm's error is larger than 100 m.
        let middle = seed.position.chainageMetres
        let metres = Int((middle - 102).rounded(.down))...Int((middle + 102).rounded(.up))
        let near = metres.flatMap { alarmGrid[GridCell(road: road, metre: $0)] ?? [] }
        for index in near.sorted() {
            let alarm = alarms[index]
            let along = abs(alarm.place.position.chainageMetres - seed.position.chainageMetres)
            let across = abs(alarm.place.position.offsetMetres - seed.position.offsetMetres)
            let reach = Self.seedMarginMetres + seed.sizeMetres / 2 + 1e-6
            guard along <= alarm.place.alongErrorMetres + reach,
                across <= alarm.place.acrossErrorMetres + reach
            else { continue }
            let distance = along * along + across * across
            for run in Set(alarm.sightings.map(\.run)).intersection(keys)
            where distance < nearest[run]?.distance ?? .infinity {
                nearest[run] = (index, distance)
            }
        }
        return Set(nearest.values.map(\.index)).sorted()
    }

    /// A missed seed puts in question what was released since the last test that was passed.
    private mutating func failLot(_ lot: SeedLot, _ stamp: EventStamp) {
        let siblings = siblings(of: lot.segment)
        let since = seeds.lastPass(of: siblings, before: stamp.order)
        let questioned = reports.filter {
            $0.state == .approved && siblings.contains($0.fact.segment)
                && ($0.decision?.order ?? -1) > since
        }.map(\.fact.segment)
        openReviews(
            because: Self.seedName(lot), on: questioned.compactMap { index.segments[$0] })
    }

    /// What names a missed seed in a review.
    static func seedName(_ lot: SeedLot) -> String {
        "seeds \(lot.sealed.commitment.short) of \(lot.segment)"
    }

    /// The lot and those worked by the same team with the same means, as far as that is known.
    func siblings(of segment: String) -> Set<String> {
        guard let own = self.segment(segment).map({ lots(of: $0) }) else { return [segment] }
        return Set(
            segments.filter { $0.id == segment || !own.isDisjoint(with: lots(of: $0)) }.map(\.id))
    }

    /// Why a sweep of a lot counts no longer: a seed was missed after it, back to the last test passed.
    func seedObjection(to sweep: SweepRecord) -> Objection? {
        guard !seeds.lots.isEmpty, let segment = sweep.fact.segment else { return nil }
        for lot in seeds.lots(of: segment) where lot.isPassed == false {
            guard let opening = lot.opening, sweep.stamp.order < opening.stamp.order else {
                continue
            }
            let since = seeds.lastPass(of: [segment], before: opening.stamp.order)
            guard sweep.stamp.order > since || opening.sweeps.contains(sweep.digest) else {
                continue
            }
            return Self.objection(
                "seed-missed",
                "sweep \(sweep.label) was made before a blind seed of segment \(segment) was "
                    + "found to be missed", "sweep the segment again")
        }
        return nil
    }

    func missedSeedObjections(_ segment: SegmentRecord) -> [Objection] {
        guard let lot = seeds.standingMiss(of: segment.id), let opening = lot.opening else {
            return []
        }
        let missed = opening.results.filter { !$0.isFound }.map { result in
            "\(result.seed.model) at \(Chainage(metres: result.seed.position.chainageMetres)), "
                + "offset \(Figure.metres(result.seed.position.offsetMetres)) m, "
                + "\(Figure.metres(result.seed.depthMetres)) m deep"
        }
        return [
            Self.objection(
                "seed-missed",
                "\(missed.count) of \(opening.results.count) blind seeds of segment \(segment.id) "
                    + "were missed: \(ReleaseGate.list(missed))",
                "find out why, sweep the segment again with new seeds in it, and miss none")
        ]
    }

    func sealedSeedObjections(_ id: String, _ product: LandProduct) -> [Objection] {
        guard product == .reduced || product == .cleared else { return [] }
        let lots = seeds.lots(of: id)
        var found: [Objection] = []
        let sealed = lots.filter { $0.opening == nil }
        if !sealed.isEmpty {
            let count = sealed.reduce(0) { $0 + $1.sealed.count }
            found.append(
                Self.objection(
                    "seeds-sealed",
                    "\(count) blind seeds of segment \(id) are still sealed",
                    "have who sealed them hand the file in: seed unseal"))
        }
        let needed = settingsInForce?.settings.authority?.seedsPerLot ?? 0
        let passed = lots.filter { $0.isPassed == true }.compactMap(\.found).max() ?? 0
        if passed < needed {
            found.append(
                Self.objection(
                    "seeds-too-few",
                    "\(passed) blind seeds of segment \(id) were found in a test, the authority "
                        + "asks for \(needed)", "have seeds sealed in it, then sweep it"))
        }
        return found
    }

    /// A review because of missed seeds ends only when their lot has passed another test.
    func seedReviewObjections(_ segment: SegmentRecord) -> [Objection] {
        let standing = Set(seeds.lots.map(\.segment)).compactMap { seeds.standingMiss(of: $0) }
            .filter { segment.review.contains(Self.seedName($0)) }
        guard !standing.isEmpty else { return [] }
        return [
            Self.objection(
                "seed-missed",
                "blind seeds of \(ReleaseGate.list(standing.map(\.segment).sorted())) were missed "
                    + "and no later test was passed there",
                "sweep that lot again with new seeds in it")
        ]
    }
}
