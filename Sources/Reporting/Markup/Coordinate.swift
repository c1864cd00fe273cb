/// Coordinates as a drawing writes them.
enum Coordinate {
    /// `value` with at most two decimals, within ±10⁷; what is no number is written as 0.
    ///
    /// Charts leave out what is not finite before they draw; the bounds here only see to it that no
    /// slip of theirs makes a drawing unreadable.
    static func text(_ value: Double) -> String {
        let bounded = value.isNaN ? 0 : min(max(value, -1e7), 1e7)
        let hundredths = Int((bounded * 100).rounded())
        let whole = hundredths.magnitude / 100
        let rest = hundredths.magnitude % 100
        let sign = hundredths < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        guard rest % 10 > 0 else { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The `points` attribute or the path through `points`.
    static func list(_ points: [DrawingPoint]) -> String {
        points.map { "\(text($0.x)),\(text($0.y))" }.joined(separator: " ")
    }
}

/// A place in a drawing: x to the right, y down.
struct DrawingPoint: Sendable, Hashable {
    var x: Double
    var y: Double
}

/// An upright rectangle of a drawing.
struct DrawingBox: Sendable, Hashable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var width: Double { right - left }
    var height: Double { bottom - top }

    /// Area that both cover.
    func overlap(_ other: DrawingBox) -> Double {
        max(0, min(right, other.right) - max(left, other.left))
            * max(0, min(bottom, other.bottom) - max(top, other.top))
    }
}
