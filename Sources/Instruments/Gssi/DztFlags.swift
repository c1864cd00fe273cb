internal import SurveyModel

/// Flag words in the first samples of each scan of one channel.
///
/// Recorders write a scan counter, or a constant, in place of the first sample and mark words in
/// place of the second; processed files may hold amplitudes there. Flags are what shows over a
/// bounded number of scans: a counter that steps evenly, or a constant that is no amplitude. A few
/// scans that were dropped, damaged or clipped at the third sample do not hide them.
struct DztFlags: Equatable {
    enum First: Equatable {
        case counter(step: Int)
        case constant(Int)
    }

    /// What stands in the first sample; `nil` where it is an amplitude.
    let first: First?
    /// The second sample of scans without a mark; `nil` where it is an amplitude.
    let unmarked: Int?
    /// What looks like flags and is not taken for them, in words.
    let doubt: String?

    /// Leading samples that are no amplitudes.
    var count: Int { first == nil ? 0 : unmarked == nil ? 1 : 2 }

    private static let mostScans = 256
    /// Fewer tell nothing; of 8 bits a few amplitudes may count on by chance.
    private static let fewestScans = 3
    private static let fewestScansOfBytes = 8
    /// A constant needs more scans than a counter to be no chance.
    private static let fewestForConstant = 16
    private static let largestStep = 16
    /// From so many steps on a scan in ten may be dropped, between fewer only one.
    private static let stepsForShare = 32
    private static let fewestStepsForDrop = 6

    /// Looks at the first scans of `channel`.
    init(_ frames: DztFrames, channel: Int) throws(InstrumentError) {
        let words = try Self.words(frames, channel: channel)
        first = Self.first(words, frames)
        unmarked = first == nil ? nil : Self.unmarked(words)
        let taken = first == nil ? 0 : unmarked == nil ? 1 : 2
        doubt = DztFlagDoubt(words, frames).sentence(taken: taken)
    }

    /// The first three samples of the first scans, none where traces are too short for flags.
    private static func words(
        _ frames: DztFrames, channel: Int
    ) throws(InstrumentError) -> [[Int]] {
        guard frames.samplesPerTrace >= 4 else { return [] }
        var words: [[Int]] = []
        for trace in 0..<min(mostScans, frames.traceCount) {
            words.append(try frames.words(trace: trace, channel: channel, count: 3))
        }
        return words
    }

    private static func first(_ words: [[Int]], _ frames: DztFrames) -> First? {
        let fewest = frames.bytesPerSample == 1 ? fewestScansOfBytes : fewestScans
        guard words.count >= fewest else { return nil }
        if let step = counterStep(words, limit: frames.wordLimit) { return .counter(step: step) }
        return constant(words, frames).map { .constant($0) }
    }

    /// The first samples' value, where nearly all have it and it can be no amplitude.
    private static func constant(_ words: [[Int]], _ frames: DztFrames) -> Int? {
        guard words.count >= fewestForConstant, let best = commonest(words.map { $0[0] }),
            best.count * 10 >= words.count * 9, best.value != frames.zeroWord,
            let second = unmarked(words)
        else { return nil }
        // A quiet start rests near zero, a clipped one at the end of the range in both samples.
        guard frames.isFarFromZero(best.value) || frames.isFarFromZero(second),
            best.value != second || !frames.isEndOfRange(second)
        else { return nil }
        let alike = words.count { $0[2] == best.value }
        return alike * 2 <= words.count ? best.value : nil
    }

    /// The equal steps in which the first samples rise, or in a line turned round fall.
    private static func counterStep(_ words: [[Int]], limit: Int) -> Int? {
        let steps = DztFlagDoubt.steps(words, limit: limit)
        guard let best = commonest(steps) else { return nil }
        let size = min(best.value, limit - best.value)
        guard size >= 1, size <= (words.count < fewestForConstant ? 1 : largestStep) else {
            return nil
        }
        let odd = steps.count - best.count
        // Some recorders drop a scan now and then; in a short file the second samples must confirm it.
        let mayDrop = steps.count >= fewestStepsForDrop && unmarked(words) != nil
        let limit = steps.count >= stepsForShare ? steps.count / 10 : mayDrop ? 1 : 0
        return odd <= limit ? size : nil
    }

    /// The value most second samples have, where nearly all have it and the rest are few words.
    private static func unmarked(_ words: [[Int]]) -> Int? {
        let seconds = words.map { $0[1] }
        guard let best = commonest(seconds), Set(seconds).count <= 4,
            best.count * 10 >= words.count * 6
        else { return nil }
        return best.value
    }

    /// The value that is there most often, of several the smallest so that nothing hangs on hashing.
    static func commonest(_ values: [Int]) -> (value: Int, count: Int)? {
        var counts: [Int: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        return best.map { ($0.key, $0.value) }
    }

    /// Share of the first scans of `channel` that begin with `value`.
    static func share(
        of value: Int, _ frames: DztFrames, channel: Int
    ) throws(InstrumentError) -> Double {
        let words = try words(frames, channel: channel)
        return Double(words.count { $0[0] == value }) / Double(max(1, words.count))
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

    /// Whether both begin scans with the same words.
    func isAlike(_ other: DztFlags?) -> Bool {
        first == other?.first && unmarked == other?.unmarked
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
