import SurveyModel
import Testing

@testable import LandRelease

/// Searches around finds: what ends them, and what does not.
@Suite("Searches")
struct SearchTests {
    /// A survey with a find at 104 whose search reaches 3.1 m both ways: 100.9 to 107.1.
    func survey() throws -> GrowingRecord {
        var settings = SurveyFixture.settings
        settings.authority = SurveySettings.Authority(fadeOutMetres: 3)
        settings.release.requiredClasses = [.antiVehicle]
        var survey = try GrowingRecord(settings: settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("OLD")))
        survey.add(.detectionRun(try SurveyFixture.run("OLD", settings: settings)))
        survey.add(.findRecorded(FindTests.fact()), by: "Yusuf", at: SurveyFixture.evening)
        for (name, day) in [("NEW", "2026-03-01"), ("BACKDATED", "2026-02-28")] {
            survey.add(
                .sweepRegistered(SurveyFixture.sweep(name, acquiredOn: day)),
                at: SurveyFixture.evening)
            survey.add(
                .detectionRun(try SurveyFixture.run(name, settings: settings)),
                at: SurveyFixture.evening)
        }
        survey.add(.sweepRegistered(SurveyFixture.sweep("UNREAD")), at: SurveyFixture.evening)
        var short = SurveyFixture.sweep("SHORT")
        short.lengthMetres = 3
        survey.add(.sweepRegistered(short), at: SurveyFixture.evening)
        survey.add(
            .detectionRun(try SurveyFixture.run("SHORT", settings: settings)),
            at: SurveyFixture.evening)
        return survey
    }

    func account(
        _ sweep: String, area: Double = 12.4, covered: Double = 12.4, depth: Double = 0.15,
        gaps: [CoverageGap] = []
    ) -> CoverageAccount {
        CoverageAccount(
            coverageClass: .antiVehicle, depthMetres: depth, areaSquareMetres: area,
            coveredSquareMetres: covered, gaps: gaps, sweeps: [SurveyFixture.digest(sweep)])
    }

    func closing(_ coverage: [CoverageAccount], reason: String = "swept anew") -> SearchClosed {
        SearchClosed(find: "F-1", coverage: coverage, reason: reason)
    }

    func dig(_ depth: Double = 0.15, by: String = "Team 2", on: String = "2026-03-02")
        -> SearchClosed
    {
        SearchClosed(
            find: "F-1", dig: SearchClosed.Dig(depthMetres: depth, dugBy: by, dugOn: on),
            reason: "dug")
    }

    @Test("Only whole, deep, fresh evidence of the zone, or a deep dig, ends a search")
    func table() throws {
        let survey = try survey()
        let gap = CoverageGap(
            chainage: MetreRange(low: 101, high: 102), offset: MetreRange(low: -5, high: -4))
        let rows: [([String], SearchClosed)] = [
            ([], closing([account("NEW")])),
            (["text"], closing([account("NEW")], reason: " ")),
            (["coverage-missing"], closing([])),
            (["coverage-missing"], closing([account("NEW", area: 6, covered: 6)])),
            (["coverage-gap"], closing([account("NEW", covered: 12, gaps: [gap])])),
            (["coverage-gap"], closing([account("NEW", covered: 12)])),
            (["coverage-gap"], closing([account("NEW", covered: .nan)])),
            (["coverage-too-shallow"], closing([account("NEW", depth: 0.10)])),
            (["sweep-before-find", "coverage-without-sweeps"], closing([account("OLD")])),
            (["sweep-before-find", "coverage-without-sweeps"], closing([account("BACKDATED")])),
            (["sweep-before-find", "coverage-without-sweeps"], closing([account("NOWHERE")])),
            (["no-run"], closing([account("UNREAD")])),
            (["coverage-without-sweeps"], closing([account("SHORT")])),
            ([], dig()),
            (["dig-too-shallow"], dig(0.14)),
            (["dig-too-shallow"], dig(.nan)),
            (["text"], dig(by: "")),
            (["date-too-early"], dig(on: "2026-02-28")),
            (["date-in-future"], dig(on: "2026-03-03")),
        ]
        for (index, (expected, fact)) in rows.enumerated() {
            let found = survey.record.objections(
                to: .searchClosed(fact), by: "Huda Omar", at: SurveyFixture.nextDay)
            #expect(found.map(\.code) == expected, "row \(index)")
        }
    }

    @Test("The finder, however the name is spelled, and who recorded the find cannot close it")
    func people() throws {
        var survey = try survey()
        let fact = Fact.searchClosed(closing([account("NEW")]))
        for name in ["Yusuf", " YUSUF", "Yu suf"] {
            #expect(
                survey.record.objections(to: fact, by: name, at: SurveyFixture.nextDay).map(\.code)
                    == ["own-find"])
        }
        survey.add(fact, by: "Huda Omar", at: SurveyFixture.nextDay)
        #expect(survey.record.conflicts == [])
        #expect(survey.record.searchObjections(on: survey.record.segments[0].fact) == [])
        #expect(
            survey.record.objections(to: fact, by: "Huda Omar", at: SurveyFixture.nextDay)
                .map(\.code) == ["no-search"])
    }

    @Test("A neighbour the search touches is not released before it ends; ground beyond it is")
    func neighbours() throws {
        var survey = try survey()
        // A segment beside the strip of the find, one along it that the search reaches, one that it does not.
        var beside = SurveyFixture.segmentFact("BESIDE")
        beside.offset = MetreRange(low: -3.75, high: -1.75)
        survey.add(.segmentAdded(beside))
        for (id, from) in [("BEFORE", 90.95), ("BEHIND", 110.0)] {
            survey.add(.segmentAdded(SurveyFixture.segmentFact(id, from: from)))
        }
        var near = SurveyFixture.segmentFact("NEAR", from: 107)
        near.chainage.high = 109
        near.areaSquareMetres = 4
        func touched(_ record: SurveyRecord) -> [String] {
            record.segments.filter { !record.searchObjections(on: $0.fact).isEmpty }.map(\.id)
        }
        #expect(touched(survey.record) == ["VERGE-1"])
        for product in [LandProduct.reduced, .cleared] {
            #expect(
                survey.objections(product, coverage: [account("NEW")]).map(\.code)
                    .contains("fade-out-open"))
        }
        survey.add(.searchClosed(closing([account("NEW")])), by: "Huda", at: SurveyFixture.nextDay)
        #expect(touched(survey.record) == [] && survey.record.conflicts.count == 1)
    }

    @Test("Open alarms in the zone keep a search open")
    func openAlarms() throws {
        var survey = try survey()
        survey.add(.sweepRegistered(SurveyFixture.sweep("L9")), at: SurveyFixture.evening)
        survey.add(
            .detectionRun(try SurveyFixture.run("L9", alarms: [SurveyFixture.alarm(106, -4.75)])),
            at: SurveyFixture.evening)
        #expect(
            survey.record.objections(
                to: .searchClosed(closing([account("NEW")])), by: "Huda", at: SurveyFixture.nextDay
            ).map(\.code) == ["open-alarms"])
    }
}
