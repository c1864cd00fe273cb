internal import SignalKit
internal import SurveyModel

/// Clutter levels of an image: for each time the median over the traces, never below a tenth of the
/// times' levels.
struct DepthLevels {
    /// Levels of |S|.
    let amplitude: [Float]
    /// Levels of |S| sqrt(CF).
    let coherent: [Float]

    init(of image: EchoImage) {
        var amplitude: [Float] = []
        var coherent: [Float] = []
        for time in 0..<image.timeCount {
            var plain = [Float](repeating: 0, count: image.traceCount)
            var weighted = plain
            for trace in 0..<image.traceCount {
                let magnitude = image.magnitude(time, trace)
                plain[trace] = magnitude
                weighted[trace] =
                    magnitude * image.coherence[time * image.traceCount + trace].squareRoot()
            }
            amplitude.append(RobustStatistics.median(&plain))
            coherent.append(RobustStatistics.median(&weighted))
        }
        self.amplitude = Self.raised(amplitude)
        self.coherent = Self.raised(coherent)
    }

    /// The levels of |S| alone.
    static func amplitudes(of image: EchoImage) -> [Float] {
        var levels: [Float] = []
        levels.reserveCapacity(image.timeCount)
        var row = [Float](repeating: 0, count: image.traceCount)
        for time in 0..<image.timeCount {
            for trace in row.indices { row[trace] = image.magnitude(time, trace) }
            levels.append(RobustStatistics.median(&row))
        }
        return raised(levels)
    }

    private static func raised(_ levels: [Float]) -> [Float] {
        let floor = RobustStatistics.quantile(0.1, of: levels) + 1e-9
        return levels.map { max($0, floor) }
    }
}
