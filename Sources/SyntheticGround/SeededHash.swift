internal import Glibc

/// Random numbers that belong to a place and not to an order of calls, so that any piece of a scene can
/// be made alone with the same bits.
///
/// The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
struct SeededHash: Sendable {
    private let key: UInt64

    /// What is drawn, so that two uses of one seed share no numbers.
    enum Purpose: UInt64 {
        case permittivity = 1
        case surface, interface, timeDrift, timeJitter, channelTime, channelGain, gainDrift, height
        case roll, ringing, ringingDrift, interference, receiver, placement
        case fractal, cover, base, pebbles, groundFigures, objectFigures
    }

    init(seed: UInt64, _ purpose: Purpose, _ index: Int = 0) {
        let first = Self.mix(seed &+ purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
        key = Self.mix(first ^ UInt64(bitPattern: Int64(index)))
    }

    /// The numbers that belong to `index` below these.
    func child(_ index: Int) -> SeededHash { SeededHash(key: bits(index)) }

    private init(key: UInt64) { self.key = key }

    func bits(_ index: Int) -> UInt64 {
        Self.mix(key &+ UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// Uniform in 0..<1.
    func uniform(_ index: Int) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

    /// Normal, mean 0 and standard deviation 1, out to 7 standard deviations: half the sum of four
    /// normal quantiles of 12 bits each.
    @inline(__always)
    func normal(_ index: Int) -> Float {
        let all = bits(index)
        let table = Self.quantiles
        let sum =
            table[Int(all & 0xFFF)] + table[Int(all >> 16 & 0xFFF)] + table[Int(all >> 32 & 0xFFF)]
            + table[Int(all >> 48 & 0xFFF)]
        return 0.5 * sum
    }

    /// The normal quantiles of the middles of 4096 equal parts, scaled to a variance of 1.
    private static let quantiles: [Float] = {
        let exact = (0..<4096).map { quantile((Double($0) + 0.5) / 4096) }
        let variance = exact.reduce(0) { $0 + $1 * $1 } / Double(exact.count)
        return exact.map { Float($0 / variance.squareRoot()) }
    }()

    /// The value a normal number stays below with `probability`, by halving.
    private static func quantile(_ probability: Double) -> Double {
        var (low, high) = (-8.0, 8.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        var value = word
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// A smooth random process along one axis with mean 0 and standard deviation 1, known at any place.
///
/// Normal numbers on knots joined by cubic B-splines and scaled to the same variance everywhere; its
/// correlation falls to 1/e at `correlationLength`.
struct SmoothSeries: Sendable {
    private let hash: SeededHash
    private let knotSpacing: Double

    /// Lag, in knots, at which the correlation of the splines is 1/e.
    static let correlationInKnots = 1.24

    init(_ hash: SeededHash, correlationLength: Double) {
        self.hash = hash
        knotSpacing = correlationLength / Self.correlationInKnots
    }

    func value(at place: Double) -> Double {
        let position = place / knotSpacing
        let knot = Int(position.rounded(.down))
        let weights = BSplineWeights(position - Double(knot))
        var sum: Float = 0
        for tap in 0..<4 { sum += weights.values[tap] * hash.normal(knot - 1 + tap) }
        return Double(sum)
    }
}

/// The weights of the four knots round a place, scaled so that their squares sum to 1.
struct BSplineWeights {
    let values: SIMD4<Float>

    /// `fraction` from the second knot to the third, 0..<1.
    init(_ fraction: Double) {
        let rest = 1 - fraction
        let square = fraction * fraction
        let weights = SIMD4(
            rest * rest * rest, 4 - 6 * square + 3 * square * fraction,
            1 + 3 * fraction + 3 * square - 3 * square * fraction, square * fraction)
        values = SIMD4<Float>(weights / (weights * weights).sum().squareRoot())
    }
}
