internal import SignalKit
public import SurveyModel

/// Subtracts, at every time, the running median along the track: what does not change over the
/// window is background.
///
/// Reach: half the window in traces; mirrored at the ends.
public struct MovingMedianBackground: Sendable, Hashable {
    /// Length of the window along the track (m): 0.3 for anti-personnel, 0.9 for anti-vehicle mines.
    public var windowMetres: Double

    /// A window of `windowMetres`.
    public init(windowMetres: Double) { self.windowMetres = windowMetres }

    /// Changes `radargram` in place.
    public func apply(to radargram: inout Radargram) {
        let filter = MovingMedian(window: radargram.traces(spanning: windowMetres, minimum: 3))
        var background = [Float](repeating: 0, count: radargram.traceCount)
        radargram.transformColumns { column, _ in
            var output = background.mutableSpan
            filter.apply(column.span, to: &output)
            for t in column.indices { column[t] -= background[t] }
        }
    }
}
