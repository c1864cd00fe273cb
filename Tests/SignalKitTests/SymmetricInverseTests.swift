import SignalKit
import TestSupport
import Testing

@Suite struct SymmetricInverseTests {
    @Test func `The inverse of a small matrix is the one by hand`() throws {
        let inverse = try #require(SymmetricInverse.inverse(of: [4, 2, 2, 3], order: 2))
        for (value, expected) in zip(inverse, [0.375, -0.25, -0.25, 0.5]) {
            #expect(abs(value - expected) < 1e-15)
        }
    }

    @Test func `A matrix times its inverse is the unit matrix`() throws {
        var noise = SeededNoise(seed: 4)
        let n = 12
        let root = (0..<n * n).map { _ in noise.normal() }
        var matrix = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            for j in 0..<n {
                matrix[i * n + j] = (0..<n).reduce(i == j ? 0.5 : 0) {
                    $0 + root[i * n + $1] * root[j * n + $1]
                }
            }
        }
        let inverse = try #require(SymmetricInverse.inverse(of: matrix, order: n))
        for i in 0..<n {
            for j in 0..<n {
                let sum = (0..<n).reduce(0.0) { $0 + matrix[i * n + $1] * inverse[$1 * n + j] }
                #expect(abs(sum - (i == j ? 1 : 0)) < 1e-10)
            }
        }
    }

    @Test(arguments: [[0.0, 0, 0, 1], [1, 2, 2, 1], [.nan, 0, 0, 1], [-1, 0, 0, 1]])
    func `A matrix that is not positive definite has no inverse`(matrix: [Double]) {
        #expect(SymmetricInverse.inverse(of: matrix, order: 2) == nil)
    }
}
