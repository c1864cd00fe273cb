import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import MineDetection

@Suite struct BlankEvidenceTests {
    private func evidence(_ scores: [Double], area: Double = 20) throws -> BlankEvidence {
        try BlankEvidence(
            candidates: scores.map {
                Candidate(
                    xMetres: 0, yMetres: 0, score: $0, imagingScore: $0, delayNanoseconds: 1,
                    alarmClass: .undetermined)
            }, areaSquareMetres: area)
    }

    @Test func `The p-value counts the blank scores that reach a score`() throws {
        // Each of 1...30 twice, in no order.
        let scores = (0..<60).map { Double($0 * 7 % 30 + 1) }
        let blank = try evidence(scores)
        for score in [-5, 0.5, 1, 1.5, 12, 29.5, 30, 31, 1000] {
            let reached = scores.count { $0 >= score }
            #expect(blank.clutterPValue(of: score) == Double(1 + reached) / 61)
        }
        #expect(blank.clutterPValue(of: .infinity) == 1.0 / 61)
    }

    @Test func `Too few maxima make no evidence`() {
        #expect(
            throws: DetectionError.tooFewBlankMaxima(found: 49, needed: 50, areaSquareMetres: 20)
        ) {
            try evidence((0..<49).map(Double.init))
        }
    }

    @Test func `Clutter like the blank ground has small p-values as seldom as they say`() throws {
        var noise = SeededNoise(seed: 31)
        var values: [Double] = []
        for _ in 0..<300 {
            let blank = try evidence((0..<60).map { _ in noise.normal() })
            for _ in 0..<10 { values.append(blank.clutterPValue(of: noise.normal())) }
        }
        // Four standard errors of 300 draws of 60 and 10 each.
        for (level, error) in [(0.02, 0.010), (0.1, 0.024), (0.5, 0.040)] {
            let share = Double(values.count { $0 <= level }) / Double(values.count)
            #expect(share <= level + error)
            // Nor are they much larger than they need be.
            #expect(share >= (level * 61).rounded(.down) / 61 - error)
        }
    }

    @Test func `Ground agrees that reaches the calibration's score about once per m2`() throws {
        let blank = try evidence((1...100).map(Double.init))
        func agrees(_ score: Double) -> Bool {
            var calibration = TinyJudge.calibration
            calibration.blankScoreAtOne = score
            return blank.agrees(with: calibration)
        }
        // 100 scores on 20 m2: 81 is reached once per m2, 1 five times, 100 once in 20 m2.
        #expect(agrees(81))
        // 60 events, 3 per m2: its interval reaches below.
        #expect(agrees(41))
        #expect(!agrees(1))
        #expect(!agrees(100))
        #expect(!agrees(101))
    }
}

@Suite struct AnomalyModelTests {
    private static let width = AnomalyModel.features.count

    private func echo(_ values: [Double]) -> EchoFeatures {
        var features = EchoFeatures()
        for (feature, value) in zip(AnomalyModel.features, values) { features[feature] = value }
        return features
    }

    /// Echoes whose feature f has mean f and standard deviation 1 + f, all independent, in units of
    /// `scale`.
    private func echoes(_ count: Int, scale: Double = 1) -> [EchoFeatures] {
        var noise = SeededNoise(seed: 17)
        return (0..<count).map { _ in
            echo((0..<Self.width).map { scale * (Double($0) + Double(1 + $0) * noise.normal()) })
        }
    }

    /// The point that lies so many standard deviations from the middle.
    private func point(_ deviations: [Int: Double], scale: Double = 1) -> EchoFeatures {
        echo(
            (0..<Self.width).map {
                scale * (Double($0) + Double(1 + $0) * (deviations[$0] ?? 0))
            })
    }

    @Test func `Of independent features the distance is the root of the squared deviations`()
        throws
    {
        let model = try #require(AnomalyModel(echoes(600)))
        // 600 echoes: means to 4 %, standard deviations to 3 %.
        #expect(model.distance(of: point([:])) < 0.35)
        #expect(abs(model.distance(of: point([2: 3])) - 3) < 0.4)
        #expect(abs(model.distance(of: point([0: 3, 5: -4])) - 5) < 0.6)
        #expect(model.distance(of: point([1: 10])) > model.distance(of: point([1: 5])))
    }

    @Test func `Units do not matter`() throws {
        let model = try #require(AnomalyModel(echoes(80)))
        let other = try #require(AnomalyModel(echoes(80, scale: 1000)))
        let far = model.distance(of: point([1: 2, 3: -2]))
        #expect(abs(other.distance(of: point([1: 2, 3: -2], scale: 1000)) / far - 1) < 1e-6)
    }

    @Test func `Features that go together are judged together`() throws {
        var noise = SeededNoise(seed: 19)
        let rows = (0..<400).map { _ -> EchoFeatures in
            let common = 2 * noise.normal()
            return echo((0..<Self.width).map { _ in common + noise.normal() })
        }
        let model = try #require(AnomalyModel(rows))
        func distance(_ second: Double) -> Double {
            var values = [Double](repeating: 0, count: Self.width)
            values[0] = 3
            values[1] = second
            return model.distance(of: echo(values))
        }
        #expect(distance(-3) > distance(3) + 0.2)
    }

    @Test func `Few echoes, or echoes that do not vary, make no model`() {
        func isModelled(_ echoes: [EchoFeatures]) -> Bool { AnomalyModel(echoes) != nil }
        #expect(!isModelled(echoes(49)))
        #expect(isModelled(echoes(50)))
        #expect(!isModelled([EchoFeatures](repeating: point([:]), count: 100)))
        let lost = echoes(60).enumerated().map { place, features -> EchoFeatures in
            var changed = features
            if place < 11 { changed[.energy] = -.infinity }
            return changed
        }
        #expect(!isModelled(lost))
    }
}
