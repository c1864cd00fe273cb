internal import CBoostMath

/// The regularised incomplete beta function I_x(a, b) and its inverse.
enum IncompleteBeta {
    /// I_x(`a`, `b`), for `a`, `b` above 0 and `x` in 0...1.
    static func value(_ a: Double, _ b: Double, at x: Double) -> Double {
        boost_incomplete_beta(a, b, x)
    }

    /// 1 - I_x(`a`, `b`), without cancellation.
    static func complement(_ a: Double, _ b: Double, at x: Double) -> Double {
        boost_incomplete_beta_complement(a, b, x)
    }

    /// The x for which I_x(`a`, `b`) is `probability`.
    static func inverse(_ a: Double, _ b: Double, probability: Double) -> Double {
        boost_incomplete_beta_inverse(a, b, probability)
    }

    /// The derivative of I_x(`a`, `b`) by x at `x`.
    static func derivative(_ a: Double, _ b: Double, at x: Double) -> Double {
        boost_incomplete_beta_derivative(a, b, x)
    }
}
