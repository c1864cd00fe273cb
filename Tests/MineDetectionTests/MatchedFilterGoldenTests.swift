import Foundation
import MineDetection
import Testing

/// Against Benchmarks/peers/matched_filter.py, which does the same in NumPy.
@Suite struct MatchedFilterGoldenTests {
    private static let golden: [Float] = [
        1.037512, 1.504001, 0.707429, 1.258870, 0.287906, 0.004336, 0.168767, 2.095005, 0.295933,
        0.491834, 0.023357, 2.609955, 0.721711, 0.590547, 0.775095,
    ]

    @Test func `Whitened responses are those of NumPy`() throws {
        let grid = TemplateGrid(
            traceSpacingMetres: 0.02, sampleIntervalNanoseconds: 0.1, samples: 0..<16, halfTraces: 8
        )
        let section = (0..<60).flatMap { i in
            (0..<16).map { j -> Float in
                let phase = 0.7 * Double(i * i) + 1.3 * Double(j * j) + 0.11 * Double(i * j)
                let level = (30..<34).contains(i) ? 3.0 : 1.0
                return Float(sin(phase) * (1 + 0.2 * Double(j)) * level)
            }
        }
        let template = TargetTemplate(
            grid: grid, diameterMetres: 0.05,
            echoes: .topAndBottom(delayNanoseconds: 0.3, strength: 0.7), centreFrequencyMHz: 1500,
            originNanoseconds: 0.2
        ) { along in
            TargetTemplate.Arrival(
                delayNanoseconds: 13.3 * (along * along + 0.0025).squareRoot(), strength: 1)
        }
        let filter = try MatchedFilter(
            sections: [section], grid: grid,
            whitening: WavenumberWhitening.Settings(blockTraces: 16))
        let responses = filter.responses([template])[0]
        for (place, expected) in Self.golden.enumerated() {
            // Single precision against double.
            #expect(abs(responses[4 * place] - expected) < 1e-4 * max(1, expected))
        }
    }
}
