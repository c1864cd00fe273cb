import Foundation
import SignalKit
import TestSupport
import Testing

@Suite struct RealFourierTransformTests {
    @Test(arguments: [12, 13, 64, 105])
    func `A spectrum equals the defining sum`(count: Int) {
        var noise = SeededNoise(seed: UInt64(count))
        let row = (0..<count).map { _ in Float(noise.normal()) }
        var transform = RealFourierTransform(count: count)
        let spectrum = transform.spectrum(of: row.span)
        #expect(spectrum.count == count / 2 + 1)
        for (k, value) in spectrum.enumerated() {
            var real = 0.0
            var imaginary = 0.0
            for n in 0..<count {
                let angle = -2 * Double.pi * Double(k * n) / Double(count)
                real += Double(row[n]) * cos(angle)
                imaginary += Double(row[n]) * sin(angle)
            }
            // Single precision over about a hundred terms of unit size.
            #expect(abs(Double(value.real) - real) < 2e-4)
            #expect(abs(Double(value.imaginary) - imaginary) < 2e-4)
        }
    }

    @Test func `A response of one gives the row back`() {
        var noise = SeededNoise(seed: 5)
        let original = (0..<200).map { _ in Float(noise.normal()) }
        var row = original
        var transform = RealFourierTransform(count: FastLength.atLeast(264))
        let one = [ComplexFloat](
            repeating: ComplexFloat(real: 1, imaginary: 0), count: transform.frequencyCount)
        var span = row.mutableSpan
        transform.filter(&span, leading: 32, response: one.span)
        #expect(zip(row, original).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func `Lengths are even products of two, three, five and seven`() {
        #expect(FastLength.atLeast(1) == 2)
        #expect(FastLength.atLeast(11) == 12)
        #expect(FastLength.atLeast(121) == 126)
        #expect(FastLength.atLeast(330) == 336)
    }
}
