import Testing

@testable import Statistics

@Suite("IncompleteBeta")
struct IncompleteBetaTests {
    @Test("I_x(1, b) is 1 - (1 - x)^b, and the inverse leads back")
    func closedForm() {
        let expected = 1 - 0.7 * 0.7 * 0.7
        #expect(abs(IncompleteBeta.value(1, 3, at: 0.3) - expected) < 1e-15)
        #expect(abs(IncompleteBeta.complement(1, 3, at: 0.3) - 0.343) < 1e-15)
        #expect(abs(IncompleteBeta.inverse(1, 3, probability: expected) - 0.3) < 1e-14)
    }
}
