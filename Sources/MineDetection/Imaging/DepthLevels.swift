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
        amplitude = Self.raised(Self.medians(of: image, isWeighted: false))
        coherent = Self.raised(Self.medians(of: image, isWeighted: true))
    }

    /// The levels of |S| alone.
    static func amplitudes(of image: EchoImage) -> [Float] {
        raised(medians(of: image, isWeighted: false))
    }

    /// Times whose medians are found side by side.
    private static let tile = 16

    /// For each time the median over the traces of |S|, times sqrt(CF) where it `isWeighted`.
    private static func medians(of image: EchoImage, isWeighted: Bool) -> [Float] {
        let traces = image.traceCount
        guard traces > 0 else { return [Float](repeating: 0, count: image.timeCount) }
        let (real, imaginary) = (image.real.span, image.imaginary.span)
        let coherence = image.coherence.span
        var medians: [Float] = []
        medians.reserveCapacity(image.timeCount)
        for first in stride(from: 0, to: image.timeCount, by: tile) {
            let width = min(tile, image.timeCount - first)
            // Traces x times: the medians are those of its columns.
            var block = [Float](repeating: 0, count: traces * width)
            var values = block.mutableSpan
            for column in 0..<width {
                let start = (first + column) * traces
                var target = column
                for place in start..<start + traces {
                    let (x, y) = (real[place], imaginary[place])
                    let magnitude = (x * x + y * y).squareRoot()
                    values[target] =
                        isWeighted ? magnitude * coherence[place].squareRoot() : magnitude
                    target += width
                }
            }
            medians += ColumnMedians.medians(of: block.span, columns: width)
        }
        return medians
    }

    private static func raised(_ levels: [Float]) -> [Float] {
        let floor = RobustStatistics.quantile(0.1, of: levels) + 1e-9
        return levels.map { max($0, floor) }
    }
}
