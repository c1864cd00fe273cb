import Foundation
import SignalKit
import SurveyModel
import Testing

@testable import RadarProcessing

@Suite struct EchoFocusingTests {
    private static let c = speedOfLightMetresPerNanosecond
    private static let spacing = 0.02
    private static let interval = 0.05
    private static let samples = 128

    private let focusing = EchoFocusing(
        antennaHeightMetres: 0, antennaSeparationMetres: 0, surfaceNanoseconds: 1,
        stepNanoseconds: 0.05, timeCount: 60)
    private let point = EchoCurve(permittivity: 4, flatRadiusMetres: 0, apertureMetres: 0.12)

    /// A pulse of 1.5 GHz with the envelope exp(-(t / 0.5 ns)^2), whose negative frequencies are below 1 %.
    private static func pulse(_ time: Double) -> (value: Double, quadrature: Double) {
        let envelope = exp(-(time / 0.5) * (time / 0.5))
        let phase = 2 * Double.pi * 1.5 * time
        return (envelope * cos(phase), envelope * sin(phase))
    }

    /// Traces with one pulse each, at these times from the first sample (ns).
    private func section(arrivals: [Double]) -> Radargram {
        Radargram(
            samples: arrivals.flatMap { arrival in
                (0..<Self.samples).map {
                    Float(Self.pulse(Double($0) * Self.interval - arrival).value)
                }
            }, samplesPerTrace: Self.samples,
            distancesMetres: arrivals.indices.map { Double($0) * Self.spacing },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: Self.interval))
    }

    /// Arrivals along `curve` round trace `apex`, for an apex at `row` of the images of `focusing`.
    private func arrivals(
        _ curve: EchoCurve, of focusing: EchoFocusing, apex: Int, row: Int, traces: Int
    ) throws -> [Double] {
        let path = try RefractedPath(
            antennaHeightMetres: focusing.antennaHeightMetres, permittivity: curve.permittivity)
        let time = Double(row) * focusing.stepNanoseconds
        return (0..<traces).map { trace in
            focusing.surfaceNanoseconds + time
                + curve.delayNanoseconds(
                    along: Double(trace - apex) * Self.spacing,
                    depthMetres: time * Self.c / (2 * curve.permittivity.squareRoot()), path: path,
                    separationMetres: focusing.antennaSeparationMetres)
        }
    }

    private func plan(_ curve: EchoCurve, of focusing: EchoFocusing) throws -> EchoFocusing.Plan {
        try focusing.plan(
            curve, traceSpacingMetres: Self.spacing, samplesPerTrace: Self.samples,
            sampleIntervalNanoseconds: Self.interval)
    }

    private func image(
        _ radargram: Radargram, _ curve: EchoCurve, of focusing: EchoFocusing
    ) throws -> EchoImage {
        let section = focusing.section(of: radargram, 0..<radargram.traceCount, margin: 12)
        return focusing.image(of: section, try plan(curve, of: focusing))
    }

    private func coherence(_ image: EchoImage, _ row: Int, _ trace: Int) -> Float {
        image.coherence[row * image.traceCount + trace]
    }

    @Test func `Delays over ground are those of straight rays`() throws {
        let path = try RefractedPath(antennaHeightMetres: 0, permittivity: 4)
        let disc = EchoCurve(permittivity: 4, flatRadiusMetres: 0.05, apertureMetres: 0.2)
        for along in [-0.2, -0.08, -0.05, 0, 0.03, 0.05, 0.06, 0.15] {
            for depth in [0.002, 0.05, 0.3] {
                let beyond = max(0, abs(along) - 0.05)
                // Two ways at c / 2 each.
                let expected = 4 * (hypot(depth, beyond) - depth) / Self.c
                let delay = disc.delayNanoseconds(
                    along: along, depthMetres: depth, path: path, separationMetres: 0)
                #expect(abs(delay - expected) < 1e-12)
            }
        }
    }

    @Test func `Delays under raised antennas are those of the refracted path`() throws {
        let path = try RefractedPath(antennaHeightMetres: 0.05, permittivity: 6)
        let curve = EchoCurve(permittivity: 6, flatRadiusMetres: 0.04, apertureMetres: 0.12)
        for along in [0.06, 0.1, 0.12] {
            let delay = curve.delayNanoseconds(
                along: along, depthMetres: 0.1, path: path, separationMetres: 0.06)
            let mirrored = curve.delayNanoseconds(
                along: -along, depthMetres: 0.1, path: path, separationMetres: 0.06)
            let out = path.leg(horizontalMetres: along - 0.04 + 0.03, depthMetres: 0.1)
            let back = path.leg(horizontalMetres: along - 0.04 - 0.03, depthMetres: 0.1)
            let apex = path.leg(horizontalMetres: 0.03, depthMetres: 0.1)
            let expected =
                out.delayNanoseconds + back.delayNanoseconds - 2 * apex.delayNanoseconds
            #expect(abs(delay - expected) < 1e-12 && delay > 0)
            #expect(abs(delay - mirrored) < 1e-12)
        }
    }

    @Test func `Weights are one over the flat part and fall along the arms`() {
        let curve = EchoCurve(permittivity: 4, flatRadiusMetres: 0.04, apertureMetres: 0.12)
        #expect(curve.weight(along: 0) == 1 && curve.weight(along: -0.04) == 1)
        #expect(abs(curve.weight(along: 0.06) - 0.6) < 1e-12)
        #expect(curve.weight(along: -0.06) == curve.weight(along: 0.06))
        #expect(curve.weight(along: 0.5) == 0.15)
        #expect(EchoCurve.trace.weight(along: 0) == 1)
    }

    @Test func `Pulses along a curve image with their envelope's peak at the apex`() throws {
        var raised = focusing
        raised.antennaHeightMetres = 0.04
        raised.antennaSeparationMetres = 0.06
        for engine in [focusing, raised] {
            let lines = try arrivals(point, of: engine, apex: 20, row: 40, traces: 41)
            let image = try image(section(arrivals: lines), point, of: engine)
            // Linear interpolation between samples 25 ps apart: 0.7 % at 1.5 GHz.
            #expect(abs(image.magnitude(40, 20) - 1) < 0.03)
            #expect(coherence(image, 40, 20) > 0.97)
            // At the apex the pulse is at its crest.
            #expect(image.real[40 * 41 + 20] > 0.97)
            for trace in [14, 15, 25, 26] {
                #expect(image.magnitude(40, trace) < 0.4)
                #expect(coherence(image, 40, trace) < 0.4)
            }
            for row in [20, 55] { #expect(image.magnitude(row, 20) < 0.5) }
            #expect(image.coherence.allSatisfy { (0...1.0001).contains($0) })
        }
    }

    @Test func `The image of the body that is there is the brightest`() throws {
        let disc = EchoCurve(permittivity: 4, flatRadiusMetres: 0.13, apertureMetres: 0.20)
        for (own, other) in [(disc, point), (point, disc)] {
            let lines = try arrivals(own, of: focusing, apex: 20, row: 30, traces: 41)
            let radargram = section(arrivals: lines)
            let right = try image(radargram, own, of: focusing)
            let wrong = try image(radargram, other, of: focusing)
            #expect(abs(right.magnitude(30, 20) - 1) < 0.03)
            #expect(coherence(right, 30, 20) > 0.97)
            #expect(wrong.magnitude(30, 20) < 0.7)
            #expect(coherence(wrong, 30, 20) < 0.6)
        }
    }

    @Test func `The trace itself gives the analytic signal`() throws {
        let lines = [2.4, 3.0, 3.3]
        let radargram = section(arrivals: lines)
        let image = try image(radargram, .trace, of: focusing)
        for (trace, arrival) in lines.enumerated() {
            for row in 0..<60 {
                let sample = radargram.samples[trace * Self.samples + 20 + row]
                let at = row * lines.count + trace
                #expect(abs(image.real[at] - sample) < 1e-3)
                let truth = Self.pulse(1 + Double(row) * 0.05 - arrival)
                #expect(abs(Double(image.imaginary[at]) - truth.quadrature) < 0.01)
                if image.magnitude(row, trace) > 0.1 {
                    #expect(abs(image.coherence[at] - 1) < 1e-3)
                }
            }
        }
    }

    @Test func `Line ends are mirrored`() throws {
        let whole = section(
            arrivals: try arrivals(point, of: focusing, apex: 20, row: 40, traces: 41))
        let half = section(
            arrivals: try arrivals(point, of: focusing, apex: 0, row: 40, traces: 21))
        let front = try image(half, point, of: focusing)
        let full = try image(whole, point, of: focusing)
        for trace in 0...8 {
            for row in 0..<60 {
                let a = front.real[row * 21 + trace]
                let b = full.real[row * 41 + 20 + trace]
                #expect(abs(a - b) < 1e-4)
            }
        }
        let turned = section(
            arrivals: try arrivals(point, of: focusing, apex: 20, row: 40, traces: 21))
        let end = try image(turned, point, of: focusing)
        #expect(abs(end.magnitude(40, 20) - front.magnitude(40, 0)) < 1e-4)
    }

    @Test func `A stretch gives the same image as the whole line`() throws {
        let radargram = section(
            arrivals: try arrivals(point, of: focusing, apex: 12, row: 40, traces: 41))
        let whole = try image(radargram, point, of: focusing)
        let part = focusing.image(
            of: focusing.section(of: radargram, 7..<30, margin: 6), try plan(point, of: focusing))
        #expect(part.traceCount == 23 && part.timeCount == 60)
        for row in 0..<60 {
            for trace in 0..<23 {
                let difference = part.real[row * 23 + trace] - whole.real[row * 41 + 7 + trace]
                #expect(abs(difference) < 1e-5)
            }
        }
    }

    @Test func `Terms beyond the window are left out of sum and weight`() throws {
        var late = focusing
        late.timeCount = 120
        let plan = try plan(point, of: late)
        #expect(plan.reach == 6)
        let window = Double(Self.samples - 1) * Self.interval
        for row in 0..<120 {
            let time = Double(row) * 0.05
            let depth = max(0.002, time * Self.c / 4)
            var terms = 0
            var total: Float = 0
            var isOnEdge = false
            for column in -6...6 {
                let along = Double(column) * Self.spacing
                let place = 1 + time + 4 * (hypot(depth, along) - depth) / Self.c
                isOnEdge = isOnEdge || abs(place - window) < 1e-9
                guard place < window else { continue }
                terms += 1
                total += column == 0 ? 1 : Float(max(0.15, 1 - abs(along) / 0.15))
            }
            if isOnEdge { continue }
            #expect(plan.starts[row + 1] - plan.starts[row] == terms)
            #expect(abs(plan.totals[row] - total) < 1e-5)
        }
        let image = late.image(
            of: late.section(
                of: section(arrivals: [Double](repeating: 6, count: 20)), 0..<20, margin: 6), plan)
        #expect(image.real.allSatisfy(\.isFinite) && image.coherence.allSatisfy(\.isFinite))
        // From 5.4 ns after the surface on nothing is recorded.
        #expect(image.real[(110 * 20)...].allSatisfy { $0 == 0 })
    }

    @Test func `Ground and heights that cannot be are refused`() {
        var high = focusing
        high.antennaHeightMetres = -1
        #expect(throws: ProcessingError.self) { try plan(point, of: high) }
        let vacuum = EchoCurve(permittivity: 0.5, flatRadiusMetres: 0, apertureMetres: 0.1)
        #expect(throws: ProcessingError.self) { try plan(vacuum, of: focusing) }
    }
}
