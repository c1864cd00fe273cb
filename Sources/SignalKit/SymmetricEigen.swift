internal import Glibc

/// Eigenvalues and eigenvectors of a real symmetric matrix.
///
/// Householder's reduction to tridiagonal form, then QL iteration with Wilkinson's implicit shift
/// (Wilkinson and Reinsch, 1971; Golub and Van Loan, 2013, 8.3), in double precision and in one fixed
/// order of sums: the same bits on every machine, which a system's LAPACK does not promise.
public struct SymmetricEigen: Sendable {
    /// Order of the matrix.
    public let order: Int
    /// Eigenvalues, largest first.
    public let values: [Double]
    /// Eigenvectors of unit length, one row each in the order of `values`, order x order, row-major.
    public let vectors: [Double]

    /// The eigenvector of `values[place]`.
    public func vector(_ place: Int) -> ArraySlice<Double> {
        vectors[place * order..<(place + 1) * order]
    }

    /// Decomposes `matrix`, order x order, of which the lower triangle is read; all values must be
    /// finite.
    ///
    /// `nil` where an eigenvalue does not settle in 50 rounds, which finite values have not been seen to
    /// cause.
    /// - Complexity: O(order^3).
    public init?(_ matrix: [Double], order: Int) {
        precondition(order > 0 && matrix.count == order * order)
        var reduction = Tridiagonal(matrix, order: order)
        guard reduction.diagonalise() else { return nil }
        let ranked = (0..<order).sorted { reduction.diagonal[$0] > reduction.diagonal[$1] }
        self.order = order
        values = ranked.map { reduction.diagonal[$0] }
        vectors = ranked.flatMap { reduction.basis[$0 * order..<($0 + 1) * order] }
    }
}

/// A symmetric matrix as Q' T Q with T tridiagonal; the rows of Q are `basis`.
private struct Tridiagonal {
    let order: Int
    /// Diagonal of T; the eigenvalues once diagonalised.
    var diagonal: [Double]
    /// Values beside the diagonal: place i stands between i and i + 1.
    var beside: [Double]
    /// Rows of Q; the eigenvectors once diagonalised.
    var basis: [Double]

    init(_ matrix: [Double], order n: Int) {
        order = n
        diagonal = [Double](repeating: 0, count: n)
        beside = [Double](repeating: 0, count: n)
        basis = [Double](repeating: 0, count: n * n)
        var a = matrix
        for row in 0..<n { for column in 0..<row { a[column * n + row] = a[row * n + column] } }
        var reflectors: [(first: Int, vector: [Double], scale: Double)] = []
        for k in 0..<max(0, n - 2) {
            if let (vector, scale, value) = Self.reflector(a, column: k, order: n) {
                Self.reflect(&a, from: k + 1, vector, scale, order: n)
                beside[k] = value
                reflectors.append((k + 1, vector, scale))
            } else {
                beside[k] = a[(k + 1) * n + k]
            }
        }
        for i in 0..<n { diagonal[i] = a[i * n + i] }
        if n > 1 { beside[n - 2] = a[(n - 1) * n + n - 2] }
        accumulate(reflectors)
    }

    /// The reflection I - scale v v' that makes all below the place under the diagonal zero, and what
    /// then stands in that place; `nil` where it already is so.
    private static func reflector(
        _ a: [Double], column k: Int, order n: Int
    ) -> (vector: [Double], scale: Double, value: Double)? {
        var vector = (k + 1..<n).map { a[$0 * n + k] }
        let largest = vector.reduce(0) { max($0, abs($1)) }
        guard vector.dropFirst().contains(where: { $0 != 0 }) else { return nil }
        // Scaled, so that no square falls below or beyond what a number holds.
        for i in vector.indices { vector[i] /= largest }
        let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let head = vector[0] < 0 ? norm : -norm
        let value = head * largest
        vector[0] -= head
        // v'v = 2 norm (norm + |x0|), and the scale is 2 / v'v.
        return (vector, 1 / (norm * abs(vector[0])), value)
    }

