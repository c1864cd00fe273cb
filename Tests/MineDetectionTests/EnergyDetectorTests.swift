import MineDetection
import SurveyModel
import TestSupport
import Testing

@Suite struct EnergyDetectorTests {
    private let detector = EnergyDetector(
        centreFrequencyMHz: 1500, searchDepthMetres: 0.3, permittivityMaximum: 9)

    private func white(_ seed: UInt64, bump: Int? = nil) -> Radargram {
        var noise = SeededNoise(seed: seed)
        var values = (0..<300 * 128).map { _ in Float(noise.normal()) }
        if let bump {
            for t in bump - 2...bump + 2 { for i in 60..<68 { values[t * 128 + i] += 6 } }
        }
        return Radargram(
            samples: values, samplesPerTrace: 128,
            distancesMetres: (0..<300).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }

    private func scores(_ section: Radargram, valid: [Bool]? = nil) throws -> ChannelScores {
        try detector.scores(
            short: section, long: section, surfaceNanoseconds: 1, lateralOffsetMetres: 0.1,
            isValid: valid ?? [Bool](repeating: true, count: section.traceCount))
    }

    /// The maxima of all channels, highest first, no two within 0.25 m.
    private func maxima(_ channels: [ChannelScores]) -> [ScoreMaximum] {
        let all = channels.enumerated().flatMap { number, channel in
            LocalMaxima.along(
                scores: channel.scores, distancesMetres: channel.distancesMetres,
                lateralOffsetMetres: channel.lateralOffsetMetres, channel: number)
        }
        return LocalMaxima.thinned(all, radiusMetres: 0.25)
    }

    @Test func `A bump is the highest maximum at its place and time`() throws {
        let channel = try scores(white(1, bump: 120))
        let found = maxima([channel])
        #expect(abs(found[0].xMetres - 2.4) <= 0.04)
        #expect(found[0].yMetres == 0.1)
        // Samples 60-67 at 50 ps, surface at 1 ns: onset 2.0 ns, slabs 0.4 ns every 0.2 ns.
        #expect(abs(channel.delaysNanoseconds[found[0].trace] - 2) <= 0.2)
        #expect(found[0].score > found[1].score + 1)
    }

    @Test func `A line read backwards gives the mirrored maxima`() throws {
        let section = white(2, bump: 40)
        var turned = section
        turned.samples = stride(from: 299, through: 0, by: -1).flatMap { Array(section.trace($0)) }
        let ahead = maxima([try scores(section)])
        let back = maxima([try scores(turned)])
        for (a, b) in zip(ahead.prefix(8), back.prefix(8)) {
            #expect(abs(a.xMetres - (5.98 - b.xMetres)) < 1e-9)
            #expect(abs(a.score - b.score) < 1e-3)
        }
    }

    @Test func `No two maxima lie within the radius and the order is by score`() throws {
        let found = maxima([try scores(white(3)), try scores(white(4))])
        #expect(found.count > 10)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
        for (i, a) in found.enumerated() {
            for b in found.dropFirst(i + 1) {
                let dx = a.xMetres - b.xMetres
                let dy = a.yMetres - b.yMetres
                #expect((dx * dx + dy * dy).squareRoot() > 0.25)
            }
        }
    }

    @Test func `No maximum lies on a faulty trace`() throws {
        let valid = (0..<300).map { !(110..<130).contains($0) }
        let found = maxima([try scores(white(1, bump: 120), valid: valid)])
        #expect(found.allSatisfy { !(2.2..<2.59).contains($0.xMetres) })
    }

    @Test func `A window that ends at the surface is refused`() {
        #expect(throws: DetectionError.self) {
            try detector.scores(
                short: white(1), long: white(1), surfaceNanoseconds: 6.3, lateralOffsetMetres: 0,
                isValid: [Bool](repeating: true, count: 300))
        }
    }
}
