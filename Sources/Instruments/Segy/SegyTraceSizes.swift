/// The number of samples per trace, which headers often state wrongly.
struct SegyTraceSizes {
    let fields: HeaderFields
    /// The number revision 2 gives at byte 3268, where it does.
    let stated: Int?
    let format: SegySampleFormat
    let dataOffset: Int

    /// The binary header's number where it divides the file, else the trace header's, else the one
    /// at whose step the trace headers repeat.
    func choose(
        _ file: SourceFile, _ ledger: inout FactLedger
    ) throws(InstrumentError) -> Int {
        let binary = stated ?? fields.uint16(3220)
        let trace = try firstTraceNumber(file)
        if binary > 0 && divides(binary, file.byteCount) {
            return weigh(.file, binary, trace, &ledger)
        }
        if trace > 0, trace != binary, divides(trace, file.byteCount),
            try headersRepeat(file, samples: trace)
        {
            return weigh(.trace, binary, trace, &ledger)
        }
        if binary > 0 && (trace == 0 || trace == binary) {
            return weigh(.file, binary, trace, &ledger)
        }
        if binary > 0, try headersRepeat(file, samples: binary) {
            return weigh(.file, binary, trace, &ledger)
        }
        if trace > 0 {
            let repeats = try headersRepeat(file, samples: trace)
            if binary == 0 || repeats { return weigh(.trace, binary, trace, &ledger) }
        }
        throw .damaged(
            path: file.path, atByte: 3220,
            reason: binary == 0 && trace == 0
                ? "the headers give no number of samples per trace"
                : "the headers say \(binary) and \(trace) samples per trace, neither fits the file")
    }

    private enum Source {
        case file, trace
    }

    private func weigh(
        _ source: Source, _ binary: Int, _ trace: Int, _ ledger: inout FactLedger
    ) -> Int {
        let byte = stated == nil ? 3220 : 3268
        let said: [(name: String, value: Double?)] = [
            ("the file header at byte \(byte)", binary > 0 ? Double(binary) : nil),
            ("the first trace header", trace > 0 ? Double(trace) : nil),
        ]
        ledger.choose(
            "number of samples per trace", unit: "", code: "sample-count-contradicted",
            source == .file ? said : said.reversed(), tolerance: 0,
            because: "it fits the file")
        return source == .file ? binary : trace
    }

    private func byteCount(_ samples: Int) -> Int {
        SegyLayout.traceHeaderByteCount + samples * format.bytesPerSample
    }

    private func divides(_ samples: Int, _ size: Int) -> Bool {
        size > dataOffset && (size - dataOffset) % byteCount(samples) == 0
    }

    private func firstTraceNumber(_ file: SourceFile) throws(InstrumentError) -> Int {
        guard dataOffset + SegyLayout.traceHeaderByteCount <= file.byteCount else { return 0 }
        let head = try file.bytes(at: dataOffset + 114, count: 2)
        return HeaderFields(bytes: head, isLittleEndian: fields.isLittleEndian).uint16(0)
    }

    /// Whether sample count and interval stand again where the next traces would start.
    private func headersRepeat(
        _ file: SourceFile, samples: Int
    ) throws(InstrumentError) -> Bool {
        let first = try file.bytes(at: dataOffset + 114, count: 4)
        guard first != [0, 0, 0, 0] else { return false }
        var seen = 0
        for number in 1...4 {
            let start = dataOffset + number * byteCount(samples)
            guard start + SegyLayout.traceHeaderByteCount <= file.byteCount else { break }
            guard try file.bytes(at: start + 114, count: 4) == first else { return false }
            seen += 1
        }
        return seen > 0
    }
}
