internal import Foundation

/// Round values along an axis, with their labels.
struct Ticks: Sendable, Hashable {
    var values: [Double]
    var labels: [String]

    /// Multiples of 1, 2 or 5 times a power of ten within `low`...`high`, at most about `count` steps.
    ///
    /// Where the two are equal or one is not finite, the finite ends themselves.
    static func linear(_ low: Double, _ high: Double, about count: Int) -> Ticks {
        let (low, high) = (min(low, high), max(low, high))
        let wanted = high / Double(max(count, 1)) - low / Double(max(count, 1))
        guard low.isFinite, high.isFinite, wanted > 0, let step = Step(atLeast: wanted) else {
            return ends(low, high)
        }
        let first = (low / step.size - 1e-9).rounded(.up)
        let last = (high / step.size + 1e-9).rounded(.down)
        // Beyond 2^52 neighbouring multiples of the step are no longer different numbers.
        guard first.magnitude < 0x1p52, last.magnitude < 0x1p52, last >= first,
            last - first <= 1000
        else { return ends(low, high) }
        let values = stride(from: first, through: last, by: 1).map(step.multiple)
        return Ticks(values: values, labels: values.map(step.label))
    }

    /// Powers of ten within `low`...`high`.
    ///
    /// With 2 and 5 times them where there are few, and only every second, third... where there are
    /// many.
    static func logarithmic(_ low: Double, _ high: Double, about count: Int) -> Ticks {
        guard low > 0, low < high, high.isFinite else { return ends(low, high) }
        let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
        let stride = max(1, Int((Double(powers.count) / Double(max(count, 1))).rounded(.up)))
        let decades = log10(high) - log10(low)
        let factors: [Double] = decades < 2.5 ? [1, 2, 5] : [1]
        let kept = (low * (1 - 1e-9))...(high * (1 + 1e-9))
        var values: [Double] = []
        for power in powers where power % stride == 0 {
            let decade = factors.map { $0 * tenToThe(power) }
            values += decade.filter { $0.isFinite && kept.contains($0) }
        }
        guard values.count > 1 else { return linear(low, high, about: count) }
        return Ticks(values: values, labels: values.map(label))
    }

    /// `value` as short as it can be told.
    private static func label(_ value: Double) -> String {
        let power = Int(log10(value.magnitude * (1 + 1e-12)).rounded(.down))
        if (-3...4).contains(power) { return NumberText.fixed(value, decimals: max(0, -power)) }
        let factor = (value / tenToThe(power)).rounded()
        return (factor == 1 ? "" : "\(Int(factor))·") + "10" + NumberText.superscript(power)
    }

    private static func ends(_ low: Double, _ high: Double) -> Ticks {
        let values = (low == high ? [low] : [low, high]).filter(\.isFinite)
        return Ticks(values: values, labels: values.map { signed(NumberText.significant($0)) })
    }

    /// `text` with a minus sign as wide as a digit.
    fileprivate static func signed(_ text: String) -> String {
        text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// A power of ten; of a negative one the nearest number there is.
    fileprivate static func tenToThe(_ power: Int) -> Double {
        power < 0 && power >= -300 ? 1 / pow(10, Double(-power)) : pow(10, Double(power))
    }
}

/// The distance of two ticks: `factor` times 10 to the power of `power`.
private struct Step {
    let factor: Double
    let power: Int

    var size: Double { multiple(1) }

    /// The least round step that is `wanted` or more, but for a rounding error.
    init?(atLeast wanted: Double) {
        let exponent = log10(wanted).rounded(.down)
        guard exponent.isFinite, exponent > -300 else { return nil }
        let fraction = wanted / Ticks.tenToThe(Int(exponent))
        switch fraction {
        case ...1.000_001: (factor, power) = (1, Int(exponent))
        case ...2.000_001: (factor, power) = (2, Int(exponent))
        case ...5.000_001: (factor, power) = (5, Int(exponent))
        default: (factor, power) = (1, Int(exponent) + 1)
        }
    }

    /// `index` steps; divided where the power is negative, as 0.3 is 3/10 but not 3 x 0.1.
    func multiple(_ index: Double) -> Double {
        power < 0
            ? index * factor / pow(10, Double(-power)) : index * factor * pow(10, Double(power))
    }

    /// `value`, which is a multiple, with the digits that tell it from its neighbours.
    func label(_ value: Double) -> String {
        if (-6...5).contains(power), value.magnitude < 1e7 {
            return Ticks.signed(NumberText.fixed(value, decimals: max(0, -power)))
        }
        guard value != 0 else { return "0" }
        let digits = Int(log10(value.magnitude * (1 + 1e-12)).rounded(.down)) - power + 1
        return Ticks.signed(NumberText.significant(value, digits: digits))
    }
}
