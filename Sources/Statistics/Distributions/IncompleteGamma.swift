internal import CBoostMath

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), and their inverses.
enum IncompleteGamma {
    /// P(`a`, `x`), for `a` above 0 and `x` from 0 up.
    static func value(_ a: Double, at x: Double) -> Double { boost_incomplete_gamma(a, x) }

    /// Q(`a`, `x`), without cancellation.
    static func complement(_ a: Double, at x: Double) -> Double {
        boost_incomplete_gamma_complement(a, x)
    }

    /// The x for which P(`a`, x) is `probability`.
    static func inverse(_ a: Double, probability: Double) -> Double {
        boost_incomplete_gamma_inverse(a, probability)
    }

    /// The x for which Q(`a`, x) is `probability`.
    static func complementInverse(_ a: Double, probability: Double) -> Double {
        boost_incomplete_gamma_complement_inverse(a, probability)
    }
}
