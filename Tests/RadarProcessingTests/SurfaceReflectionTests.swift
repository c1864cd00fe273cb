import Foundation
import SignalKit
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

/// One simulated calibration strip.
struct CalibrationStrip {
    let permittivity: Double
    let height: Double
    let air: Radargram
    let plate: Radargram
    let ground: Radargram

    /// The strips of soils T01 to T15 (Tests/CalibrationStrips/README.md).
    static func all() throws -> [CalibrationStrip] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(
            contentsOf: folder.appendingPathComponent("CalibrationStrips/calibration-strips.f32"))
        let bytes = [UInt8](data)
        let values = stride(from: 0, to: bytes.count, by: 4).map { place -> Float in
            let bits = (0..<4).reduce(UInt32(0)) {
                $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1)
            }
            return Float(bitPattern: bits)
        }
        let size = 2 + 52 * 48
        return (0..<values.count / size).map { lane in
            let own = Array(values[lane * size..<(lane + 1) * size])
            return CalibrationStrip(
                permittivity: Double(own[0]), height: Double(own[1]),
                air: radargram(own[2..<50]), plate: radargram(own[50..<98]),
                ground: radargram(own[98...]))
        }
    }

    private static func radargram(_ samples: ArraySlice<Float>) -> Radargram {
        Radargram(
            samples: Array(samples), samplesPerTrace: 48,
            distancesMetres: (0..<samples.count / 48).map { 0.02 * Double($0) },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05, timeZeroNanoseconds: 0.943))
    }

    /// Permittivity by the strip's surface echo.
    func estimate(_ wave: SurfaceWave = .lines) throws -> VelocityEstimate {
        try SurfaceReflection(
            antennaHeightMetres: height, antennaSeparationMetres: 0.06,
            centreFrequencyMHz: 1500, wave: wave
        ).estimate(ground: ground, plate: plate, air: air)
    }
}

@Suite struct SurfaceReflectionTests {
    @Test(
        "The permittivity of simulated uniform soils is found within 15 %",
        arguments: [1, 2, 3, 11, 13])
    func uniformSoils(lane: Int) throws {
        let strip = try CalibrationStrip.all()[lane - 1]
        let found = try strip.estimate()
        #expect(abs(found.permittivity / strip.permittivity - 1) < 0.15, "\(found)")
        #expect(found.sigma > 0 && found.sigma < 0.3 * found.permittivity, "\(found)")
    }

    @Test("A scaled copy of the plate's echo gives Fresnel's permittivity, at any angle")
    func planeWave() throws {
        let strip = try CalibrationStrip.all()[0]
        for (height, permittivity) in [(0.04, 4.0), (0.3, 9.0), (0.1, 2.5)] {
            let sine = 0.03 / hypot(0.03, height)
            let root = (permittivity - sine * sine).squareRoot()
            let cosine = (1 - sine * sine).squareRoot()
            let gamma = Float((root - cosine) / (root + cosine))
            var ground = strip.ground
            for trace in 0..<50 {
                for sample in 0..<48 {
                    let free = strip.air.samples[sample]
                    ground.samples[trace * 48 + sample] =
                        free + gamma * (strip.plate.samples[sample] - free)
                }
            }
            let found = try SurfaceReflection(
                antennaHeightMetres: height, antennaSeparationMetres: 0.06,
                centreFrequencyMHz: 1500, wave: .plane
            ).estimate(ground: ground, plate: strip.plate, air: strip.air)
            // Single precision of the samples.
            #expect(abs(found.permittivity / permittivity - 1) < 1e-3, "\(found)")
        }
    }

    @Test("Far above the ground all waves are plane", arguments: [SurfaceWave.lines, .dipoles])
    func farField(wave: SurfaceWave) {
        let near = SurfaceModel(wave: wave, heightMetres: 1, separationMetres: 0.5)
        let plane = SurfaceModel(wave: .plane, heightMetres: 1, separationMetres: 0.5)
        let one = near.ratio(permittivity: 5, frequency: 3)
        let other = plane.ratio(permittivity: 5, frequency: 3)
        // What is left falls with the height in wavelengths: 10 here.
        #expect((one.real - other.real).magnitude < 0.015 && one.imaginary.magnitude < 0.03)
    }

    @Test("What cannot give a permittivity is refused")
    func refusals() throws {
        let strip = try CalibrationStrip.all()[0]
        let reflection = try SurfaceReflection(
            antennaHeightMetres: 0.04, antennaSeparationMetres: 0.06, centreFrequencyMHz: 1500)
        #expect(throws: ProcessingError.self) {
            try reflection.estimate(ground: strip.ground, plate: strip.air, air: strip.air)
        }
        var broken = strip.ground
        broken.samples[7] = .nan
        #expect(throws: ProcessingError.samplesOutOfRange(count: 1)) {
            try reflection.estimate(ground: broken, plate: strip.plate, air: strip.air)
        }
        #expect(throws: ProcessingError.self) {
            try SurfaceReflection(
                antennaHeightMetres: 0, antennaSeparationMetres: 0.06, centreFrequencyMHz: 1500)
        }
    }
}
