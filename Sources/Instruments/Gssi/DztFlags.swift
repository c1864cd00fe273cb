internal import SurveyModel

/// Flag words in the first samples of each scan of one channel.
///
/// Recorders write a scan counter, or a constant, in place of the first sample and mark words in
/// place of the second; processed files may hold amplitudes there. Flags are what shows over a
/// bounded number of scans: a counter that steps evenly, or a constant that is no zero amplitude and
/// never the third sample's value.
struct DztFlags: Equatable {
    enum First: Equatable {
        case counter(step: Int)
        case constant(Int)
    }

    /// What stands in the first sample; `nil` where it is an amplitude.
    let first: First?
    /// The second sample of scans without a mark; `nil` where it is an amplitude.
    let unmarked: Int?

    /// Leading samples that are no amplitudes.
    var count: Int { first == nil ? 0 : unmarked == nil ? 1 : 2 }

    private static let mostScans = 256
    /// Fewer tell nothing.
    private static let fewestScans = 3
    /// A constant needs more scans than a counter to be no chance.
    private static let fewestForConstant = 16
    private static let largestStep = 16

    /// Looks at the first scans of `channel`.
    init(_ frames: DztFrames, channel: Int) throws(InstrumentError) {
        var words: [[Int]] = []
        if frames.samplesPerTrace >= 4 {
            for trace in 0..<min(Self.mostScans, frames.traceCount) {
                words.append(try frames.words(trace: trace, channel: channel, count: 3))
            }
        }
        first = Self.first(words, frames)
        unmarked = first == nil ? nil : Self.unmarked(words)
    }

    private static func first(_ words: [[Int]], _ frames: DztFrames) -> First? {
        guard words.count >= fewestScans else { return nil }
        if let step = counterStep(words, limit: frames.wordLimit) { return .counter(step: step) }
        let value = words[0][0]
        guard words.count >= fewestForConstant, value != frames.zeroWord,
            words.allSatisfy({ $0[0] == value && $0[2] != value }), unmarked(words) != nil
        else { return nil }
        return .constant(value)
    }

    /// The equal steps in which the first samples rise, or in a line turned round fall.
    private static func counterStep(_ words: [[Int]], limit: Int) -> Int? {
        let step = (words[1][0] - words[0][0] + limit) % limit
        let size = min(step, limit - step)
        guard size >= 1, size <= (words.count < fewestForConstant ? 1 : largestStep) else {
            return nil
        }
        let even = zip(words, words.dropFirst()).filter { pair in
            (pair.1[0] - pair.0[0] + limit) % limit == step
        }
        // Some recorders drop a scan now and then.
        let pairs = words.count - 1
        guard even.count == pairs || (pairs >= 32 && even.count * 10 >= pairs * 9) else {
            return nil
        }
        return size
    }

    /// The value most second samples have, where nearly all have it and the rest are few words.
    private static func unmarked(_ words: [[Int]]) -> Int? {
        var counts: [Int: Int] = [:]
        for word in words { counts[word[1], default: 0] += 1 }
        // The smaller word of equals, so that the result does not depend on hashing.
        let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        guard let best, counts.count <= 4, best.value * 10 >= words.count * 6 else { return nil }
        return best.key
    }

    /// The traces of `channel` whose second sample is a mark word.
    func markedTraces(
        _ frames: DztFrames, channel: Int, _ monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> [Int] {
        guard let unmarked else { return [] }
        var marked: [Int] = []
        var watch = ScanWatch(monitor, total: frames.traceCount, "looking for marks")
        for trace in 0..<frames.traceCount {
            try watch.reach(trace)
            let words = try frames.words(trace: trace, channel: channel, count: 2)
            if words[1] != unmarked { marked.append(trace) }
        }
        return marked
    }

    /// Whether a trace of the length assumed shows flags as a recorder sets them, scan by scan.
    var confirmLength: Bool {
        switch first {
        case .counter(let step): step == 1
        case .constant: count == 2
        case nil: false
        }
    }

    /// What the flags are, in words.
    var words: String {
        let start =
            switch first {
            case .counter: "a counter of scans"
            case .constant(let value): "the constant 0x" + String(value, radix: 16)
            case nil: "nothing"
            }
        return unmarked == nil ? start : start + " and mark words"
    }
}
