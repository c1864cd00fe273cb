internal import Glibc
internal import SurveyModel

/// A complex number in double precision.
struct Complex: Sendable, Equatable {
    var real: Double
    var imaginary: Double

    init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    /// exp(i `angle`).
    init(angle: Double) { self.init(cos(angle), sin(angle)) }

    var magnitude: Double { (real * real + imaginary * imaginary).squareRoot() }

    /// The root in the right half-plane.
    var squareRoot: Complex {
        let root = ((magnitude + real) / 2).squareRoot()
        guard root > 0 else { return Complex(0, magnitude.squareRoot()) }
        return Complex(root, imaginary / (2 * root))
    }

    static func + (a: Complex, b: Complex) -> Complex {
        Complex(a.real + b.real, a.imaginary + b.imaginary)
    }
    static func - (a: Complex, b: Complex) -> Complex {
        Complex(a.real - b.real, a.imaginary - b.imaginary)
    }
    static func * (a: Complex, b: Complex) -> Complex {
        Complex(
            a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real
        )
    }
    static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }
    static func / (a: Complex, b: Complex) -> Complex {
        let scale = 1 / (b.real * b.real + b.imaginary * b.imaginary)
        return Complex(
            (a.real * b.real + a.imaginary * b.imaginary) * scale,
            (a.imaginary * b.real - a.real * b.imaginary) * scale)
    }
}

/// A material with conduction, as a wave of one frequency meets it.
struct LossyMedium: Sendable {
    var permittivity: Double
    /// Conductivity (S/m).
    var conductivity: Double

    /// Permittivity of vacuum (nF/m): with frequencies in GHz, conductivity comes out in S/m.
    private static let vacuum = 8.854_187_8128e-3

    /// The complex index of refraction n - i k for fields that go with exp(+i w t).
    func index(atGHz frequency: Double) -> Complex {
        let loss = frequency > 0 ? conductivity / (2 * .pi * frequency * Self.vacuum) : 0
        return Complex(permittivity, -loss).squareRoot
    }

    /// One-way attenuation (1/m).
    func attenuation(atGHz frequency: Double) -> Double {
        guard frequency > 0 else { return 0 }
        return -index(atGHz: frequency).imaginary * 2 * .pi * frequency
            / speedOfLightMetresPerNanosecond
    }
}
