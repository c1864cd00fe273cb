import Foundation
import Instruments
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// The simulated strips with known soil.
@Suite(.enabled(if: SharedData.isPresent, "needs the simulated lanes beside the project"))
struct CalibrationDataTests {
    /// Truth of a soil, and by how much a strip of one metre of it may be off.
    struct Soil: Sendable, CustomStringConvertible {
        var name: String
        /// Place in Tests/CalibrationStrips/plate-and-air.f32.
        var place: Int
        var height = 0.04
        var permittivity: Double
        var conductivitySiemensPerMetre: Double
        /// Largest relative error of the permittivity.
        var most: Double

        var description: String { name }

        /// Loss (dB/m) of a lossy medium, pi f sqrt(...) exactly, at 1.5 GHz.
        var loss: Double {
            let omega = 2 * Double.pi * 1.5e9
            let tangent = conductivitySiemensPerMetre / (omega * 8.8541878e-12 * permittivity)
            let root = ((1 + tangent * tangent).squareRoot() - 1) / 2
            return 8.6859 * omega / 2.99792458e8 * (permittivity * root).squareRoot()
        }
    }

    static let soils = [
        Soil(
            name: "T01", place: 0, permittivity: 3.292, conductivitySiemensPerMetre: 1.841e-3,
            most: 0.1),
        Soil(
            name: "T02", place: 1, height: 0.035, permittivity: 3.044,
            conductivitySiemensPerMetre: 1.065e-3, most: 0.15),
        Soil(
            name: "T03", place: 2, permittivity: 4.441, conductivitySiemensPerMetre: 6.936e-3,
            most: 0.1),
        // A dry crust over moist sand: the surface is drier than the mean of 15 cm.
        Soil(
            name: "T05", place: 3, permittivity: 4.423, conductivitySiemensPerMetre: 6.802e-3,
            most: 0.25),
        Soil(
            name: "T11", place: 4, permittivity: 3.583, conductivitySiemensPerMetre: 3.286e-3,
            most: 0.1),
        // One metre of ground whose permittivity varies by a seventh from place to place.
        Soil(
            name: "T13", place: 5, permittivity: 6.9, conductivitySiemensPerMetre: 17.556e-3,
            most: 0.2),
    ]

    /// Free space and plate of a soil, written as files.
    private func antenna(_ soil: Soil, _ folder: TemporaryFolder) throws -> (String, String) {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
        let bytes = [UInt8](
            try Data(
                contentsOf: tests.appendingPathComponent("CalibrationStrips/plate-and-air.f32")))
        func file(_ place: Int, _ name: String) throws -> String {
            let samples = (place * 200..<(place + 1) * 200).map { index -> Float in
                Float(
                    bitPattern: (0..<4).reduce(UInt32(0)) {
                        $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1)
                    })
            }
            let radargram = Radargram(
                samples: samples, samplesPerTrace: 200, distancesMetres: [0.01],
                timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
            let sweep = Sweep(
                format: "made up", instrument: Instrument(),
                channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: radargram)],
                positionSource: .traceHeaders)
            let path = folder.file(name)
            _ = try SweepWriter.write(sweep, to: path)
            return path
        }
        return (try file(2 * soil.place, "air.sgy"), try file(2 * soil.place + 1, "plate.sgy"))
    }

    private func story(
        _ blank: String, _ soil: Soil, _ folder: TemporaryFolder
    ) throws -> CalibrationStory {
        var story = CalibrationStory(blankFiles: [blank], options: SweepReadOptions())
        let (air, plate) = try antenna(soil, folder)
        (story.airFile, story.plateFile) = (air, plate)
        story.heightMetres = soil.height
        story.separationMetres = 0.06
        story.centreFrequencyMHz = 1500
        story.isTwoDimensional = true
        return story
    }

    @Test("Flat strips give permittivity, loss and amplitude of their soil", arguments: soils)
    func strip(soil: Soil) async throws {
        let folder = try TemporaryFolder()
        let made = try await story(
            SharedData.file("sim/train/calib/\(soil.name)_flat.sgy"), soil, folder
        ).run()
        let permittivity = try #require(made.permittivity)
        let sigma = try #require(permittivity.sigma)
        let error = permittivity.value - soil.permittivity
        #expect(abs(error) < soil.most * soil.permittivity, "\(permittivity)")
        #expect(abs(error) < 2 * sigma, "\(permittivity)")
        let loss = try #require(made.loss)
        let spread = try #require(loss.sigma)
        #expect(abs(loss.value - soil.loss) < 2 * spread && spread < 6, "\(loss): \(soil.loss)")
        // Peaks of the traces themselves, sixteen times as finely sampled by NumPy's transform.
        let reference = soil.height == 0.04 ? -2.108 : -1.769
        #expect(try abs(#require(made.amplitudeReference).value - reference) < 0.1)
    }

    @Test("A quarter of a recorded blank lane tells soil and noise, and holds for the next quarter")
    func lane() async throws {
        // The lane N01: permittivity 3.464, noise 66 dB below the direct wave.
        let folder = try TemporaryFolder()
        let whole = try SweepReader.read(SharedData.file("sim/train/lanes/N01_noisy.sgy"))
        func part(_ traces: Range<Int>, _ name: String, gain: Float = 1) throws -> String {
            var sweep = whole
            sweep.channels = whole.channels.prefix(3).map { channel in
                var channel = channel
                let line = channel.radargram
                channel.radargram = Radargram(
                    samples: traces.flatMap { line.trace($0) }.map { $0 * gain },
                    samplesPerTrace: line.samplesPerTrace,
                    distancesMetres: traces.map { line.distancesMetres[$0] },
                    timeAxis: line.timeAxis)
                return channel
            }
            let path = folder.file(name)
            _ = try SweepWriter.write(sweep, to: path)
            return path
        }
        let made = try await story(
            try part(0..<270, "a.sgy"), Self.soils[0], folder
        ).run()
        let permittivity = try #require(made.permittivity)
        #expect(abs(permittivity.value / 3.464 - 1) < 0.1, "\(permittivity)")
        let noise = try #require(made.noiseFloor)
        // The early arrival is 1 dB below the direct wave; interference adds a little.
        #expect(abs(noise.value + 65) < 1.5 && !noise.isUpperBound, "\(noise)")
        let check = CalibrationCheck(
            calibration: made, options: SweepReadOptions(), mostHours: 24)
        let results = try await check.run([
            try part(270..<540, "b.sgy"), try part(270..<540, "c.sgy", gain: 0.5),
        ])
        #expect(results[0].verdict?.isValid == true, "\(results[0])")
        let reasons = results[1].verdict?.reasons ?? []
        #expect(reasons.contains { $0.contains("amplitude") }, "\(reasons)")
    }
}
