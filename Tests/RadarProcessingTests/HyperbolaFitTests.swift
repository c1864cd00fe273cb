import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct HyperbolaFitTests {
    /// A line over one point, Ricker echoes of 1.5 GHz peaking at `signal` times the noise.
    static func line(
        permittivity: Double, depth: Double, x0: Double = 0.31, height: Double = 0,
        separation: Double = 0.06, signal: Double = 1000, seed: UInt64 = 1
    ) throws -> Radargram {
        var noise = SeededNoise(seed: seed)
        let path = try RefractedPath(antennaHeightMetres: height, permittivity: permittivity)
        let samples = 120
        var values: [Float] = []
        for trace in 0..<31 {
            let delay = path.delayNanoseconds(
                alongMetres: 0.02 * Double(trace) - x0, depthMetres: depth,
                separationMetres: separation)
            for sample in 0..<samples {
                let time = 0.05 * Double(sample) - 1 - delay
                values.append(
                    Float(signal * SyntheticSection.ricker(time) + noise.normal()))
            }
        }
        return Radargram(
            samples: values, samplesPerTrace: samples,
            distancesMetres: (0..<31).map { 0.02 * Double($0) },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05, timeZeroNanoseconds: 1))
    }

    private func fit(_ height: Double = 0) -> HyperbolaFit {
        HyperbolaFit(
            antennaHeightMetres: height, antennaSeparationMetres: 0.06, centreFrequencyMHz: 1500)
    }

    @Test(
        "Permittivity, place and depth come back from a clean echo",
        arguments: [(3.0, 0.15, 0.0), (5.0, 0.10, 0.0), (4.0, 0.12, 0.04), (9.0, 0.08, 0.0)])
    func clean(permittivity: Double, depth: Double, height: Double) throws {
        let line = try Self.line(permittivity: permittivity, depth: depth, height: height)
        let found = try fit(height).fit(line)
        // 60 dB of signal: what is left is interpolation between samples, 1 ps.
        #expect(abs(found.permittivity / permittivity - 1) < 0.01, "\(found)")
        #expect(abs(found.distanceMetres - 0.31) < 0.001 && abs(found.depthMetres - depth) < 0.001)
        #expect(found.semblance > 0.95)
    }

    @Test("At 20 dB velocities are right to 3 % and errors are as large as stated")
    func noisy() throws {
        var within = 0
        let runs = 20
        for run in 0..<runs {
            let line = try Self.line(
                permittivity: 5, depth: 0.10, signal: 10, seed: UInt64(100 + run))
            let found = try fit().fit(line)
            let error = abs(found.permittivity - 5)
            if error <= found.permittivitySigma { within += 1 }
            let velocity = (5 / found.permittivity).squareRoot() - 1
            #expect(abs(velocity) < 0.03, "\(found)")
        }
        // 68 % of 20 are 13.6, with a standard deviation of 2.1.
        #expect((10...18).contains(within), "\(within)")
    }

    @Test("The hyperbolae of a line are found by themselves")
    func automatic() throws {
        let line = try Self.line(permittivity: 4, depth: 0.12, signal: 30)
        let found = try fit().hyperbolae(line)
        #expect(abs((found.first?.permittivity ?? 0) - 4) < 0.2)
        #expect(abs((found.first?.distanceMetres ?? 0) - 0.31) < 0.005)
    }

    @Test("What cannot give a velocity is refused")
    func refusals() throws {
        let good = try Self.line(permittivity: 4, depth: 0.12)
        func changed(_ change: (inout Radargram) -> Void) -> Radargram {
            var other = good
            change(&other)
            return other
        }
        let bad = [
            changed { $0.samples[5] = .nan },
            changed { $0.samples = [Float](repeating: 3, count: $0.samples.count) },
            changed { $0.distancesMetres[4] = 0.5 },
            changed { $0.distancesMetres = [Double](repeating: 0, count: 31) },
            changed { $0.timeAxis.sampleIntervalNanoseconds = 0.4 },
            Radargram(
                samples: Array(good.samples.prefix(240)), samplesPerTrace: 120,
                distancesMetres: [0, 0.02], timeAxis: good.timeAxis),
        ]
        for line in bad {
            #expect(throws: ProcessingError.self) { try fit().fit(line) }
        }
        #expect(throws: ProcessingError.self) {
            try HyperbolaFit(antennaHeightMetres: -1, centreFrequencyMHz: 1500).fit(good)
        }
    }
}
