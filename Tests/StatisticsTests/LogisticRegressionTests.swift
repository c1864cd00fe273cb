import Statistics
import Testing

@Suite("LogisticRegression")
struct LogisticRegressionTests {
    @Test("The intercept alone is the logit of the share, whatever the ridge")
    func intercept() throws {
        let outcomes = [true, true, true, false]
        for ridge in [0.0, 10] {
            let fit = try LogisticRegression(
                predictors: outcomes.map { _ in [] }, outcomes: outcomes, ridge: ridge)
            #expect(abs(fit.probability(at: []) - 0.75) < 1e-9)
            // Variance of a logit: 1 / (n p (1 - p)).
            #expect(abs(fit.covariance[0][0] - 4.0 / 3) < 1e-6)
        }
    }

    @Test("Separated outcomes converge with a ridge, however small, and are refused without")
    func separated() throws {
        let depths = [[0.1], [0.2], [0.3], [0.4]]
        let outcomes = [true, true, false, false]
        var last = 0.0
        for ridge in [10, 1, 1e-2, 1e-6] {
            let fit = try LogisticRegression(predictors: depths, outcomes: outcomes, ridge: ridge)
            #expect(fit.coefficients[1] < last)
            #expect(abs(fit.probability(at: [0.25]) - 0.5) < 1e-6)
            last = fit.coefficients[1]
        }
        let error = #expect(throws: StatisticsError.self) {
            try LogisticRegression(predictors: depths, outcomes: outcomes, ridge: 0)
        }
        #expect(error?.hint == "fit with a ridge above 0")
    }

    @Test("Predictors that depend on each other need a ridge, predictors of any size do not")
    func scales() throws {
        let depths = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
        let outcomes = [true, true, false, true, false, false]
        let doubled = depths.map { [$0, 2 * $0] }
        #expect(throws: StatisticsError.self) {
            try LogisticRegression(predictors: doubled, outcomes: outcomes, ridge: 0)
        }
        let shared = try LogisticRegression(predictors: doubled, outcomes: outcomes, ridge: 0.01)
        #expect(abs(shared.coefficients[2] - 2 * shared.coefficients[1]) < 1e-6)
        let plain = try LogisticRegression(
            predictors: depths.map { [$0] }, outcomes: outcomes, ridge: 0)
        let large = try LogisticRegression(
            predictors: depths.map { [$0 * 1e6] }, outcomes: outcomes, ridge: 0)
        #expect(abs(large.coefficients[1] * 1e6 / plain.coefficients[1] - 1) < 1e-6)
        #expect(abs(plain.standardError(at: [0.1]) - large.standardError(at: [1e5])) < 1e-6)
    }

    @Test("Many rows, hardly related to the outcome, converge at any scale and ridge")
    func manyRows() throws {
        var generator = SeededGenerator(seed: 11)
        let rows = (0..<1500).map { _ in generator.uniform() }
        let outcomes = rows.map { _ in generator.uniform() < 0.9 }
        for scale in [1e-6, 1, 1e6] {
            for ridge in [0, 1e-8, 1] {
                let fit = try LogisticRegression(
                    predictors: rows.map { [$0 * scale] }, outcomes: outcomes, ridge: ridge)
                #expect(fit.iterations < 20)
                let mean = rows.map { fit.probability(at: [$0 * scale]) }.reduce(0, +) / 1500
                let share = Double(outcomes.count { $0 }) / 1500
                #expect(abs(mean - share) < 1e-9)
            }
        }
    }

    @Test("One class alone, lists that do not match and numbers that are none are refused")
    func refused() throws {
        #expect(throws: StatisticsError.self) {
            try LogisticRegression(predictors: [[1], [2]], outcomes: [true, true], ridge: 1)
        }
        #expect(throws: StatisticsError.self) {
            try LogisticRegression(predictors: [], outcomes: [], ridge: 1)
        }
        #expect(throws: StatisticsError.self) {
            try LogisticRegression(predictors: [[1]], outcomes: [true, false], ridge: 1)
        }
        #expect(throws: StatisticsError.self) {
            try LogisticRegression(predictors: [[1], [2, 3]], outcomes: [true, false], ridge: 1)
        }
        for bad in [Double.nan, .infinity] {
            #expect(throws: StatisticsError.self) {
                try LogisticRegression(
                    predictors: [[1], [bad]], outcomes: [true, false], ridge: 1)
            }
            #expect(throws: StatisticsError.self) {
                try LogisticRegression(
                    predictors: [[1], [2]], outcomes: [true, false], ridge: bad)
            }
        }
    }
}
