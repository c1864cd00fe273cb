internal import Glibc

/// A complex number in double precision.
struct ComplexDouble: Sendable, Hashable {
    var real: Double
    var imaginary: Double

    init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    var squaredMagnitude: Double { real * real + imaginary * imaginary }
    var magnitude: Double { hypot(real, imaginary) }

    /// The root with a real part of at least 0.
    var squareRoot: ComplexDouble {
        let root = ((magnitude + abs(real)) / 2).squareRoot()
        guard root > 0 else { return ComplexDouble(0) }
        return real >= 0
            ? ComplexDouble(root, imaginary / (2 * root))
            : ComplexDouble(abs(imaginary) / (2 * root), imaginary < 0 ? -root : root)
    }

    /// exp of the number.
    var exponential: ComplexDouble {
        let size = exp(real)
        return ComplexDouble(size * cos(imaginary), size * sin(imaginary))
    }

    static func + (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(a.real + b.real, a.imaginary + b.imaginary)
    }
    static func - (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(a.real - b.real, a.imaginary - b.imaginary)
    }
    static func * (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(
            a.real * b.real - a.imaginary * b.imaginary,
            a.real * b.imaginary + a.imaginary * b.real)
    }
    static func * (a: Double, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(a * b.real, a * b.imaginary)
    }
    static func / (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        let size = b.squaredMagnitude
        return ComplexDouble(
            (a.real * b.real + a.imaginary * b.imaginary) / size,
            (a.imaginary * b.real - a.real * b.imaginary) / size)
    }
}
