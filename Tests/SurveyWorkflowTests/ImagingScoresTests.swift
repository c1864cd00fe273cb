import MineDetection
import SurveyModel
import SyntheticGround
import Testing

@testable import SurveyWorkflow

@Suite struct ImagingScoresTests {
    @Test func `Trial echoes are judged by the plain imaging list`() async throws {
        let sweep = MadeGround.sweep(seed: 5, echo: 0.4, traces: 250, channels: [0, 0.1])
        let pipeline = DetectionPipeline(ground: SurveySettings(name: "", crs: "").detection)
        let whole = try await pipeline.imagingOnly.scored(sweep).candidates
        let quick = try await pipeline.imagingScoresOnly.scored(sweep).candidates
        #expect(whole.count > 5)
        #expect(whole.map(\.xMetres) == quick.map(\.xMetres))
        #expect(whole.map(\.yMetres) == quick.map(\.yMetres))
        #expect(whole.map(\.score) == quick.map(\.score))
        #expect(whole.map(\.imagingScore) == quick.map(\.imagingScore))
    }
}
