import Foundation
import Testing

@testable import MineDetection

@Suite struct DiscriminatorTests {
    private func json(_ discriminator: Discriminator) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(discriminator)
    }

    @Test func `A discriminator is JSON and comes back the same`() throws {
        for calibration in [nil, TinyJudge.calibration] {
            let judge = TinyJudge.judge(calibration: calibration, imagingWeight: 0.5)
            let data = try json(judge)
            let read = try JSONDecoder().decode(Discriminator.self, from: data)
            #expect(read == judge)
            #expect(try json(read) == data)
            #expect(read.fault == nil)
        }
    }

    @Test func `A feature nobody knows does not decode`() throws {
        let text = String(decoding: try json(TinyJudge.judge()), as: UTF8.self)
        let changed = text.replacing("\"symmetry\"", with: "\"beauty\"")
        #expect(changed != text)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Discriminator.self, from: Data(changed.utf8))
        }
    }

    @Test func `The score is the logit of the share and the weighted imaging score`() {
        let judge = TinyJudge.judge(imagingWeight: 0.5)
        // Trees tell 0.1 and 0.3 for little symmetry, 0.9 and 0.7 for much.
        for (symmetry, share) in [(0.0, 0.2), (1.0, 0.8)] {
            let echo = TinyJudge.echo(1, imaging: 3, symmetry: symmetry)
            let expected = log((share + 0.002) / (1 - share + 0.002)) + 0.5 * 3
            #expect(abs(judge.score(of: echo) - expected) < 1e-5)
        }
    }

    @Test func `The plain imaging score adds discs and energy and asks nobody`() {
        var echo = TinyJudge.echo(1, imaging: 2)
        echo.features[.largeDiscTop] = 1.5
        echo.features[.energy] = -1
        #expect(abs(echo.imagingScore - (2 + 0.3 - 0.2)) < 1e-12)
    }

    @Test func `Rows hold the features it asks about in its order`() {
        var features = EchoFeatures()
        features[.energyContrast] = 0.5
        features[.symmetry] = 0.25
        #expect(TinyJudge.judge().row(of: features) == [0.25, 0.5])
        #expect(TinyJudge.judge().antiVehicleShare(of: features) == 1)
        features[.energyContrast] = -0.5
        #expect(TinyJudge.judge().antiVehicleShare(of: features) == 0)
    }

    @Test func `It objects to radars it was not trained for`() {
        let judge = TinyJudge.judge()
        #expect(judge.objection(centreFrequencyMHz: 1500, traceSpacingMetres: 0.02) == nil)
        #expect(judge.objection(centreFrequencyMHz: 1000, traceSpacingMetres: 0.03) == nil)
        for frequency in [999.0, 2001, 400] {
            let words = judge.objection(centreFrequencyMHz: frequency, traceSpacingMetres: 0.02)
            #expect(words?.contains("trained for radars of 1000 to 2000 MHz") == true)
            #expect(words?.contains("tiny") == true)
        }
        for spacing in [0.031, 0.05, nil] {
            let words = judge.objection(centreFrequencyMHz: 1500, traceSpacingMetres: spacing)
            #expect(words?.contains("traces at most 0.03 m apart") == true)
        }
    }

    @Test func `What decodes but cannot be used has a fault in words`() {
        let changes: [(String, (inout Discriminator) -> Void)] = [
            ("`format`", { $0.format = "something" }),
            ("version 2", { $0.formatVersion = 2 }),
            ("`features`", { $0.features = [] }),
            ("`features`", { $0.features = [.symmetry, .symmetry] }),
            ("`centreFrequenciesMHz`", { $0.radars.centreFrequenciesMHz = [1500] }),
            ("`imagingWeight`", { $0.imagingWeight = .infinity }),
            ("not listed", { $0.forest = DecisionForest(trees: [TinyJudge.tree(2)]) }),
            ("not listed", { $0.classForest = DecisionForest(trees: [TinyJudge.tree(2)]) }),
            ("no trees", { $0.forest = DecisionForest(trees: []) }),
        ]
        for (words, change) in changes {
            var judge = TinyJudge.judge()
            change(&judge)
            #expect(judge.fault?.contains(words) == true, "\(words)")
        }
        #expect(TinyJudge.judge().fault == nil)
    }

    @Test func `Frequencies no radar has are a fault`() {
        var judge = TinyJudge.judge()
        judge.radars.centreFrequenciesMHz = [1e300, 2e300]
        #expect(judge.fault != nil)
    }
}

@Suite struct ScoreCalibrationTests {
    @Test func `The probability is the logistic of a line with its 95 % interval`() {
        let calibration = TinyJudge.calibration
        func logistic(_ x: Double) -> Double { 0.5 * (1 + tanh(x / 2)) }
        for score in [-3.0, 0, 0.4, 2, 6] {
            let (value, low, high) = calibration.probability(at: score)
            let logit = -0.5 + 1.25 * score
            let deviation = (0.04 - 2 * 0.005 * score + 0.01 * score * score).squareRoot()
            #expect(abs(value - logistic(logit)) < 1e-12)
            #expect(abs(low - logistic(logit - 1.959964 * deviation)) < 1e-6)
            #expect(abs(high - logistic(logit + 1.959964 * deviation)) < 1e-6)
            #expect(low < value && value < high)
        }
        #expect(abs(calibration.probability(at: 0.4).value - 0.5) < 1e-12)
    }

    @Test func `A variance that rounds below nothing gives no interval`() {
        var calibration = TinyJudge.calibration
        calibration.covariance = -1
        let (value, low, high) = calibration.probability(at: 1)
        #expect(low == value && high == value)
    }
}
