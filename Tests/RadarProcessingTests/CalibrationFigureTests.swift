import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct CalibrationFigureTests {
    @Test("White noise of a known strength is found, whatever the direct wave's")
    func whiteNoise() throws {
        for gain in [Float(1), 1e-6, 1e5] {
            var section = SyntheticSection.section(seed: 3)
            for index in section.samples.indices { section.samples[index] *= gain }
            let level = try #require(
                NoiseFloor.level(
                    of: section, faults: Array(repeating: nil, count: section.traceCount),
                    centreFrequencyMHz: 1500))
            // Unit noise under a peak of 100 is -40 dB; 200 traces of 14 frequencies tell it to 0.1 dB.
            #expect(abs(level.decibels + 40) < 0.3 && !level.isUpperBound, "\(level)")
        }
    }

    @Test("Noise without its upper frequencies is a bound that is not below it")
    func bandLimitedNoise() throws {
        var section = SyntheticSection.section(seed: 3)
        let free = SyntheticSection.section(seed: 3)
        // Four samples averaged: the spectrum falls to zero at a quarter of the sampling rate.
        for trace in 0..<section.traceCount {
            for sample in 64..<125 {
                let at = trace * 128 + sample
                section.samples[at] =
                    (free.samples[at] + free.samples[at + 1] + free.samples[at + 2]
                        + free.samples[at + 3]) / 4
            }
        }
        let level = try #require(
            NoiseFloor.level(
                of: section, faults: Array(repeating: nil, count: section.traceCount),
                centreFrequencyMHz: 1500))
        // Averaging four halves it: -46 dB.
        #expect(level.isUpperBound && level.decibels > -46.5 && level.decibels < -44, "\(level)")
    }

    @Test("A section without noise, or without a good trace, has no noise floor")
    func noNoise() {
        let silent = Radargram(
            samples: [Float](repeating: 0, count: 64 * 5), samplesPerTrace: 64,
            distancesMetres: [0, 0.1, 0.2, 0.3, 0.4],
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
        let none = [ChannelQuality.Fault?](repeating: nil, count: 5)
        #expect(NoiseFloor.level(of: silent, faults: none, centreFrequencyMHz: 1500) == nil)
        let section = SyntheticSection.section(traces: 30)
        let faults = [ChannelQuality.Fault?](repeating: .dead, count: 30)
        #expect(NoiseFloor.level(of: section, faults: faults, centreFrequencyMHz: 1500) == nil)
    }

    @Test("Channels that are scaled, late and otherwise alike say so")
    func balance() throws {
        var sweep = TinySweep.sweep(seed: 5, offsets: [-0.1, 0, 0.1], traces: 81)
        var noise = SeededNoise(seed: 8)
        for place in 0..<3 {
            let gain = [1, 1.2589, 0.7943][place]
            let late = [0, 0, 0.13][place]
            var samples: [Float] = []
            for _ in 0..<81 {
                for sample in 0..<64 {
                    let time = Double(sample) * 0.1 - 1.5 - late
                    samples.append(
                        Float(
                            gain
                                * (100 * SyntheticSection.ricker(time, frequency: 1) + 0.1
                                    * noise.normal())))
                }
            }
            sweep.channels[place].radargram.samples = samples
        }
        let faults = Dictionary(
            uniqueKeysWithValues: (1...3).map {
                ($0, [ChannelQuality.Fault?](repeating: nil, count: 81))
            })
        let found = ChannelBalance.channels(of: sweep, faults: faults, centreFrequencyMHz: 1000)
        for (channel, expected) in zip(found, [(0.0, 0.0), (2.0, 0.0), (-2.0, 0.13)]) {
            let gain = try #require(channel.gain)
            let time = try #require(channel.timeOffset)
            #expect(abs(gain.value - expected.0) < 0.05, "\(channel)")
            #expect(abs(time.value - expected.1) < 0.002, "\(channel)")
            #expect(try #require(gain.sigma) < 0.05 && #require(time.sigma) < 0.002)
            #expect(try #require(channel.waveletDifference).value < -35, "\(channel)")
        }
        let alone = TinySweep.sweep(seed: 5, offsets: [0])
        let single = ChannelBalance.channels(
            of: alone, faults: [1: Array(repeating: nil, count: 61)], centreFrequencyMHz: 1500)
        #expect(single == [CalibratedChannel(index: 1)])
    }

    @Test(
        "Clutter that fades as the model says gives its loss back",
        arguments: [(4.0, 10.0, true), (4, 10, false), (8, 35, false), (3, 0, true)])
    func decay(permittivity: Double, loss: Double, isTwoDimensional: Bool) throws {
        let exponent = isTwoDimensional ? 0.5 : 1
        let levels = (0..<24).map { place -> ClutterLevel in
            let time = 0.8 + 0.25 * Double(place)
            let depth = time * speedOfLightMetresPerNanosecond / (2 * permittivity.squareRoot())
            let spread = log10(0.04 + depth / permittivity.squareRoot())
            return ClutterLevel(
                nanoseconds: time, decibels: -40 - 20 * exponent * spread - 2 * loss * depth,
                sigma: nil)
        }
        let model = ClutterDecay(
            permittivity: permittivity, antennaHeightMetres: 0.04,
            isTwoDimensional: isTwoDimensional, noiseDecibels: nil)
        let found = try model.loss(levels)
        #expect(abs(found.decibelsPerMetre - loss) < 1e-9, "\(found)")
        #expect(found.sigma > 1 && found.sigma < 20, "\(found)")
    }

    @Test("Noise in the levels is taken off, and too little above it is refused")
    func decayUnderNoise() throws {
        let clean = (0..<20).map { place -> ClutterLevel in
            let depth = 0.06 + 0.012 * Double(place)
            let spread = log10(0.04 + depth / 2)
            let power = pow(10, (-40 - 20 * spread - 2 * 30 * depth) / 10) + pow(10, -4.5)
            return ClutterLevel(
                nanoseconds: depth * 4 / speedOfLightMetresPerNanosecond,
                decibels: 10 * log10(power), sigma: nil)
        }
        var model = ClutterDecay(
            permittivity: 4, antennaHeightMetres: 0.04, isTwoDimensional: false, noiseDecibels: -45)
        #expect(abs(try model.loss(clean).decibelsPerMetre - 30) < 1e-6)
        model.noiseDecibels = nil
        #expect(try model.loss(clean).decibelsPerMetre < 29)
        model.noiseDecibels = -20
        #expect(throws: ProcessingError.self) { try model.loss(clean) }
    }

    @Test("Equal objects at several depths give the loss back, their own strength left out")
    func echoes() throws {
        for (kind, exponent) in [(CalibrationEcho.Kind.ball, 2.0), (.plate, 1)] {
            let echoes = [0.05, 0.10, 0.15].map { depth in
                CalibrationEcho(
                    depthMetres: depth, distanceMetres: 0, delayNanoseconds: 1,
                    decibels: -7 - 20 * exponent * log10(0.04 + depth / 2) - 2 * 22 * depth,
                    marginDecibels: 30)
            }
            let found = try EchoDecay.loss(
                echoes, kind: kind, permittivity: 4, antennaHeightMetres: 0.04,
                isTwoDimensional: false)
            #expect(abs(found.decibelsPerMetre - 22) < 1e-9, "\(found)")
            // 1 dB each over 10 cm: 1 / sqrt(0.005) / 2.
            #expect(abs(found.sigma - 7.0711) < 1e-3, "\(found)")
            #expect(throws: ProcessingError.self) {
                try EchoDecay.loss(
                    [echoes[0]], kind: kind, permittivity: 4, antennaHeightMetres: 0.04,
                    isTwoDimensional: false)
            }
        }
    }
}
