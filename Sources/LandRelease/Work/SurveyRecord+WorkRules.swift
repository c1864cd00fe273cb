internal import SurveyModel

extension SurveyRecord {
    /// Objections to a step on a segment by the one state machine.
    func objections(
        to step: LandStep, on segment: SegmentRecord, faults: [LandRequirement: [Objection]],
        people: LandPeople?, judgesRoles: Bool = true
    ) -> [Objection] {
        var people = people
        people?.judgesRoles = judgesRoles
        let answer = LandStateMachine.transition(
            from: segment.state, step, evidence: LandEvidence(faults: faults), people: people,
            rules: landRules(onSegment: segment.id), name: "segment \(segment.id)")
        switch answer {
        case .success: return []
        case .failure(let refusal): return refusal.objections
        }
    }

    /// Objections to a day: not a date, in the future, or before what it rests on.
    func dayFaults(
        _ day: String, _ what: String, at: String, notBefore earlier: [(String, String)] = []
    ) -> [Objection] {
        guard ISOTime.isDate(day) else {
            return [
                Self.objection(
                    "date", "\(TextRules.quoted(day)) is not a date such as 2026-03-01",
                    "say when \(what) was")
            ]
        }
        var found: [Objection] = []
        if ISOTime.isTimestamp(at), ISOTime.isAfter(day, at) {
            found.append(
                Self.objection(
                    "in-future", "\(what) is dated \(day), now is \(at)",
                    "check the date and the clock of this machine"))
        }
        for (name, date) in earlier where day < ISOTime.date(of: date) {
            found.append(
                Self.objection(
                    "back-dated",
                    "\(what) is dated \(day), \(name) is of \(ISOTime.date(of: date))",
                    "check the dates: nothing comes before what it rests on"))
        }
        return found
    }

    func objections(to fact: NoEvidenceConcluded, by: String, at: String) -> [Objection] {
        let found = TextRules.note(fact.note, "the reasons", isRequired: true)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        return found
            + objections(
                to: .concludeNoEvidence, on: segment,
                faults: [
                    .dates: dayFaults(fact.date, "the survey", at: at),
                    .alarmsClosed: ReleaseGate.openAlarmObjections(segment, self),
                    .noItem: ReleaseGate.itemObjections(segment, self),
                ], people: LandPeople(acting: actor(named: by, at: at)))
    }

    func evidenceFaults(
        _ items: [EvidenceItem], on segment: SegmentRecord, at: String
    ) -> [LandRequirement: [Objection]] {
        var faults: [LandRequirement: [Objection]] = [:]
        if items.isEmpty {
            faults[.indirectEvidence] = [LandRequirement.indirectEvidence.objection]
        }
        if !items.contains(where: { $0.isDirect && $0.position != nil }) {
            faults[.locatedEvidence] = [LandRequirement.locatedEvidence.objection]
        }
        return faults
    }

    /// Objections to pieces of evidence by themselves.
    func objections(
        toEvidence items: [EvidenceItem], on segment: SegmentRecord, at: String
    ) -> [Objection] {
        items.enumerated().flatMap { index, item -> [Objection] in
            let name = "piece of evidence \(index + 1)"
            var found = TextRules.note(item.note, "the note of \(name)")
            found += dayFaults(item.date, name, at: at)
            if item.isDirect && !item.mayBeDirect {
                found.append(
                    Self.objection(
                        "evidence-not-direct",
                        "\(name), \(item.type.rawValue) from \(item.source.rawValue), is indirect "
                            + "evidence", "give it as indirect"))
            }
            if let position = item.position {
                found += placeFaults(position, item.geographic, of: name, on: segment.fact)
            }
            return found
        }
    }

    private func placeFaults(
        _ position: RoadPosition, _ geographic: GeographicPosition?, of name: String,
        on segment: SegmentAdded
    ) -> [Objection] {
        var found: [Objection] = []
        if geographic?.isOnEarth != true {
            found.append(
                Self.objection(
                    "geometry", "\(name) has no place in degrees", "compute it from the road"))
        }
        if !segment.holds(position, on: segment.road, along: 50, across: 50) {
            found.append(
                Self.objection(
                    "evidence-off-place",
                    "\(name) lies more than 50 m from segment \(segment.id)",
                    "check the place, or give the evidence with the segment it lies on"))
        }
        return found
    }

    func objections(to fact: WorkStarted, by: String, at: String) -> [Objection] {
        var found = TextRules.name(fact.supervisor, "the supervisor's name")
        found += TextRules.name(fact.asset, "the asset's name")
        found += TextRules.note(fact.note, "the note")
        if let task = fact.task { found += TextRules.name(task, "the task's id") }
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        let last = work.work(on: segment.id).starts.last
        var earlier = [("segment \(segment.id)", segment.stamp.at)]
        if let last { earlier.append(("the day of work before", last.fact.date)) }
        var faults: [LandRequirement: [Objection]] = [:]
        faults[.dates] = dayFaults(fact.date, "the day of work", at: at, notBefore: earlier)
        if !fact.isMarked { faults[.marking] = [LandRequirement.marking.objection] }
        let box = work.boxChecks(of: fact.asset, on: fact.date).last {
            $0.fact.moment == .beforeWork
        }
        if box?.fact.isPassed != true {
            faults[.boxBeforeWork] = [
                Self.objection(
                    "box-check-missing",
                    "\(TextRules.quoted(fact.asset)) passed no test box before work on "
                        + TextRules.quoted(fact.date),
                    "check it over the test box and record the result")
            ]
        }
        faults.merge(taskFaults(fact, on: segment)) { $1 }
        return found
            + objections(
                to: .start(fact.activity), on: segment, faults: faults,
                people: LandPeople(acting: actor(named: fact.supervisor, at: at)))
    }

