import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct CalibrationEchoTests {
    /// A line over three balls 5, 10 and 15 cm deep, at 1, 2.2 and 3.4 m: delays and fading as ground of
    /// `permittivity` and `loss` has them, unit noise.
    private static func sweep(permittivity: Double, loss: Double) throws -> Sweep {
        let path = try RefractedPath(antennaHeightMetres: 0.04, permittivity: permittivity)
        var noise = SeededNoise(seed: 6)
        var samples: [Float] = []
        for trace in 0..<221 {
            let x = 0.02 * Double(trace)
            let echoes = [(1.0, 0.05), (2.2, 0.10), (3.4, 0.15)].compactMap { place, depth in
                abs(x - place) > 0.35
                    ? nil
                    : (
                        path.delayNanoseconds(
                            alongMetres: x - place, depthMetres: depth, separationMetres: 0.06)
                            - 0.06 / speedOfLightMetresPerNanosecond,
                        // 0.2 of the direct wave at the shallowest, less away from the apex.
                        20 * pow(0.065, 2) / pow(0.04 + depth / permittivity.squareRoot(), 2)
                            * pow(10, -2 * loss * depth / 20)
                            * pow(depth / hypot(depth, x - place), 2)
                    )
            }
            for sample in 0..<200 {
                let time = 0.05 * Double(sample) - 1
                var value = 1000 * SyntheticSection.ricker(time) + noise.normal()
                for (delay, strength) in echoes {
                    value += 10 * strength * SyntheticSection.ricker(time - delay)
                }
                samples.append(Float(value))
            }
        }
        let radargram = Radargram(
            samples: samples, samplesPerTrace: 200,
            distancesMetres: (0..<221).map { 0.02 * Double($0) },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
        return Sweep(
            format: "made up",
            instrument: Instrument(
                centreFrequencyMHz: 1500, antennaSeparationMetres: 0.06, antennaHeightMetres: 0.04),
            channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: radargram)],
            positionSource: .traceHeaders)
    }

    @Test(
        "Balls at known depths give permittivity and loss", arguments: [(5.0, 8.0), (9.0, 40.0)])
    func balls(permittivity: Double, loss: Double) throws {
        let sweep = try Self.sweep(permittivity: permittivity, loss: loss)
        let channel = try DetectionPreparation(sweep: sweep).align(sweep.channels[0])
        let echoes = try [(0.05, 1.0), (0.10, 2.2), (0.15, 3.4)].map { depth, place in
            try CalibrationEcho(
                in: channel, kind: .ball, depthMetres: depth, distanceMetres: place,
                antennaHeightMetres: 0.04, antennaSeparationMetres: 0.06)
        }
        for (echo, place) in zip(echoes, [1.0, 2.2, 3.4]) {
            #expect(abs(echo.distanceMetres - place) <= 0.021, "\(echo)")
        }
        let fit = try CalibrationTarget.fit(
            echoes.map {
                CalibrationTarget(
                    depthMetres: $0.depthMetres, peakNanoseconds: $0.delayNanoseconds)
            }, antennaHeightMetres: 0.04, antennaSeparationMetres: 0.06, pickSigmaNanoseconds: 0.03)
        // The early arrival overlaps the shallowest echo: within 2 sigma.
        let sigma = fit.estimate.sigma
        #expect(abs(fit.estimate.permittivity - permittivity) < 2 * sigma, "\(fit)")
        #expect(sigma < 0.15 * permittivity, "\(fit)")
        let found = try EchoDecay.loss(
            echoes, kind: .ball, permittivity: permittivity, antennaHeightMetres: 0.04,
            isTwoDimensional: false)
        #expect(abs(found.decibelsPerMetre - loss) < 8, "\(found)")
        let single = try echoes[1].permittivity(
            antennaHeightMetres: 0.04, antennaSeparationMetres: 0.06)
        #expect(abs(single.permittivity - permittivity) < 2 * single.sigma, "\(single)")
    }

    @Test("Where nothing lies no echo is claimed, and a place off the line is named")
    func nothing() throws {
        let sweep = try Self.sweep(permittivity: 5, loss: 8)
        let channel = try DetectionPreparation(sweep: sweep).align(sweep.channels[0])
        for place in [1.6, 40] {
            #expect(throws: ProcessingError.self) {
                try CalibrationEcho(
                    in: channel, kind: .ball, depthMetres: 0.1, distanceMetres: place,
                    antennaHeightMetres: 0.04, antennaSeparationMetres: 0.06)
            }
        }
        #expect(throws: ProcessingError.self) {
            try CalibrationEcho(
                in: channel, kind: .ball, depthMetres: 1.9, distanceMetres: 1,
                antennaHeightMetres: 0.04, antennaSeparationMetres: 0.06)
        }
    }
}

