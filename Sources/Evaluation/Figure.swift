internal import Foundation

/// Numbers as they stand in sentences.
enum Figure {
    /// With `places` decimals; `infinity` in words.
    static func decimals(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return value > 0 ? "without limit" : "unknown" }
        let text = String(format: "%.\(places)f", value)
        // Rounding leaves the sign of what was below zero.
        let isZero = text.allSatisfy { "-0.".contains($0) }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// A rate or another figure that may be small: three significant digits.
    static func significant(_ value: Double) -> String {
        value.isFinite ? String(format: "%.3g", value) : decimals(value, 0)
    }

    /// `p = 0.013`, or `p < 0.0001`.
    static func pValue(_ p: Double) -> String {
        p < 0.0001 ? "p < 0.0001" : "p = \(p < 0.1 ? String(format: "%.2g", p) : decimals(p, 2))"
    }

    /// `95 %`.
    static func percent(_ share: Double) -> String { "\(String(format: "%g", share * 100)) %" }

    /// A depth in cm with one decimal.
    static func centimetres(_ metres: Double) -> String { "\(decimals(metres * 100, 1)) cm" }
}
