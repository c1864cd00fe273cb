internal import SignalKit

/// How a trace becomes one value in a slice.
public enum SliceStatistic: String, Sendable, CaseIterable {
    /// Root of the mean squared envelope over the window.
    case rootMeanSquare = "rms"
    /// Largest envelope in the window.
    case maximum = "max"
}

/// Turns traces into the values they have in slices: the envelope, the magnitude of the analytic
/// signal, over the samples of each window.
///
/// One transform is planned for all traces of one length. The row is mirrored by its end values, so that
/// the envelope of a trace that does not end at zero is not exact within a few cycles of its ends.
public struct SliceEnvelope: ~Copyable {
    private let windows: [Range<Int>]
    private let statistic: SliceStatistic
    private let samplesPerTrace: Int
    private var transform: RealFourierTransform
    private let turn: TraceFilter

    /// For traces of `samplesPerTrace` samples with the surface's echo at `surfaceNanoseconds` from the
    /// first.
    ///
    /// - Throws: `SliceFault` where a window does not lie in the trace.
    public init(
        _ windows: [SliceWindow], statistic: SliceStatistic, surfaceNanoseconds: Double,
        intervalNanoseconds: Double, samplesPerTrace: Int
    ) throws(SliceFault) {
        guard intervalNanoseconds > 0, samplesPerTrace > 0 else {
            throw .badFigure(name: "time axis", reason: "it has no extent")
        }
        var ranges: [Range<Int>] = []
        for window in windows {
            ranges.append(
                try window.samples(
                    surfaceNanoseconds: surfaceNanoseconds,
                    intervalNanoseconds: intervalNanoseconds, samplesPerTrace: samplesPerTrace))
        }
        self.windows = ranges
        self.statistic = statistic
        self.samplesPerTrace = samplesPerTrace
        turn = .quarterTurn(
            length: FastLength.atLeast(2 * samplesPerTrace), leading: samplesPerTrace / 2)
        transform = RealFourierTransform(count: turn.length)
    }

    /// The values of one trace, one for each window; not a number where a sample is none.
    public mutating func values(of trace: ArraySlice<Float>) -> [Float] {
        guard trace.count == samplesPerTrace, trace.allSatisfy(\.isFinite) else {
            return [Float](repeating: .nan, count: windows.count)
        }
        let row = Array(trace)
        var turned = row
        let response = turn.response
        var span = turned.mutableSpan
        transform.filter(&span, leading: turn.leading, response: response.span)
        return windows.map { window in
            var sum = 0.0
            var largest = 0.0
            for i in window {
                let power =
                    Double(row[i]) * Double(row[i]) + Double(turned[i]) * Double(turned[i])
                sum += power
                largest = max(largest, power)
            }
            switch statistic {
            case .rootMeanSquare: return Float((sum / Double(window.count)).squareRoot())
            case .maximum: return Float(largest.squareRoot())
            }
        }
    }
}

@available(*, unavailable)
extension SliceEnvelope: Sendable {}
