import SurveyModel
import Testing

@testable import LandRelease

@Suite("Reopening, freezing and classification")
struct ReopeningTests {
    static let lots = [
        (id: SurveyFixture.segment, team: "Team 3"), (id: "LOT-2", team: "TEAM  3"),
        (id: "LOT-3", team: "Team 4"),
    ]

    func codes(_ survey: GrowingRecord, handingOver id: String) -> [String] {
        survey.codes(
            .handedOver(SurveyFixture.handOver(id, on: "2026-03-04")), at: GrowingRecord.fourthDay)
    }

    @Test("Every cause reopens handed-over ground; four of them freeze the sibling lots")
    func reopens() throws {
        for cause in ReopenCause.allCases {
            var survey = try GrowingRecord.cleared(Self.lots)
            survey.add(.handedOver(SurveyFixture.handOver()), at: GrowingRecord.thirdDay)
            #expect(survey.state == "suspected, handed-over, cleared")
            survey.add(
                .segmentReopened(
                    SegmentReopened(segment: SurveyFixture.segment, reason: "x", cause: cause)),
                at: GrowingRecord.thirdDay)
            #expect(survey.record.conflicts == [])
            let confirmed = cause == .missedItem || cause == .accident
            #expect(survey.state == (confirmed ? "confirmed, open" : "suspected, open"))
            let freezes: [ReopenCause] = [.missedItem, .accident, .falseRecord, .detectorFault]
            let isFrozen = freezes.contains(cause)
            #expect(codes(survey, handingOver: "LOT-2") == (isFrozen ? ["frozen"] : []))
            #expect(codes(survey, handingOver: "LOT-3") == [])
            let record = survey.record
            #expect(record.segment(SurveyFixture.segment)?.version == 2)
            #expect(record.reports.first?.state == .superseded)
            #expect(record.areaAccount.clearedSquareMetres == 40)
            #expect(record.areaAccount.remainingSquareMetres == 20)
            guard isFrozen else { continue }
            survey.add(
                .lotThawed(LotThawed(segment: "LOT-2", reason: "the fuze was newer than the road")),
                at: GrowingRecord.fourthDay)
            #expect(survey.record.conflicts == [])
            #expect(codes(survey, handingOver: "LOT-2") == [])
        }
    }

    @Test("An accident reopens by itself the released ground it lies on, and freezes siblings")
    func accident() throws {
        var survey = try GrowingRecord.cleared(Self.lots)
        survey.add(.accidentReported(SurveyFixture.accident()), at: GrowingRecord.fourthDay)
        #expect(survey.record.conflicts == [])
        #expect(survey.state == "confirmed, open")
        #expect(survey.record.segment("LOT-2")?.product == .cleared)
        #expect(codes(survey, handingOver: "LOT-2") == ["frozen"])
        #expect(codes(survey, handingOver: "LOT-3") == [])
        survey = try GrowingRecord.cleared(Self.lots)
        survey.add(
            .accidentReported(SurveyFixture.accident(offset: 40)), at: GrowingRecord.fourthDay)
        #expect(survey.record.conflicts == [])
        #expect(survey.state == "suspected, released, cleared")
        #expect(survey.record.work.accidents.count == 1)
    }

