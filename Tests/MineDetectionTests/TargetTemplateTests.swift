import MineDetection
import Testing

@Suite struct TargetTemplateTests {
    private let grid = TemplateGrid(
        traceSpacingMetres: 0.02, sampleIntervalNanoseconds: 0.05, samples: 10..<110, halfTraces: 20
    )

    /// A straight ray in ground of permittivity 4, from antennas on the surface.
    private func straight(_ along: Double, depth: Double) -> TargetTemplate.Arrival {
        TargetTemplate.Arrival(
            delayNanoseconds: 2 * 2 * (along * along + depth * depth).squareRoot() / 0.299792458,
            strength: 1)
    }

    private func template(
        diameter: Double = 0, echoes: TargetTemplate.Echoes = .top
    ) -> TargetTemplate {
        TargetTemplate(
            grid: grid, diameterMetres: diameter, echoes: echoes, centreFrequencyMHz: 1500,
            originNanoseconds: 1
        ) { straight($0, depth: 0.1) }
    }

    /// Place of the highest value of a trace, a sample of the whole trace.
    private func peak(_ template: TargetTemplate, trace: Int) -> Int {
        let width = grid.samples.count
        let row = Array(template.values[trace * width..<(trace + 1) * width])
        return grid.samples.lowerBound + (row.firstIndex(of: row.max() ?? 0) ?? 0)
    }

    @Test func `The apex stands at the two-way time of normal incidence`() {
        // 1 ns + 2 x 0.1 m x 2 / c = 2.3343 ns, sample 46.7.
        #expect(peak(template(), trace: 0) == 47)
    }

    @Test func `A point's echo follows its hyperbola`() {
        for trace in [5, 10, 15] {
            let time = 1 + straight(Double(trace) * 0.02, depth: 0.1).delayNanoseconds
            #expect(abs(Double(peak(template(), trace: trace)) * 0.05 - time) <= 0.025)
        }
    }

    @Test func `The bottom's echo is the top's, inverted, weaker and later`() {
        let both = template(echoes: .topAndBottom(delayNanoseconds: 1, strength: 0.5))
        let top = template()
        let width = grid.samples.count
        for sample in 20..<width {
            let expected = top.values[sample] - 0.5 * top.values[sample - 20]
            #expect(abs(both.values[sample] - expected) < 1e-5)
        }
    }

    @Test func `A wide body's echo stays flat over it`() {
        let wide = template(diameter: 0.32)
        #expect(peak(wide, trace: 0) - peak(template(), trace: 0) <= 1)
        #expect(peak(wide, trace: 5) == peak(wide, trace: 0))
        #expect(peak(template(), trace: 5) > peak(template(), trace: 0) + 4)
    }

    @Test func `What comes after the last sample is left out`() {
        let late = TargetTemplate(
            grid: grid, diameterMetres: 0.1, echoes: .top, centreFrequencyMHz: 1500,
            originNanoseconds: 50
        ) { straight($0, depth: 0.1) }
        #expect(late.values.allSatisfy { $0 == 0 })
    }
}
