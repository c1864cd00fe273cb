internal import Glibc
internal import SignalKit

/// Values of a spectrum between its frequencies, for signals in the first half of the transform.
///
/// Six Kaiser-Bessel taps on a grid twice as fine as the signal needs, the taper of the kernel divided out
/// of the signal beforehand (`correction`): the spectrum at any frequency to 2e-5 of its largest value
/// (Fessler and Sutton, 2003). The taps are complex, which centres the signal in the kernel's band.
struct FrequencyInterpolation {
    static let taps = 6
    private static let steps = 2048
    private static let beta = Double.pi * (36.0 / 4 * 1.5 * 1.5 - 0.8).squareRoot()

    private let table: [ComplexFloat]

    init() {
        let half = Double(Self.taps) / 2
        table = (0...Self.steps).flatMap { step in
            (0..<Self.taps).map { tap in
                let distance = Double(step) / Double(Self.steps) + half - 1 - Double(tap)
                let inside = max(0, 1 - distance * distance / (half * half))
                let kernel =
                    abs(distance) <= half ? Self.bessel(Self.beta * inside.squareRoot()) : 0
                let angle = -Double.pi * distance / 2
                return ComplexFloat(
                    real: Float(kernel * cos(angle)), imaginary: Float(kernel * sin(angle)))
            }
        }
    }

    /// Number of the first tap's frequency for the place `u` among frequencies.
    @inline(__always)
    static func first(_ u: Double) -> Int { Int(u) - taps / 2 + 1 }

    /// Tap number `tap` for the place `u` (>= 0).
    @inline(__always)
    func tap(_ tap: Int, _ u: Double) -> ComplexFloat {
        let place = (u - Double(Int(u))) * Double(Self.steps)
        let step = min(Int(place), Self.steps - 1)
        let share = Float(place - Double(step))
        let a = table[step * Self.taps + tap]
        let b = table[(step + 1) * Self.taps + tap]
        return ComplexFloat(
            real: a.real + share * (b.real - a.real),
            imaginary: a.imaginary + share * (b.imaginary - a.imaginary))
    }

    /// What a sample at `place` (0...count / 2) of a transform of `count` is multiplied with.
    static func correction(place: Double, count: Int) -> Float {
        let x = Double.pi * Double(taps) * (place / Double(count) - 0.25)
        let root = (beta * beta - x * x).squareRoot()
        return Float(root / (Double(taps) * sinh(root)))
    }

    /// The modified Bessel function of order 0 by its series.
    private static func bessel(_ x: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        var n = 1.0
        while term > 1e-17 * sum {
            term *= (x / (2 * n)) * (x / (2 * n))
            sum += term
            n += 1
        }
        return sum
    }
}
