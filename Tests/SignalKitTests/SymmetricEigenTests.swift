import Foundation
import SignalKit
import TestSupport
import Testing

@Suite struct SymmetricEigenTests {
    private func random(_ order: Int, seed: UInt64) -> [Double] {
        var noise = SeededNoise(seed: seed)
        var matrix = [Double](repeating: 0, count: order * order)
        for i in 0..<order {
            for j in 0...i {
                matrix[i * order + j] = noise.normal()
                matrix[j * order + i] = matrix[i * order + j]
            }
        }
        return matrix
    }

    @Test func `The chain of springs has its known eigenvalues`() throws {
        // 2 on the diagonal, -1 beside it: 2 - 2 cos(k pi / (n + 1)), k = 1...n.
        let order = 20
        var matrix = [Double](repeating: 0, count: order * order)
        for i in 0..<order {
            matrix[i * order + i] = 2
            if i > 0 {
                matrix[i * order + i - 1] = -1
                matrix[(i - 1) * order + i] = -1
            }
        }
        let eigen = try #require(SymmetricEigen(matrix, order: order))
        for (place, value) in eigen.values.enumerated() {
            let known = 2 - 2 * cos(Double(order - place) * .pi / Double(order + 1))
            #expect(abs(value - known) < 1e-13)
        }
    }

    @Test(arguments: [1, 2, 3, 5, 17, 40])
    func `Eigenvectors are orthogonal and give the matrix back`(order: Int) throws {
        let matrix = random(order, seed: UInt64(order))
        let eigen = try #require(SymmetricEigen(matrix, order: order))
        #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 >= $1 })
        for i in 0..<order {
            for j in 0..<order {
                var rebuilt = 0.0
                var product = 0.0
                for k in 0..<order {
                    rebuilt +=
                        eigen.values[k] * eigen.vectors[k * order + i]
                        * eigen.vectors[k * order + j]
                    product += eigen.vectors[i * order + k] * eigen.vectors[j * order + k]
                }
                // A few hundred roundings of values near 1.
                #expect(abs(rebuilt - matrix[i * order + j]) < 1e-12)
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-12)
            }
        }
    }

    @Test func `Equal eigenvalues, zeros and very unequal scales are no trouble`() throws {
        let zero = try #require(SymmetricEigen([Double](repeating: 0, count: 9), order: 3))
        #expect(zero.values == [0, 0, 0])
        let one = try #require(SymmetricEigen([1, 0, 0, 0, 1, 0, 0, 0, 1], order: 3))
        #expect(one.values == [1, 1, 1])
        let ones = try #require(SymmetricEigen([Double](repeating: 1, count: 36), order: 6))
        #expect(abs(ones.values[0] - 6) < 1e-13)
        #expect(ones.values.dropFirst().allSatisfy { abs($0) < 1e-13 })
        let graded = try #require(
            SymmetricEigen([1e200, 1e100, 1, 1e100, 2, 1e-100, 1, 1e-100, 1e-200], order: 3))
        #expect(abs(graded.values[0] / 1e200 - 1) < 1e-13)
        #expect(graded.vectors.allSatisfy { $0.isFinite })
    }
}
