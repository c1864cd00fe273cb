internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: QualityChecked, by: String, at: String) -> [Objection] {
        var found = signerObjections(fact.inspector, by, "inspector")
        found += TextRules.name(fact.organisation, "the organisation's name")
        found += TextRules.name(fact.asset, "the asset's name")
        found += nonConformityFaults(
            fact.nonConformity, isSound: fact.result == .passed, fact.measures)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        let area = segment.fact.areaSquareMetres
        found += Self.check(
            "the area checked again", fact.areaSquareMetres, 0...(area * 1.001), "m2")
        let done = work.work(on: segment.id)
        var faults: [LandRequirement: [Objection]] = [:]
        faults[.checkedShare] = shareFaults(fact, of: area)
        faults[.dates] = dayFaults(
            fact.date, "the check", at: at, notBefore: foundations(of: fact.control, done))
        var checker = actor(named: fact.inspector, at: at)
        checker.organisation = checker.organisation ?? fact.organisation
        return found
            + objections(
                to: .check(fact.control, fact.result), on: segment, faults: faults,
                people: LandPeople(
                    acting: checker, authors: claimants(of: done, kind: fact.control, at: at),
                    workers: workers(of: done, at: at)))
    }

    private func foundations(of kind: QualityKind, _ done: SegmentWork) -> [(String, String)] {
        var earlier: [(String, String)] = []
        if let claim = done.claim { earlier.append(("the completion", claim.fact.completedOn)) }
        if kind == .external, let check = done.internalCheck {
            earlier.append(("internal quality control", check.fact.date))
        }
        if earlier.isEmpty, let last = done.starts.last {
            earlier.append(("the last day of work", last.fact.date))
        }
        return earlier
    }

    /// Who stands behind the claim: its author, and before the hold point who checked it inside.
    private func claimants(of done: SegmentWork, kind: QualityKind, at: String) -> [Actor] {
        var names = [done.claim?.fact.author].compactMap { $0 }
        if kind == .external, let inside = done.internalCheck?.fact.inspector {
            names.append(inside)
        }
        return names.map { actor(named: $0, at: at) }
    }

    private func workers(of done: SegmentWork, at: String) -> [Actor] {
        var names: [String] = []
        for start in done.starts where !names.contains(start.fact.supervisor) {
            names.append(start.fact.supervisor)
        }
        return names.map { actor(named: $0, at: at) }
    }

    private func shareFaults(_ fact: QualityChecked, of area: Double) -> [Objection] {
        let needed = settingsInForce?.settings.authority?.qcShare ?? 0
        let share = fact.areaSquareMetres / max(area, 0.01)
        guard !(share >= needed - 1e-9) || !(share > 0) else { return [] }
        return [
            Self.objection(
                "qc-share",
                "\(Figure.rounded(share * 100, 100)) % of segment \(fact.segment) was checked again, "
                    + (needed > 0
                        ? "the settings ask for \(Figure.rounded(needed * 100, 100)) %"
                        : "that is none of it"),
                "check a larger share again")
        ]
    }

    private func nonConformityFaults(
        _ what: NonConformity?, isSound: Bool, _ measures: String
    ) -> [Objection] {
        var found = TextRules.note(measures, "the measures", isRequired: !isSound)
        if isSound && what != nil {
            found.append(
                Self.objection(
                    "non-conformity", "a non-conformity is named, but nothing is said to be wrong",
                    "give its severity"))
        } else if !isSound && what == nil {
            found.append(
                Self.objection(
                    "non-conformity", "it is not said what is wrong", "name the non-conformity"))
        }
        return found
    }

    func objections(to fact: QualityVisited, by: String, at: String) -> [Objection] {
        var found = signerObjections(fact.inspector, by, "inspector")
        found += TextRules.name(fact.organisationInspected, "the organisation inspected")
        found += TextRules.name(fact.organisationInspecting, "the organisation inspecting")
        found += nonConformityFaults(
            fact.nonConformity, isSound: fact.severity == .none, fact.measures)
        found += dayFaults(fact.date, "the visit", at: at)
        found += roleFaults(
            fact.inspector, [.qualityOfficer, .inspector, .authority], to: "visit work", at: at)
        guard let id = fact.segment else { return found }
        if segment(id) == nil { found.append(unknown(id)) }
        return found
    }

    func objections(to fact: HandedOver, by: String, at: String) -> [Objection] {
        var found: [Objection] = []
        for (what, count) in [
            ("men", fact.men), ("women", fact.women), ("boys", fact.boys), ("girls", fact.girls),
        ] {
            found += Self.check("the number of \(what)", Double(count), 0...1e6, "")
        }
        found += TextRules.note(fact.residualRisk, "the statement of residual risk")
        for signatory in fact.signatories {
            found += TextRules.name(signatory.name, "the name of a signatory")
        }
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        var faults: [LandRequirement: [Objection]] = [:]
        faults[.signatures] = signatureFaults(fact, at: at)
        if !fact.hasBenchmarks { faults[.benchmarks] = [LandRequirement.benchmarks.objection] }
        if FoldedName(fact.residualRisk).isEmpty {
            faults[.residualRisk] = [LandRequirement.residualRisk.objection]
        }
        faults[.noReview] = ReleaseGate.reviewObjections(segment)
        faults[.notFrozen] = ReleaseGate.frozenObjections(segment, self)
        let approval = reports.last { $0.fact.segment == segment.id && $0.state == .approved }
        let earlier = approval?.decision.map { [("the approval", $0.at)] } ?? []
        faults[.dates] = fact.signatories.flatMap {
            dayFaults($0.date, "the signature of \($0.name)", at: at, notBefore: earlier)
        }
        return found
            + objections(
                to: .handOver, on: segment, faults: faults,
                people: LandPeople(acting: actor(named: by, at: at)))
    }

    private func signatureFaults(_ fact: HandedOver, at: String) -> [Objection] {
        var found: [Objection] = []
        for party in HandOverParty.allCases
        where !fact.signatories.contains(where: { $0.party == party }) {
            found.append(
                Self.objection(
                    "signature-missing", "no signature of the \(party.rawValue) is given",
                    "have the \(party.rawValue) sign"))
        }
        let names = fact.signatories.map { FoldedName($0.name) }
        if Set(names).count < names.count {
            found.append(
                Self.objection(
                    "signature-twice", "one person signs twice", "have another person sign"))
        }
        let needed = settingsInForce?.settings.authority?.handOverSignatures ?? 0
        if fact.signatories.count < needed {
            found.append(
                Self.objection(
                    "signatures-missing",
                    "\(fact.signatories.count) people signed, the settings ask for \(needed)",
                    "have more people sign"))
        }
        for signatory in fact.signatories {
            found += roleFaults(
                signatory.name, [signatory.party.role],
                to: "sign for the \(signatory.party.rawValue)", at: at)
        }
        return found
    }

    func objections(to fact: AccidentReported, at: String) -> [Objection] {
        var found = TextRules.note(fact.note, "the note")
        found += dayFaults(fact.date, "the accident", at: at)
        found += Self.check("the number of injured", Double(fact.injured), 0...1e5, "")
        found += Self.check("the error of the place", fact.placeErrorMetres, 0...10_000, "m")
        found += Self.check("the chainage", fact.position.chainageMetres, -10_000...2e7, "m")
        found += Self.check("the offset", fact.position.offsetMetres, -1000...1000, "m")
        if !roads.contains(where: { $0.id == fact.road }) {
            found.append(
                Self.objection(
                    "road-unknown", "there is no road \(TextRules.quoted(fact.road))",
                    "place it by a road on record"))
        }
        if !fact.geographic.isOnEarth {
            found.append(
                Self.objection(
                    "geometry", "the accident has no place in degrees",
                    "compute it from the road"))
        }
        return found
    }

    func objections(to fact: LotThawed, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        found += roleFaults(by, [.authority], to: "thaw lots", at: at)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        if freezes(on: segment).isEmpty {
            found.append(
                Self.objection(
                    "not-frozen", "segment \(segment.id) is not frozen", "nothing to thaw"))
        }
        return found
    }
}
