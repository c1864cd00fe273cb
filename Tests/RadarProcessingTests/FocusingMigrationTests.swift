import Foundation
import SignalKit
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct FocusingMigrationTests {
    private static let c = speedOfLightMetresPerNanosecond

    private func section(
        traces: Int, samples: Int, step: Double = 0.01, zero: Double = 0.37,
        _ value: (Int, Int) -> Double
    ) -> Radargram {
        Radargram(
            samples: (0..<traces * samples).map { Float(value($0 / samples, $0 % samples)) },
            samplesPerTrace: samples, distancesMetres: (0..<traces).map { 1 + Double($0) * step },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05, timeZeroNanoseconds: zero))
    }

    private func noise(
        traces: Int, samples: Int, zero: Double = 0.37, seed: UInt64 = 1
    ) -> Radargram {
        var noise = SeededNoise(seed: seed)
        return section(traces: traces, samples: samples, zero: zero) { _, _ in noise.normal() }
    }

    /// A point diffractor of one way z / v under trace 40, exact hyperbola, Ricker of 1.5 GHz.
    private func diffractor(depth: Double, permittivity: Double, samples: Int) throws -> Radargram {
        let path = try RefractedPath(antennaHeightMetres: 0, permittivity: permittivity)
        return section(traces: 81, samples: samples, zero: 1) { trace, sample in
            let delay = path.delayNanoseconds(
                alongMetres: Double(trace - 40) * 0.01, depthMetres: depth)
            return SyntheticSection.ricker(Double(sample) * 0.05 - 1 - delay)
        }
    }

    /// Place of the largest envelope: trace and time after time zero (ns).
    private func peak(_ radargram: Radargram) -> (trace: Int, time: Double) {
        var signal = AnalyticSignal(count: radargram.samplesPerTrace, oversampling: 4)
        var best: (value: Float, trace: Int, row: Int) = (0, 0, 0)
        for trace in 0..<radargram.traceCount {
            var planes = FocusingArithmetic.Planes(count: signal.rowCount, stride: 1)
            signal.load(
                radargram.samples.span, at: trace * radargram.samplesPerTrace, column: 0)
            signal.transform()
            signal.write(to: &planes, at: 0, columns: 1, rows: signal.rowCount)
            for row in 0..<signal.rowCount {
                let value =
                    planes.real[row] * planes.real[row]
                    + planes.imaginary[row] * planes.imaginary[row]
                if value > best.value { best = (value, trace, row) }
            }
        }
        return (best.trace, Double(best.row) * 0.0125 - radargram.timeAxis.timeZeroNanoseconds)
    }

    @Test(arguments: [3.0, 6, 9])
    func `A diffractor collapses to its place`(permittivity: Double) throws {
        let velocity = Self.c / permittivity.squareRoot()
        for depth in [0.03, 0.06, 0.1, 0.17, 0.25] {
            let input = try diffractor(
                depth: depth, permittivity: permittivity, samples: 180 + Int(permittivity * 10))
            var kirchhoff = input
            try KirchhoffMigration(velocityMetresPerNanosecond: velocity, apertureMetres: 0.3)
                .apply(to: &kirchhoff)
            var stolt = input
            try StoltMigration(velocityMetresPerNanosecond: velocity).apply(to: &stolt)
            var back = input
            try TimeSectionBackProjection(permittivity: permittivity).apply(to: &back)
            for image in [kirchhoff, stolt, back] {
                let peak = peak(image)
                #expect(peak.trace == 40)
                // Half a cell of 1 cm.
                #expect(abs(peak.time * velocity / 2 - depth) <= 0.005)
            }
        }
    }

    @Test func `Kirchhoff and Stolt agree where both see the whole diffraction`() throws {
        let input = try diffractor(depth: 0.12, permittivity: 6, samples: 256)
        let velocity = Self.c / 6.0.squareRoot()
        var kirchhoff = input
        try KirchhoffMigration(velocityMetresPerNanosecond: velocity).apply(to: &kirchhoff)
        var stolt = input
        try StoltMigration(velocityMetresPerNanosecond: velocity).apply(to: &stolt)
        let largest = stolt.samples.map(abs).max() ?? 0
        for trace in 30...50 {
            for sample in 45..<100 {
                let i = trace * 256 + sample
                // The sum's weight holds many cycles away from the diffractor; at 2 ns it is 3 cycles.
                #expect(abs(kirchhoff.samples[i] - stolt.samples[i]) < 0.1 * largest)
            }
        }
    }

    @Test func `A flat reflector stays as it is away from the ends`() throws {
        let input = section(traces: 200, samples: 128) { _, sample in
            SyntheticSection.ricker(Double(sample) * 0.05 - 0.37 - 3)
        }
        var kirchhoff = input
        try KirchhoffMigration(velocityMetresPerNanosecond: 0.12).apply(to: &kirchhoff)
        var stolt = input
        try StoltMigration(velocityMetresPerNanosecond: 0.12).apply(to: &stolt)
        for sample in 20..<128 {
            let i = 100 * 128 + sample
            // What diffracts at the ends of the line, 1 m away, and the far-field weight.
            #expect(abs(stolt.samples[i] - input.samples[i]) < 0.01)
            #expect(abs(kirchhoff.samples[i] - input.samples[i]) < 0.05)
        }
    }

    @Test func `A line without dips passes Stolt's frequencies unchanged`() throws {
        // One wavenumber, 0: the interpolation between frequencies alone.
        var random = SeededNoise(seed: 4)
        let trace = (0..<60).map { _ in random.normal() }
        var mapperInput = section(traces: 3, samples: 60, zero: 0.33) { _, sample in
            sample > 10 && sample < 50 ? trace[sample] + trace[sample - 1] : 0
        }
        let input = mapperInput
        // Traces 1 m apart: the line is 20 times wider than what its echoes reach.
        mapperInput.distancesMetres = [0, 1, 2]
        try StoltMigration(velocityMetresPerNanosecond: 0.05).apply(to: &mapperInput)
        let error = zip(mapperInput.samples, input.samples).map { abs($0 - $1) }.max() ?? 1
        let largest = input.samples.map(abs).max() ?? 0
        // The four highest frequencies of 62, which the sums of neighbours hardly hold, and the
        // evanescent ones.
        #expect(error < 0.1 * largest)
    }

    @Test(arguments: [0.37, 0.4, 0, -0.33, 1.2])
    func `Stolt and Kirchhoff pass the dot test`(zero: Double) throws {
        for (traces, samples, number) in [(31, 40, 1), (17, 64, 2), (50, 33, 3)] {
            let x = noise(traces: traces, samples: samples, zero: zero, seed: UInt64(number))
            let y = noise(traces: traces, samples: samples, zero: zero, seed: UInt64(number + 9))
            let kirchhoff = KirchhoffMigration(
                velocityMetresPerNanosecond: 0.13, apertureMetres: number == 2 ? 0.08 : nil)
            let stolt = StoltMigration(
                velocityMetresPerNanosecond: 0.13, blockTraces: 24, overlapTraces: 7)
            var (a, b) = (x, y)
            try kirchhoff.apply(to: &a)
            try kirchhoff.applyAdjoint(to: &b)
            expectDots(a, y, x, b)
            (a, b) = (x, y)
            try stolt.apply(to: &a)
            try stolt.applyAdjoint(to: &b)
            expectDots(a, y, x, b)
        }
    }

    /// <a, y> = <x, b> to 1e-5, or to 1e-6 of what the two could be where they happen to be small.
    private func expectDots(_ a: Radargram, _ y: Radargram, _ x: Radargram, _ b: Radargram) {
        func dot(_ p: Radargram, _ q: Radargram) -> Double {
            zip(p.samples, q.samples).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let size = (dot(a, a) * dot(y, y)).squareRoot()
        #expect(size > 0)
        #expect(abs(dot(a, y) - dot(x, b)) < 1e-5 * max(abs(dot(a, y)), 0.1 * size))
    }

    @Test func `A spectrum between its frequencies is right to 2e-5`() {
        let interpolation = FrequencyInterpolation()
        let count = 64
        var noise = SeededNoise(seed: 8)
        let signal = (0..<32).map { _ in noise.normal() }
        // The sum of the definition, at any place u among the frequencies.
        func spectrum(_ u: Double, corrected: Bool) -> (Double, Double) {
            var sum = (0.0, 0.0)
            for (n, value) in signal.enumerated() {
                let factor =
                    corrected
                    ? Double(FrequencyInterpolation.correction(place: Double(n), count: count)) : 1
                let angle = -2 * Double.pi * u * Double(n) / Double(count)
                sum.0 += factor * value * cos(angle)
                sum.1 += factor * value * sin(angle)
            }
            return sum
        }
        let largest =
            (0..<64).map {
                hypot(
                    spectrum(Double($0), corrected: false).0,
                    spectrum(Double($0), corrected: false).1)
            }.max() ?? 0
        for _ in 0..<60 {
            let u = 4 + 24 * noise.uniform()
            var sum = ComplexFloat(real: 0, imaginary: 0)
            for tap in 0..<FrequencyInterpolation.taps {
                let grid = spectrum(
                    Double(FrequencyInterpolation.first(u) + tap), corrected: true)
                let part =
                    interpolation.tap(tap, u)
                    * ComplexFloat(real: Float(grid.0), imaginary: Float(grid.1))
                sum.real += part.real
                sum.imaginary += part.imaginary
            }
            let exact = spectrum(u, corrected: false)
            #expect(
                hypot(Double(sum.real) - exact.0, Double(sum.imaginary) - exact.1) < 2e-5 * largest)
        }
    }

    @Test func `Migration is linear and leaves zeros zero`() throws {
        let input = noise(traces: 20, samples: 40)
        for (factor, expected) in [(Float(0), Float(0)), (4, 4)] {
            var scaled = input
            for i in scaled.samples.indices { scaled.samples[i] *= factor }
            var (a, b, c) = (scaled, scaled, scaled)
            var (p, q, r) = (input, input, input)
            try KirchhoffMigration(velocityMetresPerNanosecond: 0.1).apply(to: &a)
            try KirchhoffMigration(velocityMetresPerNanosecond: 0.1).apply(to: &p)
            try StoltMigration(velocityMetresPerNanosecond: 0.1).apply(to: &b)
            try StoltMigration(velocityMetresPerNanosecond: 0.1).apply(to: &q)
            try TimeSectionBackProjection(permittivity: 9).apply(to: &c)
            try TimeSectionBackProjection(permittivity: 9).apply(to: &r)
            // A power of two scales every rounding with it.
            #expect(a.samples == p.samples.map { $0 * expected })
            #expect(b.samples == q.samples.map { $0 * expected })
            #expect(c.samples == r.samples.map { $0 * expected })
        }
    }

    @Test func `Blocks of Stolt join without a seam`() throws {
        let input = try diffractor(depth: 0.05, permittivity: 6, samples: 64)
        let velocity = Self.c / 6.0.squareRoot()
        var whole = input
        try StoltMigration(velocityMetresPerNanosecond: velocity).apply(to: &whole)
        var blocks = input
        try StoltMigration(
            velocityMetresPerNanosecond: velocity, blockTraces: 60, overlapTraces: 29
        ).apply(to: &blocks)
        let largest = whole.samples.map(abs).max() ?? 0
        let error = zip(whole.samples, blocks.samples).map { abs($0 - $1) }.max() ?? 1
        // The diffraction is cut 19 traces beyond its apex, where it is steep.
        #expect(error < 0.1 * largest)
    }

    @Test func `What cannot be migrated is refused with its figure`() throws {
        let good = noise(traces: 10, samples: 20)
        func errors(_ radargram: Radargram, _ velocity: Double) -> [ProcessingError?] {
            func caught(_ body: () throws -> Void) -> ProcessingError? {
                do { try body() } catch { return error as? ProcessingError }
                return nil
            }
            var copy = radargram
            return [
                caught {
                    try KirchhoffMigration(velocityMetresPerNanosecond: velocity).apply(to: &copy)
                },
                caught {
                    try StoltMigration(velocityMetresPerNanosecond: velocity).apply(to: &copy)
                },
            ]
        }
        #expect(errors(good, 0.1) == [nil, nil])
        for velocity in [0, 0.031, 0.31, 1e9] {
            #expect(
                errors(good, velocity) == [
                    .velocityOutOfRange(
                        step: "kirchhoff", metresPerNanosecond: velocity),
                    .velocityOutOfRange(step: "stolt", metresPerNanosecond: velocity),
                ])
        }
        #expect(errors(good, .nan).allSatisfy { $0 != nil })
        var late = good
        late.timeAxis.timeZeroNanoseconds = 1.5
        for error in errors(late, 0.1) {
            #expect(error?.description.contains("time zero, 1.5 ns") == true)
        }
        var bad = good
        bad.samples[3] = .infinity
        #expect(errors(bad, 0.1) == [.samplesOutOfRange(count: 1), .samplesOutOfRange(count: 1)])
        bad = good
        bad.distancesMetres[5] += 0.004
        for error in errors(bad, 0.1) {
            guard case .unevenTraceSpacing(_, let trace, _, _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(trace == 5)
        }
        bad.distancesMetres[5] = 0
        #expect(errors(bad, 0.1).allSatisfy { $0?.description.contains("trace 6") == true })
        let few = noise(traces: 2, samples: 20)
        #expect(
            errors(few, 0.1) == [
                .tooFewTraces(step: "kirchhoff", traces: 2, needed: 3),
                .tooFewTraces(step: "stolt", traces: 2, needed: 3),
            ])
    }
}
