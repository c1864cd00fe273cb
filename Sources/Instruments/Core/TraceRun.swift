/// Where the traces of one channel lie in a file: at equal steps.
struct TraceRun: Sendable {
    let file: SourceFile
    let encoding: SampleEncoding
    let samplesPerTrace: Int
    /// Offset of the first sample of the first trace (bytes).
    let firstSampleByte: Int
    /// From a trace to the next (bytes); at least the bytes of a trace's samples.
    let strideBytes: Int
    let traceCount: Int

    /// Bytes the samples of a trace take.
    var traceByteCount: Int { samplesPerTrace * encoding.byteCount }

    /// Whether both lie interleaved in one file, so that one pass can read them.
    func isInterleaved(with other: TraceRun) -> Bool {
        file === other.file && strideBytes == other.strideBytes
            && abs(firstSampleByte - other.firstSampleByte) < strideBytes
    }
}

/// Reads the traces of runs that lie interleaved, block by block, in one pass over their file.
struct TracePass {
    /// The runs; all of one file and one step.
    let runs: [TraceRun]
    private let firstByte: Int
    private let stride: Int
    /// Whether most of the file between the first and the last trace belongs to other channels: then each
    /// trace is read by itself.
    private let isSparse: Bool
    private let perBlock: Int
    private let end: Int
    private var nextTrace: Int
    private var blockStart = 0
    private var buffer: [UInt8] = []

    /// Small enough to stay in the processor's cache until it is decoded.
    private static let blockByteCount = 1 << 18
    /// A trace alone is read where its step is so many times as long.
    private static let sparseShare = 4

    /// A pass over the traces `range` of `runs`, which must not be empty; a run that has fewer traces
    /// ends earlier.
    init(_ runs: [TraceRun], traces range: Range<Int>) {
        self.runs = runs
        firstByte = runs.map(\.firstSampleByte).min() ?? 0
        stride = runs.first?.strideBytes ?? 1
        isSparse = runs.count == 1 && stride >= Self.sparseShare * runs[0].traceByteCount
        perBlock = max(1, Self.blockByteCount / max(1, stride))
        nextTrace = range.lowerBound
        end = min(range.upperBound, runs.map(\.traceCount).max() ?? 0)
    }

    /// Reads the next block and tells which traces it holds; `nil` at the end.
    ///
    /// - Throws: `InstrumentError.file` where the disk fails or the file became shorter.
    mutating func next() throws(InstrumentError) -> Range<Int>? {
        guard nextTrace < end else { return nil }
        let traces = nextTrace..<min(nextTrace + perBlock, end)
        blockStart = firstByte + traces.lowerBound * stride
        let last = runs.map { run in
            run.firstSampleByte + (min(traces.upperBound, run.traceCount) - 1) * stride
                + run.traceByteCount
        }
        let size = runs.first?.traceByteCount ?? 0
        let count = isSparse ? traces.count * size : (last.max() ?? blockStart) - blockStart
        // Taken out while it is filled: the file is read through another property of this pass.
        var block = buffer
        buffer = []
        if block.count != count { block = [UInt8](repeating: 0, count: count) }
        var span = block.mutableSpan
        if isSparse {
            for trace in 0..<traces.count {
                var own = span.extracting(trace * size..<(trace + 1) * size)
                try runs.first?.file.read(into: &own, at: blockStart + trace * stride)
            }
        } else {
            try runs.first?.file.read(into: &span, at: blockStart)
        }
        buffer = block
        nextTrace = traces.upperBound
        return traces
    }

    /// Decodes the present block's `traces` of the run number `place` into `target` from its sample
    /// `start` on, one trace after the other.
    func decode(
        _ traces: Range<Int>, ofRun place: Int, into target: inout MutableSpan<Float>,
        at start: Int
    ) {
        let run = runs[place]
        let size = run.traceByteCount
        let step = isSparse ? size : stride
        var from =
            isSparse ? 0 : run.firstSampleByte + traces.lowerBound * stride - blockStart
        var begin = start
        for _ in traces {
            let bytes = buffer.span.extracting(from..<from + size)
            run.encoding.decode(bytes, count: run.samplesPerTrace, into: &target, at: begin)
            from += step
            begin += run.samplesPerTrace
        }
    }
}
