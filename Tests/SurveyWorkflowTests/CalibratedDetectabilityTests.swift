import FileAccess
import Foundation
import RadarProcessing
import SurveyModel
import SyntheticGround
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct CalibratedDetectabilityTests {
    private static func calibration(
        reference: Double? = nil, permittivity: Double? = nil, loss: Double? = nil
    ) throws -> RadarCalibration {
        let sweep = MadeGround.sweep(seed: 1, echo: 0.4, traces: 20)
        var calibration = RadarCalibration(
            radar: try #require(RadarIdentity(sweep)), detectorVersion: "",
            directLevel: CalibrationFigure(60, sigma: 0.1, unit: "dB"),
            clutterStretches: CalibrationSample(values: [], effectiveCount: 0),
            maxima: BlankMaxima(
                count: 0, areaSquareMetres: 0, quantiles: [],
                sample: CalibrationSample(values: [], effectiveCount: 0)))
        calibration.amplitudeReference = reference.map {
            CalibrationFigure($0, sigma: 0.1, unit: "dB")
        }
        calibration.permittivity = permittivity.map {
            CalibrationFigure($0, sigma: 0.2, unit: "1")
        }
        calibration.loss = loss.map { CalibrationFigure($0, sigma: 2, unit: "dB/m") }
        return calibration
    }

    private static func ground(loss: Double?, error: Double = 0.1) throws -> GroundEstimate {
        var ground = try GroundEstimate(
            MadeGround.sweep(seed: 1, echo: 0.4, traces: 60),
            permittivity: .init(low: 4, high: 4))
        ground.loss = try loss.map { perNanosecond in
            var made = try #require(
                GroundLoss(
                    delaysNanoseconds: [1, 2, 3], levelsDecibels: [0, -10, -20], permittivity: 4,
                    antennaHeightMetres: 0.04))
            made.decibelsPerNanosecond = perNanosecond
            made.errorDecibelsPerNanosecond = error
            return made
        }
        return ground
    }

    @Test func `What is known is taken with its error, a bound is no value`() throws {
        let known = CalibratedGround(
            try Self.calibration(reference: -2, permittivity: 5, loss: 10))
        #expect(known.amplitudeReferenceDecibels == -2)
        #expect(known.permittivity == .init(low: 4.6, high: 5.4))
        #expect(known.lossDecibelsPerMetre == 12)
        var bounded = try Self.calibration(reference: -2)
        bounded.amplitudeReference?.isUpperBound = true
        bounded.loss = CalibrationFigure(7, sigma: 3, unit: "dB/m", isUpperBound: true)
        let bounds = CalibratedGround(bounded)
        #expect(bounds.amplitudeReferenceDecibels == nil && bounds.permittivity == nil)
        // The truth is known not to exceed it: that is the safe value.
        #expect(bounds.lossDecibelsPerMetre == 7)
    }

    @Test func `The simulated plate is as strong as the calibration's`() throws {
        let sweep = MadeGround.sweep(seed: 2, echo: 0.4, traces: 20)
        let usual = try TrialRadar(sweep, centreFrequencyMHz: 1500)
        let measured = try TrialRadar(
            sweep, centreFrequencyMHz: 1500, amplitudeReferenceDecibels: -6)
        #expect(usual.radar.directWaveAmplitude == SimulatedRadar().directWaveAmplitude)
        // The plate's echo is 1 by definition: its level re the direct wave is -20 log10 of that.
        #expect(abs(-20 * log10(measured.radar.directWaveAmplitude) + 6) < 1e-9)
        // A stronger direct wave makes the same item a smaller part of the early arrival.
        func echo(_ radar: TrialRadar) throws -> Double {
            try EchoTable(radar, permittivities: [5]).decibels(
                .antiVehicle, depth: 3, permittivity: 0)
        }
        #expect(try echo(measured) < echo(usual) - 2)
        #expect(throws: WorkflowError.self) {
            try TrialRadar(sweep, centreFrequencyMHz: 1500, amplitudeReferenceDecibels: 45)
        }
    }

    @Test func `The calibration's loss counts unless the ground takes more`() throws {
        // 10 dB/m one way in ground of permittivity 4 are 1.5 dB per ns there and back.
        func model(_ own: Double?, _ calibrated: Double?) throws -> GroundModel {
            GroundModel(
                try Self.ground(loss: own), isMeasured: true,
                calibratedDecibelsPerMetre: calibrated)
        }
        let calibrated = try model(1, 10)
        #expect(calibrated.lossSource == .calibration)
        #expect(abs(calibrated.decibelsPerNanosecond - 1.49896) < 1e-4)
        #expect(abs(calibrated.decibelsPerMetre(permittivity: 4) - 10) < 1e-9)
        let wetter = try model(5, 10)
        #expect(wetter.lossSource == .sweep && abs(wetter.decibelsPerNanosecond - 5.1) < 1e-9)
        #expect(try model(nil, nil).lossSource == .assumed)
        #expect(try model(nil, 10).lossSource == .calibration)
        #expect(try model(1, nil).lossSource == .sweep)
    }

    @Test func `A map says which of its figures the calibration gave`() async throws {
        let sweep = MadeGround.sweep(seed: 3, echo: 0.4, traces: 120, channels: [0])
        let pipeline = DetectionPipeline(
            ground: SurveySettings(name: "", crs: "").detection, discriminator: nil)
        var request = DetectabilityRequest()
        func basis() async throws -> DetectabilityBasis {
            // No candidate reaches this: whatever is laid is missed, soon.
            try await DetectabilityAssessment(
                pipeline: pipeline, threshold: 1000, groundRate: 0.5, request: request
            ).assess(sweep).basis
        }
        let bare = try await basis()
        #expect(bare.amplitude == .assumed && bare.permittivity == .assumed)
        #expect(bare.sentence.contains("ideal pair of dipoles"))
        request.calibration = try Self.calibration(reference: -2, permittivity: 3.8, loss: 300)
        let whole = try await basis()
        #expect(
            whole
                == DetectabilityBasis(
                    amplitude: .calibration, permittivity: .calibration, loss: .calibration))
        request.permittivity = .init(value: 4, sigma: 0.1)
        #expect(try await basis().permittivity == .measured)
    }

    @Test func `A survey's calibration is bound by its digest to the settings`() throws {
        var settings = SurveySettings(name: "x", crs: "EPSG:32634")
        #expect(settings.problems.isEmpty)
        let digits = String(repeating: "a1", count: 32)
        settings.detection.calibration = .init(file: "calibration.json", sha256: digits)
        #expect(settings.problems.isEmpty)
        for file in ["/etc/calibration.json", "../calibration.json", ""] {
            settings.detection.calibration = .init(file: file, sha256: digits)
            #expect(settings.problems.count == 1)
        }
        settings.detection.calibration = .init(file: "calibration.json", sha256: "A1")
        #expect(settings.problems.count == 1)
    }

    @Test func `A calibration that is not the approved one is refused, by name`() async throws {
        var settings = TestSurvey.settings
        settings.detection.detectability = .required
        settings.detection.calibration = .init(
            file: "calibration.json", sha256: String(repeating: "0", count: 64))
        let survey = try TestSurvey(settings)
        try survey.addLanes()
        try DurableFile.write(
            try CalibrationFile.text(try Self.calibration(permittivity: 4)),
            to: survey.path + "/calibration.json")
        let report = try await survey.day()
        #expect(!report.sweeps.isEmpty)
        for outcome in report.sweeps {
            let failure = try #require(outcome.failure)
            #expect("\(failure)".contains("not the calibration of the settings in force"))
        }
    }
}
