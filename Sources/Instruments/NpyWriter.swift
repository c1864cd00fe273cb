internal import SurveyModel

/// Writes NumPy's .npy, version 1.0: `<f4`, C order, channels x traces x samples.
struct NpyWriter {
    let sweep: Sweep

    func write(to path: String) throws(InstrumentError) {
        let traces = sweep.traceCount
        let samples = sweep.samplesPerTrace
        let equal = sweep.channels.allSatisfy {
            $0.radargram.traceCount == traces && $0.radargram.samplesPerTrace == samples
        }
        guard equal else {
            throw .cannotStore(
                path: path,
                reason: "the channels differ in traces or samples, one array cannot hold them")
        }
        var out = try BufferedOutput(path: path)
        try out.write(Self.header(shape: [sweep.channels.count, traces, samples]))
        for channel in sweep.channels {
            for trace in 0..<traces {
                try out.write(bytes(of: channel.radargram.trace(trace)))
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

    private func bytes(of samples: ArraySlice<Float>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(samples.count * 4)
        for sample in samples {
            let bits = sample.bitPattern
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
        }
        return bytes
    }
}
