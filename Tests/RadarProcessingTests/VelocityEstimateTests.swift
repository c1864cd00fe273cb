import SurveyModel
import Testing

@testable import RadarProcessing

@Suite struct VelocityEstimateTests {
    private func estimate(_ permittivity: Double, _ sigma: Double) -> VelocityEstimate {
        VelocityEstimate(permittivity: permittivity, sigma: sigma, method: .surface, count: 1)
    }

    @Test("Estimates that agree are weighted by the inverse of their variances")
    func agreement() throws {
        let both = try VelocityEstimate.combine([estimate(4.0, 0.1), estimate(4.1, 0.2)])
        #expect(abs(both.estimate.permittivity - (4.0 / 0.01 + 4.1 / 0.04) / 125) < 1e-12)
        #expect(abs(both.estimate.sigma - 1 / 125.0.squareRoot()) < 1e-12)
        #expect(both.warning == nil)
    }

    @Test("Estimates that contradict each other widen the uncertainty and warn")
    func contradiction() throws {
        let both = try VelocityEstimate.combine([estimate(4, 0.1), estimate(6, 0.1)])
        // chi-square = 2 (1 / 0.1)^2 = 200, so sigma = 0.1 / sqrt(2) sqrt(200) = 1.
        #expect(abs(both.chiSquare - 200) < 1e-9 && abs(both.estimate.sigma - 1) < 1e-9)
        #expect(both.warning?.code == "velocity-contradicts")
    }

    @Test("A depth errs by half the relative error of the permittivity")
    func depth() {
        #expect(abs(estimate(4, 0.4).relativeDepthError - 0.05) < 1e-12)
    }

    @Test("Nothing, and what has no uncertainty, cannot be combined")
    func refusals() {
        #expect(throws: ProcessingError.self) { try VelocityEstimate.combine([]) }
        #expect(throws: ProcessingError.self) {
            try VelocityEstimate.combine([estimate(4, 0)])
        }
        #expect(throws: ProcessingError.self) {
            try VelocityEstimate.combine([estimate(.nan, 1)])
        }
    }
}
