import Foundation
import SignalKit
import Testing

@Suite struct BandPassTests {
    let taps = BandPass.taps(count: 65, low: 0.02, high: 0.165)

    @Test func `The gain is one at the middle of the band and small outside`() {
        let response = BandPass.response(of: taps, count: 1000)
        #expect(abs(response[92].real - 1) < 0.02)
        #expect(abs(response[0].real) < 0.2)
        // Hamming's side lobes are 53 dB down.
        #expect(response[230...].allSatisfy { abs($0.real) < 0.005 })
    }

    @Test func `The taps are symmetric, so the phase is zero`() {
        #expect(zip(taps, taps.reversed()).allSatisfy { abs($0 - $1) < 1e-7 })
        #expect(BandPass.response(of: taps, count: 100).allSatisfy { $0.imaginary == 0 })
    }

    @Test(arguments: [0.002, 0.02, 0.035, 0.06, 0.0925, 0.12, 0.15, 0.165, 0.18])
    func `A wave comes out with the gain of the design, to a tenth of a decibel`(frequency: Double)
    {
        // The window design in double precision, written out (Oppenheim and Schafer, 1989, 7.4).
        func design(_ frequency: Double) -> Double {
            (1...32).reduce(2 * (0.165 - 0.02)) { sum, n in
                let x = Double(n)
                let ideal = (sin(2 * .pi * 0.165 * x) - sin(2 * .pi * 0.02 * x)) / (.pi * x)
                let window = 0.54 + 0.46 * cos(.pi * x / 32)
                return sum + 2 * ideal * window * cos(2 * .pi * frequency * x)
            }
        }
        let wanted = design(frequency) / design(0.0925)
        let count = 1065
        var row = (0..<count).map { Float(cos(2 * .pi * frequency * Double($0) + 0.3)) }
        var transform = RealFourierTransform(count: FastLength.atLeast(count + 130))
        let response = BandPass.response(of: taps, count: transform.count)
        var span = row.mutableSpan
        transform.filter(&span, leading: 65, response: response.span)
        // Away from the ends, over whole periods.
        var cosine = 0.0
        var sine = 0.0
        for i in 32..<1032 {
            let angle = 2 * .pi * frequency * Double(i) + 0.3
            cosine += Double(row[i]) * cos(angle) / 500
            sine += Double(row[i]) * sin(angle) / 500
        }
        #expect(abs(20 * log10(abs(cosine / wanted))) < 0.1)
        // Zero phase.
        #expect(abs(sine) < 1e-4)
    }
}
