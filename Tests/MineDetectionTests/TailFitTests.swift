import Foundation
import MineDetection
import SurveyModel
import TestSupport
import Testing

@Suite struct TailFitTests {
    /// Scores that lie exactly on an exponential law: the k-th of n has P(T > t) = (k - 0.5) / n.
    private func exponential(_ count: Int) -> [Double] {
        (1...count).map { -log((Double($0) - 0.5) / Double(count)) }
    }

    @Test func `An exponential tail gives its own rate back`() throws {
        let fit = try TailFit(blankScores: exponential(2000), areaSquareMetres: 400)
        #expect(fit.maximaPerSquareMetre == 5)
        #expect(abs(fit.shape) < 0.05)
        for score in [1.0, 2.5, 4, 6] {
            let truth = 5 * exp(-score)
            // Interpolation and fit against the closed form.
            #expect(abs(fit.groundRate(at: score) / truth - 1) < 0.12)
        }
    }

    @Test(arguments: [0.01, 0.1, 0.2, 1.0, 3.0])
    func `Score and rate undo each other and rates fall with score`(rate: Double) throws {
        let fit = try TailFit(blankScores: exponential(500), areaSquareMetres: 100)
        let score = fit.score(atGroundRate: rate)
        #expect(abs(fit.groundRate(at: score) / rate - 1) < 0.05)
        #expect(fit.groundRate(at: score + 0.2) < fit.groundRate(at: score))
    }

    @Test func `The shape of a uniform tail is negative and that of a heavy tail positive`() throws
    {
        let uniform = try TailFit(
            blankScores: (0..<1000).map { Double($0) / 1000 }, areaSquareMetres: 100)
        #expect(uniform.shape == -0.3)
        let heavy = try TailFit(
            blankScores: (1...1000).map { pow((Double($0) - 0.5) / 1000, -0.25) },
            areaSquareMetres: 100)
        #expect(abs(heavy.shape - 0.25) < 0.08)
    }

    @Test func `Too little blank ground states no rate`() {
        #expect(
            throws: DetectionError.tooFewBlankMaxima(found: 49, needed: 50, areaSquareMetres: 10)
        ) {
            try TailFit(blankScores: exponential(49), areaSquareMetres: 10)
        }
    }

    @Test func `The realised rate on fresh ground lies within its Poisson interval`() throws {
        var noise = SeededNoise(seed: 77)
        func draw(_ count: Int) -> [Double] { (0..<count).map { _ in -log(1 - noise.uniform()) } }
        var inside = 0
        for _ in 0..<60 {
            let fit = try TailFit(blankScores: draw(400), areaSquareMetres: 80)
            let threshold = fit.score(atGroundRate: 0.5)
            let realised = draw(4000).filter { $0 > threshold }.count
            // 800 m2 at 0.5 per m2 would be 400; the fit's own 40 exceedances give 17 % spread.
            if (250...570).contains(realised) { inside += 1 }
        }
        #expect(inside >= 54)
    }
}
