internal import SurveyModel

/// Where the traces of a SEG-Y or Seismic Unix file lie, each after its own header.
struct TraceArea: Sendable {
    static let headerByteCount = 240

    let file: SourceFile
    /// Where the first trace header starts.
    let firstByte: Int
    let samplesPerTrace: Int
    let traceCount: Int
    let encoding: SampleEncoding
    /// Whether lengths are in feet.
    var isInFeet = false

    var isLittleEndian: Bool { encoding.isLittleEndian }

    /// From a trace to the next (bytes).
    var strideBytes: Int { Self.headerByteCount + samplesPerTrace * encoding.byteCount }

    /// The samples of `traces`.
    func run(_ traces: TraceSeries) -> TraceRun {
        TraceRun(
            file: file, encoding: encoding, samplesPerTrace: samplesPerTrace,
            firstSampleByte: firstByte + traces.first * strideBytes + Self.headerByteCount,
            strideBytes: traces.step * strideBytes, traceCount: traces.count)
    }
}

/// Traces at equal steps in a file.
struct TraceSeries: Sendable, Equatable {
    /// Place of the first in the file, from 0.
    var first: Int
    /// From one to the next, at least 1.
    var step: Int
    var count: Int
}

/// Reads the trace headers of a file one after the other, in blocks of whole traces where traces are
/// small, else each by itself.
struct TraceHeaderPass {
    private let area: TraceArea
    private let perBlock: Int
    private var nextTrace = 0
    private var buffer: [UInt8] = []
    private var watch: ScanWatch

    /// Longer traces than this are jumped over: reading them would cost more than asking again.
    private static let longestReadThrough = 4096
    private static let blockByteCount = 1 << 18

    init(_ area: TraceArea, _ monitor: WorkMonitor = .silent) {
        self.area = area
        watch = ScanWatch(monitor, total: area.traceCount, "reading trace headers")
        let stride = area.strideBytes
        perBlock = stride <= Self.longestReadThrough ? max(1, Self.blockByteCount / stride) : 1
    }

    /// Reads the next headers and hands each to `body`; whether there were any.
    mutating func next(
        _ body: (TraceHeaderFields) -> Void
    ) throws(InstrumentError) -> Bool {
        guard nextTrace < area.traceCount else { return false }
        try watch.reach(nextTrace)
        let end = min(nextTrace + perBlock, area.traceCount)
        let count = (end - nextTrace - 1) * area.strideBytes + TraceArea.headerByteCount
        // Taken out while it is filled: the file is read through another property of this pass.
        var block = buffer
        buffer = []
        if block.count != count { block = [UInt8](repeating: 0, count: count) }
        var span = block.mutableSpan
        try area.file.read(into: &span, at: area.firstByte + nextTrace * area.strideBytes)
        buffer = block
        for trace in nextTrace..<end {
            body(
                TraceHeaderFields(
                    trace: trace, bytes: buffer, start: (trace - nextTrace) * area.strideBytes,
                    isLittleEndian: area.isLittleEndian))
        }
        nextTrace = end
        return true
    }
}

/// One trace header within a block; offsets are counted from its start.
struct TraceHeaderFields {
    /// Place of the trace in the file, from 0.
    let trace: Int
    let bytes: [UInt8]
    let start: Int
    let isLittleEndian: Bool

    func uint16(_ offset: Int) -> UInt16 {
        let one = UInt16(bytes[start + offset])
        let two = UInt16(bytes[start + offset + 1])
        return isLittleEndian ? two << 8 | one : one << 8 | two
    }

    func uint32(_ offset: Int) -> UInt32 {
        let one = UInt32(uint16(offset))
        let two = UInt32(uint16(offset + 2))
        return isLittleEndian ? two << 16 | one : one << 16 | two
    }

    func int32(_ offset: Int) -> Int32 { Int32(bitPattern: uint32(offset)) }

    func float32(_ offset: Int) -> Float { Float(bitPattern: uint32(offset)) }

    func float64(_ offset: Int) -> Double {
        let one = UInt64(uint32(offset))
        let two = UInt64(uint32(offset + 4))
        return Double(bitPattern: isLittleEndian ? two << 32 | one : one << 32 | two)
    }
}
