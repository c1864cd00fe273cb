/// Some traces of one channel.
public struct TraceBlock: Sendable {
    /// Number of the first trace, from 0.
    public var firstTrace: Int
    /// traces x samples, row-major, in stored units.
    public var samples: [Float]
    /// Distance of each trace along the lane (m).
    public var distancesMetres: [Double]

    /// Traces from `firstTrace` on.
    public init(firstTrace: Int, samples: [Float], distancesMetres: [Double]) {
        self.firstTrace = firstTrace
        self.samples = samples
        self.distancesMetres = distancesMetres
    }
}

/// The traces of one channel, block by block.
public struct TraceStream: Sendable {
    private let store: SweepFile.ChannelStore
    private let traceCount: Int
    private let samplesPerTrace: Int
    private var pass: TracePass?
    private var given = 0

    private static let heldTracesPerBlock = 256

    init(store: SweepFile.ChannelStore, traceCount: Int, samplesPerTrace: Int) {
        self.store = store
        self.traceCount = traceCount
        self.samplesPerTrace = samplesPerTrace
        if case .stored(let run) = store.traces {
            let range = store.firstTrace..<store.firstTrace + traceCount
            pass = TracePass([run], traces: range)
        }
    }

    /// The next block; `nil` after the last trace.
    ///
    /// - Throws: `InstrumentError.file` where the disk fails or the file became shorter.
    public mutating func next() throws(InstrumentError) -> TraceBlock? {
        guard given < traceCount else { return nil }
        var samples: [Float]
        let count: Int
        switch store.traces {
        case .held(let all):
            count = min(Self.heldTracesPerBlock, traceCount - given)
            let start = (store.firstTrace + given) * samplesPerTrace
            samples = Array(all[start..<start + count * samplesPerTrace])
        case .stored:
            guard let traces = try pass?.next() else { return nil }
            count = traces.count
            samples = [Float](repeating: 0, count: count * samplesPerTrace)
            var span = samples.mutableSpan
            pass?.decode(traces, ofRun: 0, into: &span, at: 0)
        }
        let first = store.firstTrace + given
        let block = TraceBlock(
            firstTrace: given, samples: samples,
            distancesMetres: try store.distances.distances(of: first..<first + count))
        given += count
        return block
    }
}
