import SurveyModel
import Testing

@testable import LandRelease

@Suite("Waivers")
struct WaiverTests {
    let coverage = SurveyFixture.coverage(["L1"])

    /// A segment swept the day before its task began.
    func survey() throws -> GrowingRecord {
        var survey = try GrowingRecord()
        survey.addPeople()
        survey.addAsset()
        survey.order(OfficeFixture.task(from: "2026-03-02"))
        try survey.addEvidence("L1")
        #expect(survey.record.conflicts == [])
        return survey
    }

    static func waiver(
        _ code: String = "work-outside-task", name: String = SurveyFixture.approver,
        role: Role = .authority, reason: String = "task given by radio", until: String? = nil,
        segment: String = SurveyFixture.segment
    ) -> WaiverGranted {
        WaiverGranted(
            segment: segment, code: code, name: name, role: role, reason: reason, until: until)
    }

    @Test(
        "A waiver is checked as a whole",
        arguments: [
            (waiver(), SurveyFixture.approver, []),
            (waiver(), "Nadia", ["role", "signer"]),
            (waiver(), "Stranger", ["unregistered", "signer"]),
            (waiver(role: .taskOfficer), SurveyFixture.approver, ["role"]),
            (waiver(reason: " "), SurveyFixture.approver, ["text"]),
            (waiver(until: "2026-02-28"), SurveyFixture.approver, ["dates"]),
            (waiver(until: "x"), SurveyFixture.approver, ["date"]),
            (waiver(segment: "X"), SurveyFixture.approver, ["segment-unknown"]),
            (waiver("coverage gap"), SurveyFixture.approver, ["never-waivable"]),
        ] as [(WaiverGranted, String, [String])])
    func granting(waiver: WaiverGranted, by: String, expected: [String]) throws {
        #expect(try survey().codes(.waiverGranted(waiver), by: by) == expected)
    }

    @Test(
        "What can never be waived is named with its reason", arguments: Waivable.never.keys.sorted()
    )
    func never(code: String) throws {
        let found = try survey().record.objections(
            to: .waiverGranted(Self.waiver(code)), by: SurveyFixture.approver,
            at: SurveyFixture.evening)
        #expect(found.map(\.code) == ["never-waivable"])
        #expect(found.first?.text.contains(Waivable.never[code] ?? "?") == true)
        #expect(Waivable.products(of: code) == [])
    }

    @Test("Every code that can be waived has a product, and none of them is among the others")
    func codes() {
        for code in Waivable.codes {
            #expect(!Waivable.products(of: code).isEmpty && Waivable.never[code] == nil)
        }
    }

