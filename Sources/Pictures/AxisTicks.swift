internal import Glibc

/// Round numbers along an axis.
struct AxisTicks: Equatable {
    let values: [Double]
    private let decimals: Int

    /// At most about `count` steps of 1, 2 or 5 times a power of ten from `low` to `high`.
    init(from low: Double, to high: Double, count: Int) {
        guard low.isFinite, high.isFinite, high > low, count > 0 else {
            values = low.isFinite ? [low] : []
            decimals = 3
            return
        }
        let raw = (high - low) / Double(count)
        let power = floor(log10(raw))
        let unit = pow(10, power)
        let factor = [1.0, 2, 5, 10].first { $0 * unit >= raw * 0.999_999 } ?? 10
        let step = factor * unit
        decimals = max(0, Int(-(power + (factor == 10 ? 1 : 0))))
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down)
        guard step > 0, last - first <= 1000 else {
            values = [low, high]
            return
        }
        values = stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// The number as written at the axis.
    func text(_ value: Double) -> String {
        let scale = pow(10, Double(decimals))
        let rounded = (value * scale).rounded() / scale
        let plain = rounded == 0 ? 0 : rounded
        guard decimals == 0, abs(plain) < 1e15 else { return "\(plain)" }
        return "\(Int(plain))"
    }
}
