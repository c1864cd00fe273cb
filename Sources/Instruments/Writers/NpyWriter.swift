/// Writes NumPy's .npy, version 1.0: `<f4`, C order, channels x traces x samples.
struct NpyWriter {
    let sweep: any TraceSource

    func write(to path: String, _ progress: TraceProgress) throws {
        let channels = sweep.outline.channels
        let traces = sweep.outline.traceCount
        let samples = sweep.outline.samplesPerTrace
        guard channels.allSatisfy({ $0.traceCount == traces && $0.samplesPerTrace == samples })
        else {
            throw InstrumentError.cannotStore(
                path: path,
                reason: "the channels differ in traces or samples, one array cannot hold them")
        }
        var out = try BufferedOutput(path: path)
        try out.write(Self.header(shape: [channels.count, traces, samples]))
        for place in channels.indices {
            try sweep.forEachBlock(ofChannelAt: place) { block in
                try out.write(block.samples.span, bigEndian: false)
                try progress.written(
                    place * traces + block.firstTrace + block.distancesMetres.count)
            }
        }
        try out.commit()
    }

    /// Magic, version, length and the dictionary, padded so that the data start at a multiple of
    /// 64.
    static func header(shape: [Int]) -> [UInt8] {
        let sizes = shape.map { "\($0)" }.joined(separator: ", ")
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(sizes)), }"
        let fixed = 10
        let padding = (64 - (fixed + text.utf8.count + 1) % 64) % 64
        text += String(repeating: " ", count: padding) + "\n"
        let count = text.utf8.count
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 255), UInt8(count >> 8)]
            + Array(text.utf8)
    }
}
