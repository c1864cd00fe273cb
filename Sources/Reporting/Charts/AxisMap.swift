internal import Foundation

/// From the values of an axis to places in a drawing.
struct AxisMap: Sendable, Hashable {
    let scale: LineChart.Axis.Scale
    let low: Double
    let high: Double
    /// Place of `low`.
    var start: Double
    /// Place of `high`.
    var end: Double

    /// The map for `axis` over its range, or else over that of `values`.
    init(_ axis: LineChart.Axis, values: [Double], start: Double, end: Double) {
        scale = axis.scale
        self.start = start
        self.end = end
        let isLogarithmic = axis.scale == .logarithmic
        let usable = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
        var low = usable.min() ?? (isLogarithmic ? 0.1 : 0)
        var high = usable.max() ?? 1
        if let range = axis.range, range.isFinite, range.high >= range.low,
            !isLogarithmic || range.low > 0
        {
            (low, high) = (range.low, range.high)
        }
        if !(high > low) { (low, high) = Self.widened(low, isLogarithmic: isLogarithmic) }
        self.low = low
        self.high = high
    }

    /// Room round a single value.
    private static func widened(_ value: Double, isLogarithmic: Bool) -> (Double, Double) {
        if isLogarithmic {
            return (
                max(value / 10, .leastNormalMagnitude), min(value * 10, .greatestFiniteMagnitude)
            )
        }
        guard value != 0 else { return (0, 1) }
        let half = value.magnitude / 2
        let ends = (value - half, min(value + half, .greatestFiniteMagnitude))
        return ends.1 > ends.0 ? ends : (0, 1)
    }

    /// Place of `value`; nil where it has none.
    ///
    /// A place far outside is brought near enough for its lines to be cut at the frame.
    func place(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        var fraction: Double
        switch scale {
        case .linear: fraction = (value / 2 - low / 2) / (high / 2 - low / 2)
        case .logarithmic:
            guard value >= 0 else { return nil }
            fraction = value == 0 ? 0 : (log(value) - log(low)) / (log(high) - log(low))
        }
        guard !fraction.isNaN else { return nil }
        fraction = min(max(fraction, -1e4), 1e4)
        return start + fraction * (end - start)
    }

    /// Whether `value` lies between the ends of the axis.
    func contains(_ value: Double) -> Bool {
        guard let place = place(value) else { return false }
        return place >= min(start, end) - 1e-6 && place <= max(start, end) + 1e-6
    }

    /// Ticks, fewer where their labels would touch along a horizontal axis.
    func ticks(about count: Int, isHorizontal: Bool) -> Ticks {
        var count = count
        while true {
            let ticks =
                scale == .linear
                ? Ticks.linear(low, high, about: count)
                : Ticks.logarithmic(low, high, about: count)
            guard isHorizontal, count > 2, crowds(ticks) else { return ticks }
            count -= 1
        }
    }

    private func crowds(_ ticks: Ticks) -> Bool {
        var right = -Double.infinity
        for (value, label) in zip(ticks.values, ticks.labels) {
            guard let place = place(value) else { continue }
            let half = Lettering.width(of: label) / 2
            if place - half < right + 8 { return true }
            right = place + half
        }
        return false
    }
}
