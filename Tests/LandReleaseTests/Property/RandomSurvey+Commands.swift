import SurveyModel

@testable import LandRelease

extension RandomSurvey {
    /// A command and who gives it.
    mutating func command(_ record: SurveyRecord) throws -> (fact: Fact, by: String)? {
        if record.segments.isEmpty || numbers.chance(3) {
            let classification = numbers.pick(Classification.allCases) ?? .suspected
            return (.segmentAdded(newSegment(classification)), person())
        }
        return numbers.chance(65) ? try sensible(record) : try anything(record)
    }

    /// The next step on some segment, as somebody would take it who knows the rules.
    private mutating func sensible(_ record: SurveyRecord) throws -> (fact: Fact, by: String)? {
        if numbers.chance(30), let fact = closing(record) { return (fact, "Yusuf") }
        if numbers.chance(25), let fact = try run(record) { return (fact, "Mona") }
        if let report = record.reports.last(where: { $0.state == .submitted }), numbers.chance(50) {
            return approval(report, by: numbers.chance(80) ? "Huda Omar" : person(), record)
        }
        guard let segment = numbers.pick(record.segments) else { return nil }
        let id = segment.id
        let team = numbers.pick(Self.teams) ?? "Team 3"
        switch segment.stage {
        case .open where segment.classification == .unassessed, .noEvidence:
            return (classification(id, .suspected), "Fathi")
        case .open, .tasked, .rework:
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: return (.boxChecked(box(.beforeWork)), "Nabil")
            case 1: return (sweep(record), "Mona")
            case 2:
                return (.workStarted(SurveyFixture.start(id, activity, on: today)), "Nabil")
            default: return submission(id, .reduced, "Salem Ali", record)
            }
        case .technicalSurvey:
            return numbers.chance(50)
                ? (sweep(record), "Mona") : submission(id, .reduced, "Salem Ali", record)
        case .clearance:
            return numbers.chance(40)
                ? (.boxChecked(box(.end)), "Nabil")
                : (
                    .clearanceClaimed(
                        SurveyFixture.claim(
                            id, area: segment.fact.areaSquareMetres,
                            depth: numbers.chance(5) ? 0.1 : 0.15, team: team,
                            disposed: record.finds(on: id).count, on: today)), "Fathi"
                )
        case .claimed:
            return (
                .qualityChecked(
                    SurveyFixture.check(
                        id, .internal, area: numbers.chance(8) ? 0.5 : 4, on: today)), "Amal"
            )
        case .qcPassed:
            return numbers.chance(50)
                ? (.qualityChecked(SurveyFixture.check(id, .external, on: today)), "Idris")
                : submission(id, .cleared, "Fathi", record)
        case .released:
            return numbers.chance(60)
                ? (.handedOver(SurveyFixture.handOver(id, on: today)), "Fathi")
                : (reopening(id), "Huda Omar")
        case .handedOver: return (reopening(id), "Huda Omar")
        }
    }

    private var activity: WorkActivity {
        mutating get { numbers.chance(70) ? .clearance : .technicalSurvey }
    }

    private mutating func box(_ moment: BoxMoment) -> BoxChecked {
        SurveyFixture.box(moment, passed: !numbers.chance(3), on: today)
    }

    private mutating func classification(_ id: String, _ to: Classification) -> Fact {
        .segmentClassified(
            SegmentClassified(
                segment: id, classification: to, note: "told",
                evidence: numbers.chance(90)
                    ? [ReopeningTests.item(.unusedLand, .verbal, direct: false)] : nil))
    }

    private mutating func reopening(_ id: String) -> Fact {
        .segmentReopened(
            SegmentReopened(
                segment: id, reason: "x",
                cause: numbers.chance(90) ? numbers.pick(ReopenCause.allCases) : nil))
    }

    private mutating func submission(
        _ id: String, _ product: LandProduct, _ author: String, _ record: SurveyRecord
    ) -> (fact: Fact, by: String) {
        var report = SurveyFixture.report(
            product, id: record.nextReportID(for: id), coverage: coverage(of: id, record),
            by: author)
        report.segment = id
        if numbers.chance(50) { report.ntsDocument = SurveyFixture.digest("nts") }
        return (.reportSubmitted(report), author)
    }

    private mutating func approval(
        _ report: ReportRecord, by: String, _ record: SurveyRecord
    ) -> (fact: Fact, by: String) {
        (
            .reportApproved(
                ReportApproved(
                    report: report.id, approver: by,
                    coverage: numbers.chance(90)
                        ? report.fact.coverage : coverage(of: report.fact.segment, record))), by
        )
    }

    /// Any command at all, on any segment, by anybody.
    private mutating func anything(_ record: SurveyRecord) throws -> (fact: Fact, by: String)? {
        let id = segment(of: record)
        let by = person()
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: return (classification(id, numbers.pick(Classification.allCases) ?? .confirmed), by)
        case 1:
            return (
                .noEvidenceConcluded(
                    NoEvidenceConcluded(
                        segment: id, document: SurveyFixture.digest("nts"), date: date(),
                        note: "quiet ground")), by
            )
        case 2: return (sweep(record), by)
        case 3: return (.segmentSuspended(SegmentSuspended(segment: id, reason: "flood")), by)
        case 4, 5: return (reopening(id), by)
        case 6: return (.reviewClosed(ReviewClosed(segment: id, reason: "stands")), by)
        case 7:
            return (
                .workStarted(
                    SurveyFixture.start(
                        id, activity, isMarked: numbers.chance(80), on: date())), by
            )
        case 8: return (.boxChecked(box(numbers.pick(BoxMoment.allCases) ?? .end)), by)
        case 9: return (claim(id, record, by), by)
        case 10, 11: return (check(id, by), by)
        case 12: return (visit(id, by), by)
        case 13: return (accident(), by)
        case 14: return (.handedOver(handOver(id)), by)
        case 15: return (.lotThawed(LotThawed(segment: id, reason: "cause found")), by)
        case 16: return (shape(id, record), by)
        case 17:
            return submission(
                id, numbers.pick(LandProduct.allCases) ?? .cleared, by, record)
        case 18:
            guard let report = numbers.pick(record.reports) else { return nil }
            return numbers.chance(80)
                ? approval(report, by: by, record)
                : (.reportReturned(ReportReturned(report: report.id, reason: "again")), by)
        default:
            return try run(record).map { ($0, by) }
        }
    }

    private mutating func claim(_ id: String, _ record: SurveyRecord, _ by: String) -> Fact {
        let area = record.segment(id)?.fact.areaSquareMetres ?? 20
        return .clearanceClaimed(
            SurveyFixture.claim(
                id, area: numbers.chance(70) ? area : area * 0.9,
                depth: numbers.chance(80) ? 0.15 : 0.1, team: numbers.pick(Self.teams) ?? "",
                method: numbers.chance(80) ? .excavation : .instrument("gpr"),
                disposed: numbers.chance(90) ? record.finds(on: id).count : -1, on: date(),
                author: by))
    }

    private mutating func check(_ id: String, _ by: String) -> Fact {
        .qualityChecked(
            SurveyFixture.check(
                id, numbers.pick(QualityKind.allCases) ?? .internal,
                numbers.chance(60) ? .passed : numbers.pick(QualityResult.allCases) ?? .critical,
                area: numbers.chance(70) ? 4 : numbers.pick([0, 1, .nan, 1e9]) ?? 0, inspector: by,
                on: date()))
    }

    private mutating func visit(_ id: String, _ by: String) -> Fact {
        let severity = numbers.pick(Severity.allCases) ?? .none
        return .qaVisited(
            QualityVisited(
                date: date(), activity: .clearance, segment: numbers.chance(70) ? id : nil,
                organisationInspected: "HALO", organisationInspecting: "LibMAC", inspector: by,
                nonConformity: severity == .none ? nil : numbers.pick(NonConformity.allCases),
                severity: severity, measures: severity == .none ? "" : "again"))
    }

    private mutating func accident() -> Fact {
        var accident = SurveyFixture.accident(
            at: Double.random(in: 90...230, using: &numbers),
            offset: numbers.chance(40) ? -4.75 : 30, on: date())
        if numbers.chance(5) { accident.injured = -1 }
        return .accidentReported(accident)
    }

    private mutating func handOver(_ id: String) -> HandedOver {
        var fact = SurveyFixture.handOver(
            id, without: numbers.chance(80) ? nil : numbers.pick(HandOverParty.allCases), on: date()
        )
        fact.hasBenchmarks = numbers.chance(90)
        return fact
    }

    private mutating func shape(_ id: String, _ record: SurveyRecord) -> Fact {
        guard let old = record.segment(id) else {
            return .segmentMerged(
                SegmentMerged(
                    segments: [id], whole: SurveyFixture.segmentFact("M"), reason: "x"))
        }
        segmentCount += 1
        let (low, high) = (old.fact.chainage.low, old.fact.chainage.high)
        func part(_ name: String, _ from: Double, _ to: Double) -> SegmentAdded {
            SegmentGeometryTests.part(name, from, to, classification: old.classification)
        }
        let next = record.segments.first { abs($0.fact.chainage.low - high) < 1e-6 }
        switch next == nil ? Int.random(in: 0..<3, using: &numbers) : 1 {
        case 0:
            let middle = (low + high) / 2 + (numbers.chance(10) ? 100 : 0)
            return .segmentSplit(
                SegmentSplit(
                    segment: id,
                    parts: [
                        part("P\(segmentCount)a", low, middle),
                        part("P\(segmentCount)b", middle, high),
                    ], reason: "x"))
        case 1:
            return .segmentMerged(
                SegmentMerged(
                    segments: [id, next?.id ?? "nope"],
                    whole: part("M\(segmentCount)", low, next?.fact.chainage.high ?? high),
                    reason: "x"))
        default:
            return .segmentReversioned(
                SegmentReversioned(
                    version: old.version + 1,
                    geometry: part(id, low - (numbers.chance(80) ? 1 : -1), high), reason: "x"))
        }
    }
}
