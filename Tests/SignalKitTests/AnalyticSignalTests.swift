import Foundation
import SignalKit
import TestSupport
import Testing

@Suite struct AnalyticSignalTests {
    /// Fine rows of one trace.
    private func analytic(_ trace: [Float], _ oversampling: Int) -> FocusingArithmetic.Planes {
        var signal = AnalyticSignal(count: trace.count, oversampling: oversampling)
        var planes = FocusingArithmetic.Planes(count: signal.rowCount, stride: 1)
        signal.load(trace.span, at: 0, column: 0)
        signal.transform()
        signal.write(to: &planes, at: 0, columns: 1, rows: signal.rowCount)
        return planes
    }

    @Test func `A wave packet has a cosine and a sine, on the fine grid too`() {
        func wave(_ sample: Double) -> (Double, Double) {
            let envelope = exp(-(sample - 64) * (sample - 64) / 200)
            let phase = 2 * Double.pi * 0.1 * (sample - 64)
            return (envelope * cos(phase), envelope * sin(phase))
        }
        let planes = analytic((0..<128).map { Float(wave(Double($0)).0) }, 4)
        for row in planes.real.indices {
            let exact = wave(Double(row) / 4)
            // Single precision; the packet's spectrum is 1e-8 at frequency 0.
            #expect(abs(Double(planes.real[row]) - exact.0) < 2e-6)
            #expect(abs(Double(planes.imaginary[row]) - exact.1) < 2e-6)
        }
    }

    @Test func `Linear interpolation between fine samples is as wrong as stated`() {
        // 1.5 GHz sampled every 0.05 ns, as a packet that is nothing at the ends of the trace.
        func wave(_ sample: Double) -> Double {
            exp(-(sample - 200) * (sample - 200) / 4000)
                * cos(2 * Double.pi * 1.5 * 0.05 * (sample - 200))
        }
        let planes = analytic((0..<400).map { Float(wave(Double($0))) }, 4)
        var worst = 0.0
        for row in 0..<planes.real.count - 1 {
            let middle = Double(planes.real[row] + planes.real[row + 1]) / 2
            worst = max(worst, abs(middle - wave((Double(row) + 0.5) / 4)))
        }
        #expect(worst < 0.002)
        #expect(worst > 0.001)
    }

    @Test func `The adjoint passes the dot test`() {
        var noise = SeededNoise(seed: 2)
        for (count, oversampling) in [(37, 1), (64, 2), (50, 4)] {
            let x = (0..<count).map { _ in Float(noise.normal()) }
            let image = analytic(x, oversampling)
            var y = image
            for i in y.real.indices {
                y.real[i] = Float(noise.normal())
                y.imaginary[i] = Float(noise.normal())
            }
            var signal = AnalyticSignal(count: count, oversampling: oversampling)
            var model = [Float](repeating: 0, count: count)
            signal.addAdjoint(of: y, at: 0, rows: signal.rowCount, to: &model, at: 0)
            var left = 0.0
            for i in y.real.indices {
                left += Double(y.real[i]) * Double(image.real[i])
                left += Double(y.imaginary[i]) * Double(image.imaginary[i])
            }
            let right = zip(x, model).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            // Rounding of sums of a few hundred values near 1.
            #expect(abs(left - right) < 1e-5 * max(abs(left), 10))
        }
    }
}

@Suite struct RealFourierTransform2DTests {
    @Test func `The spectrum is the sum of its definition, and comes back`() {
        var noise = SeededNoise(seed: 1)
        for (rows, columns) in [(5, 8), (6, 7), (1, 4)] {
            let section = (0..<rows * columns).map { _ in Float(noise.normal()) }
            var transform = RealFourierTransform2D(rows: rows, columns: columns)
            let spectrum = transform.forward(section)
            for p in 0..<rows {
                for q in 0...columns / 2 {
                    var sum = (0.0, 0.0)
                    for m in 0..<rows {
                        for n in 0..<columns {
                            let angle =
                                -2 * Double.pi
                                * (Double(p * m) / Double(rows) + Double(q * n) / Double(columns))
                            sum.0 += Double(section[m * columns + n]) * cos(angle)
                            sum.1 += Double(section[m * columns + n]) * sin(angle)
                        }
                    }
                    let value = spectrum[p * transform.frequencyCount + q]
                    // Single precision, sums of 40 values near 1.
                    #expect(abs(Double(value.real) - sum.0) < 1e-5)
                    #expect(abs(Double(value.imaginary) - sum.1) < 1e-5)
                }
            }
            let back = transform.inverse(spectrum)
            #expect(zip(back, section).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }
}

@Suite struct FocusingArithmeticTests {
    @Test(arguments: [1, 7, 16, 40])
    func `Sums and quantities are those of the definition`(count: Int) {
        var noise = SeededNoise(seed: 5)
        let stride = count + 9
        var planes = FocusingArithmetic.Planes(count: 6 * stride, stride: stride)
        for i in planes.real.indices {
            planes.real[i] = Float(noise.normal())
            planes.imaginary[i] = Float(noise.normal())
        }
        let offsets = [0, stride + 3, 4 * stride + 9]
        let weights: [Float] = [0.3, 0.2, 2, 0.9, 0.05, 1, 0, 0.7, 1.5]
        var sums = FocusingArithmetic.Sums(count: count)
        FocusingArithmetic.sum(
            planes, offsets: offsets.span, weights: weights.span, count: count, into: &sums)
        let total = [Float](repeating: 2.2, count: count)
        var images: [FocusingArithmetic.Quantity: [Float]] = [:]
        for quantity in [
            FocusingArithmetic.Quantity.real, .imaginary, .amplitude, .coherence,
            .coherentAmplitude,
        ] {
            var out = [Float](repeating: 0, count: count)
            FocusingArithmetic.write(
                quantity, of: sums, weight: total, count: count, to: &out, at: 0)
            images[quantity] = out
        }
        for i in 0..<count {
            var (re, im, energy) = (0.0, 0.0, 0.0)
            for n in 0..<3 {
                func part(_ plane: [Float]) -> Double {
                    Double(weights[3 * n] * plane[offsets[n] + i])
                        + Double(weights[3 * n + 1] * plane[offsets[n] + stride + i])
                }
                let (x, y) = (part(planes.real), part(planes.imaginary))
                re += x
                im += y
                energy += Double(weights[3 * n + 2]) * (x * x + y * y)
            }
            let amplitude = hypot(re, im) / 2.2
            let coherence = (re * re + im * im) / (2.2 * energy)
            func near(_ quantity: FocusingArithmetic.Quantity, _ value: Double) -> Bool {
                // Rounding of three terms near 1.
                abs(Double(images[quantity]?[i] ?? .nan) - value) < 3e-6
            }
            #expect(near(.real, re / 2.2) && near(.imaginary, im / 2.2))
            #expect(near(.amplitude, amplitude) && near(.coherence, coherence))
            #expect(near(.coherentAmplitude, amplitude * coherence.squareRoot()))
        }
    }

    @Test func `No weight and no energy give 0`() {
        let sums = FocusingArithmetic.Sums(count: 3)
        for quantity in [
            FocusingArithmetic.Quantity.real, .amplitude, .coherence,
            .coherentAmplitude,
        ] {
            var out: [Float] = [9, 9, 9]
            FocusingArithmetic.write(
                quantity, of: sums, weight: [0, 0, 1], count: 3, to: &out, at: 0)
            #expect(out == [0, 0, 0])
        }
    }
}
