import Foundation
import SignalKit
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

/// Several channels imaged in one: a point reflector in closed form, and white noise.
@Suite struct ArrayFocusingTests {
    private static let c = speedOfLightMetresPerNanosecond
    private static let spacing = 0.02
    private static let interval = 0.05
    private static let samples = 128
    private static let permittivity = 4.0

    private let focusing = EchoFocusing(
        antennaHeightMetres: 0, antennaSeparationMetres: 0, surfaceNanoseconds: 1,
        stepNanoseconds: 0.05, timeCount: 60)
    private let point = EchoCurve(
        permittivity: permittivity, flatRadiusMetres: 0, apertureMetres: 0.12)

    private func radargram(traces: Int, _ value: (Int, Double) -> Double) -> Radargram {
        Radargram(
            samples: (0..<traces).flatMap { trace in
                (0..<Self.samples).map { Float(value(trace, Double($0) * Self.interval)) }
            }, samplesPerTrace: Self.samples,
            distancesMetres: (0..<traces).map { Double($0) * Self.spacing },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: Self.interval))
    }

    /// A pulse of 1.5 GHz from a point at (`x`, 0, `depth`) under antennas on the ground `y` beside it.
    private func channel(_ y: Double, x: Double, depth: Double, surface: Double) -> Radargram {
        radargram(traces: 61) { trace, time in
            let along = Double(trace) * Self.spacing - x
            let way = (along * along + y * y + depth * depth).squareRoot()
            let late = time - surface - 2 * Self.permittivity.squareRoot() * way / Self.c
            return exp(-(late / 0.4) * (late / 0.4)) * cos(2 * .pi * 1.5 * late)
        }
    }

    /// The image along a line `y` beside the point, from channels at `offsets` with these surfaces.
    private func image(
        _ channels: [Radargram], _ offsets: [Double], surfaces: [Double], y: Double
    ) throws -> EchoImage {
        let section = focusing.section(of: channels, 0..<channels[0].traceCount, margin: 12)
        let near = offsets.indices.filter { abs(offsets[$0] - y) <= point.apertureMetres }
        let lines = try near.map { number in
            EchoFocusing.Line(
                number: number,
                delays: try focusing.delays(
                    point, traceSpacingMetres: Self.spacing, acrossMetres: offsets[number] - y),
                surfaceNanoseconds: surfaces[number])
        }
        return focusing.image(
            of: section,
            focusing.plan(
                lines, samplesPerTrace: Self.samples, sampleIntervalNanoseconds: Self.interval))
    }

    private func peak(_ image: EchoImage) -> (value: Float, time: Int, trace: Int) {
        var best: (value: Float, time: Int, trace: Int) = (0, 0, 0)
        for time in 0..<image.timeCount {
            for trace in 0..<image.traceCount {
                let coherence = image.coherence[time * image.traceCount + trace].squareRoot()
                let value = image.magnitude(time, trace) * coherence
                if value > best.value { best = (value, time, trace) }
            }
        }
        return best
    }

    @Test(
        "A point images at its place along, across and in depth",
        arguments: [(0.60, 0.0), (0.60, 0.0375), (0.74, -0.0375), (0.52, 0.075)])
    func place(x: Double, y: Double) throws {
        let depth = 0.09
        let offsets = [-0.15, -0.075, 0, 0.075, 0.15]
        // Each channel's clock starts at another time.
        let surfaces = [1, 0.93, 1.04, 1.1, 0.97]
        let channels = zip(offsets, surfaces).map {
            channel($0 - y, x: x, depth: depth, surface: $1)
        }
        let lines = (-4...4).map { 0.0375 * Double($0) }
        let peaks = try lines.map {
            peak(try image(channels, offsets, surfaces: surfaces, y: $0))
        }
        let best = try #require(peaks.indices.max { peaks[$0].value < peaks[$1].value })
        #expect(abs(lines[best] - y) < 1e-9)
        #expect(abs(Double(peaks[best].trace) * Self.spacing - x) <= Self.spacing / 2 + 1e-9)
        let delay = 2 * Self.permittivity.squareRoot() * depth / Self.c
        #expect(abs(Double(peaks[best].time) * focusing.stepNanoseconds - delay) <= 0.05)
        // All traces agree: amplitude and coherence of 1, but for interpolation.
        #expect(peaks[best].value > 0.96 && peaks[best].value < 1.01)
        // Half a channel spacing beside it the channels no longer do.
        let beside = try image(channels, offsets, surfaces: surfaces, y: y + 0.0375)
        #expect(peak(beside).value < 0.95 * peaks[best].value)
    }

    @Test(
        "In white noise n channels gain what their weights tell, nearly sqrt(n) when near",
        arguments: [(0.02, 3, 0.95), (0.02, 5, 0.9), (0.075, 3, 0.85)])
    func gain(apart: Double, count: Int, least: Double) throws {
        let offsets = (0..<count).map { apart * (Double($0) - Double(count - 1) / 2) }
        var noise = SeededNoise(seed: 71)
        let channels = offsets.map { _ in
            radargram(traces: 400) { _, _ in Double(noise.normal()) }
        }
        let surfaces = offsets.map { _ in 1.0 }
        func power(_ image: EchoImage) -> Double {
            // Rows whose whole aperture lies in the window.
            let used = 10 * image.traceCount..<40 * image.traceCount
            return used.reduce(0) {
                let (a, b) = (Double(image.real[$1]), Double(image.imaginary[$1]))
                return $0 + a * a + b * b
            }
        }
        let middle = count / 2
        let alone = try image([channels[middle]], [0], surfaces: [1], y: 0)
        let joined = try image(channels, offsets, surfaces: surfaces, y: 0)
        let gain = (power(alone) / power(joined)).squareRoot()
        func merit(_ offsets: [Double]) -> Double {
            var (sum, squares) = (0.0, 0.0)
            for y in offsets {
                for column in -6...6 {
                    let away = hypot(Double(column) * Self.spacing, y)
                    guard away <= 0.12 + 1e-9 else { continue }
                    let weight = max(0.15, 1 - away / 0.15)
                    sum += weight
                    squares += weight * weight
                }
            }
            return sum / squares.squareRoot()
        }
        let expected = merit(offsets) / merit([0])
        // 400 x 30 values, of which some 3,000 are independent: 2 % each.
        #expect(abs(gain / expected - 1) < 0.06, "\(gain) \(expected)")
        let root = Double(count).squareRoot()
        #expect(expected <= root * 1.01 && expected > least * root, "\(expected) \(root)")
    }

    @Test("Of one channel alone the joined image is its own, to the bit")
    func single() throws {
        let line = channel(0, x: 0.6, depth: 0.09, surface: 1)
        let own = focusing.image(
            of: focusing.section(of: line, 0..<61, margin: 12),
            try focusing.plan(
                point, traceSpacingMetres: Self.spacing, samplesPerTrace: Self.samples,
                sampleIntervalNanoseconds: Self.interval))
        let joined = try image([line, line], [0, 5], surfaces: [1, 1], y: 0)
        #expect(own.real == joined.real && own.imaginary == joined.imaginary)
        #expect(own.coherence == joined.coherence)
    }

    @Test("A channel ahead of the others is taken where it stands")
    func ahead() throws {
        let (x, depth) = (0.6, 0.09)
        // Its trace n lies 0.03 m further than theirs.
        let shifted = channel(0.06, x: x - 0.03, depth: depth, surface: 1)
        let own = channel(0, x: x, depth: depth, surface: 1)
        let section = focusing.section(of: [own, shifted], 0..<61, margin: 14)
        func value(_ along: Double) throws -> Float {
            let lines = try [(0, 0.0, 0.0), (1, 0.06, along)].map { number, across, along in
                EchoFocusing.Line(
                    number: number,
                    delays: try focusing.delays(
                        point, traceSpacingMetres: Self.spacing, acrossMetres: across,
                        alongMetres: along), surfaceNanoseconds: 1)
            }
            return peak(
                focusing.image(
                    of: section,
                    focusing.plan(
                        lines, samplesPerTrace: Self.samples,
                        sampleIntervalNanoseconds: Self.interval))
            ).value
        }
        let (right, wrong) = (try value(0.03), try value(0))
        #expect(right > 0.96 && wrong < 0.97 * right, "\(right) \(wrong)")
    }
}
