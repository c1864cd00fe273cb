import Cartography
import FileAccess
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct DetectabilityGateTests {
    private static func worked(
        _ use: SurveySettings.DetectabilityUse?
    ) async throws -> TestSurvey {
        var settings = TestSurvey.settings
        settings.detection.detectability = use
        let survey = try TestSurvey(settings)
        try survey.addBlanks()
        try survey.addLanes()
        try await survey.day()
        return survey
    }

    private func covered(_ survey: TestSurvey) throws -> Double {
        let record = try survey.record
        return try EvidenceCoverage(record: record).accounts(of: record.segments[0])
            .reduce(0) { $0 + $1.coveredSquareMetres }
    }

    @Test("Where it is required, ground that is not assured is not covered and opens no gate")
    func required() async throws {
        // These sweeps are sampled too coarsely to show a receiver's noise: amber throughout.
        let survey = try await Self.worked(.required)
        let runs = try survey.record.sweeps.flatMap {
            try survey.record.runs(of: $0.digest)
        }
        #expect(runs.count == 2)
        for run in runs {
            let assurance = try #require(run.fact.assurance)
            #expect(!assurance.isEmpty && assurance.allSatisfy { $0.depthMetres == 0 })
            #expect(run.fact.warnings.contains { $0.code == "noise-not-measurable" })
        }
        #expect(try covered(survey) == 0)
        try survey.digAll()
        let refused = try refusal {
            _ = try survey.desk.request(
                .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        }
        #expect(!refused.isEmpty)
        #expect(try SurveyViews.verify(survey.path, expectedHead: survey.head).findings == [])
    }

    @Test("Where it is off, or the survey is older than it, valid traces count as before")
    func off() async throws {
        for use in [.off, nil] as [SurveySettings.DetectabilityUse?] {
            let survey = try await Self.worked(use)
            #expect(
                try survey.record.sweeps.allSatisfy {
                    try survey.record.runs(of: $0.digest).allSatisfy { $0.fact.assurance == nil }
                })
            #expect(try covered(survey) > 2.3)
        }
    }

    @Test("A run that never assessed it covers nothing where it is required")
    func unassessed() async throws {
        let survey = try await Self.worked(.required)
        let record = try survey.record
        let sweep = try #require(record.sweeps.first { !$0.fact.isBlank })
        let run = try #require(record.runs(of: sweep.digest).last)
        let lane = try #require(sweep.fact.placement)
        var old = run
        old.fact.assurance = nil
        #expect(EvidenceCoverage.placed(sweep.digest, lane, old, record).assurance == [])
    }

    @Test("A misspelt key is refused, not taken for one that was left out")
    func misspelt() throws {
        let survey = try TestSurvey()
        let path = survey.path + "/survey.json"
        let text = String(decoding: try RegularFile(path: path).allBytes(), as: UTF8.self)
        try DurableFile.write(
            text.replacing("\"detectability\"", with: "\"detectibility\""), to: path)
        #expect(throws: WorkflowError.self) { try SettingsFile.read(path) }
    }
}
