internal import Dispatch
internal import Instruments
internal import RadarProcessing
internal import SurveyModel
internal import Synchronization

/// A sweep being processed: its traces are made in blocks, several at once, in bounded memory.
///
/// The blocks of all channels are made in order; which of them are made side by side changes nothing in
/// them.
struct ProcessedSweep: TraceSource {
    let outline: SweepOutline
    /// Centre frequency the steps were made for (MHz).
    let centreFrequencyMHz: Double
    private let source: SweepFile
    private let recipe: PreparedRecipe
    private let jobs: [Job]
    private let workers: Int
    private let monitor: WorkMonitor
    private let made: Made

    /// Memory the traces a block is made from may take (bytes).
    static let blockByteCount = 24 << 20

    private struct Job: Sendable {
        var place: Int
        var traces: Range<Int>
    }

    /// Blocks made and not yet asked for.
    private final class Made: Sendable {
        let blocks = Mutex<[Int: Result<Radargram, any Error>]>([:])
    }

    /// Makes `recipe` ready for `source`, see `PreparedRecipe`.
    ///
    /// - Throws: `ProcessingError`, `InstrumentError`, `Cancelled`.
    init(
        _ source: SweepFile, recipe: ProcessingRecipe, centreFrequencyMHz: Double?,
        workers: Int, blockByteCount: Int = Self.blockByteCount, monitor: WorkMonitor
    ) throws {
        let frequency = try Self.centreFrequency(of: source, given: centreFrequencyMHz)
        let prepared = try PreparedRecipe(
            recipe, for: try Self.sources(source, frequency)
        ) { place, traces in
            try monitor.check()
            return try source.amplitudes(ofChannelAt: place, traces: traces)
        }
        self.centreFrequencyMHz = frequency
        self.source = source
        self.recipe = prepared
        self.workers = max(1, workers)
        self.monitor = monitor
        made = Made()
        var outline = source.outline
        var jobs: [Job] = []
        for (place, channel) in prepared.channels.enumerated() {
            outline.channels[place].traceCount = channel.result.traceCount
            outline.channels[place].samplesPerTrace = channel.result.samplesPerTrace
            outline.channels[place].timeAxis = channel.result.timeAxis
            outline.channels[place].flagSampleCount = 0
            jobs += Self.blocks(of: channel, byteCount: blockByteCount).map {
                Job(place: place, traces: $0)
            }
        }
        self.outline = outline
        self.jobs = jobs
    }

    /// All figures each step works with, by channel.
    var settings: [[[String: StepValue]]] { recipe.channels.map(\.settings) }

    func distances(
        ofChannelAt place: Int, traces: Range<Int>
    ) throws(InstrumentError) -> [Double] {
        Array(recipe.channels[place].result.distancesMetres[traces])
    }

    func forEachBlock(ofChannelAt place: Int, _ body: (TraceBlock) throws -> Void) throws {
        for (number, job) in jobs.enumerated() where job.place == place {
            let block = try take(number)
            try body(
                TraceBlock(
                    firstTrace: job.traces.lowerBound, samples: block.samples,
                    distancesMetres: block.distancesMetres))
        }
    }

    /// The block of a job, with those of the next made beside it where it is not there yet.
    private func take(_ number: Int) throws -> Radargram {
        if let known = made.blocks.withLock({ $0.removeValue(forKey: number) }) {
            return try known.get()
        }
        try monitor.check()
        let round = number..<min(number + workers, jobs.count)
        DispatchQueue.concurrentPerform(iterations: round.count) { offset in
            let job = round.lowerBound + offset
            let block = Result { try make(jobs[job]) }
            made.blocks.withLock { $0[job] = block }
        }
        guard let block = made.blocks.withLock({ $0.removeValue(forKey: number) }) else {
            preconditionFailure("a round makes the block it begins with")
        }
        return try block.get()
    }

    private func make(_ job: Job) throws -> Radargram {
        try recipe.channels[job.place].traces(job.traces) { traces in
            try monitor.check()
            return try source.amplitudes(ofChannelAt: job.place, traces: traces)
        }
    }

    /// Ranges of traces such that what each is made from stays within `byteCount`, but at least as
    /// long as its surroundings.
    private static func blocks(of channel: PreparedLine, byteCount: Int) -> [Range<Int>] {
        let count = channel.result.traceCount
        guard count > 0 else { return [] }
        let middle = count / 2..<count / 2 + 1
        let around = channel.inputs(for: middle).count
        let width = max(1, channel.result.samplesPerTrace) * MemoryLayout<Float>.size
        let size = max(around, byteCount / width - around, 1)
        return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }

    private static func sources(
        _ file: SweepFile, _ frequency: Double
    ) throws -> [PreparedRecipe.Source] {
        try file.outline.channels.enumerated().map { place, channel in
            PreparedRecipe.Source(
                line: Line(
                    samplesPerTrace: channel.samplesPerTrace, timeAxis: channel.timeAxis,
                    distancesMetres: try file.distances(
                        ofChannelAt: place, traces: 0..<channel.traceCount),
                    hasMeasuredDistances: file.outline.positionSource != .none,
                    centreFrequencyMHz: frequency, instrument: file.outline.instrument),
                kind: channel.kind)
        }
    }

    /// Traces the centre frequency is measured on, where nobody tells it.
    private static let tracesMeasured = 1024

    static func centreFrequency(
        of file: SweepFile, given: Double?
    ) throws -> Double {
        guard let place = file.outline.channels.firstIndex(where: { $0.kind == .radar }) else {
            throw ProcessingError.noRadarChannel
        }
        if let known = given ?? file.outline.instrument.centreFrequencyMHz, known > 0 {
            return known
        }
        let count = min(tracesMeasured, file.outline.channels[place].traceCount)
        let start = try file.amplitudes(ofChannelAt: place, traces: 0..<count)
        guard let measured = CentreFrequency.measureMHz(in: start) else {
            throw ProcessingError.unknownCentreFrequency
        }
        return measured
    }
}
