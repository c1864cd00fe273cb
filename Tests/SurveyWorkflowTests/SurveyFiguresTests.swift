import LandRelease
import SurveyModel
import Testing

@testable import SurveyWorkflow

@Suite struct SurveyFiguresTests {
    private func figures(
        _ survey: TestSurvey, month: String? = nil
    ) throws -> SurveyFigures {
        try SurveyFigures.of(
            try survey.survey, period: month.flatMap { ReportingPeriod(month: $0) },
            clock: survey.clock.wall
        ).figures
    }

    @Test("Seeds are told as laid, shown, found, missed and still sealed, each in its month")
    func seeds() async throws {
        // One in the radar's way, one where nothing echoes.
        let lot = try SeedDeskTests.Lot([
            "101.0,-4.675,10,PMN-2 surrogate,plastic_AP,12",
            "102.6,-4.2,10,PMN-2 surrogate,plastic_AP,12",
        ])
        try lot.survey.addBlanks()
        try lot.seal()
        #expect(
            try figures(lot.survey).seeds
                == SurveyFigures.Seeds(laid: 2, unsealed: 0, found: 0, missed: 0, sealed: 2))
        try lot.survey.addLanes()
        try await lot.survey.day()
        lot.survey.clock.set("2026-04-02T08:00:00Z")
        let opened = try SeedDesk(survey: lot.survey.survey, clock: lot.survey.clock.wall)
            .unseal(lot.keeper, by: "Quinn")
        #expect(opened.isPassed == false)
        #expect(
            try figures(lot.survey).seeds
                == SurveyFigures.Seeds(laid: 2, unsealed: 2, found: 1, missed: 1, sealed: 0))
        #expect(
            try figures(lot.survey, month: "2026-03").seeds
                == SurveyFigures.Seeds(laid: 2, unsealed: 0, found: 0, missed: 0, sealed: 2))
        #expect(
            try figures(lot.survey, month: "2026-04").seeds
                == SurveyFigures.Seeds(laid: 0, unsealed: 2, found: 1, missed: 1, sealed: 0))
    }

    @Test("Overdue is counted by the days the settings say")
    func overdue() async throws {
        let survey = try await TestSurvey.worked()
        survey.clock.set("2026-03-16T08:00:00Z")
        let found = try figures(survey)
        #expect(found.overdueDays == 14 && found.alarmsOverdue == found.alarmsOpen)
        #expect(found.alarmsOpen > 0)
        survey.clock.set("2026-03-15T08:00:00Z")
        #expect(try figures(survey).alarmsOverdue == 0)
    }
}
