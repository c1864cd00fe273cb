/// The factor L of a symmetric positive definite matrix L L'.
struct CholeskyFactor {
    private let factor: [[Double]]

    /// The factor of the matrix whose lower triangle this is; `nil` where it is not positive definite.
    init?(lowerTriangle matrix: [[Double]]) {
        var factor = matrix
        for column in matrix.indices {
            for row in column..<matrix.count {
                var sum = matrix[row][column]
                for index in 0..<column { sum -= factor[row][index] * factor[column][index] }
                if row == column {
                    // What is left of a dependent column is rounding.
                    guard sum > 1e-14 * matrix[row][row], sum.isFinite else { return nil }
                    factor[row][row] = sum.squareRoot()
                } else {
                    factor[row][column] = sum / factor[column][column]
                }
            }
        }
        self.factor = factor
    }

    /// The x for which L L' x is `right`.
    func solution(of right: [Double]) -> [Double] {
        var solution = right
        for row in factor.indices {
            for index in 0..<row { solution[row] -= factor[row][index] * solution[index] }
            solution[row] /= factor[row][row]
        }
        for row in factor.indices.reversed() {
            for index in factor.indices where index > row {
                solution[row] -= factor[index][row] * solution[index]
            }
            solution[row] /= factor[row][row]
        }
        return solution
    }
}
