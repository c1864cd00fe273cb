import SurveyModel
import Testing

@testable import LandRelease

@Suite("From task to hand-over")
struct ClearanceTests {
    @Test("Clearance: started, claimed, checked inside and outside, approved, handed over")
    func honestPath() throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        var states: [String] = []
        survey.add(.boxChecked(SurveyFixture.box(.beforeWork)), at: SurveyFixture.evening)
        survey.add(.workStarted(SurveyFixture.start()), at: SurveyFixture.evening)
        states.append(survey.state)
        survey.add(.boxChecked(SurveyFixture.box(.end)), at: SurveyFixture.evening)
        survey.add(
            .clearanceClaimed(SurveyFixture.claim()), by: "Fathi", at: SurveyFixture.evening)
        states.append(survey.state)
        survey.check()
        states.append(survey.state)
        survey.releaseCleared()
        states.append(survey.state)
        survey.add(.handedOver(SurveyFixture.handOver()), at: GrowingRecord.thirdDay)
        states.append(survey.state)
        #expect(survey.record.conflicts == [])
        #expect(
            states == [
                "suspected, clearance", "suspected, claimed", "suspected, qc-passed",
                "suspected, released, cleared", "suspected, handed-over, cleared",
            ])
        #expect(survey.record.segment(SurveyFixture.segment)?.workStatus == .closed)
        #expect(survey.record.areaAccount.clearedSquareMetres == 20)
        #expect(survey.record.areaAccount.isBalanced)
    }

    @Test("One request for cleared with ten faults gets ten objections")
    func tenFaults() throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(
            .detectionRun(
                try SurveyFixture.run("L1", alarms: [SurveyFixture.alarm(104, -4.75)])))
        survey.add(.sweepRegistered(SurveyFixture.sweep("L2", acquiredOn: "2026-03-05")))
        survey.add(.boxChecked(SurveyFixture.box(.beforeWork)), at: SurveyFixture.morning)
        survey.add(.workStarted(SurveyFixture.start()), at: SurveyFixture.morning)
        survey.add(
            .segmentSuspended(SegmentSuspended(segment: SurveyFixture.segment, reason: "flood")))
        survey.add(.reviewClosed(ReviewClosed(segment: SurveyFixture.segment, reason: "x")))
        let found = ReleaseGate.objections(
            to: ReleaseRequest(
                segment: SurveyFixture.segment, product: .cleared, author: " ",
                at: SurveyFixture.evening, note: "a\u{7}b"), record: survey.record, coverage: [])
        #expect(
            found.map(\.code) == [
                "author", "text", "record-conflict", "suspended", "not-claimed",
                "internal-qc-missing", "external-qc-missing", "no-run", "open-alarms",
                "box-check-missing", "sweep-after-report",
            ])
        #expect(found.allSatisfy { !$0.text.isEmpty && !$0.cure.isEmpty })
    }

    /// What is wrong with one fact of the way, and the code it gives.
    struct Fault: Sendable, CustomStringConvertible {
        var description: String
        var codes: [String]
        var facts: @Sendable () -> [Fact]
        var last: @Sendable () -> Fact
        var by = SurveyFixture.author
    }

    static let begun: @Sendable () -> [Fact] = {
        [
            .boxChecked(SurveyFixture.box(.beforeWork)), .workStarted(SurveyFixture.start()),
            .boxChecked(SurveyFixture.box(.end)),
        ]
    }
    static let claimed: @Sendable () -> [Fact] = {
        begun() + [.clearanceClaimed(SurveyFixture.claim(author: SurveyFixture.author))]
    }

    static let faults: [Fault] = [
        Fault(
            description: "work without marking or box",
            codes: ["marking-missing", "box-check-missing"],
            facts: { [] }, last: { .workStarted(SurveyFixture.start(isMarked: false)) }),
        Fault(
            description: "box failed", codes: ["box-check-missing"],
            facts: { [.boxChecked(SurveyFixture.box(.beforeWork, passed: false))] },
            last: { .workStarted(SurveyFixture.start()) }),
        Fault(
            description: "another asset's box", codes: ["box-check-missing"],
            facts: { [.boxChecked(SurveyFixture.box(.beforeWork, asset: "Team 4"))] },
            last: { .workStarted(SurveyFixture.start()) }),
        Fault(
            description: "work in the future", codes: ["box-check-missing", "in-future"],
            facts: { [.boxChecked(SurveyFixture.box(.beforeWork))] },
            last: { .workStarted(SurveyFixture.start(on: "2026-03-09")) }),
        Fault(
            description: "work before its segment", codes: ["box-check-missing", "back-dated"],
            facts: { [] }, last: { .workStarted(SurveyFixture.start(on: "2026-02-28")) }),
        Fault(
            description: "no date", codes: ["date"], facts: { [] },
            last: { .boxChecked(SurveyFixture.box(.end, on: "yesterday")) }),
        Fault(
            description: "claim without work", codes: ["stage"], facts: { [] },
            last: { .clearanceClaimed(SurveyFixture.claim(author: SurveyFixture.author)) }),
        Fault(
            description: "claim of a part, too shallow, by GPR, before the work, no end box",
            codes: [
                "not-accredited", "claim-area", "claim-too-shallow", "box-check-missing",
                "back-dated",
            ],
            facts: {
                [.boxChecked(SurveyFixture.box(.beforeWork)), .workStarted(SurveyFixture.start())]
            },
            last: {
                .clearanceClaimed(
                    SurveyFixture.claim(
                        area: 19.9, depth: 0.149, method: .instrument("gpr"), on: "2026-02-28",
                        author: SurveyFixture.author))
            }),
        Fault(
            description: "claim by metal detector", codes: ["not-accredited"], facts: begun,
            last: {
                .clearanceClaimed(
                    SurveyFixture.claim(method: .metalDetector, author: SurveyFixture.author))
            }),
        Fault(
            description: "figures that are none",
            codes: [
                "range", "range", "range", "claim-area", "claim-too-shallow", "items-not-disposed",
            ],
            facts: begun,
            last: {
                .clearanceClaimed(
                    SurveyFixture.claim(
                        area: .nan, depth: -.infinity, disposed: -1, author: SurveyFixture.author))
            }),
        Fault(
            description: "claim in another's name", codes: ["signer"], facts: begun,
            last: { .clearanceClaimed(SurveyFixture.claim()) }),
        Fault(
            description: "external before internal", codes: ["internal-qc-missing"],
            facts: claimed, last: { .qualityChecked(SurveyFixture.check(.external)) }, by: "Idris"),
        Fault(
            description: "too small a share", codes: ["qc-share"], facts: claimed,
            last: { .qualityChecked(SurveyFixture.check(.internal, area: 1.9)) }, by: "Amal"),
        Fault(
            description: "more than the whole", codes: ["range"], facts: claimed,
            last: { .qualityChecked(SurveyFixture.check(.internal, area: 21)) }, by: "Amal"),
        Fault(
            description: "check by who claimed", codes: ["own-work"], facts: claimed,
            last: {
                .qualityChecked(SurveyFixture.check(.internal, inspector: "SALEM ali"))
            }, by: "Salem Ali"),
        Fault(
            description: "check by who supervised", codes: ["own-work"], facts: claimed,
            last: { .qualityChecked(SurveyFixture.check(.internal, inspector: "nabil")) },
            by: "Nabil"),
        Fault(
            description: "check before the completion", codes: ["back-dated"], facts: claimed,
            last: { .qualityChecked(SurveyFixture.check(.internal, on: "2026-02-27")) },
            by: "Amal"),
        Fault(
            description: "critical without saying what", codes: ["text", "non-conformity"],
            facts: claimed,
            last: {
                var check = SurveyFixture.check(.internal, .critical)
                check.nonConformity = nil
                check.measures = ""
                return .qualityChecked(check)
            }, by: "Amal"),
        Fault(
            description: "hand-over of ground not released", codes: ["not-released"],
            facts: claimed, last: { .handedOver(SurveyFixture.handOver(on: "2026-03-01")) }),
        Fault(
            description: "unknown segment", codes: ["segment-unknown"], facts: { [] },
            last: { .workStarted(SurveyFixture.start("nope")) }),
        Fault(
            description: "thaw of what is not frozen", codes: ["not-frozen"], facts: { [] },
            last: { .lotThawed(LotThawed(segment: SurveyFixture.segment, reason: "x")) }),
        Fault(
            description: "accident off the road and the earth",
            codes: ["range", "range", "range", "range", "road-unknown", "geometry"], facts: { [] },
            last: {
                var accident = SurveyFixture.accident(on: "2026-03-01")
                accident.road = "X"
                accident.injured = -1
                accident.placeErrorMetres = .nan
                accident.position = RoadPosition(chainageMetres: .nan, offsetMetres: 1e9)
                accident.geographic = GeographicPosition(longitude: 999, latitude: 0)
                return .accidentReported(accident)
            }),
        Fault(
            description: "visit by who is not said", codes: ["text", "text", "non-conformity"],
            facts: { [] },
            last: {
                .qaVisited(
                    QualityVisited(
                        date: "2026-03-01", activity: .clearance, organisationInspected: "",
                        organisationInspecting: "LibMAC", inspector: "Idris", severity: .major))
            }, by: "Idris"),
    ]

    @Test("Each fault of the way is named, all of them at once", arguments: faults)
    func namesFault(fault: Fault) throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        for fact in fault.facts() { survey.add(fact, at: SurveyFixture.evening) }
        #expect(survey.record.conflicts == [])
        let found = survey.record.objections(
            to: fault.last(), by: fault.by, at: SurveyFixture.evening)
        #expect(found.map(\.code) == fault.codes)
        #expect(found.allSatisfy { !$0.cure.isEmpty })
    }

    @Test("A critical non-conformity sends the lot to rework, and its claim falls")
    func reworks() throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        survey.clear()
        survey.add(
            .qualityChecked(SurveyFixture.check(.internal, .critical)), by: "Amal",
            at: SurveyFixture.evening)
        #expect(survey.state == "suspected, rework")
        #expect(survey.record.work.work(on: SurveyFixture.segment).claim == nil)
        #expect(
            survey.codes(
                .reportSubmitted(GrowingRecord.clearedReport(SurveyFixture.segment)), by: "Fathi",
                at: SurveyFixture.nextDay
            ) == ["not-claimed", "internal-qc-missing", "external-qc-missing"])
        survey.add(.workStarted(SurveyFixture.start()), at: SurveyFixture.evening)
        survey.add(
            .clearanceClaimed(SurveyFixture.claim()), by: "Fathi", at: SurveyFixture.evening)
        survey.check()
        survey.releaseCleared()
        #expect(survey.record.conflicts == [])
        #expect(survey.state == "suspected, released, cleared")
        survey.add(
            .qaVisited(
                QualityVisited(
                    date: "2026-03-03", activity: .clearance, segment: SurveyFixture.segment,
                    organisationInspected: "HALO", organisationInspecting: "LibMAC",
                    inspector: "Idris", nonConformity: .gap, severity: .critical,
                    measures: "clear the strip")), by: "Idris", at: GrowingRecord.thirdDay)
        #expect(survey.state == "suspected, rework")
        #expect(survey.record.reports.map(\.state) == [.superseded])
    }

    @Test("The claim's author never approves, and an item found opens a claim again")
    func keepsPeopleApart() throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        survey.clear()
        survey.check()
        var report = GrowingRecord.clearedReport(SurveyFixture.segment)
        report.author = "Somebody Else"
        survey.add(.reportSubmitted(report), by: "Somebody Else", at: SurveyFixture.nextDay)
        #expect(survey.record.conflicts == [])
        #expect(
            survey.codes(
                .reportApproved(
                    ReportApproved(report: report.id, approver: "FATHI", coverage: [])),
                by: "FATHI", at: SurveyFixture.nextDay) == ["own-report"])
    }

    @Test("An explosive item ends a technical survey: the ground is confirmed and open")
    func findEndsSurvey() throws {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        survey.add(.boxChecked(SurveyFixture.box(.beforeWork)), at: SurveyFixture.evening)
        survey.add(
            .workStarted(SurveyFixture.start(SurveyFixture.segment, .technicalSurvey)),
            at: SurveyFixture.evening)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], settings: SurveyFixture.strict)
            ))
        let alarm = try #require(survey.record.alarms.first)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: alarm, result: .item)), by: "Yusuf",
            at: SurveyFixture.evening)
        #expect(survey.state == "confirmed, open")
        #expect(survey.record.conflicts == [])
    }
}

extension SurveyFixture {
    static func check(
        _ kind: QualityKind, _ result: QualityResult = .passed, area: Double = 4,
        inspector: String? = nil, on date: String = "2026-03-01"
    ) -> QualityChecked {
        check(segment, kind, result, area: area, inspector: inspector, on: date)
    }
}
