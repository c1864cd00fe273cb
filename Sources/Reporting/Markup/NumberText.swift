internal import Foundation

/// Numbers as a page shows them: the same on every machine, whatever its language.
public enum NumberText: Sendable {
    /// What is shown instead of a number that is not finite.
    public static let missing = "n/a"

    /// `value` with `decimals` digits behind the point (0...12).
    public static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return missing }
        let text = String(format: "%.*f", min(max(decimals, 0), 12), value)
        let isZero = text.allSatisfy { "-0.".contains($0) }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// `value` with `digits` significant digits (1...12), such as `0.0231`, `57.0` or `1.20×10⁻⁷`.
    public static func significant(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite else { return missing }
        let digits = min(max(digits, 1), 12)
        guard value != 0 else { return "0" }
        // The power after rounding: 9.996 with three digits is 10.0.
        let scientific = String(format: "%.*e", digits - 1, value)
        let parts = scientific.split(separator: "e")
        guard parts.count == 2, let power = Int(parts[1]) else { return scientific }
        if (-4..<6).contains(power) { return fixed(value, decimals: digits - 1 - power) }
        return "\(parts[0])×10\(superscript(power))"
    }

    /// `low` to `high`, such as `0.54 to 0.75`.
    public static func interval(_ low: Double, _ high: Double, decimals: Int = 2) -> String {
        "\(fixed(low, decimals: decimals)) to \(fixed(high, decimals: decimals))"
    }

    /// `hits` of `total`, such as `57/88`.
    public static func count(_ hits: Int, of total: Int) -> String { "\(hits)/\(total)" }

    /// `power` in raised digits.
    static func superscript(_ power: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String(
            String(power).map { letter in letter.wholeNumberValue.map { digits[$0] } ?? "⁻" })
    }
}
