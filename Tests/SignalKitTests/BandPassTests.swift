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
}
