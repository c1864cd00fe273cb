internal import Fingerprint
internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: SurveyCreated) -> [Objection] {
        let found = TextRules.name(fact.name, "the survey's name")
        guard survey != nil else { return found }
        return found + [
            Self.objection("survey", "the survey was created already", "open it instead")
        ]
    }

    func objections(to fact: SettingsProposed) -> [Objection] {
        var found = fact.settings.problems.map {
            Self.objection("settings", "the settings cannot be used: \($0)", "correct them")
        }
        found += TextRules.name(fact.settings.name, "the survey's name in the settings")
        if (try? CanonicalJSON.digest(of: fact.settings)) != fact.digest {
            found.append(
                Self.objection(
                    "settings-digest", "the digest is not that of the settings",
                    "compute it from the settings"))
        }
        if settings(fact.digest) != nil {
            found.append(
                Self.objection(
                    "already-recorded", "these settings were proposed already",
                    "have them approved"))
        }
        return found
    }

    func objections(to fact: SettingsApproved, by: String) -> [Objection] {
        guard let proposal = settings(fact.digest) else {
            return [
                Self.objection(
                    "settings-unknown", "settings \(fact.digest.short) were never proposed",
                    "propose them first")
            ]
        }
        var found: [Objection] = []
        if FoldedName(proposal.proposed.by) == FoldedName(by) {
            found.append(
                Self.objection(
                    "own-settings",
                    "\(TextRules.quoted(by)) proposed these settings and cannot approve them",
                    "another person has to approve them"))
        }
        if settingsInForce?.digest == fact.digest {
            found.append(
                Self.objection(
                    "already-recorded", "these settings are in force already", "nothing to do"))
        }
        return found + rateObjections(proposal.settings.detection.groundRatePerSquareMetre)
    }

    private func rateObjections(_ rate: Double) -> [Objection] {
        var found: [Objection] = []
        if !(rate >= SurveySettings.lowestEvidenceGroundRate) {
            found.append(
                Self.objection(
                    "rate-too-low",
                    "a ground rate of \(rate) per m2 is below "
                        + "\(SurveySettings.lowestEvidenceGroundRate), the lowest for evidence",
                    "propose settings with a higher rate"))
        }
        let approved = settings.filter { !$0.approvals.isEmpty }
        let highest = approved.map(\.settings.detection.groundRatePerSquareMetre).max()
        if let highest, !(rate >= highest) {
            found.append(
                Self.objection(
                    "rate-lowered",
                    "a ground rate of \(rate) per m2 is lower than \(highest), approved before",
                    "propose settings with at least that rate"))
        }
        return found
    }

    func objections(to fact: RoadRegistered) -> [Objection] {
        var found = TextRules.identifier(fact.id, "the road's id")
        if index.foldedRoads.contains(FoldedName(fact.id)) {
            found.append(
                Self.objection(
                    "already-recorded", "road \(TextRules.quoted(fact.id)) is on record already",
                    "give another id"))
        }
        if fact.vertices.count < 2 || !fact.vertices.allSatisfy(\.isOnEarth) {
            found.append(
                Self.objection(
                    "geometry", "a road needs two vertices or more, in degrees of WGS 84",
                    "check the road's file"))
        }
        return found
            + carriagewayObjections(to: fact)
            + Self.check("the road's length", fact.lengthMetres, 1...20_000_000, "m")
    }

    /// Objections to a segment, or to one in the place of those it stands `besides`.
    func objections(
        to fact: SegmentAdded, besides replaced: Set<String> = [], isNew: Bool = true
    ) -> [Objection] {
        var found = TextRules.identifier(fact.id, "the segment's id")
        found += TextRules.name(fact.areaMethod, "the area's method")
        if isNew && index.foldedSegments.contains(FoldedName(fact.id)) {
            found.append(
                Self.objection(
                    "already-recorded",
                    "segment \(TextRules.quoted(fact.id)) is on record already", "give another id"))
        }
        found += extentObjections(fact)
        if !fact.outline.isRing {
            found.append(
                Self.objection(
                    "geometry", "a segment's outline needs three corners or more, in degrees",
                    "compute the outline from the road"))
        }
        if !replaced.isEmpty { found += RingCheck.objections(to: fact.outline, of: fact.id) }
        let overlaps = index.segments(on: fact.road, touching: fact.chainage).map { segments[$0] }
            .filter {
                // Lots of installations that did not know of each other both stand until a person looks.
                !replaced.contains($0.id) && $0.fact.overlaps(fact) && !merging.isUnknown($0.stamp)
            }.map(\.id)
        if !overlaps.isEmpty {
            found.append(
                Self.objection(
                    "overlap",
                    "segment \(TextRules.quoted(fact.id)) overlaps \(ReleaseGate.list(overlaps))",
                    "choose chainages and offsets that no other segment holds"))
        }
        return found
    }

    private func extentObjections(_ fact: SegmentAdded) -> [Objection] {
        var found: [Objection] = []
        if let road = road(fact.road) {
            found += Self.check(
                "the first chainage", fact.chainage.low, 0...road.lengthMetres, "m")
            found += Self.check(
                "the last chainage", fact.chainage.high, 0...(road.lengthMetres + 0.01), "m")
        } else {
            found.append(
                Self.objection(
                    "road-unknown", "there is no road \(TextRules.quoted(fact.road))",
                    "register the road first"))
        }
        found += Self.check("the segment's length", fact.chainage.length, 0.1...1_000_000, "m")
        found += Self.check("the segment's width", fact.offset.length, 0.1...200, "m")
        found += Self.check("the segment's offset", fact.offset.low, -100...100, "m")
        found += Self.check("the segment's depth", fact.depthMetres, 0.01...5, "m")
        let rectangle = max(0.01, fact.chainage.length * fact.offset.length)
        if rectangle.isFinite {
            found += Self.check(
                "the segment's area", fact.areaSquareMetres, (rectangle / 5)...(rectangle * 5),
                "m2")
        }
        return found
    }

    func objections(to fact: SegmentClassified, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.note, "the evidence", isRequired: true)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        let items = fact.evidence ?? []
        found += objections(toEvidence: items, on: segment, at: at)
        return found
            + objections(
                to: .classify(fact.classification), on: segment,
                faults: evidenceFaults(items, on: segment, at: at),
                people: LandPeople(acting: actor(named: by, at: at)))
    }

    static func check(
        _ what: @autoclosure () -> String, _ value: Double, _ range: ClosedRange<Double>,
        _ unit: String
    ) -> [Objection] {
        guard !range.contains(value) else { return [] }
        return [
            objection(
                "range",
                "\(what()) is \(value) \(unit), it must lie between \(range.lowerBound) and "
                    + "\(range.upperBound)",
                "check the figure")
        ]
    }
}

extension SegmentAdded {
    /// Whether two segments share more than a millimetre of ground.
    fileprivate func overlaps(_ other: SegmentAdded) -> Bool {
        func share(_ one: MetreRange, _ two: MetreRange) -> Bool {
            min(one.high, two.high) - max(one.low, two.low) > 0.001
        }
        return road == other.road && share(chainage, other.chainage) && share(offset, other.offset)
    }
}

extension GeographicPosition {
    /// Whether it is a place in degrees.
    var isOnEarth: Bool { (-180...180).contains(longitude) && (-90...90).contains(latitude) }
}

extension [GeographicPosition] {
    /// Whether it is a ring of at least three corners, closed or not.
    var isRing: Bool { Set(self).count >= 3 && allSatisfy(\.isOnEarth) }
}
