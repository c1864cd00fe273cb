/// The inverse of a symmetric positive definite matrix.
public enum SymmetricInverse: Sendable {
    /// The inverse of `matrix`, `order` x `order` row-major; `nil` where a pivot is not positive.
    ///
    /// Gauss-Jordan elimination in place, which needs no exchange of rows for such a matrix.
    /// - Complexity: O(order^3).
    public static func inverse(of matrix: [Double], order: Int) -> [Double]? {
        precondition(order > 0 && matrix.count == order * order)
        var result = matrix
        var pivotRow = [Double](repeating: 0, count: order)
        for pivot in 0..<order {
            let value = result[pivot * order + pivot]
            guard value > 0, value.isFinite else { return nil }
            for column in 0..<order { pivotRow[column] = result[pivot * order + column] / value }
            pivotRow[pivot] = 1 / value
            var span = result.mutableSpan
            for row in 0..<order where row != pivot {
                eliminate(&span, at: row * order, pivot, pivotRow.span)
            }
            for column in 0..<order { span[pivot * order + column] = pivotRow[column] }
        }
        return result
    }

    /// Takes the pivot's row off the row at `start`; the pivot's column becomes one of the inverse.
    private static func eliminate(
        _ matrix: inout MutableSpan<Double>, at start: Int, _ pivot: Int, _ pivotRow: Span<Double>
    ) {
        let factor = matrix[start + pivot]
        matrix[start + pivot] = 0
        for column in pivotRow.indices { matrix[start + column] -= factor * pivotRow[column] }
    }
}