@Suite struct CoupledSurfaceTests {
    private static func means(_ strip: CalibrationStrip) -> (plate: [Double], air: [Double]) {
        (strip.plate.samples.map(Double.init), strip.air.samples.map(Double.init))
    }

    private static func surface(_ strip: CalibrationStrip) throws -> CoupledSurface {
        let (plate, air) = means(strip)
        return try CoupledSurface(
            plate: plate, air: air, intervalNanoseconds: 0.05, antennaHeightMetres: strip.height,
            antennaSeparationMetres: 0.06, centreFrequencyMHz: 1500, wave: .lines)
    }

    @Test(
        "A gain and a shift of time zero do not change the permittivity",
        arguments: [(1.0, 0.0), (0.8, 0.05), (1.25, -0.1)])
    func gainAndShift(gain: Double, shift: Double) throws {
        let strip = try CalibrationStrip.all()[0]
        let surface = try Self.surface(strip)
        var moved = strip.ground
        // Whole samples: nothing is interpolated.
        let late = Int((shift / 0.05).rounded())
        for trace in 0..<50 {
            for sample in 0..<48 {
                let source = min(max(sample - late, 0), 47)
                moved.samples[trace * 48 + sample] =
                    Float(gain) * strip.ground.samples[trace * 48 + source]
            }
        }
        let none = [ChannelQuality.Fault?](repeating: nil, count: 50)
        let plain = try surface.fit(strip.ground, faults: none, mostTraces: 10)
        let found = try surface.fit(moved, faults: none, mostTraces: 10)
        let ratio = median(found.permittivities) / median(plain.permittivities)
        // Shifts are tried every 2.8 ps.
        #expect(abs(ratio - 1) < 0.03, "\(found)")
        #expect(abs(found.gain / plain.gain - gain) < 0.01, "\(found)")
        #expect(abs(found.shiftNanoseconds - plain.shiftNanoseconds - shift) < 0.003, "\(found)")
    }

    @Test("The plate is like the plate, free space has no echo")
    func edges() throws {
        let strip = try CalibrationStrip.all()[0]
        let surface = try Self.surface(strip)
        let none: [ChannelQuality.Fault?] = [nil]
        #expect(try surface.fit(strip.plate, faults: none).likePlate == 1)
        #expect(try surface.fit(strip.air, faults: none).withoutEcho == 1)
    }

    @Test("Noise is no arrival of this antenna; other samples are refused")
    func foreign() throws {
        let strip = try CalibrationStrip.all()[0]
        let surface = try Self.surface(strip)
        var noise = SeededNoise(seed: 1)
        var other = strip.ground
        for index in other.samples.indices { other.samples[index] = Float(noise.normal()) }
        let none = [ChannelQuality.Fault?](repeating: nil, count: 50)
        #expect(throws: ProcessingError.self) {
            try surface.fit(other, faults: none, mostTraces: 5)
        }
        var slower = strip.ground
        slower.timeAxis.sampleIntervalNanoseconds = 0.06
        #expect(throws: ProcessingError.self) { try surface.fit(slower, faults: none) }
        let (plate, air) = Self.means(strip)
        #expect(throws: ProcessingError.self) {
            try CoupledSurface(
                plate: air, air: air, intervalNanoseconds: 0.05, antennaHeightMetres: 0.04,
                antennaSeparationMetres: 0.06, centreFrequencyMHz: 1500)
        }
        #expect(plate.count == 48)
    }

    private func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }
}
