/// Weighted linear least squares of a few unknowns.
struct NormalEquations {
    private let count: Int
    private var matrix: [[Double]]
    private var right: [Double]
    private var rows: [(slopes: [Double], rest: Double, weight: Double)] = []

    init(count: Int) {
        self.count = count
        matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        right = [Double](repeating: 0, count: count)
    }

    mutating func add(_ slopes: [Double], _ rest: Double, weight: Double) {
        rows.append((slopes, rest, weight))
        for i in 0..<count {
            right[i] += weight * slopes[i] * rest
            for j in 0..<count { matrix[i][j] += weight * slopes[i] * slopes[j] }
        }
    }

    /// The solution with the variances of its values; nil where the rows do not determine it.
    ///
    /// Variances come from the scatter that is left, so that weights need not be inverse variances
    /// (White, 1980), each row's rest divided by 1 less its leverage (MacKinnon and White, 1985). An
    /// error all rows share adds its own, `commonFactor` times the variance of one row over their number.
    func solve(commonFactor: Double) -> (values: [Double], covariance: [Double])? {
        guard rows.count > count, let inverse = Self.inverse(matrix) else { return nil }
        let values = inverse.map { line in zip(line, right).reduce(0.0) { $0 + $1.0 * $1.1 } }
        var variances = [Double](repeating: 0, count: count)
        var shared = [Double](repeating: 0, count: count)
        var (scatter, weights) = (0.0, 0.0)
        for row in rows {
            let rest = row.rest - zip(row.slopes, values).reduce(0.0) { $0 + $1.0 * $1.1 }
            scatter += row.weight * rest * rest
            weights += row.weight
            let pulls = inverse.map { line in
                row.weight * zip(line, row.slopes).reduce(0.0) { $0 + $1.0 * $1.1 }
            }
            let leverage = zip(pulls, row.slopes).reduce(0.0) { $0 + $1.0 * $1.1 }
            for i in 0..<count {
                let error = pulls[i] * rest / max(1 - leverage, 0.1)
                variances[i] += error * error
                shared[i] += pulls[i]
            }
        }
        guard values.allSatisfy(\.isFinite), weights > 0 else { return nil }
        let common = commonFactor * scatter / weights / Double(rows.count - count)
        return (values, zip(variances, shared).map { $0 + $1 * $1 * common })
    }

    /// Inverse by Gauss and Jordan with pivots, of a matrix scaled to a unit diagonal.
    private static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
        let count = matrix.count
        let scales = (0..<count).map { matrix[$0][$0].squareRoot() }
        guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        var left = (0..<count).map { i in (0..<count).map { matrix[i][$0] / scales[i] / scales[$0] }
        }
        var right = (0..<count).map { i in (0..<count).map { $0 == i ? 1.0 : 0.0 } }
        for column in 0..<count {
            let pivot = (column..<count).max { abs(left[$0][column]) < abs(left[$1][column]) }
            guard let pivot, abs(left[pivot][column]) > 1e-9 else { return nil }
            left.swapAt(column, pivot)
            right.swapAt(column, pivot)
            let value = left[column][column]
            for j in 0..<count {
                left[column][j] /= value
                right[column][j] /= value
            }
            for i in 0..<count where i != column {
                let factor = left[i][column]
                for j in 0..<count {
                    left[i][j] -= factor * left[column][j]
                    right[i][j] -= factor * right[column][j]
                }
            }
        }
        return (0..<count).map { i in
            (0..<count).map { right[i][$0] / scales[i] / scales[$0] }
        }
    }
}