    /// A <- H A H on the trailing block, by the rank-two update of Golub and Van Loan 8.3.1.
    private static func reflect(
        _ a: inout [Double], from first: Int, _ v: [Double], _ scale: Double, order n: Int
    ) {
        let size = n - first
        var p = [Double](repeating: 0, count: size)
        for i in 0..<size {
            let row = (first + i) * n + first
            var sum = 0.0
            for j in 0..<size { sum += a[row + j] * v[j] }
            p[i] = scale * sum
        }
        var dot = 0.0
        for i in 0..<size { dot += p[i] * v[i] }
        let half = scale * dot / 2
        for i in 0..<size { p[i] -= half * v[i] }
        for i in 0..<size {
            let row = (first + i) * n + first
            for j in 0..<size { a[row + j] -= v[i] * p[j] + p[i] * v[j] }
        }
    }

    /// Q' = H1 H2 ..., built from the last reflection back; `basis` holds its transpose.
    private mutating func accumulate(
        _ reflectors: [(first: Int, vector: [Double], scale: Double)]
    ) {
        let n = order
        for i in 0..<n { basis[i * n + i] = 1 }
        for (first, v, scale) in reflectors.reversed() {
            // Row r of Q is column r of Q': each is reflected on its own, in place.
            for r in first..<n {
                let row = r * n + first
                var dot = 0.0
                for j in v.indices { dot += basis[row + j] * v[j] }
                dot *= scale
                for j in v.indices { basis[row + j] -= dot * v[j] }
            }
        }
    }

    /// QL iteration; false where it does not end.
    mutating func diagonalise() -> Bool {
        for low in 0..<order {
            var rounds = 0
            while let high = firstSplit(from: low), high > low {
                rounds += 1
                guard rounds <= 50 else { return false }
                step(low, high)
            }
        }
        return true
    }

    /// The first place from `low` on below which the matrix falls apart.
    private func firstSplit(from low: Int) -> Int? {
        for place in low..<order - 1 {
            let around = abs(diagonal[place]) + abs(diagonal[place + 1])
            if abs(beside[place]) <= Double.ulpOfOne * around { return place }
        }
        return order - 1
    }

    /// One implicit QL step on the block from `low` to `high`.
    private mutating func step(_ low: Int, _ high: Int) {
        let slope = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low])
        let root = hypot(slope, 1)
        var bulge =
            diagonal[high] - diagonal[low]
            + beside[low] / (slope + (slope < 0 ? -root : root))
        var (sine, cosine, taken) = (1.0, 1.0, 0.0)
        for i in (low..<high).reversed() {
            let across = sine * beside[i]
            let along = cosine * beside[i]
            let length = hypot(across, bulge)
            beside[i + 1] = length
            guard length != 0 else {
                // The rotation is lost in rounding: the matrix has fallen apart here.
                diagonal[i + 1] -= taken
                beside[high] = 0
                return
            }
            sine = across / length
            cosine = bulge / length
            let shifted = diagonal[i + 1] - taken
            let mixed = (diagonal[i] - shifted) * sine + 2 * cosine * along
            taken = sine * mixed
            diagonal[i + 1] = shifted + taken
            bulge = cosine * mixed - along
            rotate(i, cosine, sine)
        }
        diagonal[low] -= taken
        beside[low] = bulge
        beside[high] = 0
    }

    /// Turns rows i and i + 1 of the basis.
    private mutating func rotate(_ i: Int, _ cosine: Double, _ sine: Double) {
        let upper = i * order
        let lower = upper + order
        let count = order
        var rows = basis.mutableSpan
        for j in 0..<count {
            let (a, b) = (rows[upper + j], rows[lower + j])
            rows[lower + j] = sine * a + cosine * b
            rows[upper + j] = cosine * a - sine * b
        }
    }
}