    @Test("It takes away its objection, on its segment, until its day or its withdrawal")
    func effect() throws {
        var survey = try survey()
        #expect(survey.objections(coverage: coverage).map(\.code) == ["work-outside-task"])
        survey.add(
            .waiverGranted(Self.waiver(until: "2026-03-01")), by: SurveyFixture.approver)
        #expect(survey.objections(coverage: coverage) == [])
        #expect(
            survey.objections(coverage: coverage, at: SurveyFixture.nextDay).map(\.code)
                == ["work-outside-task"])
        #expect(
            survey.codes(.waiverGranted(Self.waiver()), by: SurveyFixture.approver)
                == ["already-recorded"])
        let withdrawal = Fact.waiverWithdrawn(
            .init(segment: SurveyFixture.segment, code: "work-outside-task", reason: "mistake"))
        #expect(survey.codes(withdrawal, by: SurveyFixture.approver) == [])
        survey.add(withdrawal, by: SurveyFixture.approver)
        #expect(survey.objections(coverage: coverage).map(\.code) == ["work-outside-task"])
        #expect(survey.codes(withdrawal, by: SurveyFixture.approver) == ["waiver-unknown"])
        #expect(survey.record.shownWaivers(on: SurveyFixture.segment) == [])
    }

    @Test("A report keeps the waivers it rests on, shows them, and cannot hide or invent any")
    func citing() throws {
        var survey = try survey()
        survey.add(.waiverGranted(Self.waiver()), by: SurveyFixture.approver)
        let cited = Self.waiver()
        let expected = WaiverCited(
            code: cited.code, name: cited.name, role: cited.role, reason: cited.reason)
        var report = SurveyFixture.report(coverage: coverage)
        #expect(
            survey.codes(.reportSubmitted(report), by: SurveyFixture.author) == ["waivers-differ"])
        report.waivers = [expected, expected]
        #expect(
            survey.codes(.reportSubmitted(report), by: SurveyFixture.author) == ["waivers-differ"])
        report.waivers = [expected]
        #expect(survey.codes(.reportSubmitted(report), by: SurveyFixture.author) == [])
        survey.add(.reportSubmitted(report), at: SurveyFixture.evening)
        survey.add(
            .reportApproved(
                ReportApproved(
                    report: report.id, approver: SurveyFixture.approver, coverage: coverage)),
            by: SurveyFixture.approver, at: SurveyFixture.evening)
        #expect(survey.record.segment(SurveyFixture.segment)?.product == .reduced)
        survey.add(
            .waiverWithdrawn(
                .init(segment: SurveyFixture.segment, code: cited.code, reason: "no longer needed")),
            by: SurveyFixture.approver, at: SurveyFixture.nextDay)
        #expect(survey.record.conflicts == [])
        #expect(survey.record.shownWaivers(on: SurveyFixture.segment) == [expected])
        let row = Layer.all.first { $0.name == "segment" }?.rows(survey.record).first
        #expect(
            row?.cells.last
                == .text("work-outside-task: Huda Omar (authority): task given by radio"))
    }

    @Test("A report is out of date once a waiver came or went")
    func stale() throws {
        var survey = try survey()
        survey.add(.waiverGranted(Self.waiver()), by: SurveyFixture.approver)
        var report = SurveyFixture.report(coverage: coverage)
        report.waivers = [
            WaiverCited(
                code: "work-outside-task", name: SurveyFixture.approver, role: .authority,
                reason: "task given by radio")
        ]
        survey.add(.reportSubmitted(report), at: SurveyFixture.evening)
        survey.add(
            .waiverWithdrawn(
                .init(segment: SurveyFixture.segment, code: "work-outside-task", reason: "x")),
            by: SurveyFixture.approver, at: SurveyFixture.evening)
        let found = ReleaseGate.approvalObjections(
            report: report.id, record: survey.record, coverage: coverage,
            by: SurveyFixture.approver, at: SurveyFixture.nextDay)
        #expect(found.map(\.code) == ["report-out-of-date", "work-outside-task"])
    }

    @Test("Nobody writes the report that rests on the own waiver")
    func own() throws {
        var survey = try survey()
        survey.add(
            .personChanged(
                .init(
                    name: SurveyFixture.author,
                    given: [RoleTerm(role: .authority, from: "2026-01-01")])),
            by: SurveyFixture.approver)
        survey.add(
            .waiverGranted(Self.waiver(name: SurveyFixture.author)), by: SurveyFixture.author)
        #expect(survey.record.conflicts == [])
        #expect(survey.objections(coverage: coverage).map(\.code) == ["own-waiver"])
    }

    @Test("A narrow gap can be waived, a wide one and missing ground never")
    func gaps() throws {
        func codes(_ width: Double, missing: Double = 0, _ product: LandProduct = .reduced) throws
            -> [String]
        {
            var survey = try GrowingRecord()
            survey.addPeople()
            try survey.addEvidence("L1")
            survey.add(.waiverGranted(Self.waiver("coverage-gap")), by: SurveyFixture.approver)
            let gap = CoverageGap(
                chainage: MetreRange(low: 103, high: 103 + width),
                offset: MetreRange(low: -5, high: -4))
            var coverage = SurveyFixture.coverage(["L1"], gaps: [gap])
            coverage[0].coveredSquareMetres -= missing
            return survey.objections(product, coverage: coverage).map(\.code)
        }
        #expect(try codes(0.05) == [])
        #expect(try codes(0.06) == ["coverage-gap", "coverage-gap"])
        #expect(try codes(0.05, missing: 0.1) == ["coverage-gap", "coverage-gap"])
    }

    @Test("An unaccredited method may be waived for reduced, never for cleared")
    func methods() throws {
        var settings = SurveyFixture.settings
        settings.release.gprAccreditedFor = .none
        var survey = try GrowingRecord(settings: settings)
        survey.addPeople()
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings)))
        survey.add(.waiverGranted(Self.waiver("not-accredited")), by: SurveyFixture.approver)
        #expect(survey.record.conflicts == [])
        #expect(survey.objections(.reduced, coverage: coverage) == [])
        #expect(
            survey.objections(.cleared, coverage: coverage).map(\.code) == [
                "not-claimed", "internal-qc-missing", "external-qc-missing",
            ])
    }
}
