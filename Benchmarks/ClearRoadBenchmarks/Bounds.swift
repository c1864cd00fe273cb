import SignalKit
import SurveyModel

/// Work on the same data that nothing can be faster than, measured in the same run.
enum Bounds {
    /// `count` copies of all samples of `sweep` from memory to memory, into room as large as the data.
    static func copies(_ count: Int, of sweep: Sweep) async -> Double {
        let sources = sweep.channels.map(\.radargram.samples)
        // Changed once, so that each has memory of its own.
        var targets = sources.map { $0.map { -$0 } }
        return await Measurement.of(runs: 3) {
            for _ in 0..<count {
                for place in sources.indices { copy(sources[place], into: &targets[place]) }
            }
        }.processorSeconds
    }

    /// Not inlined, or several copies would become one.
    @inline(never)
    private static func copy(_ source: [Float], into target: inout [Float]) {
        for i in target.indices { target[i] = source[i] }
    }

    /// `count` real transforms of every trace of `sweep` and back, of `length` samples at least.
    static func transformPairs(
        _ count: Int, of sweep: Sweep, length: Int
    ) async -> Double {
        let width = sweep.channels[0].radargram.samplesPerTrace
        var transform = RealFourierTransform(count: FastLength.atLeast(length))
        let all = [ComplexFloat](
            repeating: ComplexFloat(real: 1, imaginary: 0), count: transform.frequencyCount)
        var section = sweep.channels[0].radargram.samples
        return await Measurement.of(runs: 3) {
            for _ in 0..<count * sweep.channels.count {
                var span = section.mutableSpan
                transform.filterRows(&span, columns: width, leading: 0, response: all.span)
            }
        }.processorSeconds
    }
}
