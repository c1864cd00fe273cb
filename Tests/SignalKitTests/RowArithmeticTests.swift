import Testing

@testable import SignalKit

@Suite struct RowArithmeticTests {
    @Test(
        "Two weighted rows are added, each product rounded for itself", arguments: [0, 1, 7, 8, 33])
    func addsRows(count: Int) {
        let a = (0..<count).map { Float($0) * 0.3 + 1 }
        let b = (0..<count).map { Float($0 * $0) * 0.07 - 2 }
        var sum = (0..<count).map { Float($0) * -0.9 }
        let expected = sum.indices.map { i -> Float in
            let first = 1.7 * a[i]
            let second = -0.6 * b[i]
            let both = first + second
            return sum[i] + both
        }
        var span = sum.mutableSpan
        RowArithmetic.accumulate(into: &span, a.span, times: 1.7, b.span, times: -0.6)
        #expect(sum == expected)
    }
}
