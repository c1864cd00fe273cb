import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct GroundEstimateTests {
    /// Surface echo of 1000 at 1 ns, echoes of the ground whose strength is `clutter` of the delay, white
    /// noise of `noise`, all times `gain` of the time.
    private static func section(
        noise: Double, traces: Int = 200, clutter: (Double) -> Double = { _ in 0 },
        gain: (Double) -> Double = { _ in 1 }, delays: [Double] = []
    ) -> Radargram {
        var numbers = SeededNoise(seed: 7)
        let samples = 160
        var values: [Float] = []
        for trace in 0..<traces {
            // Scatterers every 0.1 ns of normal strength give Gaussian clutter in the radar's band.
            let late = trace < delays.count ? delays[trace] : 0
            let strengths = (0..<70).map { _ in numbers.normal() }
            for sample in 0..<samples {
                let time = Double(sample) * 0.05 - 1 - late
                var value = 1000 * SyntheticSection.ricker(time) + noise * numbers.normal()
                let first = max(0, Int((time - 1) / 0.1))
                for place in first..<max(first, min(70, first + 21)) {
                    let delay = Double(place) * 0.1
                    value +=
                        clutter(delay) * strengths[place]
                        * SyntheticSection.ricker(time - delay)
                }
                values.append(Float(value * gain(time)))
            }
        }
        return Radargram(
            samples: values, samplesPerTrace: samples,
            distancesMetres: (0..<traces).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }

    private static func sweep(_ section: Radargram) -> Sweep {
        Sweep(
            format: "test", instrument: Instrument(centreFrequencyMHz: 1500),
            channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: section)],
            positionSource: .traceHeaders)
    }

    @Test(arguments: [0.3, 3.0]) func `White noise is found as strong as it is`(_ level: Double) {
        let section = Self.section(noise: level) { _ in 20 }
        let noise = ReceiverNoise(
            in: section, centreFrequencyMHz: 1500,
            isGood: [Bool](repeating: true, count: section.traceCount))
        #expect(noise.verdict == .steady)
        // Half a dB.
        #expect(abs(noise.level / level - 1) < 0.06)
    }

    @Test func `Noise that a gain changed after recording is told from a receiver's`() {
        let good = [Bool](repeating: true, count: 200)
        let ramps: [(Double) -> Double] = [
            // 10 and 60 dB of loss over the window, and a step of 3 dB.
            { pow(10, -10 * max(0, $0) / 7 / 20) }, { pow(10, -60 * max(0, $0) / 7 / 20) },
            { $0 > 3 ? 0.7 : 1 },
        ]
        for ramp in ramps {
            let section = Self.section(noise: 1, clutter: { _ in 20 }, gain: ramp)
            let noise = ReceiverNoise(in: section, centreFrequencyMHz: 1500, isGood: good)
            #expect(noise.verdict == .changing)
        }
    }

    @Test func `Computed traces and coarse ones show no receiver noise`() {
        let good = [Bool](repeating: true, count: 200)
        let clean = Self.section(noise: 0) { _ in 20 }
        #expect(
            ReceiverNoise(in: clean, centreFrequencyMHz: 1500, isGood: good).verdict
                == .notMeasurable)
        // The same samples as those of a radar whose band reaches their highest frequency.
        let noisy = Self.section(noise: 1) { _ in 20 }
        #expect(
            ReceiverNoise(in: noisy, centreFrequencyMHz: 3200, isGood: good).verdict
                == .notMeasurable)
    }

    @Test func `Where there is noise alone the level of a tile is the noise in band`() throws {
        let ground = try GroundEstimate(Self.sweep(Self.section(noise: 1)), depthMetres: 0.15)
        let channel = try #require(ground.channels.first)
        let noise = try #require(channel.bandNoiseDecibels)
        // Unit noise against a peak of 1000, part of it out of band.
        #expect(noise < -60 && noise > -70)
        let levels = channel.tiles.flatMap { $0.levelsDecibels.dropFirst(3) }
        #expect(abs(levels.reduce(0, +) / Double(levels.count) - noise) < 0.8)
        // Each is the median of some 350 values, neighbours in time alike.
        #expect(levels.allSatisfy { abs($0 - noise) < 2.5 })
        #expect(ground.loss == nil)
    }

    @Test func `A loss in closed form is found within its stated error`() throws {
        let height = 0.04
        for (loss, power) in [(0.0, 15.0), (3.0, 15.0), (8.0, 11.0), (8.0, 19.0)] {
            let delays = (0..<12).map { 0.8 + 0.33 * Double($0) }
            var levels = delays.map { delay in
                -30 - loss * delay
                    - power * log10(height + 0.299792458 * delay / (2 * 4))
            }
            // A layer's echo in one bin must not move it.
            levels[6] += 15
            let found = try #require(
                GroundLoss(
                    delaysNanoseconds: delays, levelsDecibels: levels, permittivity: 4,
                    antennaHeightMetres: height))
            #expect(
                abs(found.decibelsPerNanosecond - loss)
                    <= found.errorDecibelsPerNanosecond + 0.15)
            #expect(found.errorDecibelsPerNanosecond < 1.5)
            // One way: dB/ns times n / c.
            #expect(
                abs(found.decibelsPerMetre - found.decibelsPerNanosecond * 2 / 0.299792458) < 1e-9)
        }
    }

    @Test func `The loss of a section is found above its noise`() throws {
        for loss in [1.0, 6.0] {
            let section = Self.section(noise: 0.3) { delay in
                let spread = pow(0.04 / (0.04 + 0.0375 * delay), 0.75)
                return 60 * spread * pow(10, -loss * delay / 20)
            }
            let ground = try GroundEstimate(
                Self.sweep(section),
                permittivity: GroundEstimate.Permittivity(value: 4, sigma: 0), depthMetres: 0.25)
            let found = try #require(ground.loss)
            #expect(
                abs(found.decibelsPerNanosecond - loss)
                    < 0.8 + found.errorDecibelsPerNanosecond)
        }
    }

    @Test func `Ground under a loss that noise was added to is not seen`() throws {
        func over(_ clutter: Double) throws -> Double {
            let section = Self.section(noise: 3) { _ in clutter }
            let ground = try GroundEstimate(Self.sweep(section))
            return try #require(ground.clutterOverNoiseDecibels(atDelay: 2))
        }
        #expect(try over(20) > 15)
        // 30 dB less.
        #expect(try over(20 * pow(10, -1.5)) < GroundEstimate.visibleDecibels)
    }

    @Test func `The unevenness of the surface comes from its delays`() throws {
        var numbers = SeededNoise(seed: 3)
        // 3 mm rms of height is 20 ps of two-way delay.
        let delays = (0..<200).map { _ in 0.02 * numbers.normal() }
        let ground = try GroundEstimate(
            Self.sweep(Self.section(noise: 0.3, delays: delays)))
        let found = try #require(ground.channels.first?.roughnessMetres)
        #expect(abs(found - 0.003) < 0.0008)
    }
}
