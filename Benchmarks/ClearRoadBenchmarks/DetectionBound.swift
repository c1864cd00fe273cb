import SignalKit
import SurveyModel

/// What the processing steps are held against: work on the same data that nothing can be faster than.
enum DetectionBound {
    /// Ten times reading and writing every sample of `sweep`.
    static func tenCopies(of sweep: Sweep) async -> Double {
        var target = sweep.channels[0].radargram.samples
        return await processorSeconds(runs: 3) {
            for channel in sweep.channels {
                for _ in 0..<10 {
                    for i in target.indices { target[i] = channel.radargram.samples[i] }
                }
            }
        }
    }

    /// Four real transforms of every trace of `sweep` and back, at the trace's own length: copied in,
    /// transformed, transformed back and copied out.
    static func fourTransformPairs(of sweep: Sweep) async -> Double {
        let width = sweep.channels[0].radargram.samplesPerTrace
        var transform = RealFourierTransform(count: FastLength.atLeast(width))
        let all = [ComplexFloat](
            repeating: ComplexFloat(real: 1, imaginary: 0), count: transform.frequencyCount)
        var section = sweep.channels[0].radargram.samples
        return await processorSeconds(runs: 3) {
            for _ in 0..<4 * sweep.channels.count {
                var span = section.mutableSpan
                transform.filterRows(&span, columns: width, leading: 0, response: all.span)
            }
        }
    }
}
