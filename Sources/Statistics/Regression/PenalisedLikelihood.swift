internal import Glibc

/// The penalised log-likelihood of a logistic curve, climbed by Newton's steps.
struct PenalisedLikelihood {
    let rows: [[Double]]
    let outcomes: [Bool]
    let ridge: Double
    private(set) var coefficients: [Double]

    /// Rows start with 1 for the intercept.
    init(rows: [[Double]], outcomes: [Bool], ridge: Double) {
        self.rows = rows
        self.outcomes = outcomes
        self.ridge = ridge
        coefficients = [Double](repeating: 0, count: rows.first?.count ?? 1)
    }

    /// Climbs to the top; the number of steps it took.
    mutating func climb() throws(StatisticsError) -> Int {
        var height = value(at: coefficients)
        for iteration in 1...500 {
            let slope = gradient()
            let step = try decomposedHessian().solution(of: slope)
            var share = 1.0
            var next = coefficients
            var nextHeight = -Double.infinity
            while share > 1e-12 {
                next = zip(coefficients, step).map { $0 + share * $1 }
                nextHeight = value(at: next)
                // Near the top the height differs by rounding alone.
                if nextHeight >= height - 1e-13 * abs(height) { break }
                share /= 2
            }
            guard nextHeight.isFinite, share > 1e-12 else { throw Self.noFit }
            let isDone = zip(step, next).allSatisfy { abs($0) <= 1e-9 * (1e-3 + abs($1)) }
            (coefficients, height) = (next, nextHeight)
            if isDone, share == 1 { return iteration }
        }
        throw Self.noFit
    }

    /// Inverse of the penalised Hessian.
    func covariance() throws(StatisticsError) -> [[Double]] {
        let matrix = try decomposedHessian()
        return coefficients.indices.map { column in
            matrix.solution(of: coefficients.indices.map { $0 == column ? 1 : 0 })
        }
    }

    /// 1 / (1 + e^-x), without overflow.
    static func logistic(_ x: Double) -> Double {
        if x >= 0 { return 1 / (1 + exp(-x)) }
        let power = exp(x)
        return power / (1 + power)
    }

    private static let noFit = StatisticsError.undefined(
        "no finite curve fits: a predictor separates the outcomes, or predictors depend on each other",
        hint: "fit with a ridge above 0")

    private func value(at trial: [Double]) -> Double {
        var sum = 0.0
        for (row, outcome) in zip(rows, outcomes) {
            let logit = Self.dot(row, trial)
            let signed = outcome ? logit : -logit
            // log of the probability of what happened, without overflow.
            sum += signed >= 0 ? -log1p(exp(-signed)) : signed - log1p(exp(signed))
        }
        return sum - ridge / 2 * trial.dropFirst().reduce(0) { $0 + $1 * $1 }
    }

    private func gradient() -> [Double] {
        var slope = coefficients.enumerated().map { $0.offset == 0 ? 0 : -ridge * $0.element }
        for (row, outcome) in zip(rows, outcomes) {
            let excess = (outcome ? 1 : 0) - Self.logistic(Self.dot(row, coefficients))
            for index in row.indices { slope[index] += excess * row[index] }
        }
        return slope
    }

    private func decomposedHessian() throws(StatisticsError) -> CholeskyFactor {
        let count = coefficients.count
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for index in 1..<max(1, count) { matrix[index][index] = ridge }
        for row in rows {
            let logit = Self.dot(row, coefficients)
            let weight = Self.logistic(logit) * Self.logistic(-logit)
            for first in 0..<count {
                for second in 0...first {
                    matrix[first][second] += weight * row[first] * row[second]
                }
            }
        }
        guard let factor = CholeskyFactor(lowerTriangle: matrix) else { throw Self.noFit }
        return factor
    }

    private static func dot(_ first: [Double], _ second: [Double]) -> Double {
        var sum = 0.0
        for index in first.indices { sum += first[index] * second[index] }
        return sum
    }
}
