import SignalKit
import SurveyModel

/// What the processing steps are held against: work on the same data that nothing can be faster than.
enum DetectionBound {
    /// Ten copies of all samples of `sweep`, each a channel at a time from memory to memory.
    static func tenCopies(of sweep: Sweep) async -> Double {
        var target = sweep.channels[0].radargram.samples
        return await processorSeconds(runs: 3) {
            for _ in 0..<10 {
                // The channels in turn, so that none is still in the cache when it comes again.
                for channel in sweep.channels { copy(channel.radargram.samples, into: &target) }
            }
        }
    }

    /// Not inlined, or ten copies would become one.
    @inline(never)
    private static func copy(_ source: [Float], into target: inout [Float]) {
        for i in target.indices { target[i] = source[i] }
    }

    /// Four real transforms of every trace of `sweep` and back, of `length` samples at least: loaded,
    /// transformed, transformed back and stored.
    static func fourTransformPairs(of sweep: Sweep, length: Int) async -> Double {
        let width = sweep.channels[0].radargram.samplesPerTrace
        var transform = RealFourierTransform(count: FastLength.atLeast(length))
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

    /// Prints the bound of steps 1-8, which took `seconds`, for transforms as long as the trace and as
    /// long as the band-pass pads it to.
    static func report(of sweep: Sweep, padded: Int, steps seconds: Double) async {
        let copies = await tenCopies(of: sweep)
        row("ten copies of the samples", copies, "part of the bound")
        for length in [sweep.channels[0].radargram.samplesPerTrace, padded] {
            let pairs = await fourTransformPairs(of: sweep, length: length)
            row("four FFT pairs a trace, \(length) samples", pairs, "part of the bound")
            let times = ((seconds / (copies + pairs)) * 100).rounded() / 100
            row("bound of steps 1-8", copies + pairs, "steps 1-8 take \(times) times as long")
        }
    }
}
