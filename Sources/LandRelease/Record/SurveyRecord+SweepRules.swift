internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: SweepRegistered) -> [Objection] {
        var found = TextRules.name(fact.name, "the sweep's name")
        for file in fact.rawFiles { found += TextRules.relativePath(file.path) }
        if let name = fact.operatorName { found += TextRules.name(name, "the operator's name") }
        if let known = sweep(fact.digest) {
            found.append(
                Self.objection(
                    "already-recorded",
                    "this file is on record already as sweep \(known.label), "
                        + TextRules.quoted(known.fact.name),
                    "nothing to do"))
        }
        let paths = Set(fact.rawFiles.map(\.path))
        if paths.count < fact.rawFiles.count {
            found.append(
                Self.objection(
                    "path-taken", "two files of the sweep have one path", "name each file once"))
        }
        let owners = paths.compactMap { index.sweepOfPath[$0] }.sorted().map { sweeps[$0] }
        if let other = owners.first(where: { $0.digest != fact.digest }) {
            found.append(
                Self.objection(
                    "path-taken", "sweep \(other.label) has the path of this file",
                    "raw files are never replaced: give this one another name"))
        }
        if !ISOTime.isDate(fact.acquiredOn) {
            found.append(
                Self.objection(
                    "date", "\(TextRules.quoted(fact.acquiredOn)) is not a date such as 2026-03-01",
                    "say when it was recorded"))
        }
        if let fix = fact.newestFixAt, !ISOTime.isTimestamp(fix) {
            found.append(
                Self.objection(
                    "fix-time", "\(TextRules.quoted(fix)) is not the UTC time of a satellite fix",
                    "leave it out, or give a time such as 2026-03-01T17:30:00Z"))
        }
        found += Self.check("the sweep's length", fact.lengthMetres, 0...1_000_000, "m")
        found += Self.check("the number of traces", Double(fact.traces), 1...1e9, "")
        found += Self.check("the number of channels", Double(fact.channels), 1...10_000, "")
        found += warningObjections(fact.warnings)
        return found + laneObjections(fact) + radarObjections(fact)
    }

    /// A sweep that names an asset names a radar on record, in use and accredited on its day.
    private func radarObjections(_ fact: SweepRegistered) -> [Objection] {
        guard let id = fact.asset else { return [] }
        guard let asset = assets.asset(id) else { return [assets.unknown(id)] }
        guard asset.fact.asset == .gpr else {
            return [
                Self.objection(
                    "not-a-radar",
                    "asset \(TextRules.quoted(asset.id)) is of kind \(asset.fact.asset.rawValue), a "
                        + "sweep is made with a gpr", "name the radar")
            ]
        }
        var found: [Objection] = []
        if !asset.isInUse(on: fact.acquiredOn), let retired = asset.retired {
            found.append(
                Self.objection(
                    "asset-retired",
                    "asset \(asset.id) was retired on \(retired.on), before \(fact.acquiredOn)",
                    "name the radar the sweep was made with"))
        }
        let granted = assets.accreditations(of: AccreditationHolder(.asset, asset.id))
        if !granted.contains(where: { $0.isValid(on: fact.acquiredOn) }) {
            found.append(
                Self.objection(
                    "asset-not-accredited",
                    "asset \(asset.id) has no accreditation valid on \(fact.acquiredOn)"
                        + (granted.isEmpty
                            ? "" : ": " + ReleaseGate.list(granted.map(\.validity))),
                    "have the authority accredit it with `clearroad asset accredit`, or name no asset"
                ))
        }
        return found
    }

    private func laneObjections(_ fact: SweepRegistered) -> [Objection] {
        var found: [Objection] = []
        if let id = fact.segment {
            if let segment = anySegment(id) {
                if let lane = fact.placement, lane.road != segment.fact.road {
                    found.append(
                        Self.objection(
                            "road", "segment \(id) is not on road \(TextRules.quoted(lane.road))",
                            "check road and segment"))
                }
            } else {
                found.append(unknown(id))
            }
        } else if !fact.isBlank {
            found.append(
                Self.objection("segment", "the sweep names no segment", "name its segment"))
        }
        if let lane = fact.placement {
            found += laneObjections(lane)
        } else if !fact.isBlank {
            found.append(
                Self.objection("lane", "the sweep has no place on the road", "give its lane"))
        }
        if !(fact.outline.isEmpty && fact.isBlank) && !fact.outline.isRing {
            found.append(
                Self.objection(
                    "geometry", "a sweep's outline needs three corners or more, in degrees",
                    "compute the outline from the lane"))
        }
        return found
    }

    private func laneObjections(_ lane: LanePlacement) -> [Objection] {
        var found = Self.check("the start of the lane", lane.startChainageMetres, -1000...2e7, "m")
        found += Self.check("the offset of the lane", lane.offsetMetres, -1000...1000, "m")
        found += Self.check("the lane's error along", lane.alongErrorMetres, 0...100, "m")
        found += Self.check("the lane's error across", lane.acrossErrorMetres, 0...100, "m")
        if let share = lane.wheelErrorShare {
            found += Self.check("the error of the wheel's scale", share, 0...1, "of the way")
        }
        if let path = lane.path { found += pathObjections(path) }
        if road(lane.road) == nil {
            found.append(
                Self.objection(
                    "road-unknown", "there is no road \(TextRules.quoted(lane.road))",
                    "register the road first"))
        }
        return found
    }

    private func pathObjections(_ path: LanePath) -> [Objection] {
        guard path.isUsable, path.method != .typed, path.knots.count <= 100_000,
            path.knots.allSatisfy({
                (-1000...2e7).contains($0.chainageMetres) && abs($0.offsetMetres) <= 1000
                    && $0.alongErrorMetres <= 1000 && $0.acrossErrorMetres <= 1000
            })
        else {
            return [
                Self.objection(
                    "lane-path", "the measured places of the lane are not a way along the road",
                    "register the sweep again")
            ]
        }
        return []
    }

    private func warningObjections(_ warnings: [SweepWarning]) -> [Objection] {
        warnings.flatMap {
            TextRules.note($0.code, "a warning's code") + TextRules.note($0.text, "a warning")
        }
    }

    func objections(to fact: DetectionRun) -> [Objection] {
        var found = TextRules.name(fact.algorithmVersion, "the detector's version")
        found += warningObjections(fact.warnings)
        if sweep(fact.sweep) == nil {
            found.append(
                Self.objection(
                    "sweep-unknown", "sweep \(fact.sweep.short) is not on record",
                    "register the sweep first"))
        }
        if hasRun(fact.key) {
            found.append(
                Self.objection(
                    "already-recorded",
                    "this run over sweep \(fact.sweep.short) is already recorded", "nothing to do"))
        }
        found += Self.check("the ground rate", fact.groundRatePerSquareMetre, 1e-9...1000, "per m2")
        if let used = settings(fact.settingsDigest)?.settings.detection,
            used.groundRatePerSquareMetre != fact.groundRatePerSquareMetre
        {
            found.append(
                Self.objection(
                    "rate-mismatch",
                    "the run names a ground rate of \(fact.groundRatePerSquareMetre) per m2, its "
                        + "settings say \(used.groundRatePerSquareMetre)",
                    "run the detection again"))
        }
        found += stretchObjections(fact.validStretches)
        return found + fact.alarms.enumerated().flatMap { alarmObjections($0 + 1, $1) }
    }

    private func stretchObjections(_ stretches: [ValidStretch]) -> [Objection] {
        let areSound = stretches.allSatisfy {
            let figures = [$0.lateralOffsetMetres, $0.fromMetres, $0.toMetres, $0.depthReachMetres]
            return figures.allSatisfy(\.isFinite) && $0.fromMetres <= $0.toMetres
        }
        guard !areSound else { return [] }
        return [
            Self.objection(
                "range", "a valid stretch is not an interval of metres", "run the detection again")
        ]
    }

    private func alarmObjections(_ number: Int, _ alarm: Alarm) -> [Objection] {
        var name: String { "alarm \(number) of the run" }
        guard let place = alarm.place else {
            return [
                Self.objection("place", "\(name) has no place on the road", "place the sweep first")
            ]
        }
        var found = Self.check(
            "the chainage of \(name)", place.position.chainageMetres, -10_000...2e7, "m")
        found += Self.check(
            "the offset of \(name)", place.position.offsetMetres, -1000...1000, "m")
        found += Self.check("the depth of \(name)", alarm.depthMetres, -0.5...10, "m")
        for error in [place.alongErrorMetres, place.acrossErrorMetres, place.depthErrorMetres] {
            found += Self.check("an error of \(name)", error, 0...100, "m")
        }
        found += TextRules.note(alarm.id, "the id of \(name)")
        found += TextRules.note(alarm.sweep, "the sweep of \(name)")
        let rate = alarm.expectedFARPerSquareMetre ?? 0
        let isSound =
            alarm.isOpen && place.geographic.isOnEarth && rate.isFinite
            && [alarm.xMetres, alarm.yMetres, alarm.score].allSatisfy(\.isFinite)
            && road(place.road) != nil
        if !isSound {
            found.append(
                Self.objection(
                    "alarm",
                    "\(name) is no alarm of either list, not finite, or on no road of this survey",
                    "run the detection again"))
        }
        return found
    }

    func objections(to fact: AlarmClosed, at: String) -> [Objection] {
        guard let index = alarmPlace(fact.alarm) else {
            return [
                Self.objection(
                    "alarm-unknown", "there is no such alarm on record", "check the alarm's id")
            ]
        }
        let alarm = alarms[index]
        var found = AlarmClosing.objections(
            alarm: alarm, closing: fact, rules: releaseRules(for: alarm.sweep),
            sweptOn: sweep(alarm.sweep)?.fact.acquiredOn ?? "", at: at)
        if alarm.closing != nil {
            found.append(
                Self.objection(
                    "already-recorded", "alarm \(alarm.id) is closed already", "nothing to do"))
        }
        if !fact.geographic.isOnEarth {
            found.append(
                Self.objection(
                    "geometry", "the dig has no place in degrees", "compute it from the road"))
        }
        return found
    }
}
