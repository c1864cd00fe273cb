internal import FoundationEssentials
internal import SurveyModel

/// Works on channels side by side, on as many as there are processors and memory has room for.
struct ChannelQueue: Sendable {
    /// Channels worked on at once.
    let width: Int

    /// What the channels in work may take together (bytes): one of 1 km at 2 cm and 576 samples takes
    /// half as much again, and is then worked on alone.
    static let byteCount = 512 << 20
    /// A channel being searched is held so many times: as aligned, and whitened at two scales, with and
    /// without smoothing; and once while it is read.
    static let copiesWhileSearched = 6

    /// A queue for the channels of `sweep`, each of which is held `copies` times.
    init(_ sweep: SweepOnDemand, copies: Int) {
        let each = max(1, sweep.largestChannelByteCount * copies)
        width = max(1, min(ProcessInfo.processInfo.activeProcessorCount, Self.byteCount / each))
    }

    /// What `work` makes of each of `numbers`, in their order whatever ends first.
    func results<Result: Sendable>(
        of numbers: Range<Int>, _ monitor: WorkMonitor, _ step: String,
        _ work: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: numbers.count)
            var next = numbers.lowerBound
            var done = 0
            func start() {
                guard next < numbers.upperBound else { return }
                let number = next
                next += 1
                group.addTask {
                    try monitor.check()
                    return (number, try await work(number))
                }
            }
            for _ in 0..<width { start() }
            while let (number, result) = try await group.next() {
                results[number - numbers.lowerBound] = result
                done += 1
                monitor.progress(Double(done) / Double(numbers.count), step)
                start()
            }
            return results.compactMap(\.self)
        }
    }
}
