import MineDetection
import TestSupport
import Testing

@Suite struct WavenumberWhiteningTests {
    private let order = 5

    /// Noise that is white along the track and has lag-1 covariance a / (1 + a^2) in time.
    private func coloured(_ a: Float, traces: Int) -> [Float] {
        var noise = SeededNoise(seed: 11)
        return (0..<traces).flatMap { _ -> [Float] in
            let white = (0...order).map { _ in Float(noise.normal()) }
            return (0..<order).map { white[$0 + 1] + a * white[$0] }
        }
    }

    @Test func `The inverse times the true covariance is near a multiple of the unit matrix`()
        throws
    {
        let a: Float = 0.7
        let whitening = try WavenumberWhitening(
            sections: [coloured(a, traces: 3000)], order: order,
            settings: WavenumberWhitening.Settings(blockTraces: 16, neighbours: 1, loading: 0.001))
        for wavenumber in [0.125, 0.25, 0.4] {
            // Columns of the true covariance come out as columns of the unit matrix times one number.
            let columns = (0..<order).map { column -> [Float] in
                let truth = (0..<order).map { row -> Float in
                    row == column ? 1 + a * a : abs(row - column) == 1 ? a : 0
                }
                return whitening.whiten(
                    truth + [Float](repeating: 0, count: order), wavenumber: wavenumber)
            }
            let mean = (0..<order).reduce(Float(0)) { $0 + columns[$1][$1] } / Float(order)
            for row in 0..<order {
                for column in 0..<order {
                    let expected: Float = row == column ? 1 : 0
                    #expect(abs(columns[column][row] / mean - expected) < 0.15)
                }
            }
            #expect(columns.allSatisfy { $0[order...].allSatisfy { $0 == 0 } })
        }
    }

    @Test func `A few strong blocks hardly change it`() throws {
        let quiet = coloured(0, traces: 2000)
        var loud = quiet
        for index in 500 * order..<516 * order { loud[index] *= 100 }
        let vector = [Float](repeating: 1, count: 2 * order)
        let settings = WavenumberWhitening.Settings(blockTraces: 16)
        let first = try WavenumberWhitening(sections: [quiet], order: order, settings: settings)
            .whiten(vector, wavenumber: 0.25)
        let second = try WavenumberWhitening(sections: [loud], order: order, settings: settings)
            .whiten(vector, wavenumber: 0.25)
        for (a, b) in zip(first, second) { #expect(abs(a - b) < 0.2 * abs(a)) }
    }

    @Test func `Sections of nothing are refused`() {
        #expect(throws: DetectionError.nothingToWhiten) {
            try WavenumberWhitening(
                sections: [[Float](repeating: 0, count: 40 * order)], order: order)
        }
    }
}
