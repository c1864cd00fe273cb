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

    @Test(arguments: [15, 64, 392])
    func `The energy of the spectrum is that of the row`(count: Int) {
        var noise = SeededNoise(seed: UInt64(count))
        let row = (0..<count).map { _ in Float(noise.normal()) }
        var transform = RealFourierTransform(count: count)
        let energy = transform.spectrum(of: row.span).enumerated().reduce(0.0) { sum, term in
            // All frequencies but the first and the last of an even length stand for two.
            let isSingle = term.offset == 0 || 2 * term.offset == count
            return sum + (isSingle ? 1 : 2) * Double(term.element.squaredMagnitude)
        }
        let expected = row.reduce(0.0) { $0 + Double($1) * Double($1) } * Double(count)
        // Single precision.
        #expect(abs(energy / expected - 1) < 1e-6)
    }

    @Test func `Rows of a section are filtered as one by one`() {
        var noise = SeededNoise(seed: 15)
        let rows = (0..<5).map { _ in (0..<40).map { _ in Float(noise.normal()) } }
        var transform = RealFourierTransform(count: 60)
        let response = BandPass.response(
            of: BandPass.taps(count: 9, low: 0.1, high: 0.3), count: 60)
        var section = rows.flatMap(\.self)
        var span = section.mutableSpan
        transform.filterRows(&span, columns: 40, leading: 9, response: response.span)
        for (index, row) in rows.enumerated() {
            var single = row
            var span = single.mutableSpan
            transform.filter(&span, leading: 9, response: response.span)
            #expect(single[...] == section[index * 40..<(index + 1) * 40])
        }
    }

    @Test(arguments: [0.001, 0.1, 0.37, 0.5, -0.25, -0.5, 1, 2.75, -6.4])
    func `A wavelet moved by part of a sample is the wavelet at that time`(samples: Double) {
        // 1.5 GHz at 0.05 ns: what a Ricker holds above the sampling limit is 1e-17 of its energy.
        func ricker(_ sample: Double) -> (value: Double, slope: Double) {
            let rate = Double.pi * 1.5 * 0.05
            let a = rate * sample * (rate * sample)
            return ((1 - 2 * a) * exp(-a), rate * rate * sample * (4 * a - 6) * exp(-a))
        }
        for count in [200, 201] {
            var row = (0..<count).map { Float(ricker(Double($0) - 90).value) }
            var transform = RealFourierTransform(count: count + 64)
            var span = row.mutableSpan
            transform.advance(&span, at: 0..<span.count, bySamples: samples, leading: 16)
            var along = 0.0
            var power = 0.0
            for (i, value) in row.enumerated() {
                let expected = ricker(Double(i) - 90 + samples)
                #expect(abs(Double(value) - expected.value) < 1e-5)
                along += (Double(value) - expected.value) * expected.slope
                power += expected.slope * expected.slope
            }
            // The time by which it is off, to first order; asked is a thousandth of a sample.
            #expect(abs(along / power) < 1e-4)
        }
    }

    @Test func `The envelope of a wave packet is what it was multiplied with`() {
        func packet(_ i: Int) -> Double { exp(-Double((i - 128) * (i - 128)) / 800) }
        let row = (0..<256).map { Float(packet($0) * cos(0.6 * Double($0) + 0.4)) }
        var transform = RealFourierTransform(count: 320)
        for (i, value) in transform.envelope(of: row.span, leading: 32).enumerated() {
            // Twelve widths of its spectrum lie between the carrier and 0: what folds over is nothing.
            #expect(abs(Double(value) - packet(i)) < 1e-5)
        }
    }

    @Test func `Lengths are even products of two, three, five and seven`() {
        #expect(FastLength.atLeast(1) == 2)
        #expect(FastLength.atLeast(11) == 12)
        #expect(FastLength.atLeast(121) == 126)
        #expect(FastLength.atLeast(330) == 336)
    }
}