    @Test("A lot the same team claims later is frozen too, until it is thawed")
    func freezesLater() throws {
        var survey = try GrowingRecord.cleared([(SurveyFixture.segment, "Team 3")])
        survey.add(.segmentAdded(SurveyFixture.segmentFact("LOT-9", from: 300)))
        survey.add(.accidentReported(SurveyFixture.accident()), at: GrowingRecord.fourthDay)
        survey.clear("LOT-9")
        survey.check("LOT-9")
        #expect(survey.record.conflicts == [])
        #expect(
            survey.codes(
                .reportSubmitted(GrowingRecord.clearedReport("LOT-9")), by: "Fathi",
                at: GrowingRecord.fourthDay) == ["frozen"])
    }

    @Test("Lots released by sweeps are siblings by who ran the radar")
    func freezesSwept() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        survey.add(.segmentAdded(SurveyFixture.segmentFact("VERGE-2", from: 300)))
        survey.add(.sweepRegistered(SurveyFixture.sweep("L2", segment: "VERGE-2")))
        survey.add(.detectionRun(try SurveyFixture.run("L2")))
        let request = ReleaseRequest(
            segment: "VERGE-2", product: .reduced, author: "A", at: GrowingRecord.fourthDay,
            note: "")
        let coverage = SurveyFixture.coverage(["L2"])
        func codes() -> [String] {
            ReleaseGate.objections(to: request, record: survey.record, coverage: coverage)
                .map(\.code)
        }
        #expect(codes() == [])
        survey.add(
            .segmentReopened(
                SegmentReopened(
                    segment: SurveyFixture.segment, reason: "x", cause: .detectorFault)),
            at: GrowingRecord.thirdDay)
        #expect(codes() == ["frozen"])
    }

    @Test("Hand-over needs every party, benchmarks and the residual risk, after the approval")
    func handOver() throws {
        let survey = try GrowingRecord.cleared([(SurveyFixture.segment, "Team 3")])
        for party in HandOverParty.allCases {
            let found = survey.record.objections(
                to: .handedOver(SurveyFixture.handOver(without: party)), by: "A",
                at: GrowingRecord.fourthDay)
            #expect(found.map(\.code) == ["signature-missing", "signatures-missing"])
            #expect(found[0].text.contains(party.rawValue))
        }
        var bad = SurveyFixture.handOver(on: "2026-03-01")
        bad.hasBenchmarks = false
        bad.residualRisk = " "
        bad.women = -1
        bad.signatories[1].name = "SIGNS for operator"
        #expect(
            survey.codes(.handedOver(bad), at: GrowingRecord.fourthDay) == [
                "range", "signature-twice", "benchmarks-missing", "residual-risk-missing",
                "back-dated", "back-dated", "back-dated",
            ])
    }

    static func item(
        _ type: EvidenceType, _ source: EvidenceSource, direct: Bool, at chainage: Double? = nil,
        on date: String = "2026-02-20"
    ) -> EvidenceItem {
        EvidenceItem(
            type: type, source: source, isDirect: direct,
            position: chainage.map { RoadPosition(chainageMetres: $0, offsetMetres: -4) },
            geographic: chainage.map { SurveyFixture.place($0, -4) }, date: date)
    }

    @Test("Suspected needs a piece of evidence, confirmed a direct one with its place")
    func classifies() throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        survey.add(
            .segmentAdded(
                SurveyFixture.segmentFact("NEW", from: 200, classification: .unassessed)))
        func codes(
            _ classification: Classification, _ evidence: [EvidenceItem]?
        ) -> [String] {
            survey.codes(
                .segmentClassified(
                    SegmentClassified(
                        segment: "NEW", classification: classification, note: "told",
                        evidence: evidence)))
        }
        #expect(codes(.suspected, nil) == ["evidence-missing"])
        #expect(codes(.suspected, [Self.item(.unusedLand, .verbal, direct: false)]) == [])
        #expect(
            codes(.confirmed, [Self.item(.itemPresence, .visual, direct: true)])
                == ["direct-evidence-missing"])
        #expect(
            codes(.confirmed, [Self.item(.itemPresence, .visual, direct: true, at: 205)]) == [])
        #expect(
            codes(
                .confirmed,
                [Self.item(.scrap, .visual, direct: true, at: 900, on: "2027-01-01")]) == [
                    "in-future", "evidence-not-direct", "evidence-off-place",
                ])
        let before = try GrowingRecord()
        #expect(
            before.codes(
                .segmentClassified(
                    SegmentClassified(
                        segment: SurveyFixture.segment, classification: .confirmed, note: "found"))
            ) == [])
    }

    @Test("Every type and source of evidence is direct or not as mine-action.md 1.1 says")
    func knowsDirectEvidence() {
        var direct: [String] = []
        for type in EvidenceType.allCases {
            for source in EvidenceSource.allCases
            where Self.item(type, source, direct: true).mayBeDirect {
                direct.append("\(type.rawValue) \(source.rawValue)")
            }
        }
        #expect(EvidenceType.allCases.count == 8 && EvidenceSource.allCases.count == 3)
        #expect(
            direct == [
                "item-presence visual", "item-presence records", "reported-detonation visual",
                "reported-detonation verbal", "reported-detonation records", "other visual",
                "other records",
            ])
    }

    @Test("Ground that never was a hazard is closed without a product, and new evidence opens it")
    func concludesNoEvidence() throws {
        var survey = try GrowingRecord()
        survey.add(
            .segmentAdded(
                SurveyFixture.segmentFact("NEW", from: 200, classification: .unassessed)))
        func fact(_ id: String) -> Fact {
            .noEvidenceConcluded(
                NoEvidenceConcluded(
                    segment: id, document: SurveyFixture.digest("nts"), date: "2026-03-01",
                    note: "nobody ever fought here"))
        }
        #expect(survey.codes(fact(SurveyFixture.segment)) == ["assessed"])
        survey.add(fact("NEW"), at: SurveyFixture.evening)
        #expect(survey.record.segment("NEW")?.state.description == "unassessed, no-evidence")
        #expect(survey.record.segment("NEW")?.workStatus == .closed)
        #expect(survey.record.areaAccount.originalSquareMetres == 20)
        survey.add(
            .segmentClassified(
                SegmentClassified(segment: "NEW", classification: .suspected, note: "a shepherd")),
            at: GrowingRecord.thirdDay)
        #expect(survey.record.segment("NEW")?.state.description == "suspected, open")
        #expect(survey.record.conflicts == [])
    }
}
