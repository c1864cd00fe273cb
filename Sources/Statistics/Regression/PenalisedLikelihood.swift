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
    ///
    /// The top is reached where a whole step moves no logit of the data by more than 1e-9: that holds at any
    /// scale of the predictors, and never where they separate the outcomes, as each step then adds about 1.
    mutating func climb() throws(StatisticsError) -> Int {
        for iteration in 1...500 {
            let step = try decomposedHessian().solution(of: gradient())
            let moves = rows.map { abs(Self.dot($0, step)) }
            guard moves.allSatisfy(\.isFinite) else { throw Self.noFit }
            if moves.allSatisfy({ $0 <= 1e-9 }) {
                coefficients = moved(by: step, share: 1)
                return iteration
            }
            coefficients = try higher(along: step)
        }
        throw Self.noFit
    }

    /// The first that does not lead down, of the whole step, its half, its quarter and so on.
    private func higher(along step: [Double]) throws(StatisticsError) -> [Double] {
        let height = value(at: coefficients)
        // Near the top the heights differ by rounding alone.
        let rounding = 1e-15 * (Double(rows.count) + abs(height))
        var share = 1.0
        while share > 1e-12 {
            let next = moved(by: step, share: share)
            if value(at: next) >= height - rounding { return next }
            share /= 2
        }
        throw Self.noFit
    }

    private func moved(by step: [Double], share: Double) -> [Double] {
        zip(coefficients, step).map { $0 + share * $1 }
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
