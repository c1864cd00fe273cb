import Foundation
import MineDetection
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct ArrayImagingTests {
    private let pipeline = DetectionPipeline(
        ground: SurveySettings.Detection(
            groundRatePerSquareMetre: 0.2, permittivity: 4, permittivityMaximum: 9,
            searchDepthMetres: 0.3), joinsChannels: true)

    @Test("Channels imaged together say so, are judged by nobody, and find a target between two")
    func between() async throws {
        let offsets = [-0.15, -0.075, 0, 0.075, 0.15]
        let sweep = TinySweep.sweep(
            seed: 4, targets: [TinySweep.Target(x: 1.5, y: 0.0375, strength: 60)],
            offsets: offsets)
        #expect(pipeline.discriminator == nil)
        #expect(pipeline.algorithmVersion == DetectorSettings.joinedAlgorithmVersion)
        let scored = try await pipeline.scored(sweep)
        #expect(scored.judge == nil)
        #expect(scored.warnings.contains { $0.code == "channels-joined" })
        let best = try #require(scored.candidates.first)
        #expect(abs(best.xMetres - 1.5) <= 0.05 && abs(best.yMetres - 0.0375) <= 0.0376)
        let again = try await pipeline.scored(sweep)
        #expect(again.candidates == scored.candidates)
    }

    @Test("One channel, or channels too far apart or too far ahead, are refused")
    func refusals() async throws {
        for offsets in [[0.0], TinySweep.wideChannels, [0, 0.001]] {
            await #expect(throws: ProcessingError.self) {
                try await pipeline.scored(TinySweep.sweep(seed: 4, offsets: offsets))
            }
        }
        var ahead = TinySweep.sweep(seed: 4)
        ahead.channels[1].alongOffsetMetres = 2
        let far = ahead
        await #expect(throws: ProcessingError.self) { try await pipeline.scored(far) }
    }
}
