import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct CalibrationTargetTests {
    private func targets(
        _ permittivity: Double, height: Double, noise: (Int) -> Double = { _ in 0 }
    ) throws -> [CalibrationTarget] {
        let path = try RefractedPath(antennaHeightMetres: height, permittivity: permittivity)
        return [0.05, 0.10, 0.15, 0.20].enumerated().map { place, depth in
            CalibrationTarget(
                depthMetres: depth,
                peakNanoseconds: 1.3 + noise(place)
                    + path.delayNanoseconds(
                        alongMetres: 0, depthMetres: depth, separationMetres: 0.06))
        }
    }

    @Test("Exact times give permittivity and time zero exactly", arguments: [0.0, 0.04])
    func exact(height: Double) throws {
        let found = try CalibrationTarget.fit(
            targets(5.5, height: height), antennaHeightMetres: height,
            antennaSeparationMetres: 0.06)
        // The derivative is a difference of delays 1e-5 apart.
        #expect(abs(found.estimate.permittivity - 5.5) < 1e-5)
        #expect(abs(found.timeZeroNanoseconds - 1.3) < 1e-6)
    }

    @Test("Errors are as large as stated")
    func uncertainty() throws {
        var noise = SeededNoise(seed: 5)
        var sum = (permittivity: 0.0, zero: 0.0)
        for _ in 0..<400 {
            let errors = (0..<4).map { _ in 0.02 * noise.normal() }
            let found = try CalibrationTarget.fit(
                targets(5.5, height: 0) { errors[$0] }, antennaSeparationMetres: 0.06,
                pickSigmaNanoseconds: 1e-6 + 0.02)
            let one = (found.estimate.permittivity - 5.5) / found.estimate.sigma
            let two = (found.timeZeroNanoseconds - 1.3) / found.timeZeroSigmaNanoseconds
            sum.permittivity += one * one / 400
            sum.zero += two * two / 400
        }
        // Below 1, as scatter larger than the pick's widens sigma; 0.8 in the mean.
        #expect((0.5...1.1).contains(sum.permittivity) && (0.5...1.1).contains(sum.zero))
    }

    @Test("One depth, or times that run backwards, are refused")
    func refusals() {
        let one = CalibrationTarget(depthMetres: 0.1, peakNanoseconds: 2)
        let earlier = CalibrationTarget(depthMetres: 0.2, peakNanoseconds: 1)
        #expect(throws: ProcessingError.self) { try CalibrationTarget.fit([one, one]) }
        #expect(throws: ProcessingError.self) { try CalibrationTarget.fit([one, earlier]) }
        #expect(throws: ProcessingError.self) {
            try CalibrationTarget.fit([
                one, CalibrationTarget(depthMetres: .nan, peakNanoseconds: 3),
            ])
        }
    }
}

@Suite struct FocusingScanTests {
    @Test("The sharpest image of point echoes has their permittivity", arguments: [3.5, 6, 10])
    func points(permittivity: Double) throws {
        let line = try HyperbolaFitTests.line(permittivity: permittivity, depth: 0.10, signal: 20)
        let found = try FocusingScan(
            antennaSeparationMetres: 0.06, centreFrequencyMHz: 1500, depthMetres: 0.25
        ).estimate(line)
        // A scan of 15 % steps over one short hyperbola.
        #expect(abs(found.permittivity / permittivity - 1) < 0.15, "\(found)")
        #expect(abs(found.permittivity - permittivity) < 3 * found.sigma, "\(found)")
    }

    @Test("A constant line has no sharpest image")
    func refusals() {
        let flat = Radargram(
            samples: [Float](repeating: 1, count: 1000), samplesPerTrace: 100,
            distancesMetres: (0..<10).map { 0.02 * Double($0) },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
        #expect(throws: ProcessingError.self) {
            try FocusingScan(centreFrequencyMHz: 1500).estimate(flat)
        }
    }
}
