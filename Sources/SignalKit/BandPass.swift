internal import Glibc

/// A band-pass by the window method (Hamming), applied with zero phase.
public enum BandPass: Sendable {
    /// Taps of an odd-length linear-phase filter between two corner frequencies.
    ///
    /// Normalised to unit gain at the middle of the band (Oppenheim and Schafer, 1989, 7.4). Frequencies
    /// are in cycles per sample, 0 < `low` < `high` < 0.5.
    public static func taps(count: Int, low: Double, high: Double) -> [Float] {
        precondition(count % 2 == 1 && low > 0 && low < high && high < 0.5)
        let half = count / 2
        let ideal = (-half...half).map { n -> Double in
            let window = 0.54 + 0.46 * cos(.pi * Double(n) / Double(half))
            return (lowPass(high, n) - lowPass(low, n)) * window
        }
        let centre = (low + high) / 2
        let gain = zip(-half...half, ideal).reduce(0.0) { sum, term in
            sum + term.1 * cos(2 * .pi * centre * Double(term.0))
        }
        return ideal.map { Float($0 / gain) }
    }

    /// The zero-phase frequency response of symmetric `taps` at the N / 2 + 1 frequencies of a
    /// transform of `count` samples: real values only.
    public static func response(of taps: [Float], count: Int) -> [ComplexFloat] {
        let half = taps.count / 2
        return (0...count / 2).map { k in
            let step = 2 * .pi * Double(k) / Double(count)
            let value = (-half...half).reduce(0.0) { sum, n in
                sum + Double(taps[n + half]) * cos(step * Double(n))
            }
            return ComplexFloat(real: Float(value), imaginary: 0)
        }
    }

    private static func lowPass(_ corner: Double, _ n: Int) -> Double {
        n == 0 ? 2 * corner : sin(2 * .pi * corner * Double(n)) / (.pi * Double(n))
    }
}

extension BandPass {
    /// Taps of the band-stop that is one less the band-pass of `taps(count:low:high:)`: nothing passes
    /// at the middle of the band.
    public static func stopTaps(count: Int, low: Double, high: Double) -> [Float] {
        var stop = taps(count: count, low: low, high: high).map { -$0 }
        stop[count / 2] += 1
        return stop
    }
}
