import MineDetection
import TestSupport
import Testing

@Suite struct MatchedFilterTests {
    private let grid = TemplateGrid(
        traceSpacingMetres: 0.02, sampleIntervalNanoseconds: 0.05, samples: 0..<24, halfTraces: 10)

    private var template: TargetTemplate {
        TargetTemplate(
            grid: grid, diameterMetres: 0.08, echoes: .top, centreFrequencyMHz: 1500,
            originNanoseconds: 0.2
        ) { along in
            TargetTemplate.Arrival(
                delayNanoseconds: 13.3 * (along * along + 0.0025).squareRoot(),
                strength: 1 / (1 + 100 * along * along))
        }
    }

    /// Noise with the template `strength` times as strong at trace `place`.
    private func section(
        seed: UInt64, at place: Int? = nil, strength: Float = 0, traces: Int = 150, noise: Float = 1
    ) -> [Float] {
        var source = SeededNoise(seed: seed)
        let template = template
        return (0..<traces * 24).map { index in
            let value = noise * Float(source.normal())
            guard let place, abs(index / 24 - place) <= 10 else { return value }
            return value + strength * template.values[abs(index / 24 - place) * 24 + index % 24]
        }
    }

    private var energy: Double {
        template.values.enumerated().reduce(0) {
            $0 + ($1.offset < 24 ? 1 : 2) * Double($1.element) * Double($1.element)
        }
    }

    @Test func `A planted echo stands where it lies, with the gain of its energy`() throws {
        let strength = 20 / energy.squareRoot()
        let sections = [section(seed: 1), section(seed: 2, at: 90, strength: Float(strength))]
        let filter = try MatchedFilter(sections: sections, grid: grid, whitening: nil)
        let responses = filter.responses([template])
        let best = try #require(responses[1].max())
        #expect(responses[1].firstIndex(of: best) == 90)
        // In white noise the output over its spread is the root of the echo's energy over the noise's: 20,
        // give or take the noise itself and the errors of the estimated spreads.
        #expect(abs(best - 20) < 4)
        #expect((responses[0].max() ?? 0) < 5)
    }

    @Test func `Whitening finds under strong flat clutter what a plain filter does not`() throws {
        var noise = SeededNoise(seed: 9)
        // Clutter that changes slowly along the track, the same at all times.
        var level: Float = 0
        let clutter = (0..<150).map { _ -> Float in
            level = 0.97 * level + Float(noise.normal())
            return 4 * level
        }
        let echo = section(seed: 3, at: 60, strength: 5)
        let mixed = echo.indices.map { echo[$0] + clutter[$0 / 24] }
        let settings = WavenumberWhitening.Settings(blockTraces: 32)
        let white = try MatchedFilter(sections: [mixed], grid: grid, whitening: settings)
            .responses([template])[0]
        let plain = try MatchedFilter(sections: [mixed], grid: grid, whitening: nil)
            .responses([template])[0]
        let best = try #require(white.max())
        #expect(white.firstIndex(of: best) == 60)
        #expect(white[60] > 2 * plain[60])
    }

    @Test(arguments: [Float(1e-6), 1, 1e6])
    func `Responses do not depend on the unit of the samples`(unit: Float) throws {
        let settings = WavenumberWhitening.Settings(blockTraces: 32)
        let sections = [section(seed: 5, at: 40, strength: 6)]
        let scaled = sections.map { $0.map { $0 * unit } }
        let first = try MatchedFilter(sections: sections, grid: grid, whitening: settings)
            .responses([template])[0]
        let second = try MatchedFilter(sections: scaled, grid: grid, whitening: settings)
            .responses([template])[0]
        for (a, b) in zip(first, second) { #expect(abs(a - b) < 1e-3 * max(1, a)) }
    }

    @Test func `A line read backwards gives the mirrored responses`() throws {
        let ahead = section(seed: 6, at: 40, strength: 6)
        let back = stride(from: 149, through: 0, by: -1).flatMap { ahead[$0 * 24..<$0 * 24 + 24] }
        let first = try MatchedFilter(sections: [ahead], grid: grid, whitening: nil)
            .responses([template])[0]
        let second = try MatchedFilter(sections: [back], grid: grid, whitening: nil)
            .responses([template])[0]
        for (a, b) in zip(first, second.reversed()) { #expect(abs(a - b) < 1e-3 * max(1, a)) }
    }

    @Test(arguments: [0, 149])
    func `A body at an end of the line is met by a whole template`(end: Int) throws {
        let filter = { (place: Int) in
            try MatchedFilter(
                sections: [self.section(seed: 7, at: place, strength: 10)], grid: self.grid,
                whitening: nil
            ).responses([self.template])[0][place]
        }
        #expect(try filter(end) > 0.75 * filter(75))
    }

    @Test func `Of several templates the strongest answers`() throws {
        let filter = try MatchedFilter(
            sections: [section(seed: 8, at: 75, strength: 10)], grid: grid, whitening: nil)
        let other = TargetTemplate(
            grid: grid, diameterMetres: 0, echoes: .top, centreFrequencyMHz: 1500,
            originNanoseconds: 0
        ) { _ in TargetTemplate.Arrival(delayNanoseconds: 0.1, strength: 1) }
        let alone = filter.responses([template])[0]
        let both = filter.responses([other, template])[0]
        #expect(zip(alone, both).allSatisfy { $0 <= $1 })
        #expect(both[75] == alone[75])
    }

    @Test(arguments: [[Float](), [Float](repeating: 3, count: 48)].map { [$0] })
    func `Sections without anything that varies are refused`(sections: [[Float]]) {
        let flat = sections.map { $0.map { $0 - 3 } }
        #expect(throws: DetectionError.nothingToWhiten) {
            try MatchedFilter(sections: flat, grid: grid)
        }
    }

    @Test func `A sample that is no number is refused`() {
        var values = section(seed: 1)
        values[100] = .nan
        #expect(throws: DetectionError.nothingToWhiten) {
            try MatchedFilter(sections: [values], grid: grid)
        }
    }
}
