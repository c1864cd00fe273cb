import Foundation
import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct GroundTests {
    /// Correlation of two series.
    private func correlation(_ a: [Double], _ b: [Double]) -> Double {
        let count = Double(a.count)
        let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
        let product = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
        let first = a.reduce(0) { $0 + ($1 - meanA) * ($1 - meanA) }
        let second = b.reduce(0) { $0 + ($1 - meanB) * ($1 - meanB) }
        return product / (first * second).squareRoot()
    }

    @Test("Hashed normal numbers have mean 0 and deviation 1")
    func numbers() {
        let hash = SeededHash(seed: 9, .receiver)
        let values = (0..<20_000).map { Double(hash.normal($0)) }
        // Three standard errors of 20,000 numbers.
        #expect(abs(values.reduce(0, +) / 20_000) < 0.021)
        #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.03)
        let next = (1..<20_001).map { Double(hash.normal($0)) }
        #expect(abs(correlation(values, next)) < 0.021)
    }

    @Test("A surface has the height and correlation length asked for")
    func surface() {
        let roughness = SurfaceRoughness(
            rootMeanSquareMetres: 0.004, correlationLengthMetres: 0.1)
        let surface = SurfaceHeights(roughness, SeededHash(seed: 2, .surface))
        // Lines 1 m apart share nothing: 6 lines of 60 correlation lengths.
        var pairs: (near: [Double], far: [Double]) = ([], [])
        for line in 0..<6 {
            let heights = surface.heights(y: Double(line), firstX: -3, step: 0.02, count: 305)
            pairs.near += heights.prefix(300).map(Double.init)
            pairs.far += heights.suffix(300).map(Double.init)
        }
        let mean = pairs.near.reduce(0) { $0 + $1 * $1 } / Double(pairs.near.count)
        // About 150 independent heights: within three standard errors.
        #expect(abs(mean.squareRoot() / 0.004 - 1) < 0.18)
        #expect(abs(correlation(pairs.near, pairs.far) - exp(-1)) < 0.15)
    }

    @Test("A surface is the same however it is cut")
    func surfaceCut() {
        let surface = SurfaceHeights(
            SurfaceRoughness(rootMeanSquareMetres: 0.004), SeededHash(seed: 2, .surface))
        let line = surface.heights(y: 0.3, firstX: 0, step: 0.0078125, count: 60)
        let part = surface.heights(y: 0.3, firstX: 0.25, step: 0.0078125, count: 28)
        #expect(Array(line[32...]) == part)
        #expect(Double(line[7]) == surface.height(7 * 0.0078125, 0.3))
    }

    @Test("The soil's fluctuation is correlated as stated along each axis")
    func fluctuation() {
        var scene = plainScene()
        scene.fluctuation = SoilFluctuation(
            relativeDeviation: 0.1, alongMetres: 0.05, acrossMetres: 0.08, downMetres: 0.03)
        let lattice = SpeckleLattice(scene)
        let field = FluctuationField(
            scene.fluctuation, SeededHash(seed: 4, .permittivity), lattice: lattice)
        let (layers, rows, columns) = (24, 24, 60)
        let values = field.values(layers: 0..<layers, rows: -12..<12, columns: 0..<columns)
        func value(_ layer: Int, _ row: Int, _ column: Int) -> Double {
            Double(values[(layer * rows + row) * columns + column])
        }
        for (step, expected) in [
            ((0, 0, 3), exp(-3 * lattice.along / 0.05)),
            ((0, 3, 0), exp(-3 * lattice.across / 0.08)),
            ((2, 0, 0), exp(-2 * lattice.down / 0.03)),
            ((1, 1, 1), exp(-lattice.along / 0.05 - lattice.across / 0.08 - lattice.down / 0.03)),
        ] {
            var pairs: (here: [Double], there: [Double]) = ([], [])
            for layer in 0..<layers - step.0 {
                for row in 0..<rows - step.1 {
                    for column in 0..<columns - step.2 {
                        pairs.here.append(value(layer, row, column))
                        pairs.there.append(value(layer + step.0, row + step.1, column + step.2))
                    }
                }
            }
            // Some 500 independent values: three standard errors.
            #expect(abs(correlation(pairs.here, pairs.there) - expected) < 0.13, "\(step)")
        }
        let part = field.values(layers: 5..<9, rows: -2..<3, columns: 17..<31)
        #expect(Double(part[14 * 5 + 14 + 2]) == value(6, 11, 19))
    }

    private func speckled(across: Double, channels: Int, length: Double) -> GroundScene {
        var scene = plainScene(length: length)
        scene.radar.channelCount = channels
        scene.radar.samplesPerTrace = 40
        scene.radar.sampleIntervalNanoseconds = 0.1
        scene.radar.timeZeroNanoseconds = -0.5
        scene.fluctuation = SoilFluctuation(relativeDeviation: 0.1, acrossMetres: across)
        return scene
    }

    @Test("Neighbouring channels share clutter, more where the soil is correlated farther across")
    func channels() throws {
        func correlations(_ across: Double) throws -> [Double] {
            let simulator = try GroundSimulator(
                speckled(across: across, channels: 5, length: 1.27))
            let sections = [0, 1, 4].map { channel in
                // After the surface's echo; what is left has no mean to take off.
                simulator.traces(channel: channel, range: 0..<128).enumerated()
                    .filter { $0.offset % 40 >= 15 }.map { Double($0.element) }
            }
            return [1, 2].map { correlation(sections[0], sections[$0]) }
        }
        let short = try correlations(0.01)
        let long = try correlations(0.3)
        // At 7.5 cm and at 30 cm; some 60 independent values leave 0.13 of chance. A footprint that
        // two channels share correlates them even where the soil itself does not.
        #expect(short[0] > 0.1 && short[0] < 0.6, "\(short) \(long)")
        #expect(abs(short[1]) < 0.3)
        #expect(long[0] > short[0] + 0.15)
        #expect(long[1] > short[1])
    }

    @Test("Any piece of a sweep has the bits it has in the whole")
    func pieces() throws {
        var scene = speckled(across: 0.05, channels: 2, length: 0.3)
        scene.radar.directWaveAmplitude = 1.28
        scene.roughness = SurfaceRoughness(rootMeanSquareMetres: 0.003)
        scene.objects = [mirror(.disc, x: 0.1, depth: 0.03, size: 0.05)]
        scene.flaws = RecordingFlaws()
        let whole = try GroundSimulator(scene).traces(channel: 1, range: 0..<31)
        let again = try GroundSimulator(scene)
        let pieces = [0..<1, 1..<8, 8..<8, 8..<31].flatMap {
            again.traces(channel: 1, range: $0)
        }
        #expect(whole == pieces)
        scene.seed = 6
        let other = try GroundSimulator(scene).traces(channel: 1, range: 0..<1)
        #expect(Array(whole.prefix(40)) != other)
    }

    @Test("Coarse traces see the same ground as fine ones")
    func phases() throws {
        let fine = speckled(across: 0.05, channels: 1, length: 0.3)
        var coarse = fine
        coarse.radar.traceSpacingMetres = 0.02
        let first = try GroundSimulator(fine).traces(channel: 0, range: 0..<31)
        let second = try GroundSimulator(coarse).traces(channel: 0, range: 0..<16)
        for trace in 0..<16 {
            let here = first[2 * trace * 40..<(2 * trace + 1) * 40]
            let there = second[trace * 40..<(trace + 1) * 40]
            #expect(zip(here, there).allSatisfy { abs($0 - $1) < 1e-6 })
        }
    }
}
