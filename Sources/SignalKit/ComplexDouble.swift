internal import Glibc

/// A complex number in double precision.
public struct ComplexDouble: Sendable, Hashable {
    /// Real part.
    public var real: Double
    /// Imaginary part.
    public var imaginary: Double

    /// The number `real` + i `imaginary`.
    public init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    /// The squared magnitude.
    public var squaredMagnitude: Double { real * real + imaginary * imaginary }
    /// The magnitude.
    public var magnitude: Double { hypot(real, imaginary) }

    /// The square root with a real part of at least 0.
    public var squareRoot: ComplexDouble {
        let root = ((magnitude + abs(real)) / 2).squareRoot()
        guard root > 0 else { return ComplexDouble(0) }
        return real >= 0
            ? ComplexDouble(root, imaginary / (2 * root))
            : ComplexDouble(abs(imaginary) / (2 * root), imaginary < 0 ? -root : root)
    }

    /// exp of the number.
    public var exponential: ComplexDouble {
        let size = exp(real)
        return ComplexDouble(size * cos(imaginary), size * sin(imaginary))
    }

    /// The sum.
    public static func + (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(a.real + b.real, a.imaginary + b.imaginary)
    }
    /// The difference.
    public static func - (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(a.real - b.real, a.imaginary - b.imaginary)
    }
    /// The product.
    public static func * (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(
            a.real * b.real - a.imaginary * b.imaginary,
            a.real * b.imaginary + a.imaginary * b.real)
    }
    /// `b` scaled by `a`.
    public static func * (a: Double, b: ComplexDouble) -> ComplexDouble {
        ComplexDouble(a * b.real, a * b.imaginary)
    }
    /// The quotient.
    public static func / (a: ComplexDouble, b: ComplexDouble) -> ComplexDouble {
        let size = b.squaredMagnitude
        return ComplexDouble(
            (a.real * b.real + a.imaginary * b.imaginary) / size,
            (a.imaginary * b.real - a.real * b.imaginary) / size)
    }
}
