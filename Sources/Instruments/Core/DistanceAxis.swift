/// Distances of a channel's traces along the lane, without an array as long as the file.
enum DistanceAxis: Sendable {
    /// A distance of the trace 0 and a step (m).
    case uniform(start: Double, step: Double)
    /// Distances of some traces, in rising order of trace; straight lines between them, and beyond
    /// them the slope of the nearest two.
    case knots([Knot])
    /// One value per trace (m).
    case values([Double])
    /// Whatever a format can compute.
    case provided(any DistanceProvider)

    /// A trace whose distance is known.
    struct Knot: Sendable, Equatable {
        /// Number of the trace from 0; may lie between two.
        var trace: Double
        /// Its distance (m).
        var metres: Double
    }

    /// Traces numbered, not measured.
    static let numbered = DistanceAxis.uniform(start: 0, step: 1)

    /// The distances of `traces` (m).
    func distances(of traces: Range<Int>) throws(InstrumentError) -> [Double] {
        switch self {
        case .uniform(let start, let step): return traces.map { start + Double($0) * step }
        case .knots(let knots): return Self.interpolate(knots, traces)
        case .values(let values): return Array(values[traces])
        case .provided(let provider): return try provider.distances(of: traces)
        }
    }

    private static func interpolate(_ knots: [Knot], _ traces: Range<Int>) -> [Double] {
        guard knots.count > 1 else {
            return traces.map { _ in knots.first?.metres ?? 0 }
        }
        var upper = 1
        return traces.map { trace in
            let place = Double(trace)
            while upper < knots.count - 1 && knots[upper].trace < place { upper += 1 }
            let from = knots[upper - 1]
            let to = knots[upper]
            guard to.trace > from.trace else { return to.metres }
            let share = (place - from.trace) / (to.trace - from.trace)
            return from.metres + share * (to.metres - from.metres)
        }
    }
}

/// Computes distances on demand, from a file's own coordinates.
protocol DistanceProvider: Sendable {
    /// The distances of `traces` (m).
    func distances(of traces: Range<Int>) throws(InstrumentError) -> [Double]
}