    func objections(to fact: BoxChecked, at: String) -> [Objection] {
        TextRules.name(fact.asset, "the asset's name")
            + TextRules.name(fact.checkedBy, "the name of who checked")
            + TextRules.note(fact.note, "the note")
            + dayFaults(fact.date, "the check", at: at)
    }

    func objections(to fact: ClearanceClaimed, by: String, at: String) -> [Objection] {
        var found = signerObjections(fact.author, by, "author")
        found += TextRules.name(fact.team, "the team's name")
        found += TextRules.name(fact.asset, "the asset's name")
        found += TextRules.name(fact.procedure, "the procedure's name")
        found += TextRules.name(fact.method.text, "the method's name")
        found += TextRules.note(fact.note, "the note")
        found += Self.check("the depth reached", fact.depthMetres, 0.01...10, "m")
        found += Self.check("the area cleared", fact.areaSquareMetres, 0.01...1e9, "m2")
        found += Self.check("the items disposed of", Double(fact.itemsDisposed), 0...1e6, "")
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        let done = work.work(on: segment.id)
        var faults = claimFaults(fact, on: segment)
        faults[.accreditation, default: []] += ReleaseGate.accreditationObjections(
            segment, .cleared, self, [])
        faults[.sweepsRead] = ReleaseGate.unreadSweepObjections(segment, self)
        faults[.alarmsClosed] = ReleaseGate.openAlarmObjections(segment, self)
        faults[.boxEveryDay] = boxFaults(of: done)
        faults[.dates] = dayFaults(
            fact.completedOn, "the completion", at: at,
            notBefore: done.starts.last.map { [("the last day of work", $0.fact.date)] } ?? [])
        return found
            + objections(
                to: .claim, on: segment, faults: faults,
                people: LandPeople(acting: actor(named: fact.author, at: at)))
    }

    /// What a completion claim lacks as the ground of *cleared*.
    func claimFaults(
        _ claim: ClearanceClaimed, on segment: SegmentRecord
    ) -> [LandRequirement: [Objection]] {
        var faults: [LandRequirement: [Objection]] = [:]
        let area = segment.fact.areaSquareMetres
        if !(abs(claim.areaSquareMetres - area) <= area * 1e-3) {
            faults[.coverage] = [
                Self.objection(
                    "claim-area",
                    "\(Figure.metres(claim.areaSquareMetres)) m2 are claimed to be cleared, segment "
                        + "\(segment.id) has \(Figure.metres(area)) m2",
                    "clear the whole segment, or split it and claim a part")
            ]
        }
        if !(claim.depthMetres >= segment.fact.depthMetres - 1e-9) {
            faults[.depth] = [
                Self.objection(
                    "claim-too-shallow",
                    "the clearance reaches \(Figure.metres(claim.depthMetres)) m, segment "
                        + "\(segment.id) needs \(Figure.metres(segment.fact.depthMetres)) m",
                    "clear down to the depth of the segment")
            ]
        }
        let items = finds(on: segment.id).count(where: \.isExplosive)
        if claim.itemsDisposed < items {
            faults[.itemsDisposed] = [
                Self.objection(
                    "items-not-disposed",
                    "\(items) explosive items were found on segment \(segment.id), "
                        + "\(claim.itemsDisposed) are disposed of", "dispose of every item")
            ]
        }
        if let fault = methodFault(claim.method, on: segment) { faults[.accreditation] = [fault] }
        return faults
    }

    /// Excavation clears; a metal detector only where it sees every class required; GPR alone never.
    private func methodFault(_ method: ClosingMethod, on segment: SegmentRecord) -> Objection? {
        switch method {
        case .excavation: return nil
        case .metalDetector:
            let rules = releaseRules(onSegment: segment.id)
            let needed = rules.requiredClasses.flatMap { required -> [String] in
                required == .antiVehicle
                    ? ["plastic_AT", "metal_AT"] : ["plastic_AP", "metal_AP"]
            }
            let blind = needed.filter { !rules.metalDetectorSees.contains($0) }
            guard !blind.isEmpty else { return nil }
            return Self.objection(
                "not-accredited",
                "a metal detector does not clear segment \(segment.id): the settings do not rate it "
                    + "able to see \(blind.joined(separator: ", "))", "clear it by excavation")
        case .instrument(let name):
            return Self.objection(
                "not-accredited",
                "\(TextRules.quoted(name)) is no accredited clearance method; GPR alone never gives "
                    + "cleared", "clear it by excavation")
        }
    }
}
